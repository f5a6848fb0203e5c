"""Articles in, findings out, through a process that lives as long as the stream."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Union

from . import binary as binaries
from .errors import HearsayError, HearsayWarning, Refused
from .findings import Findings
from .options import Marks, Options, options
from .process import Ended, Process, Stuck, describe

__all__ = ["Annotator", "annotate"]

Article = Union[str, None, Mapping[str, Any]]

log = logging.getLogger("hearsay")

#: Bytes of articles under way at once, at most, unless one article alone has more.
_BYTES = 16 << 20
#: How often an article may bring down a process that has nothing else to do.
_TRIES = 2
#: How often processes may die in a row without any findings before it is the program's fault and not the articles'.
_DEATHS = 20

_HALF_PAIRS = re.compile("[\ud800-\udfff]")


class _Sent:
    """An article under way."""

    __slots__ = ("article", "id", "line", "size", "tries")

    def __init__(self, article: Mapping[str, Any], identity: str, line: bytes) -> None:
        self.article = article
        self.id = identity
        self.line = line
        self.size = len(line)
        self.tries = 0


class Annotator:
    """A `hearsay annotate` that stays, for one stream of articles after the other.

    Args:
        packs: Only these packs, as `"hedging,weasel"` or a list.
        rules: Paths of packs, of folders of packs or of a `hearsay.yaml`, added to the core packs.
        core: Whether the core packs are used.
        config: Whether a `hearsay.yaml` is looked for in the working folder and above.
        marks: `"flagged"`, or `"all"` for silent marks too.
        parts: Whether each record holds what it adds to the scores over all articles (`parts`).
        threads: How many threads the program uses; one a core where it is None.
        binary: The program; without it `$HEARSAY`, the PATH and the usual places are looked through.
        in_flight: How many articles are under way at most.
        timeout: Seconds without a sign of life after which the process counts as hanging.
    """

    def __init__(
        self,
        *,
        packs: str | Sequence[str] | None = None,
        rules: binaries.PathLike | Sequence[binaries.PathLike] = (),
        core: bool = True,
        config: bool = True,
        marks: Marks = "flagged",
        parts: bool = False,
        threads: int | None = None,
        binary: binaries.PathLike | None = None,
        in_flight: int = 256,
        timeout: float = 60.0,
    ) -> None:
        if in_flight < 1:
            raise ValueError("in_flight is a number from 1")
        self.options: Options = options(packs, rules, core, config, marks, parts, threads)
        self.binary = binaries.find(binary)
        #: Of the program.
        self.version = binaries.version(self.binary)
        self._in_flight = in_flight
        self._timeout = timeout
        self._process: Process | None = None
        self._is_streaming = False
        #: How many processes had to be replaced.
        self.restarts = 0
        self._deaths_in_a_row = 0

    def __enter__(self) -> Annotator:
        """Itself; the process is started with the first article."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the process, and hears what it has to say where all went well."""
        if kind is None:
            self.close()
        else:
            self._kill()

    def close(self) -> None:
        """Ends the process. Rules that were left out are a `HearsayWarning`."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            status, complaints = process.finish(self._timeout)
        except Stuck:
            process.kill()
            log.warning("hearsay did not end and was killed; all findings had come")
            return
        # 4 says that some article could not be read, which its record says too.
        if status == 3:
            warnings.warn(f"rules were left out:\n{complaints}", HearsayWarning, stacklevel=2)
        elif status not in (0, 4):
            log.warning("hearsay %s at its end; all findings had come. %s", describe(status), complaints)

    def annotate(self, articles: Iterable[Article]) -> Iterator[Findings]:
        """The findings in articles, in their order, one for each, while they are read.

        An article that cannot be analysed, or at which the program dies or hangs, gives findings with an `error`.

        Args:
            articles: Texts, or mappings with `text` and, where known, `id title outlet date url lang`; other keys are
                passed through as `meta`. At most `in_flight` of them are read ahead.

        Raises:
            Refused: the program does not run, or does not take these options.
        """
        if self._is_streaming:
            raise HearsayError("one stream at a time; finish or close the one before")
        return self._stream(articles)

    def _stream(self, articles: Iterable[Article]) -> Iterator[Findings]:
        if self._is_streaming:
            raise HearsayError("one stream at a time; finish or close the one before")
        self._is_streaming = True
        stream = _Stream(self, articles)
        try:
            yield from stream.run()
        finally:
            self._is_streaming = False
            if stream.pending:
                # What is still to come belongs to a stream that nobody reads any more.
                self._kill()

    def _running(self) -> Process:
        if self._process is None:
            try:
                self._process = Process([self.binary, *self.options.annotate_arguments()])
            except OSError as error:
                raise Refused(f"{self.binary} cannot be started: {error}") from error
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()


class _Stream:
    """One run over articles: what is under way, and what becomes of it when a process goes."""

    def __init__(self, annotator: Annotator, articles: Iterable[Article]) -> None:
        self._annotator = annotator
        self._articles = iter(articles)
        self._count = 0
        self._is_exhausted = False
        #: Under way, in order. The first `_handed` of them were handed to the process that runs now.
        self.pending: deque[_Sent] = deque()
        self._handed = 0
        self._size = 0
        #: How many of the first are handed over one at a time, to find out which brings the process down.
        self._alone = 0

    def run(self) -> Iterator[Findings]:
        """Findings, as they come."""
        while True:
            while self._has_room():
                self._pull()
                if not self._is_exhausted:
                    yield from self._turn(None)
            if not self.pending:
                return
            yield from self._turn(self._annotator._timeout)

    def _has_room(self) -> bool:
        return (
            not self._is_exhausted
            and len(self.pending) < self._annotator._in_flight
            and (self._size < _BYTES or not self.pending)
        )

    def _pull(self) -> None:
        try:
            article = next(self._articles)
        except StopIteration:
            self._is_exhausted = True
            return
        self._count += 1
        sent = _prepared(article, self._count)
        self.pending.append(sent)
        self._size += sent.size

    def _turn(self, wait: float | None) -> Iterator[Findings]:
        """Hands over what may be handed over, and takes what there is."""
        try:
            process = self._annotator._running()
            limit = 1 if self._alone else len(self.pending)
            while self._handed < limit:
                process.send(self.pending[self._handed].line)
                self._handed += 1
            for line in process.exchange(wait):
                yield self._taken(line)
        except Ended as end:
            yield from self._lost(end.status, f"hearsay {describe(end.status)}", end.complaints)
        except Stuck:
            yield from self._lost(None, f"hearsay gave no sign of life for {self._annotator._timeout:g} s", "")

    def _taken(self, line: bytes) -> Findings:
        """Findings of the first article under way, whose they must be."""
        if not self._handed:
            raise HearsayError(f"hearsay gave findings that nobody asked for: {line[:200]!r}")
        sent = self.pending[0]
        if not line.startswith(_start(sent.id)):
            try:
                identity = json.loads(line)["id"]
            except (ValueError, KeyError, TypeError):
                raise HearsayError(f"hearsay gave no findings but {line[:200]!r}") from None
            if identity != sent.id:
                raise HearsayError(f"hearsay gave findings of {identity!r} where those of {sent.id!r} were due")
        self._pop()
        self._annotator._deaths_in_a_row = 0
        return Findings(sent.article, line)

    def _pop(self) -> _Sent:
        sent = self.pending.popleft()
        self._size -= sent.size
        self._handed = max(0, self._handed - 1)
        self._alone = max(0, self._alone - 1)
        return sent

    def _lost(self, status: int | None, what: str, complaints: str) -> Iterator[Findings]:
        """A process went. What it had in hand goes to the next one, an article at a time."""
        annotator = self._annotator
        annotator._kill()
        handed, self._handed = self._handed, 0
        if status is not None and 0 <= status <= 128:
            raise Refused(f"hearsay {describe(status)} before it was done: {complaints or 'it said nothing'}")
        annotator.restarts += 1
        annotator._deaths_in_a_row += 1
        if annotator._deaths_in_a_row >= _DEATHS:
            raise Refused(f"{what}, {_DEATHS} times in a row, with different articles. {complaints}")
        if handed != 1:
            log.warning(
                "%s with %d articles under way, the first of them %s; they are tried one at a time",
                what,
                handed,
                self.pending[0].id if self.pending else "none",
            )
            self._alone = max(self._alone, handed)
            return
        sent = self.pending[0]
        sent.tries += 1
        self._alone = max(self._alone, 1)
        if sent.tries < _TRIES:
            log.warning("%s at article %s, which is tried again", what, sent.id)
            return
        log.error("%s at article %s, again; it is left out", what, sent.id)
        self._pop()
        message = f"{what} at this article, {sent.tries} times"
        record = {"schema": "hearsay/1", "id": sent.id, "error": {"code": _code(status), "message": message}}
        yield Findings(sent.article, json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())


def _code(status: int | None) -> str:
    return "hung" if status is None else "crashed"


def _start(identity: str) -> bytes:
    return b'{"schema":"hearsay/1","id":%s,' % json.dumps(identity, ensure_ascii=False).encode()


def _prepared(article: Article, number: int) -> _Sent:
    """An article as the program reads it: a line of JSON with an id."""
    if article is None or isinstance(article, str):
        article = {"text": article}
    elif not isinstance(article, Mapping):
        raise TypeError(f"article {number} is neither a text nor a mapping with a text, but {type(article).__name__}")
    given = article.get("id")
    identity = _whole(str(number if given is None else given))
    text = article.get("text")
    if isinstance(text, str) and _HALF_PAIRS.search(text):
        article = {**article, "text": _whole(text)}
    try:
        line = json.dumps(
            {**article, "id": identity}, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str
        )
    except ValueError as error:
        raise ValueError(f"article {identity} cannot be written as JSON: {error}") from error
    return _Sent(article, identity, _whole(line).encode() + b"\n")


def _whole(text: str) -> str:
    """Halves of surrogate pairs, which no file can hold, become U+FFFD, a character for a character."""
    return _HALF_PAIRS.sub("\ufffd", text)


def annotate(
    articles: Iterable[Article],
    *,
    packs: str | Sequence[str] | None = None,
    rules: binaries.PathLike | Sequence[binaries.PathLike] = (),
    core: bool = True,
    config: bool = True,
    marks: Marks = "flagged",
    parts: bool = False,
    threads: int | None = None,
    binary: binaries.PathLike | None = None,
    in_flight: int = 256,
    timeout: float = 60.0,
) -> Iterator[Findings]:
    """The findings in articles, in their order, one for each, in constant memory.

    >>> for found in annotate(["The bridge is said to be closed."]):
    ...     print(found.id, [mark["text"] for mark in found.flags])
    1 ['said to']

    What the options mean, and what may be raised, is said at `Annotator`.
    """
    annotator = Annotator(
        packs=packs,
        rules=rules,
        core=core,
        config=config,
        marks=marks,
        parts=parts,
        threads=threads,
        binary=binary,
        in_flight=in_flight,
        timeout=timeout,
    )

    def stream() -> Iterator[Findings]:
        with annotator:
            yield from annotator.annotate(articles)

    return stream()
