"""Who decided: the single engines for every pupil, or a table engine that they confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from attendance_rules.messages.english import listed
from attendance_rules.policy import Policy

TABLE_ENGINE: Final = "polars"


@dataclass(frozen=True, slots=True)
class Engines:
    """The engine that decided, first, and those that confirmed it.

    `sample` is for how many pupils, if not for all.
    """

    names: tuple[str, ...]
    """Their names, the one that decided first."""
    sample: int | None = None
    """How many pupils were decided again to confirm it; None for all."""

    def __str__(self) -> str:
        decided, *confirmed = self.names
        if self.sample is not None:
            by = listed(confirmed)
            return f"decided by {decided}, confirmed on a sample of {self.sample} by {by}"
        return f"decided by {decided}" + "".join(f", confirmed by {one}" for one in confirmed)


def single(policy: Policy) -> Engines:
    """Each pupil is decided by the policy's engines."""
    return Engines(policy.identity.engines)


def table(policy: Policy, sample: int) -> Engines:
    """All pupils are decided by the table engine, and so many again by the policy's engines."""
    return Engines((TABLE_ENGINE, *policy.identity.engines), sample)
