"""The four settings: what is known of the pupils, in which types, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules import Policy
from benchmarks.made_up.pupils import Pupils, make_pupils
from benchmarks.tables import own
from benchmarks.tables.by_hand import contestants as by_hand
from benchmarks.tables.by_hand.duckdb_sql import open_database
from benchmarks.tables.compare import compare_with_single_engines
from benchmarks.tables.contestant import Setting

WIDE, TEXT, TWO, LONG = "wide", "text", "two", "long"


def settings(policy: Policy, number: int) -> Iterator[Setting]:
    """One after the other. The single engines confirm what is expected of all on some pupils."""
    gaps = make_pupils(Pupils(number, gaps=True), policy.edition)
    compare_with_single_engines(policy, gaps)
    statuses = policy.decide_frame(gaps)
    database = open_database(gaps)
    yield Setting(
        WIDE,
        "Wide, three-valued: a tier and 48 statuses for each pupil, on facts with gaps",
        [
            *own.in_polars(policy, gaps, "wide"),
            *by_hand.wide(gaps, database),
            *own.in_others(policy, gaps, database, "wide"),
        ],
        statuses,
    )
    yield Setting(
        LONG,
        "Long, three-valued: a row for each pupil and action, on facts with gaps",
        [
            *own.in_polars(policy, gaps, "long"),
            *by_hand.long(gaps, database),
            *own.in_others(policy, gaps, database, "long"),
        ],
        policy.decide_frame(gaps, form="long"),
    )
    database.close()
    text = make_pupils(Pupils(number, gaps=True, text=True), policy.edition)
    database = open_database(text)
    yield Setting(
        TEXT,
        "The same wide with words as text",
        [*own.in_polars(policy, text, "wide"), *by_hand.wide(text, database)],
        statuses,
    )
    database.close()
    complete = make_pupils(Pupils(number), policy.edition)
    compare_with_single_engines(policy, complete)
    database = open_database(complete)
    yield Setting(
        TWO,
        "Wide, two-valued: a tier and 48 times yes or no, on complete facts",
        [
            *own.in_polars(policy, complete, "wide"),
            *by_hand.wide(complete, database),
            *by_hand.two_valued(complete, database),
        ],
        policy.decide_frame(complete),
    )
    database.close()
