"""What Hearsay found in one article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Optional, cast

from .records import Attribution, Failure, Mark, Score

__all__ = ["Findings"]


class Findings:
    """An article and what was found in it.

    `line` is the record as the program wrote it, byte for byte; everything else is read from it when it is asked for.
    """

    __slots__ = ("_record", "article", "line")

    def __init__(self, article: Mapping[str, Any], line: bytes) -> None:
        #: What was handed in: `text` and whatever else was known.
        self.article = article
        #: The record, a line of JSON without its end.
        self.line = line
        self._record: dict[str, Any] | None = None

    @property
    def record(self) -> dict[str, Any]:
        """The whole record, as the schema `hearsay/1` has it."""
        if self._record is None:
            self._record = json.loads(self.line)
        return self._record

    @property
    def id(self) -> str:
        """The article's id; where none was given, its place in the stream, from 1."""
        return cast(str, self.record["id"])

    @property
    def text(self) -> str:
        """The article's text; offsets count its characters."""
        text = self.article.get("text")
        return text if isinstance(text, str) else ""

    @property
    def error(self) -> Failure | None:
        """Why there are no findings; None where all is well."""
        return cast(Optional[Failure], self.record.get("error"))

    @property
    def words(self) -> int:
        """How many words the article has."""
        return cast(int, self.record.get("words", 0))

    @property
    def sentences(self) -> int:
        """How many sentences the article has."""
        return cast(int, self.record.get("sentences", 0))

    @property
    def marks(self) -> list[Mark]:
        """Flagged marks, and the silent ones where `marks="all"` was asked for."""
        return cast("list[Mark]", self.record.get("marks", []))

    @property
    def flags(self) -> list[Mark]:
        """Marks that are flagged."""
        return [mark for mark in self.marks if mark["flag"]]

    @property
    def attributions(self) -> list[Attribution]:
        """Who says what."""
        return cast("list[Attribution]", self.record.get("attributions", []))

    @property
    def scores(self) -> list[Score]:
        """Scores over the article and its paragraphs."""
        return cast("list[Score]", self.record.get("scores", []))

    def score(self, rule: str, by: str | None = None) -> float | None:
        """A score over the whole article.

        Args:
            rule: Its full name, as `core/sourcing:strength`.
            by: The group, where the score is grouped.
        """
        for score in self.scores:
            if score["id"] == rule and score["over"] == "article" and score["by"] == by:
                return score["value"]
        return None

    def __repr__(self) -> str:
        """In a line."""
        if self.error:
            return f"<Findings {self.id!r}: {self.error['code']}>"
        counts = f"{len(self.flags)} flags, {len(self.attributions)} attributions"
        return f"<Findings {self.id!r}: {self.words} words, {counts}>"

    def _repr_html_(self) -> str:
        from .picture import picture

        return picture(self)
