"""Figures to be handed on: how many pupils, for a school or for an area, and never who."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from attendance_rules.caseload.engines import Engines
from attendance_rules.decision.actions import REQUIRED, SCHEMA_VERSION
from attendance_rules.files.formulas import no_formula
from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.suppression import Figures, Shown, suppress
from attendance_rules.summary.tally import CONTRADICTORY, STATUSES, Counts, Tally

WITHHELD: Final = "withheld"
Figure = int | str
"""A number of pupils, or the word that it is withheld."""


def withholding(under: int) -> tuple[str, ...]:
    """What is withheld of a summary, what that protects from, and what it does not."""
    if not under:
        return ()
    return (
        f"Counts under {under} are withheld, and others that would give them away.",
        "Whoever knows the rules and how many pupils each school has is left with a range of "
        f"{under} pupils or more for each, or with all pupils of a school that has fewer.",
        "That holds for this summary alone: another one of the same pupils can tell more.",
    )


@dataclass(frozen=True)
class Publication:
    """What may be said of the pupils of one file, and who decided."""

    policy: Policy
    """The rules by which the pupils were decided."""
    engines: Engines
    """Who decided."""
    under: int
    """Counts under this are withheld; 0 withholds none."""
    by_school: bool
    """Whether the figures of each school are told as well."""
    _tally: Tally

    @cached_property
    def _figures(self) -> Figures:
        return suppress(self.policy, self._tally, self.under, self.by_school)

    @property
    def school_count(self) -> int:
        """How many schools the pupils are of; 1 where the file does not tell them apart."""
        return len(self._tally.schools)

    def whole(self) -> dict[str, Any]:
        """The figures of the whole file; of standing obligations, the number of schools."""
        schools: dict[str, dict[str, int]] = {}
        for counts in self._tally.schools.values():
            for name, status in self._tally.standing(counts).items():
                told = schools.setdefault(
                    name, {"required": 0, "undetermined": 0, CONTRADICTORY: 0}
                )
                told[status] += 1
        own = self._scope(self._tally.all_schools(), self._figures.all)
        order = {name: at for at, name in enumerate(self.policy.edition.obligations)}
        ordered = sorted(schools.items(), key=lambda entry: order[entry[0]])
        return own | {"standing": dict(ordered)}

    def schools(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The figures of each school, if they are asked for."""
        if self.by_school:
            for name, counts in self._tally.schools.items():
                own = self._scope(counts, self._figures.schools[name])
                yield str(name), own | {"standing": self._tally.standing(counts)}

    def _scope(self, counts: Counts, shown: Shown) -> dict[str, Any]:
        edition = self.policy.edition
        found: dict[str, Any] = {
            "pupils": None,
            "tiers": {},
            "tiers_or_above": {},
            "parties": {},
            "obligations": {},
        }
        for number, event in enumerate(self._tally.events):
            figure: Figure = counts[number] if number in shown else WITHHELD
            name = str(event.name)
            match event.about:
                case "pupils":
                    found["pupils"] = figure
                case "tier":
                    found["tiers"][event.name or "not_known"] = figure
                case "tier_or_above":
                    found["tiers_or_above"][name] = figure
                case "party":
                    found["parties"].setdefault(name, {})[event.status] = figure
                case "obligation" if not edition.obligations[name].standing:
                    own = edition.obligations[name]
                    about = {"party": own.party, "tier": own.tier}
                    found["obligations"].setdefault(name, about)[str(event.status)] = figure
        # Nothing is above the highest tier.
        highest = edition.tier_ladder()[-1]
        found["tiers_or_above"][highest] = found["tiers"][highest]
        return found

    def document(self) -> dict[str, Any]:
        """The figures as plain values."""
        found = {
            "schema_version": SCHEMA_VERSION,
            "policy": self.policy.identity.to_dict() | {"engines": list(self.engines.names)},
            "sample": self.engines.sample,
            "withheld_under": self.under,
            "withholding": " ".join(withholding(self.under)),
            **self.whole(),
        }
        if self.by_school:
            found["schools"] = [{"school_id": name, **own} for name, own in self.schools()]
        return found

    def csv(self) -> str:
        """The figures as a table with a row for each; those of all schools have no `school_id`."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        school = ["school_id"] if self.by_school else []
        writer.writerow([*school, "about", "name", "party", "tier", "status", "count"])
        for row in self._rows(self.whole()):
            writer.writerow([*([""] * len(school)), *row])
        for name, own in self.schools():
            for row in self._rows(own):
                writer.writerow([no_formula(name), *row])
        return text.getvalue()

    def _rows(self, own: Mapping[str, Any]) -> Iterator[tuple[Figure, ...]]:
        yield "pupils", "", "", "", "", own["pupils"]
        for about in ("tiers", "tiers_or_above"):
            for tier, figure in own[about].items():
                yield about.replace("tiers", "tier"), tier, "", tier, "", figure
        for party, told in own["parties"].items():
            yield from (("party", party, party, "", status, told[status]) for status in told)
        for name, told in own["obligations"].items():
            for status in STATUSES:
                yield "obligation", name, told["party"], told["tier"], status, told[status]
        obligations = self.policy.edition.obligations
        for name, told in own["standing"].items():
            obligation = obligations[name]
            counts = told if isinstance(told, dict) else {told: 1}
            for status, schools in counts.items():
                if schools or status == REQUIRED:
                    yield "standing", name, obligation.party, obligation.tier, status, schools
