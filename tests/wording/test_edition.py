"""Two lines that say which edition is meant, whatever an edition knows of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.wording.edition import day, notice
from tests.edition import small

ADDRESS = "https://www.gov.uk/government/publications/working-together-to-improve-school-attendance"
LATER = """superseded_by:
  title: the next edition
  from: 2024-08-19
  source: made up
  confidence: sure
  revised: {date: May 2025, source: hearsay, confidence: unsure}
"""
REVISED = "  revised: {date: May 2025, source: hearsay, confidence: unsure}\n"
PAGE = "guidance_in_force: {title: a page, address: https://www.example.org/a-page}\n"


def test_the_shipped_edition_says_what_superseded_it_and_how_sure_that_is(edition: Edition) -> None:
    assert notice(edition) == (
        "Based on the May 2022 non-statutory edition of “Working together to improve school "
        "attendance”. It was superseded on 19 August 2024 by the statutory edition (read in a "
        "primary source).",
        "The statutory edition was revised in July 2026 (stated by two independent public sources, "
        "not read for this project). The guidance in force is on the Department for Education's "
        f"publication page on GOV.UK: {ADDRESS}",
    )


@pytest.mark.parametrize(
    ("left_out", "lines"),
    [
        (
            (),
            (
                "Based on the first of “A small edition”. It was superseded on 19 August 2024 by "
                "the next edition (sure).",
                "The next edition was revised in May 2025 (unsure). The guidance in force is on a "
                "page: https://www.example.org/a-page",
            ),
        ),
        (
            (REVISED,),
            (
                "Based on the first of “A small edition”. It was superseded on 19 August 2024 by "
                "the next edition (sure).",
                "The guidance in force is on a page: https://www.example.org/a-page",
            ),
        ),
        (
            (LATER, PAGE),
            (
                "Based on the first of “A small edition”, which was in force from 1 September 2022 "
                "to 18 August 2024.",
            ),
        ),
        (
            (LATER, PAGE, ", until: 2024-08-18"),
            ("Based on the first of “A small edition”, in force since 1 September 2022.",),
        ),
    ],
)
def test_every_edition_says_what_it_knows(
    tmp_path: Path, left_out: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    folder = small.write(tmp_path)
    for text in left_out:
        small.replace(folder, "edition.yaml", text, "")
    assert notice(load_edition(folder)) == lines


def test_a_day_is_said_in_words() -> None:
    assert day("2024-08-09") == "9 August 2024"
