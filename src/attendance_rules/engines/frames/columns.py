"""Column names → which column is what, and everything that is wrong with the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.vocabulary import IDENTIFIERS
from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that are used: those that go into the answer first, and those of facts."""

    leading: tuple[str, ...]
    facts: tuple[str, ...]


def lay_out(
    names: Sequence[object],
    edition: Edition,
    answer: Collection[str],
    carry: Sequence[str],
    ignore_unknown: bool,
) -> Layout:
    """Which column is what. `answer` holds the names of the columns that the answer will add.

    Raises `DataError` with everything that is wrong with the names.
    """
    known = (*IDENTIFIERS, *edition.facts)
    if not any(name in known for name in names):
        # The names are not quoted: a table without a header has a pupil there.
        raise DataError(["no column name is known; name one `pupil_id` and the others by facts"])
    problems = list(_wrong_carries(carry, names, answer))
    if "pupil_id" not in names:
        remedy = "add it, with an id for each pupil (from the index, if it is there)"
        problems.append(f"there is no column `pupil_id`; {remedy}")
    unknown = [name for name in names if name not in known and name not in carry]
    used = [name for name, count in Counter(map(str, names)).items() if count > 1]
    problems += [
        f"several columns are called {shown(name)}; rename or delete all but one"
        for name in used
        if name not in map(str, unknown) or not ignore_unknown
    ]
    if not ignore_unknown:
        problems += [_unknown(name, known) for name in dict.fromkeys(unknown)]
    if problems:
        more = len(problems) - MOST_SHOWN
        last = [f"and {more:,} more"] if more > 0 else []
        raise DataError(problems[:MOST_SHOWN] + last)
    identifiers = tuple(name for name in IDENTIFIERS if name in names)
    return Layout((*identifiers, *carry), tuple(name for name in edition.facts if name in names))


def _unknown(name: object, known: Collection[str]) -> str:
    if not isinstance(name, str):
        return "a column's name must be text; name every column"
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    remedy = did_you_mean(plain, known) or "correct its name, carry it, or ignore unknown columns"
    return f"column {shown(name)}: there is no such fact; {remedy}"


def _wrong_carries(
    carry: Sequence[str], names: Sequence[object], answer: Collection[str]
) -> Iterator[str]:
    # Regardless of case, because names that differ in case only are one name to SQL.
    taken = {name.lower() for name in (*IDENTIFIERS, *answer)}
    for number, name in enumerate(carry):
        here = f"cannot carry {shown(name)}"
        if name.lower() in (one.lower() for one in carry[:number]):
            yield f"{here} twice; name it once"
        elif name.lower() in taken:
            yield f"{here}: the answer has a column of that name; rename it or leave it out"
        elif name not in names:
            near = did_you_mean(name, [one for one in names if isinstance(one, str)])
            yield f"{here}: there is no such column; {near or 'correct its name'}"
