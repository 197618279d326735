"""Some hundred workbooks changed at random; `make fuzz` tries as many as one likes."""

from __future__ import annotations

import pytest

from attendance_rules.errors import DataError
from tests.files.workbook.fuzzing import changed_workbook, fuzz_workbooks
from tests.files.workbook.making import rows


@pytest.mark.parametrize("seed", range(4))
def test_no_change_does_harm(seed: int) -> None:
    assert fuzz_workbooks(150, seed) == []


def test_the_changes_are_such_that_some_are_read_and_some_are_not() -> None:
    """Otherwise nothing behind the first check would be tried."""
    said = set()
    read = 0
    for number in range(300):
        try:
            rows(changed_workbook(0, number))
            read += 1
        except DataError as error:
            said.add(error.problems[0].split(":")[-1])
    assert read > 60
    assert len(said) > 12
