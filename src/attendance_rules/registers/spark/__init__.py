"""Registers in Spark's frames → facts, by Spark's own columns: no Python runs for a row."""

from attendance_rules.registers.spark.facts import facts_on_spark

__all__ = ["facts_on_spark"]
