"""The edition as a value."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from attendance_rules.checks.load import check_edition, load_edition
from attendance_rules.documents.values import basis_points
from attendance_rules.edition.edition import Edition
from attendance_rules.errors import PolicyError
from tests.edition.small import write


def test_it_can_be_pickled(edition: Edition) -> None:
    again = pickle.loads(pickle.dumps(edition))
    assert again == edition
    name = "persistent/school-formal-conversations"
    place = edition.obligations[name].origin.key_at("when")
    assert again.obligations[name].origin.key_at("when") == place


def test_an_error_can_be_pickled(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as raised:
        load_edition(tmp_path)
    again = pickle.loads(pickle.dumps(raised.value))
    assert again.diagnostics == raised.value.diagnostics == check_edition(tmp_path)[1]
    assert str(again) == str(raised.value)


def test_every_node_has_its_place(tmp_path: Path) -> None:
    edition, _ = check_edition(write(tmp_path))
    assert edition is not None
    origin = edition.obligations["low/first"].origin
    assert str(origin.key_at("when")) == "low/first.yaml:5:1"
    assert str(origin.at("when", "engagement")) == "low/first.yaml:5:20"
    assert str(origin.at("with", 1)) == "low/first.yaml:3:17"
    assert str(origin.at("parts", "one", "title")) == "low/first.yaml:18:12"


def test_obligations_stand_in_the_order_of_the_table(tmp_path: Path) -> None:
    edition, _ = check_edition(write(tmp_path))
    assert edition is not None
    assert list(edition.obligations) == ["low/first", "low/second", "low/other", "high/third"]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("0%", 0),
        ("5%", 500),
        ("5 %", 500),
        ("8.25%", 825),
        ("8.2%", 820),
        ("100%", 10_000),
        ("100.00%", 10_000),
        ("100.01%", None),
        ("1000%", None),
        ("8.255%", None),
        ("8.%", None),
        (".5%", None),
        ("-5%", None),
        ("+5%", None),
        ("5", None),
        ("%", None),
        ("", None),
        ("5%%", None),
        ("1e1%", None),
        ("٥%", None),
        (5, None),
        (None, None),
        (True, None),
    ],
)
def test_shares_are_whole_basis_points(text: object, points: int | None) -> None:
    assert basis_points(text) == points
