"""Findings as flat rows: what the frames of pandas hold. Spark's have the same columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .findings import Findings

__all__ = ["ATTRIBUTIONS", "ERRORS", "FLAGS", "SCORES", "attributions", "errors", "flags", "scores"]

Row = tuple[Any, ...]

#: Columns with their types in pandas, `article` left out.
FLAGS = {
    "level": "str",
    "rule": "str",
    "type": "str",
    "text": "str",
    "message": "str",
    "start": "Int64",
    "end": "Int64",
    "zone": "str",
    "voice": "str",
    "depth": "Int64",
    "polarity": "str",
    "certainty": "str",
    "sentence": "Int64",
    "paragraph": "Int64",
}
ATTRIBUTIONS = {
    "attribution": "Int64",
    "source": "str",
    "class": "str",
    "name": "str",
    "cue": "str",
    "content": "str",
    "mode": "str",
    "hops": "Int64",
    "via": "Int64",
    "strength": "float64",
    "rule": "str",
}
SCORES = {
    "score": "str",
    "over": "str",
    "by": "str",
    "paragraph": "Int64",
    "value": "float64",
    "band": "str",
    "level": "str",
    "message": "str",
}
ERRORS = {"code": "str", "message": "str"}


def flags(findings: Findings) -> Iterator[Row]:
    """A row for each flagged mark; flags of scores stand with the scores."""
    for mark in findings.flags:
        flag = mark["flag"]
        assert flag
        yield (
            flag["level"], mark["rule"], mark["type"], mark["text"], flag["message"], mark["start"], mark["end"],
            mark["zone"], mark["voice"], mark["depth"], mark["polarity"], mark["certainty"], mark["sentence"],
            mark["paragraph"],
        )  # fmt: skip


def attributions(findings: Findings) -> Iterator[Row]:
    """A row for each attribution; several spans of a cue or a content are put together with ` … `."""
    text = findings.text

    def words(spans: list[list[int]]) -> Any:
        return " … ".join(text[start:end] for start, end in spans) if spans else None

    for one in findings.attributions:
        source = one["source"]
        yield (
            one["id"], source["text"] if source else None, source["class"] if source else None,
            source["name"] if source else None, words(one["cue"]), words(one["content"]), one["mode"], one["hops"],
            one["via"], one["strength"], one["rule"],
        )  # fmt: skip


def scores(findings: Findings) -> Iterator[Row]:
    """A row for each score over the article or a paragraph."""
    for score in findings.scores:
        flag = score.get("flag")
        yield (
            score["id"], score["over"], score["by"], score.get("paragraph"), score["value"], score["band"],
            flag["level"] if flag else None, flag["message"] if flag else None,
        )  # fmt: skip


def errors(findings: Findings) -> Iterator[Row]:
    """A row for an article that has no findings."""
    if findings.error:
        yield (findings.error["code"], findings.error["message"])
