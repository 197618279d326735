"""A table of pupils in, statuses or actions out, of the same kind of data frame.

Polars (eager and lazy), pandas, PyArrow, DuckDB and PySpark, through narwhals. Each library is
imported only for a frame of its own kind.
"""

from attendance_rules.engines.frames.engine import FrameEngine
from attendance_rules.engines.frames.shapes import Form

__all__ = ["Form", "FrameEngine"]
