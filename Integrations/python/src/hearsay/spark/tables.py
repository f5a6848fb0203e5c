"""Findings as flat frames, with the columns that `hearsay.frame` has in pandas; `article` is the id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["attributions", "errors", "flags", "scores"]


def flags(found: DataFrame) -> DataFrame:
    """A row for each flagged mark."""
    marks = found.select(F.col("id").alias("article"), F.explode("marks").alias("mark")).where("mark.flag IS NOT NULL")
    names = ("type", "text", "start", "end", "zone", "voice", "depth", "polarity", "certainty", "sentence", "paragraph")
    return marks.select(
        "article",
        F.col("mark.flag.level").alias("level"),
        F.col("mark.rule").alias("rule"),
        *(F.col(f"mark.{name}").alias(name) for name in names[:2]),
        F.col("mark.flag.message").alias("message"),
        *(F.col(f"mark.{name}").alias(name) for name in names[2:]),
    )


def attributions(found: DataFrame) -> DataFrame:
    """A row for each statement: who says it, how, and how strong that is."""
    statements = found.select(F.col("id").alias("article"), "text", F.explode("attributions").alias("one"))

    def words(spans: str) -> Column:
        pieces = F.transform(spans, lambda span: F.col("text").substr(span[0] + 1, span[1] - span[0]))
        return F.when(F.size(spans) > 0, F.concat_ws(" … ", pieces))

    return statements.select(
        "article",
        F.col("one.id").alias("attribution"),
        F.col("one.source.text").alias("source"),
        F.col("one.source.class").alias("class"),
        F.col("one.source.name").alias("name"),
        words("one.cue").alias("cue"),
        words("one.content").alias("content"),
        *(F.col(f"one.{name}").alias(name) for name in ("mode", "hops", "via", "strength", "rule")),
    )


def scores(found: DataFrame) -> DataFrame:
    """A row for each score over an article or a paragraph."""
    each = found.select(F.col("id").alias("article"), F.explode("scores").alias("score"))
    return each.select(
        "article",
        F.col("score.id").alias("score"),
        *(F.col(f"score.{name}").alias(name) for name in ("over", "by", "paragraph", "value", "band")),
        F.col("score.flag.level").alias("level"),
        F.col("score.flag.message").alias("message"),
    )


def errors(found: DataFrame) -> DataFrame:
    """A row for each article that could not be analysed."""
    return found.where("error IS NOT NULL").select(F.col("id").alias("article"), "error.code", "error.message")
