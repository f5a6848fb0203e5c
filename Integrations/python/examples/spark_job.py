"""A corpus through Hearsay on Spark: findings as Parquet, and tables on the screen.

spark-submit spark_job.py ARTICLES OUTPUT [--rules PACK …] [--session-scores FILE] [--limit N]

ARTICLES are JSON Lines (`{"id", "text"}` and, where known, `title outlet date url lang`; gzip too), or a folder of web
archives (WARC), pages or other files, which the program reads itself (`--files`).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import hearsay.spark


def main() -> None:
    """Reads the arguments and runs the job."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("output")
    parser.add_argument("--files", action="store_true", help="articles are files that the program reads itself")
    parser.add_argument("--text", default="text", help="the field with the text")
    parser.add_argument("--packs", help="only these packs, separated by commas")
    parser.add_argument("--rules", action="append", default=[], help="a pack of your own")
    parser.add_argument("--session-scores", help="a file for the scores over all articles")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--partitions", type=int, help="how many tasks, where one file is to be shared out")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("hearsay").getOrCreate()
    started = time.monotonic()
    rules = {"packs": given.packs, "rules": given.rules}
    parts = given.session_scores is not None
    if given.files:
        found = hearsay.spark.annotate_files(spark, given.articles, parts=parts, **rules)
    else:
        known = ("id", "title", "outlet", "date", "url", "lang")
        articles = spark.read.schema(", ".join(f"{name} string" for name in (*known, given.text))).json(given.articles)
        if given.limit:
            articles = articles.limit(given.limit)
        if given.partitions:
            articles = articles.repartition(given.partitions)
        found = hearsay.spark.annotate(articles, text=given.text, parts=parts, **rules)

    found.drop("text", "record").write.mode("overwrite").parquet(given.output)
    findings = spark.read.parquet(given.output)
    count = findings.count()
    seconds = time.monotonic() - started
    print(f"{count} articles in {seconds:.1f} s, {count / seconds:.0f} a second; {given.output}")

    flags = hearsay.spark.flags(findings)
    flags.groupBy("type").agg(F.count("*").alias("flags"), F.countDistinct("article").alias("articles")).orderBy(
        F.desc("flags")
    ).show(12, truncate=False)
    strength = hearsay.spark.scores(findings).where("score = 'core/sourcing:strength' AND over = 'article'")
    strength.groupBy("band").agg(F.count("*").alias("articles"), F.round(F.avg("value"), 1).alias("strength")).orderBy(
        "strength"
    ).show()
    print(f"{hearsay.spark.errors(findings).count()} articles could not be analysed")
    if given.session_scores:
        scores = hearsay.spark.session_scores(findings, **rules)
        Path(given.session_scores).write_text(json.dumps({"schema": "hearsay/1", "session": scores}))
        print(f"{len(scores)} scores over all articles; {given.session_scores}")
    spark.stop()


if __name__ == "__main__":
    main()
