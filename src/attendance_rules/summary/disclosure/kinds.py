"""What the rules allow: the kinds of pupils that there can be.

A kind is a core of answers and, for each group of obligations, the answers of that group. Given the
core, any answers of one group go with any of another, because they ask for other facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.options import Known, Option, Truth, options, smallest
from attendance_rules.summary.disclosure.published import LEVELS, Bits, Published
from attendance_rules.summary.disclosure.related import Group, Related
from attendance_rules.summary.disclosure.truths import schema

Statuses = tuple[str, ...]
Levels = tuple[int, ...]
"""For each party the most that some of its obligations say, by its place in `LEVELS`."""


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
    known: tuple[Known, ...]
    """The smallest sets of facts that are known when it is so."""


class Kinds:
    """The kinds of pupils, as far as they were found by trying all classes of facts.

    What was not found is taken for impossible. That errs on the safe side: a count is protected by
    kinds of pupils that there can be, and of these by those that are listed here.
    """

    def __init__(
        self, policy: Policy, published: Published, related: Related, seen: pl.DataFrame
    ) -> None:
        """`seen` holds facts of the core that are known to go together."""
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
        self.possible: list[dict[tuple[int, int], tuple[Known, ...]]] = [{} for _ in self.groups]
        """For a core and answers of a group that go together, the smallest sets of facts of the
        group that are known when it is so."""
        self.blank: list[list[int]] = [[] for _ in self.groups]
        """The answers of a group in each core when no fact of the group is known."""
        self._numbers: list[dict[Statuses, int]] = [{} for _ in self.groups]
        self._find(related, seen)

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

    def _find(self, related: Related, seen: pl.DataFrame) -> None:
        found = options(self._policy, related.core, seen)
        trials = [options(self._policy, group) for group in related.groups]
        facts = _table(self._policy, related.core, found.values()).insert_column(
            0, pl.Series("pupil_id", [""] * len(found))
        )
        said = [self._said(number, facts, own) for number, own in enumerate(trials, start=1)]
        told = self._decide(facts, ("tier", *related.core.obligations)).rows()
        bodies = [related.core.tests.index(test) for test in related.bodies]
        merged: dict[object, tuple[int, set[Known]]] = {}
        for place, (truth, option) in enumerate(found.items()):
            answers = self._told(related.core.obligations, told[place][1:])
            answers = Answers(answers.bits | self._published.tiers[told[place][0]], answers.levels)
            body = tuple(truth[test] for test in bodies)
            same = (answers, body, tuple(of_group[place] for of_group in said))
            number, known = merged.setdefault(same, (len(merged), set()))
            known.update(option.known)
            self.core_of[truth] = number
        for (answers, body, numbers), (core, known) in merged.items():
            self.cores.append(Core(answers, body, smallest(known)))
            self._allow(core, 0, {self.number(0, ()): {0}})
            for group, (own, of_group) in enumerate(zip(trials, numbers, strict=True), start=1):
                possible: dict[int, set[Known]] = {}
                for option, number in zip(own.values(), of_group, strict=True):
                    possible.setdefault(number, set()).update(option.known)
                self._allow(core, group, possible)

    def _allow(self, core: int, group: int, possible: Mapping[int, set[Known]]) -> None:
        for number, known in possible.items():
            self.possible[group][core, number] = smallest(known)
            if 0 in known:
                self.blank[group].append(number)

    def _said(
        self, group: int, cores: pl.DataFrame, own: Mapping[Truth, Option]
    ) -> list[tuple[int, ...]]:
        """For each core the number of the answers that each option of a group gives."""
        facts = cores.join(_table(self._policy, self.groups[group], own.values()), how="cross")
        rows = self._decide(facts, self.groups[group].obligations).rows()
        numbers = [self.number(group, statuses) for statuses in rows]
        return [tuple(numbers[at : at + len(own)]) for at in range(0, len(numbers), len(own))]

    def _decide(self, facts: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        return self._policy.decide_frame(facts, check=False).select(columns)


def _table(policy: Policy, group: Group, options: Iterable[Option]) -> pl.DataFrame:
    """The facts of each option."""
    return pl.DataFrame([option.values for option in options], schema(policy, group.facts))
