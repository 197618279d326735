"""The obligations as one SQL statement for DuckDB, whose "and", "or" and "not" know null.

A statement reads a table `pupils` of DuckDB's own, in memory, which `open_database` makes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

from benchmarks.tables.by_hand.due import DUE, OWED, PARTIES, STATUSES, TIERS, party_of

_CONDITIONS = """
with
rates as (
    select *,
        {absent} * 20 >= sessions_possible as poor,
        {absent} * 10 >= sessions_possible as persistent,
        {absent} * 2 >= sessions_possible as severe,
    from pupils
),
tiers as (select *, poor or {identified} as at_risk from rates),
conditions as (
    select school_id, pupil_id, at_risk, persistent, severe,
        at_risk and out_of_school_barriers as services,
        at_risk and issue_persists as agencies,
        at_risk and issue_persists and early_help_appropriate as early_help,
        at_risk and lead_practitioner = 'school' as school_leads,
        at_risk and lead_practitioner = 'local_authority' as authority_leads,
        at_risk and lead_practitioner in ('local_authority', 'other_partner') as led_outside_school,
        at_risk and lead_practitioner in ('school', 'other_partner') as led_outside_authority,
        persistent and engagement = 'lacking' as unengaged,
        persistent and safeguarding_concern as unsafe,
        persistent and support_outcome <> 'working' as legal,
        poor and (medical_condition or disability or send <> 'none') as poor_with_need,
        education_blocked_by_health and compulsory_school_age as education_blocked,
        social_worker,
        social_worker and (sessions_unexplained >= 1 or deletion_planned) as tell_social_worker,
        looked_after = 'current' as looked_after,
        looked_after <> 'no' as ever_looked_after,
        common_barriers,
        in_multi_academy_trust as in_trust,
    from tiers
)"""

_THREE = _CONDITIONS.format(
    absent="(case when sessions_possible > 0 then sessions_absent end)",
    identified="coalesce(identified_at_risk, false)",
)
_TWO = _CONDITIONS.format(absent="sessions_absent", identified="identified_at_risk")

_TIER = """
    case
        when severe then 'severe'::tier
        when persistent then 'persistent'::tier
        when at_risk and severe is not null then 'at_risk'::tier
        when not at_risk then 'all_pupils'::tier
    end as tier"""


def _status(condition: str) -> str:
    known = f"when {condition} then 'required'::status else 'not_required'::status"
    return f"case when {condition} is null then 'undetermined'::status {known} end"


def _list(columns: Iterable[str]) -> str:
    return ",\n    ".join(columns)


def _obligations(always: str) -> str:
    columns = ((always if due == "always" else due, name) for name, due in DUE.items())
    return _list(f'{value} as "{name}"' for value, name in columns)


_SHARED = list(dict.fromkeys(due for due in DUE.values() if due != "always"))

STATUSES_SQL = f"""{_THREE},
statuses as (
    select school_id, pupil_id,{_TIER},
    {_list(f"{_status(name)} as {name}" for name in _SHARED)}
    from conditions
)
select school_id, pupil_id, tier,
    {_obligations("'required'::status")}
from statuses"""
"""Three-valued: the tier, null if unknown, and a status for each obligation."""

BOOLEANS_SQL = f"""{_TWO}
select school_id, pupil_id,{_TIER},
    {_obligations("true")}
from conditions"""
"""Two-valued: the tier, and whether each obligation is required. No fact may be null."""

ACTIONS_SQL = f"""{_THREE},
laid_out as (
    select school_id, pupil_id,
        unnest([{_list(f"'{name}'::obligation" for name in OWED)}]) as obligation,
        unnest([{_list(f"'{party_of(name)}'::party" for name in OWED)}]) as party,
        unnest([{_list(OWED.values())}]) as due,
    from conditions
)
select school_id, pupil_id, obligation, party,
    case when due then 'required'::status else 'undetermined'::status end as status,
from laid_out where due is distinct from false"""
"""Three-valued, long: a row for each pupil and action that is required or undetermined."""


def open_database(pupils: pl.DataFrame | Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with the pupils of a frame or a Parquet file in it, as many threads as
    Polars has, and words as `enum` where they are `Enum`."""
    database = duckdb.connect()
    database.execute(f"set threads = {pl.thread_pool_size()}")
    if isinstance(pupils, Path):
        kinds, given = pl.read_parquet_schema(pupils), f"read_parquet('{pupils}')"
    else:
        kinds, given = dict(pupils.schema), "given"
        database.register(given, pupils.to_arrow())
    words = {name: kind.categories for name, kind in kinds.items() if isinstance(kind, pl.Enum)}
    types = {"tier": TIERS, "status": STATUSES, "obligation": OWED, "party": PARTIES, **words}
    for name, of in types.items():
        database.execute(f"create type {name} as enum ({', '.join(map(repr, of))})")
    typed = f"replace ({_list(f'{name}::{name} as {name}' for name in words)})" if words else ""
    database.execute(f"create table pupils as select * {typed} from {given}")
    database.unregister("given")
    return database
