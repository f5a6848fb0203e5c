"""The same findings under Spark: every article once, the same bytes, the same scores over all."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import pytest
from conftest import article

import hearsay

pytestmark = pytest.mark.spark
pytest.importorskip("pyspark")

from pyspark.sql import SparkSession  # noqa: E402

import hearsay.spark  # noqa: E402

ARTICLES = [article(number) for number in range(120)]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "3",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[2]").appName("hearsay tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def frame_of(spark: SparkSession, articles: list[dict[str, Any]], partitions: int = 4) -> Any:
    columns = list(articles[0])
    rows = spark.sparkContext.parallelize([tuple(one[name] for name in columns) for one in articles], partitions)
    return spark.createDataFrame(rows, ", ".join(f"{name} string" for name in columns))


def test_records_are_those_of_the_command_and_nested_by_the_schema(
    spark: SparkSession, command: Callable[..., list[bytes]], rules: Path
) -> None:
    found = hearsay.spark.annotate(frame_of(spark, ARTICLES), rules=rules, marks="all")
    assert found.schema == hearsay.spark.SCHEMA
    rows = found.collect()
    lines = [json.dumps(one, ensure_ascii=False) for one in ARTICLES]
    expected = command(lines, "--no-config", "--rules", str(rules), "--marks", "all")
    assert [row["record"].encode() for row in rows] == expected
    for row, line in zip(rows, expected):
        record = json.loads(line)
        nested = row.asDict(recursive=True)
        for name in ("id", "title", "outlet", "words", "sentences", "attributions"):
            assert nested[name] == record[name]
        assert [mark["captures"] for mark in nested["marks"]] == [
            {name: spans if isinstance(spans[0], list) else [spans] for name, spans in mark["captures"].items()}
            for mark in record["marks"]
        ]
        for mark, expected_mark in zip(nested["marks"], record["marks"]):
            assert mark["with"].keys() == expected_mark["with"].keys()
            for name, value in expected_mark["with"].items():
                given = mark["with"][name]
                assert value == (given if isinstance(value, str) else float(given))
        assert [mark["flag"] for mark in nested["marks"]] == [mark["flag"] for mark in record["marks"]]
        assert [score["let"] for score in nested["scores"]] == [score["let"] for score in record["scores"]]


def test_tables_are_those_of_pandas(spark: SparkSession) -> None:
    pd = pytest.importorskip("pandas")
    articles = [*ARTICLES[:30], {"id": "empty", "title": None, "outlet": None, "text": None}]
    found = hearsay.spark.annotate(frame_of(spark, articles).withColumnRenamed("text", "body"), text="body").cache()
    frames = hearsay.frame(pd.DataFrame(articles).set_index("id", drop=False), config=False)
    for name in ("flags", "attributions", "scores", "errors"):
        table = getattr(hearsay.spark, name)(found)
        expected = getattr(frames, name)
        assert table.columns == list(expected.columns)
        rows = [tuple(row) for row in table.collect()]
        assert rows == [
            tuple(None if pd.isna(value) else value for value in row) for row in expected.itertuples(index=False)
        ]
        assert rows
    found.unpersist()


def test_articles_without_an_id_get_one(spark: SparkSession) -> None:
    rows = frame_of(spark, [{"text": "It may rain."}, {"text": "It fell."}, {"text": "It rose."}], 2)
    ids = [row["id"] for row in hearsay.spark.annotate(rows, packs="hedging").select("id").collect()]
    assert len(set(ids)) == 3
    with pytest.raises(hearsay.HearsayError, match="no column 'body'"):
        hearsay.spark.annotate(rows, text="body")


def test_killed_processes_cost_no_article(
    spark: SparkSession, command: Callable[..., list[bytes]], program: str, tmp_path: Path
) -> None:
    # The first two of the processes are killed after 20 articles.
    mortal = tmp_path / "hearsay"
    mortal.write_text(
        f"""#!/bin/bash
