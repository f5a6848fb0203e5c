"""Articles in a Spark frame, findings out, through one process a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable

from pyspark import TaskContext
from pyspark.sql import functions as F

from ..annotator import Annotator
from ..binary import PathLike
from ..errors import HearsayError
from ..options import Marks, Options, options
from .rules import Carried, carry
from .schema import RECORD, SCHEMA

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import Column, DataFrame

__all__ = ["annotate", "nested"]

_KNOWN = ("id", "title", "outlet", "date", "url", "lang")
#: Rows that are handed back at once.
_BATCH = 256


@dataclass(frozen=True)
class _Task:
    """What a task needs to know; sent to the executors."""

    options: Options
    rules: Carried
    known: tuple[str, ...]
    binary: str | None
    timeout: float

    def __call__(self, batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """All articles of a partition through one process."""
        import pandas as pd

        with self.rules.laid_out() as paths, self._annotator(paths) as annotator:
            texts: list[str | None] = []
            records: list[str] = []
            for found in annotator.annotate(self._articles(batches)):
                texts.append(found.article["text"])
                records.append(found.line.decode())
                if len(records) == _BATCH:
                    yield pd.DataFrame({"text": texts, "record": records}, dtype="object")
                    texts, records = [], []
            if records:
                yield pd.DataFrame({"text": texts, "record": records}, dtype="object")

    def _annotator(self, paths: tuple[str, ...]) -> Annotator:
        chosen = self.options
        return Annotator(
            packs=chosen.packs,
            rules=paths,
            core=chosen.core,
            config=False,
            marks=chosen.marks,
            parts=chosen.parts,
            threads=chosen.threads,
            binary=self.binary,
            timeout=self.timeout,
        )

    def _articles(self, batches: Iterator[pd.DataFrame]) -> Iterator[dict[str, Any]]:
        context = TaskContext.get()
        partition = context.partitionId() if context else 0
        number = 0
        for batch in batches:
            columns = [batch[name] for name in ("text", *self.known)]
            for values in zip(*columns):
                number += 1
                article: dict[str, Any] = {
                    name: value if isinstance(value, str) else None
                    for name, value in zip(("text", *self.known), values)
                }
                if article.get("id") is None:
                    article["id"] = f"{partition}-{number}"
                yield article


def annotate(
    df: DataFrame,
    text: str = "text",
    *,
    packs: str | Sequence[str] | None = None,
    rules: PathLike | Sequence[PathLike] = (),
    core: bool = True,
    marks: Marks = "flagged",
    parts: bool = False,
    threads: int | None = None,
    binary: PathLike | None = None,
    timeout: float = 60.0,
) -> DataFrame:
    """A frame with the findings in the articles of a frame, of the schema `SCHEMA`.

    Columns `id title outlet date url lang` are handed on, where there are any. An article without an `id` gets the
    number of its partition and its place there, as `3-17`. Findings are worked out when they are asked for, and again
    each time; `cache()` or write them where they are used twice.

    Args:
        df: An article a row.
        text: The column with the texts.
        packs: Only these packs, as `"hedging,weasel"` or a list.
        rules: Paths of packs or of folders of packs on the driver, added to the core packs; they are sent along.
        core: Whether the core packs are used.
        marks: `"flagged"`, or `"all"` for silent marks too.
        parts: Whether to keep what `session_scores` needs.
        threads: Of each task's process; `spark.task.cpus` where it is None.
        binary: The program on the machines that work; without it `$HEARSAY`, the PATH and the usual places there.
        timeout: Seconds without a sign of life after which a process counts as hanging.

    Raises:
        HearsayError: there is no such column, or rules cannot be read.
    """
    if text not in df.columns:
        raise HearsayError(f"the frame has no column {text!r}; it has {', '.join(df.columns)}")
    if threads is None:
        threads = int(df.sparkSession.conf.get("spark.task.cpus", "1") or 1)
    chosen = options(packs, rules, core, False, marks, parts, threads)
    known = tuple(name for name in _KNOWN if name in df.columns and name != text)
    task = _Task(chosen, carry(chosen.rules), known, None if binary is None else str(binary), timeout)
    articles = df.select(F.col(text).cast("string").alias("text"), *(F.col(name).cast("string") for name in known))
    return nested(articles.mapInPandas(_plain(task), "text string, record string"))


def nested(lines: DataFrame) -> DataFrame:
    """Lines of findings (`text`, `record`) as a frame of the schema `SCHEMA`."""
    # A generator, so that Spark parses each record once and not once a column.
    parsed = lines.select("text", "record", F.inline(F.array(F.from_json("record", RECORD))))
    return parsed.withColumn("marks", F.transform("marks", _with_spans)).select(*SCHEMA.fieldNames())


def _plain(task: _Task) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    def run(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return task(batches)

    return run


def _with_spans(mark: Column) -> Column:
    """A mark whose captures are all lists of spans."""

    def spans(_: Column, written: Column) -> Column:
        as_list = F.when(written.startswith("[["), written).otherwise(F.concat(F.lit("["), written, F.lit("]")))
        return F.from_json(as_list, "array<array<int>>")

    return mark.withField("captures", F.transform_values(mark["captures"], spans))
