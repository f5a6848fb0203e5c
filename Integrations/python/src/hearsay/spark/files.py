"""Files and folders of articles under Spark: web archives, tables, pages, whatever the program reads itself."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import binary as binaries
from ..errors import HearsayError, Refused
from ..options import Marks, Options, options
from ..process import Ended, Process, Stuck, describe
from .annotate import nested
from .rules import Carried, carry

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["annotate_files"]

log = logging.getLogger("hearsay")

_BATCH = 256
#: How often a process may die or hang at the same place of a file.
_TRIES = 3


@dataclass(frozen=True)
class _FilesTask:
    options: Options
    rules: Carried
    binary: str | None
    timeout: float

    def __call__(self, batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The findings in files, one file after the other."""
        import pandas as pd

        binary = binaries.find(self.binary)
        binaries.version(binary)
        with self.rules.laid_out() as paths:
            chosen = replace(self.options, rules=paths)
            records: list[str] = []
            for batch in batches:
                for path in batch["path"]:
                    for line in _lines([binary, *chosen.annotate_arguments(), path], path, self.timeout):
                        records.append(line.decode())
                        if len(records) == _BATCH:
                            yield pd.DataFrame({"text": None, "record": records}, dtype="object")
                            records = []
            if records:
                yield pd.DataFrame({"text": None, "record": records}, dtype="object")


def _lines(arguments: list[str], path: str, timeout: float) -> Iterator[bytes]:
    """A file's records, each once: where the process goes, the next one's are passed over up to that place."""
    done = 0
    tries = 0
    while True:
        process = Process(arguments)
        process.close_input()
        here = 0
        try:
            while True:
                for line in process.exchange(timeout):
                    here += 1
                    if here > done:
                        done, tries = here, 0
                        yield line
        except Ended as end:
            if end.status in (0, 3, 4):
                if end.complaints:
                    log.warning("%s: %s", path, end.complaints)
                return
            if 0 < end.status <= 128:
                raise Refused(f"{path}: hearsay {describe(end.status)}: {end.complaints}") from None
            what = describe(end.status)
        except Stuck:
            what = f"gave no sign of life for {timeout:g} s"
        finally:
            process.kill()
        tries += 1
        if tries == _TRIES:
            raise HearsayError(f"{path}: hearsay {what} after article {done}, {tries} times")
        log.warning("%s: hearsay %s after article %d; it goes on from there", path, what, done)


def annotate_files(
    spark: SparkSession,
    paths: binaries.PathLike | Sequence[binaries.PathLike],
    *,
    packs: str | Sequence[str] | None = None,
    rules: binaries.PathLike | Sequence[binaries.PathLike] = (),
    core: bool = True,
    marks: Marks = "flagged",
    parts: bool = False,
    threads: int | None = None,
    binary: binaries.PathLike | None = None,
    timeout: float = 60.0,
) -> DataFrame:
    """A frame with the findings in files that the program reads itself, of the schema `SCHEMA`.

    Each file is a task of its own: web archives (WARC), JSON Lines, and whatever else `hearsay annotate FILE` reads.
    The driver lists folders; the files have to be under the same paths wherever work is done. `text` is null, since
    the texts stay in the files.

    `paths` is a file or a folder, or several; a folder stands for all that is in it, names that start with a dot left
    out. The other options are those of `annotate`.

    Raises:
        HearsayError: there is no file there, or rules cannot be read.
    """
    files = _files([paths] if isinstance(paths, (str, os.PathLike)) else paths)
    if threads is None:
        threads = int(spark.conf.get("spark.task.cpus", "1") or 1)
    chosen = options(packs, rules, core, False, marks, parts, threads)
    task = _FilesTask(chosen, carry(chosen.rules), None if binary is None else str(binary), timeout)

    def run(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return task(batches)

    rows = spark.sparkContext.parallelize([(path,) for path in files], len(files))
    listed = spark.createDataFrame(rows, "path string")
    return nested(listed.mapInPandas(run, "text string, record string"))


def _files(paths: Sequence[binaries.PathLike]) -> list[str]:
    found: list[str] = []
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            if not path.exists():
                raise HearsayError(f"{path}: there is no such file or folder")
            found.append(str(path))
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [os.path.join(folder, name) for name in sorted(names) if not name.startswith(".")]
    if not found:
        raise HearsayError(f"there is no file in {', '.join(map(str, paths))}")
    return found
