"""Hearsay under Apache Spark: the same findings, article by article, from one process a task.

>>> found = hearsay.spark.annotate(articles, text="body", packs="hedging,sourcing")
>>> hearsay.spark.flags(found).groupBy("type").count().show()

The program has to be on every machine that works (`$HEARSAY` there, the PATH, or `binary=`); rules are sent along.
"""

from __future__ import annotations

try:
    import pyspark  # noqa: F401
except ImportError as error:
    raise ImportError("hearsay.spark needs PySpark: pip install 'hearsay[spark]'") from error

from .annotate import annotate
from .files import annotate_files
from .schema import SCHEMA
from .session import session_scores
from .tables import attributions, errors, flags, scores

__all__ = ["SCHEMA", "annotate", "annotate_files", "attributions", "errors", "flags", "scores", "session_scores"]
