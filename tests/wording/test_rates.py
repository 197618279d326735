"""Rates as they are shown never contradict the threshold they are compared with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.edition.models import basis_points
from attendance_rules.wording.rates import percent, share


@pytest.mark.parametrize(
    ("points", "shown"), [(500, "5%"), (825, "8.25%"), (850, "8.5%"), (0, "0%"), (5, "0.05%")]
)
def test_a_share_is_shown_exactly(points: int, shown: str) -> None:
    assert share(points) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (31, 120, "25.83%"),
        (35, 351, "9.97%"),
        (12, 120, "10%"),
        (1_999_999, 20_000_000, "9.99%"),
        (0, 120, "0%"),
        (120, 120, "100%"),
    ],
)
def test_a_rate_is_cut_off_and_not_rounded(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_what_is_shown_is_below_a_threshold_exactly_when_the_rate_is(
    counts: tuple[int, int],
) -> None:
    part, whole = counts
    shown = basis_points(percent(part, whole))
    assert shown is not None
    for threshold in {500, 1000, 5000, 825, shown, min(shown + 1, 10_000)}:
        assert (shown >= threshold) == (part * 10_000 >= threshold * whole)


def test_there_is_no_rate_of_nothing() -> None:
    with pytest.raises(ValueError, match="no rate"):
        percent(0, 0)
