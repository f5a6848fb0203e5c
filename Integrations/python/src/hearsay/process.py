"""One running `hearsay annotate`, read and written without threads and without ever waiting for each other."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence

__all__ = ["Ended", "Process", "Stuck", "describe"]

_PIECE = 1 << 18
_KEPT_COMPLAINTS = 1 << 16


class Ended(Exception):
    """The process ended; `status` as `subprocess` gives it, negative for a signal."""

    def __init__(self, status: int, complaints: str) -> None:
        super().__init__(describe(status))
        self.status = status
        self.complaints = complaints


class Stuck(Exception):
    """The process neither took nor gave anything for as long as it may."""


def describe(status: int) -> str:
    """An exit status in words."""
    number = -status if status < 0 else status - 128 if status > 128 else 0
    if number:
        with contextlib.suppress(ValueError):
            return f"was killed by {signal.Signals(number).name}"
        return f"was killed by signal {number}"
    return f"ended with status {status}"


class Process:
    """Lines in, lines out. What is to be written waits here until the process takes it.

    One thread does it all: the process is written to when it takes something and read when it has something, so that
    neither side can wait for the other.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        # In a session of its own, so that Ctrl-C reaches Python alone, which then ends the process.
        self._child = subprocess.Popen(
            list(arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        assert self._child.stdin and self._child.stdout and self._child.stderr
        self._stdin = self._child.stdin.fileno()
        self._stdout = self._child.stdout.fileno()
        self._stderr = self._child.stderr.fileno()
        self._selector = selectors.DefaultSelector()
        for descriptor in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(descriptor, False)
        self._selector.register(self._stdout, selectors.EVENT_READ)
        self._selector.register(self._stderr, selectors.EVENT_READ)
        self._outgoing = bytearray()
        self._incoming = bytearray()
        self._searched = 0
        self._is_writing = False
        self._is_input_closed = False
        self._is_output_closed = False
        self.complaints = b""
        self.lines_read = 0

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._child.pid

    def send(self, line: bytes) -> None:
        """Lets a line wait for the process to take it."""
        self._outgoing += line

    def exchange(self, wait: float | None) -> list[bytes]:
        """Gives and takes what can be given and taken now.

        Args:
            wait: Seconds that the process may do nothing while a line is waited for; None not to wait.

        Returns:
            Whole lines, without their ends; at least one where `wait` is given.

        Raises:
            Ended: The process closed its output.
            Stuck: It did nothing for `wait` seconds.
        """
        lines: list[bytes] = []
        idle = 0.0
        while True:
            self._watch_input()
            limit = 0.0 if wait is None or self._is_output_closed else max(0.0, wait - idle)
            started = time.monotonic()
            events = self._selector.select(limit)
            # Only time spent waiting here counts: while the caller is busy, the process has nothing to do.
            idle += time.monotonic() - started
            for key, _ in events:
                if key.fd == self._stdin:
                    if self._write():
                        idle = 0.0
                elif key.fd == self._stderr:
                    self._read_complaints()
                else:
                    idle = 0.0
                    lines += self._read_lines()
            if lines or (wait is None and not events):
                return lines
            if self._is_output_closed:
                raise Ended(self._end(), self.complaints_text())
            if wait is not None and idle >= wait:
                raise Stuck

    def finish(self, wait: float) -> tuple[int, str]:
        """Closes the input and waits for the end: the status and what was said on standard error.

        Raises:
            Stuck: It does not end.
        """
        self.close_input()
        with contextlib.suppress(Ended):
            while True:
                self.exchange(wait)
        return self._end(), self.complaints_text()

    def kill(self) -> None:
        """Ends it at once; nothing more is heard of it."""
        with contextlib.suppress(ProcessLookupError):
            self._child.kill()
        self._end()

    def complaints_text(self) -> str:
        """What it said on standard error, the last of it."""
        return self.complaints.decode("utf-8", "replace").strip()

    def _watch_input(self) -> None:
        wants = bool(self._outgoing) and not self._is_input_closed
        if wants and not self._is_writing:
            self._selector.register(self._stdin, selectors.EVENT_WRITE)
        elif not wants and self._is_writing:
            self._selector.unregister(self._stdin)
        self._is_writing = wants

    def _write(self) -> int:
        try:
            with memoryview(self._outgoing) as waiting, waiting[:_PIECE] as piece:
                count = os.write(self._stdin, piece)
        except BlockingIOError:
            return 0
        except BrokenPipeError:
            # It is gone, or about to be; the end of its output tells.
            self.close_input()
            return 0
        del self._outgoing[:count]
        return count

    def _read_lines(self) -> list[bytes]:
        try:
            piece = os.read(self._stdout, _PIECE)
        except BlockingIOError:
            return []
        if not piece:
            self._is_output_closed = True
            self._selector.unregister(self._stdout)
            return []
        self._incoming += piece
        last = self._incoming.rfind(b"\n", self._searched)
        self._searched = len(self._incoming)
        if last < 0:
            return []
        lines = bytes(self._incoming[:last]).split(b"\n")
        del self._incoming[: last + 1]
        self._searched = len(self._incoming)
        self.lines_read += len(lines)
        return lines

    def _read_complaints(self) -> None:
        try:
            piece = os.read(self._stderr, _PIECE)
        except BlockingIOError:
            return
        if not piece:
            self._selector.unregister(self._stderr)
            return
        self.complaints = (self.complaints + piece)[-_KEPT_COMPLAINTS:]

    def close_input(self) -> None:
        """Says that nothing more comes; what waits is dropped."""
        if self._is_input_closed:
            return
        self._is_input_closed = True
        self._outgoing.clear()
        self._watch_input()
        assert self._child.stdin
        with contextlib.suppress(OSError):
            self._child.stdin.close()

    def _end(self) -> int:
        """Waits for the process, which has ended or is about to, and lets go of the pipes."""
        self.close_input()
        if self._child.returncode is None:
            try:
                self._child.wait(10)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
        self._selector.close()
        if self._child.stderr and not self._child.stderr.closed:
            # What it said last may still be in the pipe.
            with contextlib.suppress(OSError):
                last = os.read(self._stderr, _PIECE)
                self.complaints = (self.complaints + last)[-_KEPT_COMPLAINTS:]
        for pipe in (self._child.stdout, self._child.stderr):
            if pipe:
                pipe.close()
        return self._child.returncode
