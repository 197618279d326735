"""What the rules allow: the kinds of pupils that there can be.

A kind is a core of answers and, for each group of obligations, the answers of that group. Given the
core, any answers of one group go with any of another, because they ask for other facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from attendance_rules.policy import Policy
from attendance_rules.program.program import Atom
from attendance_rules.summary.disclosure.options import Option, Options, options
from attendance_rules.summary.disclosure.published import LEVELS, Bits, Published
from attendance_rules.summary.disclosure.related import Group, Related
from attendance_rules.summary.disclosure.truths import Truth, decided

Statuses = tuple[str, ...]
Levels = tuple[int, ...]
"""For each party the most that some of its obligations say, by its place in `LEVELS`."""

_MOST: Final = 500_000
"""So many cores with options of a group are decided, and no more."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the core or a group says, the cells in which that counts, and what it means for parties.

    The cells of parties are not among them: they hang on all answers together.
    """

    bits: Bits
    levels: Levels


@dataclass(frozen=True, slots=True)
class Core:
    """Facts that lead to the same answers of the core, and leave the same open to the groups."""

    answers: Answers
    body: Truth
    """What holds of the bodies."""
    option: Option
    """When facts can be so."""


class Kinds:
    """The kinds of pupils that there can be, those among them for which there is an example, and
    whether these are all."""

    def __init__(
        self, policy: Policy, published: Published, related: Related, seen: Iterable[Truth]
    ) -> None:
        """`seen` is what the tests of the core say of some pupil."""
        self._policy = policy
        self._published = published
        self.parties = tuple(dict.fromkeys(party for party, _ in published.parties))
        self.groups = (Group((), (), ()), *related.groups)
        """The groups, after an empty one that stands for the core alone."""
        self.cores: list[Core] = []
        self.core_of: dict[Truth, int] = {}
        """The core for what its tests say."""
        self.answers: list[list[Answers]] = [[] for _ in self.groups]
        """The answers of each group, by their number."""
        self.possible: list[dict[tuple[int, int], Option]] = [{} for _ in self.groups]
        """For each group the cores and answers that go together, and when."""
        self.blank: list[list[int]] = [[] for _ in self.groups]
        """The answers of a group in each core when no fact of the group is known."""
        self._numbers: list[dict[Statuses, int]] = [{} for _ in self.groups]
        cores = options(policy, related.core, seen)
        trials = [options(policy, group, most=_MOST // len(cores.options)) for group in self.groups]
        self.are_all = cores.are_all and all(own.are_all for own in trials)
        self._find(related, cores, trials)

    def number(self, group: int, statuses: Statuses) -> int:
        """The number of these answers of a group; a new one, if they were not found before."""
        number = self._numbers[group].setdefault(statuses, len(self.answers[group]))
        if number == len(self.answers[group]):
            self.answers[group].append(self._told(self.groups[group].obligations, statuses))
        return number

    def _told(self, obligations: Sequence[str], statuses: Statuses) -> Answers:
        bits, levels = 0, [0] * len(self.parties)
        for name, status in zip(obligations, statuses, strict=True):
            bits |= self._published.statuses[name, status]
            party = self.parties.index(self._policy.edition.obligations[name].party)
            levels[party] = max(levels[party], LEVELS.index(status))
        return Answers(bits, tuple(levels))

    def _find(self, related: Related, found: Options, trials: Sequence[Options]) -> None:
        core, bodies = related.core, [related.core.tests.index(test) for test in related.bodies]
        told = _table(core, found)
        said = [self._said(told, core, number, own) for number, own in enumerate(trials)]
        answers = decided(self._policy, told, _names(core), core.obligations).rows()
        merged: dict[object, int] = {}
        for place, (truth, option) in enumerate(found.options.items()):
            tier, *statuses = answers[place]
            own = self._told(core.obligations, tuple(statuses))
            own = Answers(own.bits | self._published.tiers[tier], own.levels)
            body = tuple(truth[test] for test in bodies)
            numbers = tuple(of_group[place] for of_group in said)
            number = merged.setdefault((own, body, numbers), len(merged))
            self.core_of[truth] = number
            if number < len(self.cores):
                option = option.or_else(self.cores[number].option)
                self.cores[number] = Core(own, body, option)
            else:
                self.cores.append(Core(own, body, option))
                for group, of_group in enumerate(numbers):
                    own_options = trials[group].options.values()
                    self._allow(number, group, zip(of_group, own_options, strict=True))

    def _allow(self, core: int, group: int, told: Iterable[tuple[int, Option]]) -> None:
        possible = self.possible[group]
        for answers, option in told:
            before = possible.get((core, answers))
            possible[core, answers] = option if before is None else option.or_else(before)
            if 0 in option.shown:
                self.blank[group].append(answers)

    def _said(
        self, cores: pl.DataFrame, core: Group, group: int, own: Options
    ) -> list[tuple[int, ...]]:
        """For each core the number of the answers that each option of a group gives."""
        told = self.groups[group]
        if not told.obligations:
            return [(self.number(group, ()),)] * len(cores)
        facts = cores.join(_table(told, own).drop("option"), how="cross")
        tests = _names(core) | _names(told)
        rows = decided(self._policy, facts, tests, told.obligations).drop("tier").rows()
        numbers = [self.number(group, statuses) for statuses in rows]
        width = len(own.options)
        return [tuple(numbers[at : at + width]) for at in range(0, len(numbers), width)]


def _names(group: Group) -> dict[Atom, str]:
    """A name for the column of each test of a group."""
    return {test: str(test) for test in group.tests}


def _table(group: Group, found: Options) -> pl.DataFrame:
    """A row for each option, with its number and a column for each test."""
    schema = {"option": pl.Int64, **dict.fromkeys(_names(group).values(), pl.Boolean)}
    rows = [(number, *truth) for number, truth in enumerate(found.options)]
    return pl.DataFrame(rows, schema, orient="row")
