"""Register marks counted once more, in plain Python and from codes written out by hand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

CHANGE = dt.date(2024, 8, 19)
OLD = {
    "present": "/ \\ L",
    "approved_educational_activity": "B J P V W",
    "authorised_absence": "C E F H I M R S T",
    "unauthorised_absence": "G N O U",
    "not_possible": "D X Y Z #",
}
NEW = {
    "present": "/ \\ L",
    "approved_educational_activity": "K V P W B",
    "authorised_absence": "C1 M J1 S C2 C T R I E",
    "unauthorised_absence": "G N O U",
    "not_possible": "D X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #",
}
ORDER = (*NEW, "missing")


def categories(table: dict[str, str]) -> dict[str, str]:
    return {code: category for category, codes in table.items() for code in codes.split()}


_OLD, _NEW = categories(OLD), categories(NEW)
CODES = tuple(dict.fromkeys([*_NEW, *_OLD, "-", ""]))


@dataclass(frozen=True)
class Mark:
    pupil: str
    day: dt.date
    half: str
    code: str


def category(code: str, day: dt.date) -> str:
    if code in ("-", ""):
        return "missing"
    first, second = (_NEW, _OLD) if day >= CHANGE else (_OLD, _NEW)
    return first.get(code) or second[code]


def facts(marks: Iterable[Mark]) -> dict[str, tuple[int, int, int, int]]:
    """For each pupil the sessions possible, absent, unauthorised and unexplained."""
    sessions: dict[tuple[str, dt.date, str], list[str]] = defaultdict(list)
    for mark in marks:
        sessions[mark.pupil, mark.day, mark.half].append(mark.code)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (pupil, day, _), codes in sessions.items():
        # Of several marks the first category counts, and an unexplained absence after the others.
        code = min(codes, key=lambda one: (ORDER.index(category(one, day)), one == "N"))
        what = category(code, day)
        counts = found[pupil]
        counts[0] += what not in ("not_possible", "missing")
        counts[1] += what in ("authorised_absence", "unauthorised_absence")
        counts[2] += what == "unauthorised_absence"
        counts[3] += code == "N"
    return {pupil: (a, b, c, d) for pupil, (a, b, c, d) in found.items()}
