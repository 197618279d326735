"""What a caller knows of a pupil → checked values in the Program's order.

Messages name facts and what they may be, never the value that was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attendance_rules.decision.scalars import identifier, plain, whole_number
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import IDENTIFIERS, LARGEST_COUNT, one_of, wholes
from attendance_rules.errors import FactsError
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean
from attendance_rules.plain import private
from attendance_rules.program.program import FactValue, FactValues

_TABLE_LIBRARIES = frozenset(
    {"dask", "duckdb", "modin", "narwhals", "pandas", "polars", "pyarrow", "pyspark"}
)


@private
class CheckedFacts:
    """Values in the Program's order with defaults in place, and the facts that took one."""

    values: FactValues
    assumed: tuple[str, ...]


class FactReader:
    """Checks facts against the vocabulary of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._positions = {name: position for position, name in enumerate(edition.facts)}
        self._checks: dict[str, Callable[[Any], FactValue]] = {}
        self._allowed: dict[str, str] = {}
        self._defaults: list[tuple[int, str, FactValue]] = []
        self._within: list[tuple[str, int, str, int]] = []
        for name, fact in edition.facts.items():
            self._allowed[name] = allowed(fact)
            match fact:
                case CountFact():
                    self._checks[name] = _count
                    for whole in wholes(edition, name):
                        pair = (name, self._positions[name], whole, self._positions[whole])
                        self._within.append(pair)
                case YesNoFact():
                    self._checks[name] = _yes_no
                    if fact.default is not None:
                        self._defaults.append((self._positions[name], name, fact.default))
                case WordFact():
                    self._checks[name] = _word_of(fact.words)

    def read(self, given: Mapping[str, object], *, ignore_unknown: bool = False) -> CheckedFacts:
        """The facts in `given`; one that is left out, None, NaN or pandas' `NA` is unknown.

        Counts are whole numbers (120.0 is one), yes/no facts True or False (or the words yes and
        no), the others one of their words; values of NumPy and pandas are taken as Python's own.
        `pupil_id` and `school_id` are passed over; names that are not facts, if `ignore_unknown`.
        Raises `FactsError` with everything that is wrong.
        """
        if not isinstance(given, Mapping):
            raise FactsError([_no_mapping(given)])
        values: list[FactValue] = [None] * len(self._positions)
        problems: list[str] = []
        for name, value in given.items():
            position = self._positions.get(name)
            if not isinstance(name, str):
                problems.append("a fact's name must be text")
            elif position is None:
                if name not in IDENTIFIERS and not ignore_unknown:
                    problems.append(self._unknown(name))
            elif (known := plain(value)) is not None:
                try:
                    values[position] = self._checks[name](known)
                except ValueError:
                    problems.append(f"`{name}` must be {self._allowed[name]}")
        if not problems:
            problems.extend(self.contradictions(values))
        if problems:
            raise FactsError(problems)
        return self.with_defaults(values)

    def contradictions(self, values: list[FactValue]) -> list[str]:
        """Counts that are larger than a count that they are a part of; each said once."""
        found: dict[str, str] = {}
        for name, position, whole_name, whole in self._within:
            part, limit = values[position], values[whole]
            if isinstance(part, int) and isinstance(limit, int) and part > limit:
                found.setdefault(name, f"`{name}` is more than `{whole_name}`")
        return list(found.values())

    def with_defaults(self, values: list[FactValue]) -> CheckedFacts:
        """The values with the vocabulary's defaults in place of what is unknown."""
        assumed: list[str] = []
        for position, name, default in self._defaults:
            if values[position] is None:
                values[position] = default
                assumed.append(name)
        return CheckedFacts(tuple(values), tuple(assumed))

    def _unknown(self, name: str) -> str:
        near = did_you_mean(name, self._positions)
        return f"there is no fact {shown(name)}" + (f", {near}" if near else "")


def _no_mapping(given: object) -> str:
    if _is_of_a_table_library(given):
        return "facts are of one pupil: hand a data frame to `decide_frame`"
    return "facts must be a mapping of their names to their values"


def read_identifiers(given: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The pupil's and the school's identifier. Raises `FactsError`, which holds neither."""
    found: dict[str, str | None] = {}
    problems: list[str] = []
    for name in ("pupil_id", "school_id"):
        try:
            found[name] = identifier(given.get(name))
        except ValueError:
            problems.append(f"`{name}` must be short text or a whole number")
    if problems:
        raise FactsError(problems)
    return found["pupil_id"], found["school_id"]


def check_rows(rows: object) -> None:
    """Raises `FactsError` for what holds no rows: one pupil's facts, text, a data frame."""
    if _is_of_a_table_library(rows):
        raise FactsError(["rows are mappings, one for each pupil: use `decide_frame` for a frame"])
    if isinstance(rows, Mapping | str | bytes) or not isinstance(rows, Iterable):
        raise FactsError(["rows must be several mappings, one for each pupil; put one in a list"])


def _is_of_a_table_library(value: object) -> bool:
    """Told by the type's name, so that none of these libraries is imported."""
    return type(value).__module__.partition(".")[0] in _TABLE_LIBRARIES


def allowed(fact: CountFact | YesNoFact | WordFact) -> str:
    """What a fact may be, in words."""
    match fact:
        case CountFact():
            return "a whole number, 0 or more"
        case YesNoFact():
            return "yes or no"
        case WordFact():
            return one_of(tuple(fact.words))


def _count(value: Any) -> int:
    count = whole_number(value)
    if not 0 <= count <= LARGEST_COUNT:
        raise ValueError
    return count


def _yes_no(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    if isinstance(value, str) and value in ("yes", "no"):
        return value == "yes"
    raise ValueError


def _word_of(words: Iterable[str]) -> Callable[[Any], str]:
    known = frozenset(words)

    def word(value: Any) -> str:
        if isinstance(value, str) and value in known:
            return str(value)
        raise ValueError

    return word
