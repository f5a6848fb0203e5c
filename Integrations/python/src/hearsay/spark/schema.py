"""The schema `hearsay/1` as Spark types."""

from __future__ import annotations

from pyspark.sql.types import (
    ArrayType,
    DataType,
    DoubleType,
    IntegerType,
    LongType,
    MapType,
    StringType,
    StructField,
    StructType,
)

__all__ = ["RECORD", "SCHEMA"]

_TEXT = StringType()
_WHOLE = IntegerType()
_NUMBER = DoubleType()
_SPANS = ArrayType(ArrayType(_WHOLE))


def _struct(**fields: DataType) -> StructType:
    return StructType([StructField(name.rstrip("_"), kind) for name, kind in fields.items()])


_FLAG = _struct(level=_TEXT, message=_TEXT)


def _mark(captures: DataType) -> StructType:
    return _struct(
        id=_WHOLE,
        type=_TEXT,
        rule=_TEXT,
        start=_WHOLE,
        end=_WHOLE,
        text=_TEXT,
        sentence=_WHOLE,
        paragraph=_WHOLE,
        zone=_TEXT,
        voice=_TEXT,
        depth=_WHOLE,
        polarity=_TEXT,
        certainty=_TEXT,
        with_=MapType(_TEXT, _TEXT),
        captures=MapType(_TEXT, captures),
        flag=_FLAG,
    )


_ATTRIBUTION = _struct(
    id=_WHOLE,
    source=_struct(start=_WHOLE, end=_WHOLE, text=_TEXT, class_=_TEXT, name=_TEXT),
    cue=_SPANS,
    content=_SPANS,
    mode=_TEXT,
    hops=_WHOLE,
    via=_WHOLE,
    strength=_NUMBER,
    rule=_TEXT,
)
_SCORE = _struct(
    id=_TEXT,
    over=_TEXT,
    by=_TEXT,
    paragraph=_WHOLE,
    value=_NUMBER,
    band=_TEXT,
    let=MapType(_TEXT, _NUMBER),
    flag=_FLAG,
)
_COUNT = _struct(
    marks=LongType(),
    numbers=LongType(),
    sum=_NUMBER,
    least=_NUMBER,
    most=_NUMBER,
    values=ArrayType(_NUMBER),
    texts=ArrayType(_TEXT),
)
_PART = _struct(id=_TEXT, by=_TEXT, counts=ArrayType(_COUNT))


def _record(captures: DataType) -> StructType:
    return _struct(
        id=_TEXT,
        title=_TEXT,
        outlet=_TEXT,
        date=_TEXT,
        url=_TEXT,
        lang=_TEXT,
        words=_WHOLE,
        sentences=_WHOLE,
        marks=ArrayType(_mark(captures)),
        attributions=ArrayType(_ATTRIBUTION),
        scores=ArrayType(_SCORE),
        parts=ArrayType(_PART),
        error=_struct(code=_TEXT, message=_TEXT),
    )


#: A line of findings as it is read: a capture is one span or several, which no Spark type is.
RECORD = _record(_TEXT)

#: What `annotate` gives: captures are lists of spans, the values of `with` are texts; `text` is the article's.
SCHEMA = StructType([*_record(_SPANS).fields, StructField("text", _TEXT), StructField("record", _TEXT)])
