"""The times as a picture: the same lines always give the same SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from math import log10

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.style import context

from benchmarks.growth.words import duration, short_duration

TITLE = "Time for one pupil, by the number of obligations"
SIZE = (7.5, 5.0)
"""Inches of 96 pixels, as a browser shows them: 720 by 480."""


@dataclass(frozen=True, slots=True)
class Line:
    """An engine: the seconds for one pupil, for each number of obligations."""

    name: str
    seconds: Sequence[float]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours for one background. Those of lines tell each other apart to the colour-blind too."""

    text: str
    grid: str
    guide: str
    lines: tuple[str, ...]


# The colours of Okabe and Ito, darker on light ground and lighter on dark where text needs it.
THEMES = {
    "light": Theme(
        text="#424242",
        grid="#e4e4e4",
        guide="#757575",
        lines=("#000000", "#b84f00", "#0072b2", "#a8437c", "#8a6100", "#00795a"),
    ),
    "dark": Theme(
        text="#c8cad4",
        grid="#3a3d48",
        guide="#9a9da8",
        lines=("#ffffff", "#ee7733", "#56b4e9", "#d990b7", "#e69f00", "#1fbf92"),
    ),
}
MARKERS = "osD^vP"

FONT = "DejaVu Sans"
"""Room is left for this wide one; a browser takes its own."""
_STYLE = {
    "font.sans-serif": [FONT],
    "font.size": 9.75,
    "svg.fonttype": "none",
    "svg.hashsalt": "growth",
}
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

GAP = 0.054
"""Of the height of the axes, at least so much between two names."""


def draw(sizes: Sequence[int], lines: Sequence[Line], theme: Theme) -> str:
    """An SVG on no ground of its own, whose text is text."""
    with context(["default", _STYLE]):
        figure = Figure(figsize=SIZE)
        axes = figure.add_axes((0.09, 0.115, 0.655, 0.82))
        _lay_out(axes, sizes, lines, theme)
        _guide(axes, sizes, lines, theme)
        styles = zip(lines, theme.lines, MARKERS, strict=True)
        for line, colour, marker in reversed(list(styles)):
            axes.plot(sizes, line.seconds, color=colour, marker=marker, lw=1.8, ms=5)
        _names(axes, lines, theme)
        svg = StringIO()
        figure.savefig(svg, format="svg", transparent=True, metadata=_NO_METADATA)
    told = f"<title>{TITLE}</title>\n <desc>{_words(sizes, lines)}</desc>"
    picture = svg.getvalue().replace(f"'{FONT}', sans-serif", "sans-serif")
    return picture.replace("<svg ", '<svg role="img" ', 1).replace(
        "\n <defs>", f"\n {told}\n <defs>", 1
    )


def _lay_out(axes: Axes, sizes: Sequence[int], lines: Sequence[Line], theme: Theme) -> None:
    low = min(min(line.seconds) for line in lines)
    high = max(max(line.seconds) for line in lines)
    axes.set(xscale="log", yscale="log", xlabel="Number of obligations")
    axes.set_xlim(sizes[0] / 1.12, sizes[-1] * 1.04)
    axes.set_ylim(low / 1.6, high * 1.6)
    decades = [10.0**n for n in range(-9, 2) if low / 1.6 <= 10.0**n <= high * 1.6]
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_yticks(decades, [short_duration(one) for one in decades])
    axes.minorticks_off()
    axes.grid(color=theme.grid, lw=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=6, labelcolor=theme.text)
    axes.xaxis.label.set_color(theme.text)
    axes.spines[:].set_visible(False)
    axes.text(-0.1, 1.04, "Time for one pupil", color=theme.text, transform=axes.transAxes)


def _guide(axes: Axes, sizes: Sequence[int], lines: Sequence[Line], theme: Theme) -> None:
    """A line of growth in proportion, where there is most room for one."""
    starts = sorted(line.seconds[0] for line in lines)
    below, above = max(pairwise(starts), key=lambda pair: pair[1] / pair[0])
    start = (below * above) ** 0.5
    ends = [start, start * sizes[-1] / sizes[0]]
    axes.plot([sizes[0], sizes[-1]], ends, color=theme.guide, lw=1.2, ls=(0, (5, 4)))
    _name(axes, "growth in proportion", _height(axes, ends[1]), theme.guide)


def _names(axes: Axes, lines: Sequence[Line], theme: Theme) -> None:
    """The name of each line at its end, as near as its neighbours leave room."""
    heights = {line.name: _height(axes, line.seconds[-1]) for line in lines}
    ordered = sorted(heights, key=heights.__getitem__)
    for _ in range(100):
        for lower, upper in pairwise(ordered):
            lacking = GAP - (heights[upper] - heights[lower])
            if lacking > 0:
                heights[lower] -= lacking / 2
                heights[upper] += lacking / 2
    for line, colour in zip(lines, theme.lines, strict=True):
        _name(axes, line.name, heights[line.name], colour)


def _height(axes: Axes, seconds: float) -> float:
    """How far up the axes a time is, from 0 to 1."""
    low, high = map(log10, axes.get_ylim())
    return (log10(seconds) - low) / (high - low)


def _name(axes: Axes, name: str, height: float, colour: str) -> None:
    axes.text(1.015, height, name, color=colour, va="center", transform=axes.transAxes)


def _words(sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """What the picture shows, for those who do not see it."""
    ends = "; ".join(
        f"{line.name} from {duration(line.seconds[0])} to {duration(line.seconds[-1])}"
        for line in lines
    )
    return (
        f"A line for each engine, both axes logarithmic. From {sizes[0]} to {sizes[-1]:,} "
        f"obligations: {ends}. A dashed line shows growth in proportion."
    )
