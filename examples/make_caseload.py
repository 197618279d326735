"""Writes `caseload.csv` beside this file: a secondary school of 1,000 made-up pupils.

    python examples/make_caseload.py

Every run writes the same file. Nobody in it is real: the ids are numbers in order, and everything
is drawn at random.

How many pupils fall into each band of absence follows the Department for Education's statistics
for England, "Pupil absence in schools in England", school year 2022/23. Everything else (who has
which need, how support goes, what nobody has recorded) is no statistic: it is only made plausible.
It grows with absence, and it has the gaps of a real school's data: what was never a question for a
pupil is blank, and so is some of what was.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

SEED = 2022
PUPILS = 1_000
TARGET = Path(__file__).with_name("caseload.csv")

# Percentage of pupils whose absence rate is from 0 to 5%, 5 to 10%, … 45 to 50%, and 50% and
# over (the source as above).
BAND_SHARES = (51.36, 27.42, 10.07, 3.98, 1.96, 1.16, 0.76, 0.53, 0.41, 0.32, 2.03)

SESSIONS_SO_FAR = 236  # of about 380 in a school year: it is spring

# Two facts of the vocabulary are left out, because they are settled in meetings and no school
# keeps a column of them: `early_help_appropriate` and `partners_needed`.
COLUMNS = (
    "pupil_id",
    "sessions_possible",
    "sessions_absent",
    "sessions_unauthorised",
    "sessions_unexplained",
    "identified_at_risk",
    "in_school_barriers",
    "out_of_school_barriers",
    "issue_persists",
    "lead_practitioner",
    "engagement",
    "support_outcome",
    "safeguarding_concern",
    "medical_condition",
    "send",
    "disability",
    "adjustments_needed",
    "education_blocked_by_health",
    "compulsory_school_age",
    "social_worker",
    "looked_after",
    "deletion_planned",
    "common_barriers",
    "in_multi_academy_trust",
)
SCHOOL = {"common_barriers": "yes", "in_multi_academy_trust": "yes"}


def pupils(seed: int = SEED) -> Iterator[dict[str, str]]:
    """The made-up pupils, each a row of the file. What is left out is blank."""
    random = Random(seed)
    for number in range(1, PUPILS + 1):
        pupil = {"pupil_id": f"P{number:04}"}
        rate = _sessions(random, pupil)
        _circumstances(random, pupil)
        _support(random, pupil, rate)
        yield pupil | SCHOOL


def write(target: Path = TARGET) -> None:
    """Write the school to `target` as CSV."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(pupils())


def _draw(random: Random, weights: Mapping[str, float]) -> str:
    """One of the words, by weight. An empty word is a blank cell."""
    return random.choices(list(weights), list(weights.values()))[0]


def _maybe(random: Random, share: float, blank: float = 0.0) -> str:
    """Yes for that share of the pupils of whom it is known; blank for the share of the others."""
    if random.random() < blank:
        return ""
    return "yes" if random.random() < share else "no"


def _possible(random: Random) -> int:
    """Sessions since admission: most pupils since September, some joined late."""
    kind = _draw(
        random, {"all year": 90, "part": 5, "joined late": 4, "just joined": 0.8, "0": 0.7}
    )
    if kind == "all year":
        return SESSIONS_SO_FAR - random.randrange(8)
    if kind == "part":
        return random.randrange(120, SESSIONS_SO_FAR)
    if kind == "joined late":
        return random.randrange(20, 120)
    return random.randrange(2, 14) if kind == "just joined" else 0


