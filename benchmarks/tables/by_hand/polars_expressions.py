"""The obligations as Polars expressions: with nulls as unknown, which Polars' own logic carries
through "and", "or" and "not", and as plain booleans where every fact is known.

The fastest form that was found: conditions in a few steps, so that each is computed once, and the
columns of obligations that share a condition are one column.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from polars import col

from benchmarks.tables.by_hand.due import DUE, OWED, PARTIES, STATUSES, TIERS, party_of

_STATUS, _TIER = pl.Enum(STATUSES), pl.Enum(TIERS)
_REQUIRED, _NOT_REQUIRED, _UNDETERMINED = (pl.lit(word, _STATUS) for word in STATUSES)
_ALL_PUPILS, _AT_RISK, _PERSISTENT, _SEVERE = (pl.lit(word, _TIER) for word in TIERS)

_OBLIGATION, _PARTY = pl.Enum(list(OWED)), pl.Enum(PARTIES)


def statuses(pupils: pl.LazyFrame) -> pl.LazyFrame:
    """Three-valued: the tier, null if unknown, and a status for each obligation."""
    found = _conditions(pupils, three=True)
    made = found.select(
        "school_id",
        "pupil_id",
        _tier(),
        *(_status(name).alias(name) for name in dict.fromkeys(DUE.values()) if name != "always"),
    )
    return made.select(
        "school_id",
        "pupil_id",
        "tier",
        **{name: _REQUIRED if due == "always" else col(due) for name, due in DUE.items()},
    )


def booleans(pupils: pl.LazyFrame) -> pl.LazyFrame:
    """Two-valued: the tier, and whether each obligation is required. No fact may be null."""
    return _conditions(pupils, three=False).select(
        "school_id",
        "pupil_id",
        _tier(),
        **{name: pl.lit(True) if due == "always" else col(due) for name, due in DUE.items()},
    )


def actions(pupils: pl.LazyFrame) -> pl.DataFrame:
    """Three-valued, long: a row for each pupil and action that is required or undetermined.

    In two queries, so that the rows of a condition are looked for once however many share it.
    """
    found = _conditions(pupils, three=True).collect().lazy()
    conditions = list(dict.fromkeys(OWED.values()))
    rows = pl.collect_all(
        [
            found.filter(col(name).fill_null(True)).select(
                "school_id",
                "pupil_id",
                status=pl.when(name).then(_REQUIRED).otherwise(_UNDETERMINED),
            )
            for name in conditions
        ]
    )
    by_condition = dict(zip(conditions, rows, strict=True))
    return pl.concat(
        by_condition[due].select(
            "school_id",
            "pupil_id",
            obligation=pl.lit(name, _OBLIGATION),
            party=pl.lit(party_of(name), _PARTY),
            status="status",
        )
        for name, due in OWED.items()
    )


def _conditions(pupils: pl.LazyFrame, three: bool) -> pl.LazyFrame:
    """The ids and a column for each condition; null where it is unknown, if there are three."""
    known = pupils.with_columns(**_rates(three))
    if three:
        known = known.with_columns(identified_at_risk=col("identified_at_risk").fill_null(False))
    known = known.with_columns(at_risk=col("poor") | col("identified_at_risk"))
    return known.select("school_id", "pupil_id", "at_risk", "persistent", "severe", **_tests())


def _rates(three: bool) -> Mapping[str, pl.Expr]:
    absent, possible = col("sessions_absent"), col("sessions_possible")
    if three:
        absent = pl.when(possible > 0).then(absent)
    return {
        "poor": absent * 20 >= possible,
        "persistent": absent * 10 >= possible,
        "severe": absent * 2 >= possible,
    }


def _tests() -> Mapping[str, pl.Expr]:
    at_risk, persistent, lead = col("at_risk"), col("persistent"), col("lead_practitioner")
    need = col("medical_condition") | col("disability") | (col("send") != "none")
    told = (col("sessions_unexplained") >= 1) | col("deletion_planned")
    agencies = at_risk & col("issue_persists")
    other = lead == "other_partner"
    return {
        "services": at_risk & col("out_of_school_barriers"),
        "agencies": agencies,
        "early_help": agencies & col("early_help_appropriate"),
        "school_leads": at_risk & (lead == "school"),
        "authority_leads": at_risk & (lead == "local_authority"),
        "led_outside_school": at_risk & ((lead == "local_authority") | other),
        "led_outside_authority": at_risk & ((lead == "school") | other),
        "unengaged": persistent & (col("engagement") == "lacking"),
        "unsafe": persistent & col("safeguarding_concern"),
        "legal": persistent & (col("support_outcome") != "working"),
        "poor_with_need": col("poor") & need,
        "education_blocked": col("education_blocked_by_health") & col("compulsory_school_age"),
        "social_worker": col("social_worker"),
        "tell_social_worker": col("social_worker") & told,
        "looked_after": col("looked_after") == "current",
        "ever_looked_after": col("looked_after") != "no",
        "common_barriers": col("common_barriers"),
        "in_trust": col("in_multi_academy_trust"),
    }


def _status(condition: str) -> pl.Expr:
    known = pl.when(condition).then(_REQUIRED).otherwise(_NOT_REQUIRED)
    return pl.when(col(condition).is_null()).then(_UNDETERMINED).otherwise(known)


def _tier() -> pl.Expr:
    """The highest that is known to be reached. An unknown rate leaves open how high it is."""
    at_risk, rated = col("at_risk"), col("severe").is_not_null()
    highest = pl.when("severe").then(_SEVERE).when("persistent").then(_PERSISTENT)
    return (
        highest.when(at_risk & rated).then(_AT_RISK).when(~at_risk).then(_ALL_PUPILS).alias("tier")
    )
