"""The shape of what Hearsay says of an article: schema `hearsay/1`.

Offsets count characters of the article's text as Python does: `text[mark["start"]:mark["end"]] == mark["text"]`.
"""

from __future__ import annotations

from typing import Optional, TypedDict, Union

__all__ = ["Attribution", "Failure", "Flag", "Mark", "Score", "Source"]

Span = list[int]


class Flag(TypedDict):
    """Why a mark or a score is shown to the reader."""

    level: str
    message: str


# Keys like `with` are no Python names.
Mark = TypedDict(
    "Mark",
    {
        "id": int,
        "type": str,
        "rule": str,
        "start": int,
        "end": int,
        "text": str,
        "sentence": int,
        "paragraph": int,
        "zone": str,
        "voice": str,
        "depth": int,
        "polarity": str,
        "certainty": str,
        "with": dict[str, Union[float, str, None]],
        "captures": dict[str, Union[Span, list[Span]]],
        "flag": Optional[Flag],
    },
)


Source = TypedDict("Source", {"start": int, "end": int, "text": str, "class": str, "name": Optional[str]})


class Attribution(TypedDict):
    """Who says what, how they know, and how much it is worth."""

    id: int
    source: Source | None
    cue: list[Span]
    content: list[Span]
    mode: str
    hops: int
    via: int | None
    strength: float | None
    rule: str


class _Score(TypedDict):
    id: str
    over: str
    by: str | None
    value: float | None
    band: str | None
    let: dict[str, float | None]


class Score(_Score, total=False):
    """A number with its arithmetic."""

    paragraph: int
    flag: Flag


class Failure(TypedDict):
    """Why an article has no findings."""

    code: str
    message: str
