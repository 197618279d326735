"""One pupil, by generated Python: fast, and the second opinion on every decision."""

from attendance_rules.engines.python.engine import PythonEngine

__all__ = ["PythonEngine"]
