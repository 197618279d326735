"""The remedy for a misspelt name: the known one that it is most like."""

from __future__ import annotations

from collections.abc import Iterable

from attendance_rules.messages.quoting import shown

MOST_COMPARED = 150  # names; with more, those nearest in length are compared with a misspelt one


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a misspelt one is most like, if any is like it."""
    import difflib  # only a mistake needs it

    candidates = list(known)
    if name.lower() in candidates:
        return name.lower()
    if len(candidates) > MOST_COMPARED:
        candidates.sort(key=lambda known_name: abs(len(known_name) - len(name)))
    near = difflib.get_close_matches(name, candidates[:MOST_COMPARED], n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A remedy for a misspelt name: the nearest known one, or what is known when few are."""
    known = list(known)
    near = nearest(name, known)
    if near is not None:
        return f"did you mean {shown(near)}?"
    if 0 < len(known) <= 12:
        return f"known: {', '.join(map(shown, known))}"
    return ""
