"""The few shapes that a drawing is made of, as SVG."""

from __future__ import annotations

from html import escape


def plain(words: str) -> str:
    """Words as they are, on one line, with nothing in them that XML would read as its own."""
    return escape(" ".join("".join(c if c.isprintable() else " " for c in words).split()))


def styled(*names: str | None) -> str:
    """A class attribute, if there is any class."""
    found = " ".join(filter(None, names))
    return f' class="{found}"' if found else ""


def text(style: str, x: float, y: float, words: str) -> str:
    """One line of text that begins at `x`, on the base line `y`."""
    return f'<text{styled(style)} x="{x:g}" y="{y:g}">{plain(words)}</text>'


def frame(x: float, y: float, width: float, height: float, kind: str, *, end: bool) -> str:
    """A box: round for what is beside the path, and with a second frame inside for its end."""
    corner = min(24.0, height / 2) if kind == "aside" else 5.0
    drawn = _rectangle("box", x, y, width, height, corner)
    return drawn + (_rectangle("inner", x + 4, y + 4, width - 8, height - 8, 3) if end else "")


def link(path: str, tip: tuple[float, float], kind: str, *, tall: float, faint: bool) -> str:
    """A line with a tip that points down, or with `tall` below 0 to the right."""
    x, y = tip
    point = f"M{x - 4.5:.1f} {y - tall:.1f}h9L{x:.1f} {y:.1f}z"
    if tall < 0:
        point = f"M{x + tall:.1f} {y - 4.5:.1f}v9L{x:.1f} {y:.1f}z"
    style = styled("way", "over" if kind == "hands_over_to" else None)
    return (
        f"<g{styled('faint' if faint else None)}>"
        f'<path{style} d="{path}"/><path class="tip" d="{point}"/></g>'
    )


def _rectangle(style: str, x: float, y: float, width: float, height: float, corner: float) -> str:
    return (
        f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{width:g}" height="{height:g}" '
        f'rx="{corner:.0f}"/>'
    )
