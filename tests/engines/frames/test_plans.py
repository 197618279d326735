"""One engine for many tables: what was made for one is used for another only where it fits."""

from __future__ import annotations

import pickle
from random import Random
from typing import Any

import polars as pl
import pytest

from attendance_rules.engines.frames import FrameEngine
from attendance_rules.engines.frames.plan import Planner
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy
from tests.engines.frames.answers import pupils
from tests.engines.frames.tables import polars_eager

WORDS = ("not_working", "working", "not_engaged_with", "not_appropriate")


def tables(policy: Policy) -> list[pl.DataFrame]:
    """The same pupils with words, counts and columns of several kinds."""
    whole = polars_eager(pupils(policy, 3, 40), policy.program)
    outcome, possible = pl.col("support_outcome"), pl.col("sessions_possible")
    made = [whole, whole.drop("support_outcome"), whole.drop("sessions_possible")]
    made += [
        whole.with_columns(outcome.cast(pl.Enum(words)))
        for words in (WORDS, WORDS[::-1], (*WORDS, "other"))
    ]
    made += [whole.with_columns(outcome.cast(pl.Categorical))]
    made += [whole.with_columns(possible.cast(one)) for one in (pl.Int32, pl.UInt64, pl.Int128)]
    made += [whole.rename({"pupil_id": "note"}).with_columns(pupil_id="note")]
    # More than are kept.
    return made + [whole.drop(name) for name in whole.columns[1:]]


@pytest.mark.slow
def test_many_tables_by_one_engine(policy: Policy) -> None:
    engine, random = FrameEngine(policy.program, policy.edition), Random(4)
    asked: list[tuple[pl.DataFrame, dict[str, Any]]] = [
        (table, {"form": form, "standing": standing, "check": check, "carry": carry})
        for table in tables(policy)
        for form in ("wide", "long")
        for standing in (False, True)
        for check in (True, False)
        for carry in ((["note"] if "note" in table.columns else []),)
    ]
    random.shuffle(asked)
    for table, options in [*asked, *asked[:30]]:
        alone = FrameEngine(policy.program, policy.edition).decide(table, **options)
        assert engine.decide(table, **options).equals(alone)
        assert engine.decide(table.lazy(), **options).collect().equals(alone)


def test_a_plan_is_made_once_for_tables_alike(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    make = Planner._made

    def counted(*given: Any) -> Any:
        made.append(given)
        return make(*given)

    monkeypatch.setattr(Planner, "_made", counted)
    engine = FrameEngine(policy.program, policy.edition)
    table = polars_eager(pupils(policy, 3, 5), policy.program)
    for words in (WORDS, WORDS[::-1]):
        engine.decide(table.with_columns(pl.col("support_outcome").cast(pl.Enum(words))))
    assert len(made) == 1
    engine.decide(table)
    assert len(made) == 2


def test_nothing_of_a_pupil_is_kept(policy: Policy) -> None:
    """Categories are cells, whether of ids, of what is carried or of facts."""
    engine = FrameEngine(policy.program, policy.edition)
    secret = pl.Series(["SECRET"], dtype=pl.Enum(["SECRET"]))
    engine.decide(pl.DataFrame({"pupil_id": secret, "note": secret}), carry=["note"])
    wrong = pl.Series([None], dtype=pl.Enum(["SECRET", *WORDS]))
    engine.decide(pl.DataFrame({"pupil_id": secret, "support_outcome": wrong}))
    assert len(engine._planner._kept) == 2
    assert "SECRET" not in repr(engine._planner._kept)
    assert "SECRET" not in str(pickle.dumps(list(engine._planner._kept)))


@pytest.mark.parametrize(
    ("column", "cell", "others"),
    [
        ("sessions_possible", -1, 10**9),
        ("sessions_possible", 10**9 + 1, 10**9),
        ("support_outcome", "other", "working"),
    ],
)
def test_a_table_is_checked_though_one_like_it_was_right(
    policy: Policy, column: str, cell: Any, others: Any
) -> None:
    engine = FrameEngine(policy.program, policy.edition)
    dtype = pl.Int64 if isinstance(cell, int) else pl.Enum([*WORDS, "other"])
    for wrong in (False, True, False):
        cells = [others, cell if wrong else others, None]
        frame = pl.DataFrame({"pupil_id": ["A", "B", "C"], column: pl.Series(cells, dtype=dtype)})
        if wrong:
            with pytest.raises(DataError, match="1 row is not so"):
                engine.decide(frame)
        else:
            assert engine.decide(frame).height == 3
