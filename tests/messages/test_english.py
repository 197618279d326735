"""Lists and numbers as English has them."""

from __future__ import annotations

import pytest

from attendance_rules.messages.english import listed, number_of


@pytest.mark.parametrize(
    ("phrases", "word", "said"),
    [
        ([], "and", ""),
        (["a"], "and", "a"),
        (["a", "b"], "or", "a or b"),
        (["a", "b", "c"], "and", "a, b and c"),
        (["a and b", "c"], "and", "a and b, and c"),
        (["a, b", "c", "d"], "or", "a, b, c, or d"),
        (["it is at or above 5%", "1 or more missed", "0 or 1 left"], "and",
         "it is at or above 5%, 1 or more missed and 0 or 1 left"),
        (["the rate (20 of 120, above 10%)", "parents are not engaging"], "and",
         "the rate (20 of 120, above 10%) and parents are not engaging"),
        (["a band", "for us"], "or", "a band or for us"),
    ],
)  # fmt: skip
def test_a_list(phrases: list[str], word: str, said: str) -> None:
    """A comma before the last only where a phrase holds a list; a comparison is none."""
    assert listed(phrases, word) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1234567, "1,234,567 rows")]
)
def test_a_number_of_things(number: int, said: str) -> None:
    assert number_of(number, "row") == said


def test_a_noun_with_its_verb() -> None:
    assert number_of(1, "row is", "rows are") == "1 row is"
    assert number_of(2, "row is", "rows are") == "2 rows are"
