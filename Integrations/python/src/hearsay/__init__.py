"""Hearsay from Python: who says so, how do they know, how sure are they, and whose side is the wording on?

`annotate` takes articles and gives findings; `frame` does so for a pandas frame, `hearsay.spark` for Spark. All of them
run the program `hearsay`, which is to be installed beside this package.
"""

from __future__ import annotations

from .annotator import Annotator, annotate
from .binary import VERSION as __version__
from .errors import HearsayError, HearsayWarning, NotFound, Refused, WrongVersion
from .findings import Findings
from .frames import Frames, frame

__all__ = [
    "Annotator",
    "Findings",
    "Frames",
    "HearsayError",
    "HearsayWarning",
    "NotFound",
    "Refused",
    "WrongVersion",
    "__version__",
    "annotate",
    "frame",
]
