"""Durations in words."""

from __future__ import annotations

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def duration(seconds: float) -> str:
    """Three digits and the unit that fits them."""
    size, unit = next((one for one in _UNITS if seconds >= one[0]), _UNITS[-1])
    number = seconds / size
    return f"{number:.{2 if number < 9.995 else 1 if number < 99.95 else 0}f} {unit}"


def short_duration(seconds: float) -> str:
    """The same without digits after the point, for an axis."""
    size, unit = next((one for one in _UNITS if seconds >= one[0] * 0.999), _UNITS[-1])
    return f"{seconds / size:.0f} {unit}"
