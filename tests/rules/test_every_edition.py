"""What holds of every edition that comes with the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules.checks.catalogue import problems
from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from tests.support.editions import SHIPPED


@pytest.fixture(params=SHIPPED, ids=lambda folder: folder.name, scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def edition(folder: Path) -> Edition:
    return load_edition(folder)


def test_it_is_named_by_its_folder_and_nothing_is_wrong_with_it(
    folder: Path, edition: Edition
) -> None:
    assert edition.id == folder.name
    assert problems(edition) == ()


def test_every_item_of_its_table_is_one_obligation(edition: Edition) -> None:
    items = sum(sum(section.items.values()) for section in edition.about.sections.values())
    assert len(edition.obligations) == items


def test_obligations_of_a_tiers_section_belong_to_the_tier(edition: Edition) -> None:
    by_section = {tier.section: name for name, tier in edition.tiers.items()}
    lowest = edition.tier_ladder()[0]
    for obligation in edition.obligations.values():
        assert obligation.tier == by_section.get(obligation.source.section, lowest)


def test_every_obligation_shows_what_is_and_what_just_is_not_required(edition: Edition) -> None:
    for name, obligation in edition.obligations.items():
        expected = {example.expect for example in obligation.examples}
        assert "required" in expected, name
        always = obligation.standing and obligation.when is None
        assert always or "not_required" in expected, name
