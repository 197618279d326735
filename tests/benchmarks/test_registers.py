"""The made-up registers, and that whoever counts them by hand counts the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from benchmarks.made_up.registers import MARKS_A_PUPIL, Ids, Order, Registers, write_registers
from benchmarks.registers import by_hand
from benchmarks.registers.part import comparable, own

PUPILS = 60


def made_up(folder: Path, registers: Registers) -> list[Path]:
    return write_registers(registers, folder)


def test_the_same_seed_gives_the_same_marks(tmp_path: Path) -> None:
    one, same, other = (
        pl.read_parquet(made_up(tmp_path / name, Registers(PUPILS, seed=seed)))
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    )
    assert one.equals(same)
    assert not one.equals(other)
    assert one.height == PUPILS * MARKS_A_PUPIL
    assert one.n_unique(["pupil_id", "date", "session"]) == one.height


@pytest.mark.parametrize("ids", ["text", "numbers"])
@pytest.mark.parametrize(
    ("order", "counted"),
    [
        ("by pupil", by_hand.numpy),  # for sorted pupils only
        *itertools.product(
            ["by pupil", "by day"],
            [by_hand.polars, by_hand.polars_looking_twice, by_hand.duck, by_hand.pandas],
        ),
    ],
)
def test_facts_counted_by_hand_are_those_of_the_project(
    order: Order, ids: Ids, counted: Callable[[list[Path]], pl.DataFrame], tmp_path: Path
) -> None:
    files = made_up(tmp_path / "registers", Registers(PUPILS, order, ids))
    right = comparable(own(files))
    assert comparable(counted(files)).equals(right)
    assert right["sessions_absent"].sum() > 0
