"""Findings as pandas frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import rows
from .annotator import annotate
from .errors import HearsayError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Frames", "frame"]

_KNOWN = ("id", "title", "outlet", "date", "url", "lang")


@dataclass(frozen=True)
class Frames:
    """What was found in a frame of articles; `article` is the label of the article's row there."""

    #: A row for each flagged mark.
    flags: pd.DataFrame
    #: A row for each statement: who says it, and how strong that is.
    attributions: pd.DataFrame
    #: A row for each score over an article or a paragraph.
    scores: pd.DataFrame
    #: A row for each article that could not be analysed.
    errors: pd.DataFrame

    def __repr__(self) -> str:
        """How many rows there are of each."""
        return (
            f"<Frames: {len(self.flags)} flags, {len(self.attributions)} attributions, {len(self.scores)} scores, "
            f"{len(self.errors)} errors>"
        )

    def _repr_html_(self) -> str:
        parts = []
        for name in ("flags", "attributions", "scores", "errors"):
            table: pd.DataFrame = getattr(self, name)
            if len(table):
                rendered = table.head(5).to_html(escape=True, max_cols=12, border=0)
                parts.append(f"<details open><summary>{name}: {len(table)} rows</summary>{rendered}</details>")
        return "<div>" + ("".join(parts) or "nothing was found") + "</div>"


def frame(df: pd.DataFrame, text: str = "text", **options: Any) -> Frames:
    """The findings in the articles of a pandas frame.

    Columns `id title outlet date url lang` are handed on, where there are any.

    Args:
        df: An article a row.
        text: The column with the articles' texts; what is missing there is an error in `errors`.
        **options: As `annotate` takes them: `packs`, `rules`, `binary`, …

    Raises:
        HearsayError: there is no such column, or pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise HearsayError("frames need pandas: pip install 'hearsay[pandas]'") from error
    if text not in df.columns:
        raise HearsayError(f"the frame has no column {text!r}; it has {', '.join(map(str, df.columns))}")
    known = [name for name in _KNOWN if name in df.columns and name != text]

    def articles() -> Iterator[dict[str, Any]]:
        for values in zip(df[text], *(df[name] for name in known)):
            article: dict[str, Any] = {"text": values[0] if isinstance(values[0], str) else None}
            for name, value in zip(known, values[1:]):
                article[name] = None if pd.isna(value) else value if isinstance(value, str) else str(value)
            yield article

    tables = {
        "flags": (rows.FLAGS, rows.flags),
        "attributions": (rows.ATTRIBUTIONS, rows.attributions),
        "scores": (rows.SCORES, rows.scores),
        "errors": (rows.ERRORS, rows.errors),
    }
    labels: dict[str, list[Any]] = {name: [] for name in tables}
    found: dict[str, list[rows.Row]] = {name: [] for name in tables}
    for label, findings in zip(df.index, annotate(articles(), **options)):
        for name, (_, make) in tables.items():
            made = list(make(findings))
            found[name] += made
            labels[name] += [label] * len(made)

    def table(name: str) -> pd.DataFrame:
        types = tables[name][0]
        made: pd.DataFrame = pd.DataFrame(found[name], columns=list(types)).astype(
            {column: "object" if kind == "str" else kind for column, kind in types.items()}
        )
        made.insert(0, "article", pd.Series(labels[name], dtype=df.index.dtype if labels[name] else "object"))
        return made

    return Frames(**{name: table(name) for name in tables})
