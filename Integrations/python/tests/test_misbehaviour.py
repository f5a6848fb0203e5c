"""What becomes of articles when the program dies, hangs or talks nonsense."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Callable

import pytest

import hearsay

StandIn = Callable[..., str]


def texts(count: int, **special: str) -> list[str]:
    """Texts, of which some tell the stand-in what to do: `texts(9, n4="CRASH")`."""
    return [special.get(f"n{number}", f"text {number}") for number in range(1, count + 1)]


def test_an_article_that_brings_the_program_down_is_named_and_left_out(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "hearsay"):
        found = list(
            hearsay.annotate(texts(30, n7="CRASH", n8="CRASH", n20="a CRASH b"), binary=stand_in(), in_flight=8)
        )
    assert [one.id for one in found] == [str(number) for number in range(1, 31)]
    assert [one.id for one in found if one.error] == ["7", "8", "20"]
    failure = found[6].error
    assert failure == {"code": "crashed", "message": "hearsay was killed by SIGSEGV at this article, 2 times"}
    assert "at article 20, again; it is left out" in caplog.text


def test_a_death_that_does_not_come_again_costs_nothing(stand_in: StandIn) -> None:
    found = list(hearsay.annotate(texts(30, n7="ONCE"), binary=stand_in(), in_flight=8))
    assert [one.id for one in found] == [str(number) for number in range(1, 31)]
    assert not any(one.error for one in found)


def test_an_article_that_hangs_is_named_and_left_out(stand_in: StandIn) -> None:
    found = list(hearsay.annotate(texts(12, n5="HANG"), binary=stand_in(), in_flight=4, timeout=2.0))
    assert [one.id for one in found] == [str(number) for number in range(1, 13)]
    assert [one.id for one in found if one.error] == ["5"]
    failure = found[4].error
    assert failure is not None
    assert failure["code"] == "hung"
    assert "for 2 s" in failure["message"]


def test_a_slow_reader_is_no_hanging_program(stand_in: StandIn) -> None:
    stream = hearsay.annotate(texts(4), binary=stand_in(), in_flight=2, timeout=2.0)
    assert next(stream).id == "1"
    time.sleep(2.5)
    assert [(one.id, one.error) for one in stream] == [("2", None), ("3", None), ("4", None)]


def test_a_program_that_ends_of_its_own_accord_is_an_error(stand_in: StandIn) -> None:
    with pytest.raises(hearsay.Refused, match="not in the mood"):
        list(hearsay.annotate(texts(3, n2="REFUSE"), binary=stand_in()))


def test_a_program_that_dies_at_everything_is_an_error(stand_in: StandIn) -> None:
    with pytest.raises(hearsay.Refused, match="20 times in a row"):
        list(hearsay.annotate(["CRASH"] * 40, binary=stand_in()))


def test_findings_of_another_article_are_an_error(stand_in: StandIn) -> None:
    with pytest.raises(hearsay.HearsayError, match="findings of 'other' where those of '2' were due"):
        list(hearsay.annotate(texts(3, n2="CONFUSE"), binary=stand_in()))


def test_complaints_without_end_do_not_block(stand_in: StandIn) -> None:
    found = list(hearsay.annotate(["CHATTER"] * 5, binary=stand_in()))
    assert len(found) == 5


def test_only_what_was_in_hand_is_handed_over_again(stand_in: StandIn, tmp_path: Path) -> None:
    list(hearsay.annotate(texts(40, n20="ONCE"), binary=stand_in(), in_flight=5))
    handed = (tmp_path / "log").read_text().split()
    assert all(handed.count(str(number)) == 1 for number in [*range(1, 16), *range(26, 41)])
    assert handed.count("20") == 2
