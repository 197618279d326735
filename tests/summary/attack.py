"""What a reader can work out from a page who knows the rules, the roll, and which facts are known.

It shares nothing with the package's choice of counts or with its audit. It lists kinds of pupils
that there can be, and asks how few and how many pupils a withheld count can stand for when all else
on the page is as it is: an integer program for either bound, solved by HiGHS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from attendance_rules import Policy
from attendance_rules.summary.disclosure.suppression import Figures
from attendance_rules.summary.indicators import indicators
from attendance_rules.summary.tally import Event, Tally

School = str | None
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def kinds_among(policy: Policy, events: Sequence[Event], facts: pl.DataFrame) -> Numbers:
    """The different kinds of pupils with such facts: of each, which events are true."""
    answers = policy.decide_frame(facts.with_columns(pupil_id=pl.lit("")), check=False)
    found = answers.select(indicators(policy.edition, events)).unique(maintain_order=True)
    return found.to_numpy().astype(np.int64)


@dataclass(frozen=True)
class Attack:
    """A page, with the kinds of pupils that, as the reader knows, each school can have."""

    policy: Policy
    tally: Tally
    figures: Figures
    threshold: int
    kinds: Mapping[School, Numbers]

    def findings(self) -> list[str]:
        """The withheld counts that the reader can narrow down to less than was promised."""
        scopes = [(shown, [school]) for school, shown in self.figures.schools.items()]
        scopes.append((self.figures.all, list(self.tally.schools)))
        return [
            f"{event} {is_printed=} in {len(schools)} schools is from {low} to {high}"
            for shown, schools in scopes
            for event, quantity, is_printed in self._withheld(shown)
            for low, high in self._narrowed(schools, event, quantity, is_printed)
        ]

    def bounds(self, schools: Sequence[School], quantity: Numbers) -> tuple[int, int]:
        """The lowest and the highest that a sum of events of some schools can be."""
        weights = self._weights(schools, quantity)
        found = []
        for sign in (1, -1):
            result = milp(
                sign * weights,
                constraints=self._known,
                integrality=np.ones(len(weights)),
                bounds=Bounds(0, np.inf),
            )
            assert result.success, result.message
            found.append(sign * round(result.fun))
        return found[0], found[1]

    def _narrowed(
        self, schools: Sequence[School], event: Event, quantity: Numbers, is_printed: bool
    ) -> Iterator[tuple[int, int]]:
        count = sum(int(quantity @ self.tally.schools[school]) for school in schools)
        least = most = 0
        for school in schools:
            of_kinds = self.kinds[school] @ quantity
            least += self.tally.schools[school][0] * int(of_kinds.min())
            most += self.tally.schools[school][0] * int(of_kinds.max())
        if count >= self.threshold and not is_printed:
            return
        low, high = self.bounds(schools, quantity)
        assert low <= count <= high
        is_open = event.status == "undetermined" or (event.about == "tier" and event.name is None)
        if is_open and is_printed and count:
            least = max(least, 1)  # it is shown where there are none
        width = min(self.threshold, most - least)
        if count < self.threshold:
            is_kept = low <= least and high >= least + width
        else:
            is_kept = high - low >= width
        if not is_kept:
            yield low, high

    def _withheld(self, shown: frozenset[int]) -> Iterator[tuple[Event, Numbers, bool]]:
        """Withheld events of single pupils; and for whom an obligation or party has nothing."""
        events = self.tally.events
        unit = np.eye(len(events), dtype=np.int64)
        for number, event in enumerate(events):
            if number in self._own and number not in shown:
                yield event, unit[number], True
            if number in self._own and event.status == "required":
                yield event, unit[0] - unit[number] - unit[number + 1], False

    @cached_property
    def _own(self) -> frozenset[int]:
        obligations = self.policy.edition.obligations
        standing = {name for name, obligation in obligations.items() if obligation.standing}
        return frozenset(
            number
            for number, event in enumerate(self.tally.events)
            if event.about != "pupils" and event.name not in standing
        )

    @cached_property
    def _known(self) -> LinearConstraint:
        """The roll of each school, and every count that is shown."""
        unit = np.eye(len(self.tally.events), dtype=np.int64)
        rows, sums = [], []
        told = [([school], frozenset({0})) for school in self.tally.schools]
        told += [([school], shown & self._own) for school, shown in self.figures.schools.items()]
        told.append((list(self.tally.schools), self.figures.all & self._own))
        for schools, numbers in told:
            for number in numbers:
                rows.append(self._weights(schools, unit[number]))
                sums.append(sum(self.tally.schools[school][number] for school in schools))
        return LinearConstraint(sparse.csr_array(np.array(rows)), sums, sums)

    def _weights(self, schools: Sequence[School], quantity: Numbers) -> Numbers:
        """For each school and kind, how much a pupil adds to a sum of events."""
        return np.concatenate(
            [
                kinds @ quantity if school in schools else np.zeros(len(kinds), dtype=np.int64)
                for school, kinds in self.kinds.items()
            ]
        )