def _fewest(band: int, possible: int) -> int:
    """The fewest missed sessions that make a rate in the band: a twentieth for each, rounded up."""
    return -(-band * possible // 20)


def _sessions(random: Random, pupil: dict[str, str]) -> float:
    """Fills in the counts and returns the absence rate, recorded or not."""
    possible = _possible(random)
    band = random.choices(range(len(BAND_SHARES)), BAND_SHARES)[0]
    fewest = _fewest(band, possible)
    above = possible + 1 if band == len(BAND_SHARES) - 1 else _fewest(band + 1, possible)
    absent = random.randrange(fewest, max(above, fewest + 1))
    rate = absent / possible if possible else 0.0
    # The more a pupil misses, the more of it is without leave.
    unauthorised = sum(random.random() < 0.12 + rate for _ in range(absent))
    unexplained = sum(random.random() < 0.04 for _ in range(unauthorised))
    if random.random() < 0.008:  # the register's export has not arrived
        return rate
    pupil["sessions_possible"] = str(possible)
    pupil["sessions_absent"] = str(absent)
    if random.random() > 0.015:
        pupil["sessions_unauthorised"] = str(unauthorised)
        if random.random() > 0.03:
            pupil["sessions_unexplained"] = str(unexplained)
    return rate


def _circumstances(random: Random, pupil: dict[str, str]) -> None:
    """What the school knows of every pupil, with a few gaps."""
    pupil["compulsory_school_age"] = _maybe(random, 0.88, blank=0.004)
    pupil["send"] = _draw(random, {"none": 83, "sen_support": 13, "ehcp": 3, "": 1})
    pupil["medical_condition"] = _maybe(random, 0.09, blank=0.05)
    pupil["disability"] = _maybe(random, 0.06, blank=0.1)
    pupil["looked_after"] = _draw(random, {"no": 96.5, "current": 0.8, "previous": 1, "": 1.7})
    in_care = pupil["looked_after"] == "current"
    pupil["social_worker"] = "yes" if in_care else _maybe(random, 0.03, blank=0.02)
    pupil["deletion_planned"] = _maybe(random, 0.006, blank=0.02)


def _support(random: Random, pupil: dict[str, str], rate: float) -> None:
    """What the school finds out once attendance is poor: hardly asked below 5% of absence."""
    poor, persistent, severe = rate >= 0.05, rate >= 0.1, rate >= 0.5
    if 0.03 <= rate < 0.15:
        pupil["identified_at_risk"] = _maybe(random, 0.5 if poor else 0.1, blank=0.4)
    unasked = 0.15 if persistent else 0.35 if poor else 0.95
    grave = 0.7 if severe else 0.45 if persistent else 0.25 if poor else 0.05
    pupil["in_school_barriers"] = _maybe(random, grave * 0.8, blank=unasked)
    pupil["out_of_school_barriers"] = _maybe(random, grave, blank=unasked)
    at_home = severe or pupil["social_worker"] == "yes"
    pupil["safeguarding_concern"] = _maybe(
        random, 0.35 if at_home else 0.1 if persistent else 0.02, blank=0.06
    )
    ill = pupil["medical_condition"] == "yes"
    pupil["education_blocked_by_health"] = _maybe(
        random, 0.5 if ill and severe else 0.08 if ill and persistent else 0.002, blank=0.02
    )
    if ill or pupil["disability"] == "yes" or pupil["send"] in ("sen_support", "ehcp"):
        pupil["adjustments_needed"] = _maybe(random, 0.5, blank=0.2)
    if not poor:
        return
    pupil["issue_persists"] = _maybe(random, grave + 0.1, blank=unasked)
    if pupil["issue_persists"] == "yes":
        pupil["lead_practitioner"] = _draw(
            random, {"none": 40, "school": 28, "local_authority": 12, "other_partner": 8, "": 12}
        )
    elif random.random() < 0.6:
        pupil["lead_practitioner"] = "none"
    pupil["engagement"] = _draw(
        random, {"engaged": 100 - 60 * grave, "lacking": 60 * grave, "": 100 * unasked}
    )
    if persistent:
        pupil["support_outcome"] = _outcome(random, pupil["engagement"])


def _outcome(random: Random, engagement: str) -> str:
    if engagement == "lacking":
        return _draw(random, {"working": 5, "not_working": 25, "not_engaged_with": 45, "": 25})
    return _draw(random, {"working": 50, "not_working": 18, "not_appropriate": 4, "": 28})


if __name__ == "__main__":
    write()
    print(f"{TARGET}: {PUPILS:,} made-up pupils")
