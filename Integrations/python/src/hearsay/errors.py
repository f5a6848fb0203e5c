"""What can go wrong between Python and the program."""

from __future__ import annotations


class HearsayError(Exception):
    """Whatever goes wrong here; the message says what to do."""


class NotFound(HearsayError):
    """There is no `hearsay` program where it was looked for."""


class WrongVersion(HearsayError):
    """The program is of a version that this package does not go with."""


class Refused(HearsayError):
    """The program did not start, or ended of its own accord before it was done; with what it said."""


class HearsayWarning(UserWarning):
    """Something was left out, as a rule that does not compile, and the rest was done."""
