"""Scores over all articles, counted up by Spark and worked out by the program.

Each record holds what its article adds (`parts`). Spark adds that up by rule, group and aggregate, in one pass and
whatever the number of articles; the driver gets one row a group and hands it to `hearsay scores`, whose arithmetic is
that of a single machine. Sums are added up exactly, so that neither the order nor the partitions show.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from pyspark.sql import functions as F

from .. import binary as binaries
from ..errors import HearsayError, Refused
from ..options import options
from ..process import describe
from ..records import Score

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["session_scores"]

# A double is taken apart into two whole numbers, of 2^-22 and of 2^-75, whose sums lose nothing.
_COARSE = 22
_FINE = 53


def session_scores(
    found: DataFrame,
    *,
    packs: str | Sequence[str] | None = None,
    rules: binaries.PathLike | Sequence[binaries.PathLike] = (),
    core: bool = True,
    binary: binaries.PathLike | None = None,
) -> list[Score]:
    """The scores over all articles of a frame that `annotate` made, as `annotate --session-scores` gives them.

    Groups come in the order of the articles, where Spark has kept it.

    Args:
        found: Findings, made with `parts=True`.
        packs: As they were given to `annotate`; `rules` and `core` likewise.
        rules: Paths on the driver.
        core: Whether the core packs are used.
        binary: The program on the driver.

    Raises:
        HearsayError: the findings hold no parts, or other rules made them.
    """
    counted = _counted(found)
    path = binaries.find(binary)
    binaries.version(path)
    arguments = [path, "scores", *options(packs, rules, core, False).rule_arguments()]
    done = subprocess.run(arguments, input=json.dumps(counted).encode() if counted else b"", capture_output=True)
    if done.returncode not in (0, 3):
        raise Refused(f"hearsay scores {describe(done.returncode)}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return cast("list[Score]", json.loads(done.stdout)["session"])


def _counted(found: DataFrame) -> dict[str, Any] | None:
    """All articles' parts added up, as one record; None where there is no article."""
    articles = found.where("error IS NULL").select(
        F.monotonically_increasing_id().alias("place"), "words", "sentences", "parts"
    )
    # Words and sentences go along as a group without a name: one pass over the findings does.
    groups = articles.select(
        "place",
        F.col("words"),
        F.col("sentences"),
        F.col("parts").isNull().alias("lacks"),
        F.posexplode(
            F.concat(F.array(F.lit(None).cast(_PART)), F.coalesce("parts", F.array().cast(f"array<{_PART}>")))
        ),
    ).select("place", "words", "sentences", "lacks", F.col("pos").alias("group"), F.col("col").alias("part"))
    each = groups.select(
        "place",
        "group",
        F.when(F.col("group") == 0, F.col("words")).alias("words"),
        F.when(F.col("group") == 0, F.col("sentences")).alias("sentences"),
        "lacks",
        F.col("part.id").alias("id"),
        F.col("part.by").alias("by"),
        F.posexplode_outer("part.counts").alias("number", "count"),
    )
    coarse, fine = _taken_apart(F.col("count.sum"))
    rows = (
        each.groupBy("id", "by", "number")
        .agg(
            F.sum("words").alias("words"),
            F.sum("sentences").alias("sentences"),
            F.max("lacks").alias("lacks"),
            F.min(F.struct("place", "group")).alias("first"),
            F.sum("count.marks").alias("marks"),
            F.sum("count.numbers").alias("numbers"),
            F.sum(coarse).alias("coarse"),
            F.sum(fine).alias("fine"),
            F.min("count.least").alias("least"),
            F.max("count.most").alias("most"),
            F.array_distinct(F.flatten(F.collect_set("count.values"))).alias("values"),
            F.array_distinct(F.flatten(F.collect_set("count.texts"))).alias("texts"),
        )
        .collect()
    )
    if not rows:
        return None
    record: dict[str, Any] = {"schema": "hearsay/1", "words": 0, "sentences": 0}
    parts: dict[tuple[str, str | None], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["first"], row["number"] or 0)):
        if row["lacks"]:
            raise HearsayError("these findings hold no parts; make them with annotate(…, parts=True)")
        if row["id"] is None:
            record.update(words=row["words"], sentences=row["sentences"])
            continue
        part = parts.setdefault((row["id"], row["by"]), {"id": row["id"], "by": row["by"], "counts": {}})
        total = Fraction(int(row["coarse"]), 1 << _COARSE) + Fraction(int(row["fine"]), 1 << (_COARSE + _FINE))
        part["counts"][row["number"]] = {
            "marks": row["marks"],
            "numbers": row["numbers"],
            "sum": float(total),
            "least": row["least"],
            "most": row["most"],
            "values": sorted(row["values"]),
            "texts": sorted(row["texts"]),
        }
    for part in parts.values():
        part["counts"] = [count for _, count in sorted(part["counts"].items())]
    record["parts"] = list(parts.values())
    return record


_PART = (
    "struct<id:string,by:string,counts:array<struct<marks:bigint,numbers:bigint,sum:double,least:double,most:double,"
    "values:array<double>,texts:array<string>>>>"
)


def _taken_apart(number: Column) -> tuple[Column, Column]:
    scaled = number * float(1 << _COARSE)
    whole = scaled.cast("bigint")
    rest = ((scaled - whole) * float(1 << _FINE)).cast("bigint")
    return whole.cast("decimal(38,0)"), rest.cast("decimal(38,0)")
