"""Cells of Spark's frames as text."""

from __future__ import annotations

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What Unicode calls so. Spark's own `trim` takes away spaces only."""


def text_of(column: str) -> Column:
    """The cells of a column as text, whatever their type; the same only if every byte is."""
    return F.col(column).cast("string")


def stripped(text: Column) -> Column:
    """The text without white space around it."""
    # Hardly any cell has some, and to look for all that may be it takes several times as long.
    ends = (F.ascii(text), F.ascii(F.substring(text, -1, 1)))
    is_bare = ends[0].between(33, 126) & ends[1].between(33, 126)
    return F.when(is_bare, text).otherwise(F.btrim(text, F.lit(WHITE_SPACE)))