[ "$1" = annotate ] || exec {program} "$@"
mkdir {tmp_path}/killed1 2>/dev/null || mkdir {tmp_path}/killed2 2>/dev/null || exec {program} "$@"
sed -u 20q | {program} "$@"
kill -KILL $$
"""
    )
    mortal.chmod(0o755)
    expected = command([json.dumps(one, ensure_ascii=False) for one in ARTICLES], "--no-config", "--packs", "hedging")
    found = hearsay.spark.annotate(frame_of(spark, ARTICLES, 2), packs="hedging", binary=mortal)
    assert [row["record"].encode() for row in found.select("record").collect()] == expected
    assert (tmp_path / "killed2").is_dir()


def test_files_are_read_where_they_are(spark: SparkSession, program: str, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / ".hidden.txt").write_text("It may fall.")
    (folder / "one.txt").write_text(ARTICLES[1]["text"])
    (folder / "deep" / "many.jsonl").write_text("\n".join(json.dumps(one) for one in ARTICLES[2:40]))
    arguments = [program, "annotate", "--no-config", "--packs", "hedging", str(folder)]
    expected = subprocess.run(arguments, capture_output=True, check=True).stdout.splitlines()
    found = hearsay.spark.annotate_files(spark, folder, packs="hedging")
    assert found.schema == hearsay.spark.SCHEMA
    assert sorted(row["record"].encode() for row in found.collect()) == sorted(expected)
    assert len(expected) == 39
    with pytest.raises(hearsay.HearsayError, match="no such file"):
        hearsay.spark.annotate_files(spark, tmp_path / "gone")


def test_folders_of_web_archives(spark: SparkSession, program: str, tmp_path: Path) -> None:
    folder = tmp_path / "2024" / "05"
    folder.mkdir(parents=True)
    for archive in range(3):
        pages = [_page(archive * 10 + number) for number in range(10)]
        (folder / f"news-{archive}.warc.gz").write_bytes(b"".join(pages))
    found = hearsay.spark.annotate_files(spark, tmp_path / "2024", packs="hedging").cache()
    assert sorted(row["id"] for row in found.select("id").collect()) == [
        f"https://karsa.example/{number:02}" for number in range(30)
    ]
    assert found.where("title LIKE 'Bridge % at Velden' AND error IS NULL").count() == 30
    arguments = [program, "annotate", "--no-config", "--packs", "hedging", str(folder)]
    expected = subprocess.run(arguments, capture_output=True, check=True).stdout.splitlines()
    assert sorted(row["record"].encode() for row in found.collect()) == sorted(expected)
    assert hearsay.spark.flags(found).where("type = 'hedge.report'").count() >= 30


def _page(number: int) -> bytes:
    """A record of a web archive, compressed by itself, as Common Crawl has them."""
    text = "The bridge was reportedly closed, Oda Venn said on Monday, and the river is said to be rising. " * 4
    page = (
        f"<!doctype html><html lang=en><head><title>Bridge {number} at Velden</title></head><body><nav>Home</nav>"
        f"<article><h1>Bridge {number} at Velden</h1><p>{text}</p><p>{text}</p><p>{text}</p></article></body></html>"
    ).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    header = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032}>\r\nWARC-Target-URI: https://karsa.example/{number:02}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    ).encode()
    return gzip.compress(header + answer + b"\r\n\r\n")


def test_a_process_that_goes_in_the_middle_of_a_file_costs_no_article(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearsay.process import Process
    from hearsay.spark import files

    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps(dict(one, text=one["text"] * 9)) for one in ARTICLES))
    arguments = [program, "annotate", "--no-config", "--packs", "hedging", str(path)]
    expected = subprocess.run(arguments, capture_output=True, check=True).stdout.splitlines()
    started: list[Process] = []

    class Mortal(Process):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            started.append(self)

    monkeypatch.setattr(files, "Process", Mortal)
    given: list[bytes] = []
    for line in files._lines(arguments, str(path), 60):
        given.append(line)
        if len(given) in (10, 70):
            os.kill(started[-1].pid, signal.SIGKILL)
    assert given == expected
    assert len(started) == 3


def test_scores_over_all_articles_are_those_of_one_machine(
    spark: SparkSession, program: str, rules: Path, tmp_path: Path
) -> None:
    arguments = ["annotate", "--no-core", "--no-config", "--rules", str(rules), "--session-scores", str(tmp_path / "s")]
    given = "\n".join(json.dumps(one) for one in ARTICLES)
    subprocess.run([program, *arguments], input=given.encode(), capture_output=True, check=True)
    expected = json.loads((tmp_path / "s").read_bytes())["session"]
    assert [score["by"] for score in expected] == ["Berta", "Clara", "Anna", None]
    assert expected[0]["let"]["worth"] % 1 > 0
    for partitions in (1, 5):
        found = hearsay.spark.annotate(frame_of(spark, ARTICLES, partitions), rules=rules, core=False, parts=True)
        assert hearsay.spark.session_scores(found, rules=rules, core=False) == expected
    shuffled = found.repartition(3, "id")
    scores = hearsay.spark.session_scores(shuffled, rules=rules, core=False)
    assert sorted(scores, key=str) == sorted(expected, key=str)


def test_scores_over_all_need_parts_and_the_same_rules(spark: SparkSession, rules: Path) -> None:
    without = hearsay.spark.annotate(frame_of(spark, ARTICLES[:3], 1), packs="hedging")
    with pytest.raises(hearsay.HearsayError, match="parts=True"):
        hearsay.spark.session_scores(without)
    found = hearsay.spark.annotate(frame_of(spark, ARTICLES[:3], 1), rules=rules, core=False, parts=True)
    with pytest.raises(hearsay.Refused, match="desk/origins:"):
        hearsay.spark.session_scores(found)
    assert hearsay.spark.session_scores(found.where("false"), rules=rules, core=False) == []
