"""Whether registers are frames of Spark, told without importing it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from attendance_rules.errors import DataError


def are_on_spark(registers: object) -> bool:
    """Whether registers are frames of Spark. Raises `DataError` if only some of them are."""
    if not isinstance(registers, Sequence):
        return _is_spark(registers)
    found = [_is_spark(one) for one in registers]
    if any(found) and not all(found):
        number = found.index(False) + 1
        raise DataError(
            [f"register {number} is no DataFrame of PySpark, and others are; give one kind only"]
        )
    return any(found)


def _is_spark(register: object) -> bool:
    """Whether this is a DataFrame of Spark, classic or Connect: nobody has one unless imported."""
    sql = sys.modules.get("pyspark.sql")
    return sql is not None and isinstance(register, sql.DataFrame)
