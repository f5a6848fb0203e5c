"""How fast the same articles go through the plain program, through Python and through Spark, and what that adds.

python measure.py ARTICLES.jsonl[.gz] [--articles 600] [--rounds 3] [--cores 2] [--without-spark]

Every round runs every way once, one after the other, so that a busy machine is busy for all of them; ratios are taken
within a round, and the median over the rounds is printed. CPU seconds are those of all processes of a way together.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import hearsay
from hearsay import binary

_TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds() -> float:
    """Of this process and all that descend from it, ended ones among them."""
    times: dict[int, tuple[int, int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        times[int(folder.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    mine = {os.getpid()}
    while True:
        more = {process for process, (parent, _) in times.items() if parent in mine} - mine
        if not more:
            return sum(times[process][1] for process in mine) / _TICK
        mine |= more


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--without-spark", action="store_true")
    given = parser.parse_args()

    program = binary.find()
    with gzip.open(given.corpus) if given.corpus.suffix == ".gz" else given.corpus.open("rb") as lines:
        records = [json.loads(line) for line in itertools.islice(lines, given.articles)]
    articles = [{"id": record["id"], "text": record["text"]} for record in records]
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch, "articles.jsonl")
        corpus.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles))
        ways = dict(_ways(program, corpus, articles, given.cores))
        if not given.without_spark:
            ways.update(_spark_ways(corpus, given.cores))
        _report(ways, len(articles), corpus.stat().st_size, given.rounds)


def _ways(
    program: str, corpus: Path, articles: list[dict[str, Any]], cores: int
) -> Iterator[tuple[str, Callable[[], int]]]:
    def plain() -> int:
        with corpus.open("rb") as lines:
            arguments = [program, "annotate", "--no-config", "--threads", str(cores)]
            return subprocess.run(arguments, stdin=lines, capture_output=True, check=True).stdout.count(b"\n")

    def python() -> int:
        return sum(1 for _ in hearsay.annotate(articles, config=False, threads=cores))

    def parsed() -> int:
        return sum(1 for found in hearsay.annotate(articles, config=False, threads=cores) if found.marks is not None)

    def frames() -> int:
        import pandas as pd

        found = hearsay.frame(pd.DataFrame(articles), config=False, threads=cores)
        return int(found.scores["article"].nunique())

    yield "hearsay annotate", plain
    yield "hearsay.annotate, lines", python
    yield "hearsay.annotate, read", parsed
    yield "hearsay.frame", frames


def _spark_ways(corpus: Path, cores: int) -> Iterator[tuple[str, Callable[[], int]]]:
    from pyspark.sql import SparkSession

    import hearsay.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    started = time.monotonic()
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.host", "localhost").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    print(f"Spark started in {time.monotonic() - started:.1f} s, not counted below")
    rows = spark.read.schema("id string, text string").json(str(corpus)).repartition(cores).cache()
    rows.count()

    def lines() -> int:
        found = hearsay.spark.annotate(rows)
        return sum(row["n"] for row in found.selectExpr("count(record) AS n").collect())

    def nested() -> int:
        found = hearsay.spark.annotate(rows)
        found.drop("record", "text").write.format("noop").mode("overwrite").save()
        return int(rows.count())

    yield "spark.annotate, records", lines
    yield "spark.annotate, nested", nested


def _report(ways: dict[str, Callable[[], int]], count: int, size: int, rounds: int) -> None:
    walls: dict[str, list[float]] = {name: [] for name in ways}
    cpus: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, run in ways.items():
            if number == 0 and not name.startswith("spark"):
                continue  # Only the Java machine has to warm up.
            cpu, wall = cpu_seconds(), time.monotonic()
            done = run()
            assert done == count, f"{name}: {done} of {count} articles"
            if number:
                walls[name].append(time.monotonic() - wall)
                cpus[name].append(cpu_seconds() - cpu)
    first = next(iter(ways))
    print(f"{count} articles, {size / count / 1000:.1f} kB each; median of {rounds} rounds")
    print("| | articles/s | time, ratio | CPU ms/article | CPU, ratio |\n|---|---|---|---|---|")
    for name in ways:
        wall = statistics.median(walls[name])
        cpu = statistics.median(cpus[name])
        slower = statistics.median(a / b for a, b in zip(walls[name], walls[first]))
        dearer = statistics.median(a / b for a, b in zip(cpus[name], cpus[first]))
        print(f"| `{name}` | {count / wall:.0f} | {slower:.2f} | {1000 * cpu / count:.2f} | {dearer:.2f} |")


if __name__ == "__main__":
    main()
