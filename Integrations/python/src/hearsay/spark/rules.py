"""Rule files, carried from the driver to the machines that work."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import HearsayError

__all__ = ["Carried", "carry"]

_MOST_BYTES = 64 << 20
# What a rule file names beside it: lexicons (`file: outlets.txt`) and packs (`./desk`).
_NAMED = re.compile(r"""\bfile:\s*["']?([^\s"',}]+)|["'\s\[,](\./[^\s"',\]}]+)""")


@dataclass(frozen=True)
class Carried:
    """The files of some rules, with their bytes, to be pickled."""

    #: What `--rules` is given, relative to a folder that does not exist yet.
    paths: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]

    @contextmanager
    def laid_out(self) -> Iterator[tuple[str, ...]]:
        """Writes the files to a folder of their own for a while: the paths for `--rules`."""
        if not self.paths:
            yield ()
            return
        with tempfile.TemporaryDirectory(prefix="hearsay-rules-") as folder:
            for name, content in self.files:
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            yield tuple(str(Path(folder, path)) for path in self.paths)


def carry(rules: Sequence[str]) -> Carried:
    """Reads rule files: a folder whole, a file with what it names beside it.

    Raises:
        HearsayError: one cannot be read, or they are too much for rules.
    """
    paths: list[str] = []
    files: dict[str, bytes] = {}
    for number, given in enumerate(rules):
        top = Path(given)
        try:
            names = [path for path in sorted(top.rglob("*")) if path.is_file()] if top.is_dir() else _with_named(top)
            base = top if top.is_dir() else top.parent
            for path in names:
                files[str(Path(str(number), path.relative_to(base)))] = path.read_bytes()
        except OSError as error:
            raise HearsayError(f"rules {given} cannot be read: {error}") from error
        paths.append(str(number) if top.is_dir() else str(Path(str(number), top.name)))
        if sum(map(len, files.values())) > _MOST_BYTES:
            raise HearsayError(f"rules {given} hold more than {_MOST_BYTES >> 20} MB; name the pack, or its own folder")
    return Carried(tuple(paths), tuple(files.items()))


def _with_named(path: Path) -> list[Path]:
    found = [path]
    for match in _NAMED.finditer(path.read_text("utf-8", "replace")):
        beside = path.parent / os.path.normpath(match.group(1) or match.group(2))
        # What leads out of the pack's folder is refused by the program.
        if path.parent not in beside.parents:
            continue
        for candidate in (beside, beside.with_name(beside.name + ".yaml")):
            if candidate.is_file() and candidate not in found:
                found += _with_named(candidate) if candidate.suffix == ".yaml" else [candidate]
        if beside.is_dir():
            found += [inside for inside in sorted(beside.rglob("*")) if inside.is_file()]
    return found
