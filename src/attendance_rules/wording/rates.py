"""Shares and rates as text, exact: nothing is rounded up to a threshold that it does not reach."""

from __future__ import annotations


def share(basis_points: int) -> str:
    """A threshold in per cent: 500 basis points are `5%`, 825 are `8.25%`."""
    return f"{_two_decimals(basis_points)}%"


def percent(part: int, whole: int) -> str:
    """`part` of `whole` in per cent, cut off after two decimals and without trailing zeros.

    Cut off, not rounded: 31 of 120 is `25.83%`, and 1,999 of 20,000 is `9.99%`, never 10. Since a
    threshold has two decimals at the most, the text is below a threshold exactly when the rate is,
    and so never contradicts "at or above" or "below". (A rate above a threshold by less than a
    hundredth of a per cent reads as the threshold; only the counts tell that it is above.)

    Raises `ValueError` when `whole` is not positive: there is no rate of nothing.
    """
    if whole <= 0:
        raise ValueError("there is no rate where the whole is 0")
    return share(part * 10_000 // whole)


def _two_decimals(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")
