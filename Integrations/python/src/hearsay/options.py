"""What `hearsay annotate` is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Union

__all__ = ["Marks", "Options", "options"]

#: Flagged marks only, or the silent ones too.
Marks = Literal["flagged", "all"]

PathLike = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class Options:
    """Rules, marks and threads, as the command line takes them."""

    packs: tuple[str, ...] | None = None
    rules: tuple[str, ...] = ()
    core: bool = True
    config: bool = True
    marks: Marks = "flagged"
    parts: bool = False
    threads: int | None = None

    def rule_arguments(self) -> list[str]:
        """The arguments that say which rules."""
        arguments = ["--quiet", "--color", "never"]
        if self.packs is not None:
            arguments += ["--packs", ",".join(self.packs)]
        for path in self.rules:
            arguments += ["--rules", path]
        if not self.core:
            arguments.append("--no-core")
        if not self.config:
            arguments.append("--no-config")
        return arguments

    def annotate_arguments(self) -> list[str]:
        """All arguments of a process that annotates."""
        arguments = ["annotate", *self.rule_arguments(), "--marks", self.marks]
        if self.threads is not None:
            arguments += ["--threads", str(self.threads)]
        if self.parts:
            arguments.append("--session-parts")
        return arguments


def options(
    packs: str | Sequence[str] | None = None,
    rules: PathLike | Sequence[PathLike] = (),
    core: bool = True,
    config: bool = True,
    marks: Marks = "flagged",
    parts: bool = False,
    threads: int | None = None,
) -> Options:
    """Options from what people write: one pack or several, one path or several."""
    if isinstance(packs, str):
        packs = [name.strip() for name in packs.split(",")]
    if isinstance(rules, (str, os.PathLike)):
        rules = [rules]
    return Options(
        packs=None if packs is None else tuple(packs),
        rules=tuple(os.fspath(path) for path in rules),
        core=core,
        config=config,
        marks=marks,
        parts=parts,
        threads=threads,
    )
