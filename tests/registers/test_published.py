"""The code tables against the Department for Education's published data for 2025/26.

The data counts sessions by code for every local authority and phase, and publishes the totals. It
is optional test data and no part of the project (Open Government Licence v3.0).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from attendance_rules.registers import Layout, register_facts
from attendance_rules.registers.report import OutOfDate

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "dfe-attendance-2025-26.csv"
pytestmark = pytest.mark.skipif(
    not PUBLISHED.is_file(), reason="the department's data is no part of the project, nor at hand"
)

COUNTED = {
    "reason_present_am": "/",
    "reason_present_pm": "\\",
    "reason_l_present_late_before_registers_closed": "L",
    "reason_i_authorised_illness": "I",
    "reason_m_authorised_medical_dental": "M",
    "reason_r_authorised_religious_observance": "R",
    "reason_s_authorised_study_leave": "S",
    "reason_t_authorised_mobile_child": "T",
    "reason_h_authorised_holiday": "H",
    "reason_e_authorised_excluded": "E",
    "reason_c_authorised_other": "C",
    "reason_c1_authorised_regulated_performance": "C1",
    "reason_j1_authorised_interview": "J1",
    "reason_c2_authorised_temp_reduced_timetable": "C2",
    "reason_b_aea_education_off_site": "B",
    "reason_j_aea_interview": "J",
    "reason_p_aea_approved_sporting_activity": "P",
    "reason_v_aea_educational_visit_trip": "V",
    "reason_w_aea_work_experience": "W",
    "reason_k_aea_education_arranged_by_la": "K",
    "reason_g_unauthorised_holiday": "G",
    "reason_u_unauthorised_late_after_registers_closed": "U",
    "reason_o_other_unauthorised": "O",
    "reason_n_no_reason_yet": "N",
}

SUPPRESSED = {("City of London", "Primary"), ("City of London", "Total")} | {
    ("Isles of Scilly", phase) for phase in ("Secondary", "Total")
}

UNACCOUNTED = {
    ("Liverpool", "Primary"): 10,
    ("Barking and Dagenham", "Secondary"): 1,
    ("Birmingham", "Secondary"): 2,
    ("Camden", "Secondary"): 3,
    ("County Durham", "Secondary"): 1,
    ("Coventry", "Secondary"): 1,
    ("Derbyshire", "Secondary"): 2,
    ("Kent", "Secondary"): 6,
    ("Lincolnshire", "Secondary"): 6,
    ("North East Lincolnshire", "Secondary"): 6,
    ("North Lincolnshire", "Secondary"): 4,
    ("North Tyneside", "Secondary"): 28,
    ("Nottinghamshire", "Secondary"): 6,
    ("Oxfordshire", "Secondary"): 15,
    ("West Northamptonshire", "Secondary"): 9,
    ("West Sussex", "Secondary"): 1,
    ("Worcestershire", "Secondary"): 5,
}
"""Authorised absences that the department publishes beyond those in its columns of codes: 106
sessions of 110.6 million in England. No column tells their code. A code that has no column in the
data, such as F, would explain them, but the data does not show it."""


NATIONAL_AUTHORISED = "110576083"
"""Sessions."""


def published() -> pl.DataFrame:
    """The rows of the data, suppressed ones left out, each with an id of its own."""
    every = pl.read_csv(PUBLISHED, infer_schema=False).with_row_index("pupil_id")
    suppressed = pl.any_horizontal(pl.col(*COUNTED, "possible_sessions") == "c")
    left_out = every.filter(suppressed)
    assert set(left_out.select("la_name", "education_phase").rows()) == SUPPRESSED
    return every.filter(~suppressed).with_columns(pl.col("pupil_id").cast(pl.String))


Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[tuple[Row, Row]]:
    """Each row of the data with the facts that follow from its counts by code."""
    data = published()
    facts, _ = register_facts(
        data.select("pupil_id", *COUNTED), layout=Layout(form="codes", codes=COUNTED)
    )
    return list(zip(data.iter_rows(named=True), facts.iter_rows(named=True), strict=True))


def unaccounted(rows: list[tuple[Row, Row]], row: Row) -> int:
    """The sessions of UNACCOUNTED that lie in a row, which may be a region's or a total."""
    regions = {one["la_name"]: one["region_name"] for one, _ in rows}
    return sum(
        number
        for (authority, phase), number in UNACCOUNTED.items()
        if row["education_phase"] in (phase, "Total")
        and row["la_name"] in (authority, "")
        and row["region_name"] in (regions[authority], "")
    )


def test_every_authority_region_and_phase_is_compared(rows: list[tuple[Row, Row]]) -> None:
    assert Counter(row["geographic_level"] for row, _ in rows) == {
        "Local authority": 607 - len(SUPPRESSED),
        "Regional": 36,
        "National": 4,
    }


def test_attendance_and_unauthorised_absence_are_the_published_ones(
    rows: list[tuple[Row, Row]],
) -> None:
    for row, facts in rows:
        attendance = facts["sessions_possible"] - facts["sessions_absent"]
        assert attendance == int(row["overall_attendance"])
        assert facts["sessions_unauthorised"] == int(row["unauthorised_absence"])
        assert facts["sessions_unexplained"] == int(row["reason_n_no_reason_yet"])


def test_absence_is_the_published_one_but_for_106_authorised_sessions(
    rows: list[tuple[Row, Row]],
) -> None:
    differences = {}
    for row, facts in rows:
        authorised = facts["sessions_absent"] - facts["sessions_unauthorised"]
        difference = int(row["authorised_absence"]) - authorised
        assert difference == unaccounted(rows, row)
        assert int(row["overall_absence"]) - facts["sessions_absent"] == difference
        assert int(row["possible_sessions"]) - facts["sessions_possible"] == difference
        if difference and row["la_name"] and row["education_phase"] != "Total":
            differences[row["la_name"], row["education_phase"]] = difference
        if row["geographic_level"] == "National" and row["education_phase"] == "Total":
            assert (difference, row["authorised_absence"]) == (106, NATIONAL_AUTHORISED)
    assert differences == UNACCOUNTED


def test_the_published_percentages_follow_to_the_last_digit(rows: list[tuple[Row, Row]]) -> None:
    """They are given to 15 significant digits."""
    for row, facts in rows:
        more = unaccounted(rows, row)
        possible, absent = facts["sessions_possible"] + more, facts["sessions_absent"] + more
        unauthorised = facts["sessions_unauthorised"]
        for column, sessions in {
            "attendance_perc": possible - absent,
            "overall_absence_perc": absent,
            "authorised_absence_perc": absent - unauthorised,
            "unauthorised_absence_perc": unauthorised,
        }.items():
            assert float(row[column]) == float(f"{sessions / possible * 100:.15g}")


def test_retired_codes_in_the_data_are_reported() -> None:
    england = published().filter(pl.col("geographic_level") == "National")
    england = england.filter(pl.col("education_phase") == "Total").select("pupil_id", *COUNTED)
    _, report = register_facts(england, layout=Layout(form="codes", codes=COUNTED))
    assert set(report.out_of_date) == {
        OutOfDate("H", "authorised_absence", 388),
        OutOfDate("J", "approved_educational_activity", 87),
    }
