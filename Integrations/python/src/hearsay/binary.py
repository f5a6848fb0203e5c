"""Finds the `hearsay` program and sees that its version fits."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Union

from .errors import NotFound, Refused, WrongVersion

__all__ = ["VERSION", "find", "version"]

#: Of this package. Programs with the same first two numbers go with it.
VERSION = "0.1.0"

PathLike = Union[str, "os.PathLike[str]"]

_PLACES = ("/usr/local/bin", "/usr/bin", "/opt/hearsay/bin", "~/.local/bin", "~/bin")


def find(binary: PathLike | None = None) -> str:
    """Where the program is: `binary`, else `$HEARSAY`, else on the PATH or in the usual places.

    Raises:
        NotFound: with where it was looked for and how to get it.
    """
    for named, by in ((binary, "binary="), (os.environ.get("HEARSAY"), "$HEARSAY")):
        if named:
            path = Path(named).expanduser()
            found = shutil.which(str(path))
            if found is None:
                raise NotFound(f"{path} ({by}) is no program that can be run; {_HOW_TO_GET_IT}")
            return str(Path(found).resolve())
    found = shutil.which("hearsay") or shutil.which(
        "hearsay", path=os.pathsep.join(str(Path(place).expanduser()) for place in _PLACES)
    )
    if found is None:
        raise NotFound(f"there is no hearsay on the PATH, nor in {', '.join(_PLACES)}; {_HOW_TO_GET_IT}")
    return str(Path(found).resolve())


_HOW_TO_GET_IT = (
    "build and install it with Scripts/install PREFIX in a checkout of Hearsay (any Linux machine then runs "
    "PREFIX/bin/hearsay), and name it with binary=… or the environment variable HEARSAY"
)


def version(binary: str) -> str:
    """The program's version, as `0.1.0`.

    Raises:
        Refused: it does not say.
        WrongVersion: it does not go with this package.
    """
    status = os.stat(binary)
    return _version(binary, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=32)
def _version(binary: str, changed: int, size: int) -> str:
    try:
        done = subprocess.run(
            [binary, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused(f"{binary} --version: {error}") from error
    said = done.stdout.decode("utf-8", "replace").strip()
    match = re.fullmatch(r"hearsay (\d+)\.(\d+)\.(\d+)\S*", said)
    if match is None:
        complaint = done.stderr.decode("utf-8", "replace").strip()
        raise Refused(f"{binary} --version said {said or complaint or 'nothing'!r}: this is no hearsay that runs here")
    if match.group(1, 2) != tuple(VERSION.split(".")[:2]):
        wanted = ".".join(VERSION.split(".")[:2])
        raise WrongVersion(
            f"{binary} is {said}, and this package needs hearsay {wanted}.x; "
            f"install that program, or the package hearsay {match.group(1)}.{match.group(2)}"
        )
    return said.split(" ", 1)[1]
