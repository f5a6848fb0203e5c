"""A picture of one article's findings for a notebook: the text with its flags in it, scores and sources.

Nothing of an article becomes markup: all of it goes through `html.escape`, and there is no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .findings import Findings
from .records import Attribution, Mark

__all__ = ["picture"]

#: Characters of the text that are shown.
_SHOWN = 20_000
_SOURCES = 40

# Families of marks are told apart by colour and by line.
_FAMILIES = 6
_STYLE = """<style>
.hearsay{max-width:50em;line-height:1.6}
.hearsay h4{margin:.2em 0}
.hearsay .text{white-space:pre-wrap;margin:.8em 0}
.hearsay mark{background:none;color:inherit;border-bottom:2px solid;cursor:help}
.hearsay .f0{background:rgba(230,160,0,.22);border-bottom:2px solid #b97d00}
.hearsay .f1{background:rgba(0,114,178,.18);border-bottom:2px dotted #0072b2}
.hearsay .f2{background:rgba(204,60,60,.18);border-bottom:2px dashed #c23b3b}
.hearsay .f3{background:rgba(0,140,100,.18);border-bottom:3px double #008c64}
.hearsay .f4{background:rgba(140,90,170,.2);border-bottom:2px groove #8c5aaa}
.hearsay .f5{background:rgba(128,128,128,.25);border-bottom:2px ridge #808080}
.hearsay .score{display:inline-block;border:1px solid #999;border-radius:.4em;padding:0 .5em;margin:.1em}
.hearsay table{border-collapse:collapse}
.hearsay td,.hearsay th{text-align:left;vertical-align:top;padding:.1em .8em .1em 0}
.hearsay .quiet{opacity:.7}
</style>"""


def picture(findings: Findings) -> str:
    """HTML for a notebook."""
    title = findings.record.get("title") or findings.id
    parts = [_STYLE, f"<h4>{escape(str(title))}</h4>"]
    error = findings.error
    if error:
        parts.append(f"<p><b>{escape(error['code'])}</b>: {escape(error['message'])}</p>")
    else:
        families = _families(findings.flags)
        parts += [_summary(findings, families), _scores(findings), _text(findings, families), _sources(findings)]
    return '<div class="hearsay">' + "".join(parts) + "</div>"


def _family(mark: Mark) -> str:
    return mark["type"].split(".", 1)[0]


def _families(marks: Sequence[Mark]) -> dict[str, int]:
    """Families in the order of their first appearance, each with the number of its style."""
    families: dict[str, int] = {}
    for mark in marks:
        families.setdefault(_family(mark), len(families) % _FAMILIES)
    return families


def _summary(findings: Findings, families: dict[str, int]) -> str:
    counts = dict.fromkeys(families, 0)
    for mark in findings.flags:
        counts[_family(mark)] += 1
    legend = " · ".join(f'<span class="f{families[name]}">{escape(name)}</span> {counts[name]}' for name in families)
    return f'<p class="quiet">{findings.words} words · {legend or "nothing is flagged"}</p>'


def _scores(findings: Findings) -> str:
    shown = []
    for score in findings.scores:
        if score["over"] != "article" or score["by"] is not None or score["band"] is None or score["value"] is None:
            continue
        arithmetic = ", ".join(f"{name} = {value}" for name, value in score["let"].items())
        shown.append(
            f'<span class="score" title="{escape(arithmetic)}">{escape(score["id"])} '
            f"<b>{score['value']:.3g}</b> {escape(score['band'])}</span>"
        )
    return f"<div>{''.join(shown)}</div>" if shown else ""


def _text(findings: Findings, families: dict[str, int]) -> str:
    """The text, cut where a mark starts or ends; the mark that starts last gives a piece its style."""
    text = findings.text[:_SHOWN]
    marks = [mark for mark in findings.flags if mark["start"] < len(text)]
    cuts = sorted({0, len(text)} | {min(mark[side], len(text)) for mark in marks for side in ("start", "end")})
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark["start"], []).append(mark)
    open_marks: list[Mark] = []
    pieces = []
    for start, end in zip(cuts, cuts[1:]):
        open_marks = [mark for mark in open_marks if mark["end"] > start] + starting.get(start, [])
        piece = escape(text[start:end])
        if open_marks:
            last = open_marks[-1]
            notes = "\n".join(
                f"{mark['flag']['level']}: {mark['flag']['message']} [{mark['rule']}]"
                for mark in open_marks
                if mark["flag"]
            )
            piece = f'<mark class="f{families[_family(last)]}" title="{escape(notes)}">{piece}</mark>'
        pieces.append(piece)
    more = len(findings.text) - len(text)
    rest = f'<p class="quiet">… and {more} characters more</p>' if more > 0 else ""
    return f'<div class="text">{"".join(pieces)}</div>{rest}'


def _sources(findings: Findings) -> str:
    statements = findings.attributions
    if not statements:
        return ""
    lines = [_source(one, findings.text) for one in statements[:_SOURCES]]
    more = len(statements) - _SOURCES
    rest = f'<p class="quiet">… and {more} statements more</p>' if more > 0 else ""
    head = "<tr><th>source</th><th>kind</th><th>strength</th><th>hop</th><th>says</th></tr>"
    return (
        f"<details><summary>{len(statements)} statements</summary><table>{head}{''.join(lines)}</table>{rest}</details>"
    )


def _source(one: Attribution, text: str) -> str:
    source = one["source"]
    content = " … ".join(text[start:end] for start, end in one["content"])
    strength = "" if one["strength"] is None else f"{one['strength']:.2g}"
    cells = (
        (source["name"] or source["text"]) if source else "(nobody)",
        source["class"] if source else "none",
        strength,
        str(one["hops"]),
        content if len(content) <= 140 else content[:139] + "…",
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
