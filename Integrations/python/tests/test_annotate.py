"""Articles in, findings out, with the program itself."""

from __future__ import annotations

import itertools
import json
import os
import signal
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import pytest
from conftest import article

import hearsay

Command = Callable[..., list[bytes]]


def lines_of(articles: list[dict[str, Any]]) -> list[str]:
    return [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in articles]


def test_records_are_those_of_the_command_byte_for_byte(command: Command) -> None:
    articles = [article(number) for number in range(60)]
    found = list(hearsay.annotate(articles))
    assert [one.line for one in found] == command(lines_of(articles))
    assert [one.id for one in found] == [one["id"] for one in articles]


def test_other_keys_and_texts_without_an_id_give_the_same_bytes_too(command: Command) -> None:
    articles: list[Any] = [
        {"text": "It may rain.", "section": "weather", "n": [1, 2.5, None]},
        "It fell.",
        None,
        "x\ny",
    ]
    found = list(hearsay.annotate(articles))
    given = [one if isinstance(one, dict) else {"text": one} for one in articles]
    assert [one.line for one in found] == command(lines_of(given))
    assert [one.id for one in found] == ["1", "2", "3", "4"]
    assert found[0].record["meta"] == {"section": "weather", "n": [1, 2.5, None]}
    assert found[2].error is not None
    assert found[2].error["code"] == "no-text"


def test_offsets_cut_out_the_same_words() -> None:
    text = "🌉 “Ten métres”, Oda Venn said. Reportedly it may be more."
    (found,) = hearsay.annotate([text])
    assert {mark["text"] for mark in found.flags} >= {"Reportedly", "may"}
    assert all(found.text[mark["start"] : mark["end"]] == mark["text"] for mark in found.marks)
    source = found.attributions[0]["source"]
    assert source is not None
    assert found.text[source["start"] : source["end"]] == source["text"] == "Oda Venn"
    assert found.score("core/hedging:density") is not None
    assert found.score("core/hedging:nonsense") is None


def test_halves_of_surrogate_pairs_do_not_move_offsets() -> None:
    (found,) = hearsay.annotate(["\ud83d \udf09 \ud83d\udf09 It is reportedly late."])
    assert [mark["text"] for mark in found.flags] == ["reportedly"]
    mark = found.flags[0]
    assert found.text[mark["start"] : mark["end"]] == "reportedly"


def test_no_more_are_read_ahead_than_may_be_in_flight() -> None:
    pulled = 0

    def source() -> Iterator[str]:
        nonlocal pulled
        for number in itertools.count():
            pulled += 1
            yield article(number)["text"]

    with hearsay.Annotator(in_flight=10) as annotator:
        stream = annotator.annotate(source())
        for given, _ in enumerate(itertools.islice(stream, 200), start=1):
            assert pulled - given < 10
        stream.close()  # type: ignore[attr-defined]


def test_an_endless_stream_takes_no_more_memory(program: str) -> None:
    text = article(3)["text"]
    stream = hearsay.annotate(itertools.repeat(text), packs="hedging", in_flight=64)
    for _ in itertools.islice(stream, 200):
        pass
    tracemalloc.start()
    for _ in itertools.islice(stream, 2000):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20


def test_articles_larger_than_any_pipe_do_not_block_each_other(command: Command) -> None:
    large = "The bridge was reportedly closed, Oda Venn said. " * 1500
    articles = [{"id": str(number), "text": large} for number in range(4)]
    found = hearsay.annotate(articles, packs="hedging", marks="all")
    assert [one.line for one in found] == command(lines_of(articles), "--packs", "hedging", "--marks", "all")


def test_a_killed_process_costs_no_article(command: Command) -> None:
    articles = [article(number) for number in range(150)]
    with hearsay.Annotator(in_flight=40) as annotator:
        found = []
        for one in annotator.annotate(articles):
            found.append(one.line)
            if len(found) in (10, 60, 61, 120):
                assert annotator._process is not None
                os.kill(annotator._process.pid, signal.SIGKILL)
    assert found == command(lines_of(articles))
    assert annotator.restarts >= 3


def test_a_stream_that_is_given_up_leaves_nothing_for_the_next() -> None:
    with hearsay.Annotator() as annotator:
        stream = annotator.annotate(article(number) for number in range(100))
        assert next(stream).id == "a0"
        with pytest.raises(hearsay.HearsayError, match="one stream at a time"):
            next(annotator.annotate(["It fell."]))
        stream.close()  # type: ignore[attr-defined]
        assert [one.id for one in annotator.annotate([article(7), article(8)])] == ["a7", "a8"]
        process = annotator._process
        assert [one.id for one in annotator.annotate(["It fell."])] == ["1"]
        assert annotator._process is process


def test_an_error_of_the_articles_iterator_comes_through() -> None:
    def source() -> Iterator[str]:
        yield "It fell."
        raise KeyError("the shelf is empty")

    with pytest.raises(KeyError, match="the shelf"):
        list(hearsay.annotate(source()))
    with pytest.raises(TypeError, match="article 1 is neither"):
        list(hearsay.annotate([3]))  # type: ignore[list-item]
    with pytest.raises(ValueError, match="article 1 cannot be written as JSON"):
        list(hearsay.annotate([{"text": "It fell.", "n": float("nan")}]))


def test_rules_of_ones_own(rules: Path) -> None:
    found = list(hearsay.annotate([article(1)], rules=rules, core=False, marks="all", parts=True))
    assert [mark["type"] for mark in found[0].marks] == ["cites"]
    assert next(part["by"] for part in found[0].record["parts"]) == "Berta"


def test_a_rule_that_is_left_out_is_a_warning(rules: Path) -> None:
    rules.write_text(rules.read_text().replace("$origins@who", "$nonsense@who"))
    with pytest.warns(hearsay.HearsayWarning, match="unknown-lexicon"):
        assert len(list(hearsay.annotate([article(1)], rules=rules))) == 1


def test_options_that_the_program_does_not_take_are_refused() -> None:
    with pytest.raises(hearsay.Refused, match="threads"):
        list(hearsay.annotate(["It fell."], threads=0))
    with pytest.raises(ValueError, match="in_flight"):
        hearsay.annotate([], in_flight=0)
