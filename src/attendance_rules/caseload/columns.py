"""Column names → which column is what, and everything that is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from attendance_rules.decision.cells import fact_reader, requirement
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.vocabulary import IDENTIFIERS
from attendance_rules.files.problems import MOST_SHOWN, Problems
from attendance_rules.files.table import Column, Wanted
from attendance_rules.messages.quoting import harmless, shown
from attendance_rules.messages.suggestions import did_you_mean
from attendance_rules.program.program import FactValue

OUTPUT_COLUMNS = (*IDENTIFIERS, "tier", "obligation", "party", "status")


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of a fact: where its cells stand, where its values go, and what reads them."""

    index: int
    position: int
    name: str
    read: Callable[[object], FactValue]
    requirement: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, by the index of its column."""

    pupil_id: int
    school_id: int | None
    facts: tuple[FactColumn, ...]
    carried: tuple[int, ...]
    ignored: tuple[str, ...]

    @property
    def identifiers(self) -> tuple[int, ...]:
        """The columns of identifiers, as they lead a table."""
        school = () if self.school_id is None else (self.school_id,)
        return (*school, self.pupil_id)

    @property
    def wanted(self) -> Wanted:
        """What is read as facts or identifiers, and what is carried."""
        facts = frozenset(column.index for column in self.facts)
        return Wanted(facts.union(self.identifiers), frozenset(self.carried))


def lay_out(
    columns: Sequence[Column],
    edition: Edition,
    problems: Problems,
    *,
    blank: str,
    carry: Sequence[str],
    ignore_unknown: bool,
) -> Layout:
    """Which column is what. Adds to `problems`; raises `DataError` if nothing can be read so."""
    known = (*IDENTIFIERS, *edition.facts)
    if not any(_plain(column.name) in known for column in columns):
        # The names are not quoted: a file without a header has a pupil there.
        place = f"{columns[0].place}: " if columns else ""
        raise problems.error(
            f"{place}no column name is known; name one `pupil_id` and the others by facts"
        )
    index = _index(columns, problems)
    for message in _wrong_carries(carry, index, edition):
        problems.add(message)
    unknown = [name for name in index if name not in known and name not in carry]
    if "pupil_id" not in index:
        near = {_plain(name): name for name in unknown}
        wrong = [near[name] for name in difflib.get_close_matches("pupil_id", near, n=1)]
        remedy = f"rename {shown(wrong[0])} to it" if wrong else "add it, with an id for each pupil"
        problems.add(f"there is no column `pupil_id`; {remedy}")
        unknown = [name for name in unknown if name not in wrong]
    if not ignore_unknown:
        for name in unknown[:MOST_SHOWN]:
            remedy = did_you_mean(_plain(name), known) or (
                "correct its name, carry it, or ignore unknown columns"
            )
            place = columns[index[name]].place
            problems.add(f"{place}, column {shown(name)}: there is no such fact; {remedy}")
        problems.add_more(len(unknown[MOST_SHOWN:]))
    if "pupil_id" not in index:
        raise problems.error()
    return Layout(
        pupil_id=index["pupil_id"],
        school_id=index.get("school_id"),
        facts=tuple(
            FactColumn(index[name], position, name, fact_reader(fact), requirement(fact, blank))
            for position, (name, fact) in enumerate(edition.facts.items())
            if name in index
        ),
        carried=tuple(index[name] for name in carry if name in index),
        ignored=tuple(unknown),
    )


def _index(columns: Sequence[Column], problems: Problems) -> dict[str, int]:
    """Where each column stands, by its name."""
    index: dict[str, int] = {}
    for number, (name, place) in enumerate(columns):
        if not name:
            problems.add(f"{place}: column {number + 1} has no name; name it or delete the column")
        elif name in index:
            problems.add(
                f"{place}: columns {index[name] + 1} and {number + 1} are both called "
                f"{shown(name)}; rename or delete one of them"
            )
        else:
            index[name] = number
    return index


def _plain(name: str) -> str:
    """A column name as the vocabulary would spell it: `Pupil ID` is meant to be `pupil_id`."""
    return name.lower().replace(" ", "_").replace("-", "_")


def _wrong_carries(carry: Sequence[str], index: dict[str, int], edition: Edition) -> Iterator[str]:
    for number, name in enumerate(carry):
        here = f"cannot carry {shown(name)}"
        if name in carry[:number]:
            yield f"{here} twice; name it once"
        elif name in OUTPUT_COLUMNS or name in edition.obligations:
            yield f"{here}: the output has a column of that name; rename it or leave it out"
        elif name not in index:
            near = did_you_mean(name, [harmless(one) for one in index])
            yield f"{here}: there is no such column; {near or 'correct its name'}"
