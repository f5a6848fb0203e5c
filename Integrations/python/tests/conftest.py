"""What the tests share: the program under test, articles of our own, and programs that misbehave."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Callable

import pytest

import hearsay
from hearsay import binary

PEOPLE = ("Ilana Marrow", "Tomas Reth", "Oda Venn", "the Karsa Herald", "a senior official")
PLACES = ("Karsa", "Velden", "Port Aln", "the Tarn valley")
#: Rules with tallies over the session: sums that rounding would spoil, means, texts and numbers told apart.
ORIGINS = """\
pack: desk/origins
version: 1.0.0
about: Who is behind several outlets?
lexicons:
  origins: {file: origins.txt}
rules:
  cites:
    match: (according to|citing) $origins@who
    mark: cites
    with: {origin: '{who}', weight: 'if(who = Anna, 0.1, if(who = Berta, 123456789.7, 1 / 3))'}
  origin:
    tally:
      over: session
      by: origin
      let:
        all: count(<cites>)
        outlets: distinct(<cites>, outlet)
        weights: distinct(<cites>, weight)
        worth: sum(<cites>, weight)
        least: min(<cites>, weight)
        most: max(<cites>, weight)
        average: mean(<cites>, weight)
      value: 1000 * all / words
      bands: {circular: outlets > 1, single: all > 0}
    flag: {where: outlets > 1, level: warning, say: '{by} is behind {outlets} outlets, {worth|3} in {words} words.'}
  total:
    tally: {over: session, value: 'sum(<cites>, weight) / sentences'}
  never:
    tally: {over: session, by: origin, value: 'count(<cites origin=Nobody>)'}
"""


def article(number: int) -> dict[str, Any]:
    """An article of our own, each a little different from the others."""
    who = PEOPLE[number % len(PEOPLE)]
    place = PLACES[number * 7 % len(PLACES)]
    origin = ("Anna", "Berta", "Clara")[number * number % 7 % 3]
    return {
        "id": f"a{number}",
        "title": f"Bridge {number} at {place}",
        "outlet": f"o{number % 4}",
        "text": f"A bridge near {place} was reportedly closed, {who} said on Monday. “It may take {number} days,” "
        f"said {PEOPLE[(number + 1) % len(PEOPLE)]}.\n\nThe river – ten métres wide 🌉 – is said to be rising"
        + f", according to {origin}. It rose in {place}" * (number % 3)
        + ". Envoys are understood to have met. " * (number % 5),
    }


@pytest.fixture(scope="session")
def program() -> str:
    """The program under test, which must be there."""
    return binary.find()


@pytest.fixture
def command(program: str) -> Callable[..., list[bytes]]:
    """The lines that `hearsay annotate` gives for some input."""

    def run(lines: Sequence[str], *arguments: str) -> list[bytes]:
        given = "".join(line + "\n" for line in lines).encode()
        done = subprocess.run([program, "annotate", "--quiet", *arguments], input=given, capture_output=True)
        return done.stdout.splitlines()

    return run


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A pack with a lexicon beside it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "origins.txt").write_text("Anna\nBerta\nClara\n")
    (folder / "origins.yaml").write_text(ORIGINS)
    return folder / "origins.yaml"


#: A program that speaks as hearsay does, until an article tells it to do something else.
STAND_IN = """\
import json, os, signal, sys, time
if "--version" in sys.argv:
    print("hearsay {version}")
    sys.exit()
for line in sys.stdin.buffer:
    record = json.loads(line)
    text = record["text"]
    with open({log!r}, "a") as log:
        log.write(record["id"] + "\\n")
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "ONCE" in text and not os.path.exists({log!r} + ".once"):
        open({log!r} + ".once", "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in text:
        time.sleep(600)
    if "REFUSE" in text:
        sys.exit("error: not in the mood")
    if "CHATTER" in text:
        sys.stderr.write("blah " * 100_000)
    answer = {{"schema": "hearsay/1", "id": "other" if "CONFUSE" in text else record["id"], "words": len(text.split())}}
    print(json.dumps(answer, separators=(",", ":")), flush=True)
"""


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[..., str]:
    """Writes such a program: its path. `log` beside it lists the articles that it was handed."""

    def write(version: str = hearsay.__version__) -> str:
        path = tmp_path / "hearsay"
        code = STAND_IN.format(version=version, log=os.fspath(tmp_path / "log"))
        path.write_text(f"#!{sys.executable}\n{code}")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return os.fspath(path)

    return write
