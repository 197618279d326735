"""Rows as `csv.DictReader` gives them, one at a time, with what is still worth asking.

python examples/csv_rows.py pupils.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from attendance_rules import FactsError, load_policy


def run(path: Path) -> int:
    """Print a line for each pupil; the number of rows that cannot be used."""
    policy = load_policy()
    unusable = 0
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        for row in rows:
            try:
                # Other columns of the export are passed over.
                facts = policy.facts_from_text(row, ignore_unknown=True)
                decision = policy.decide(facts)
            except FactsError as error:
                print(f"line {rows.line_num}: {error}", file=sys.stderr)
                unusable += 1
                continue
            due = sum(not action.standing for action in decision.required("school"))
            questions = decision.questions()
            ask = questions[0].question if questions else "nothing"
            print(f"{decision.pupil_id}: {decision.tier}, {due} for the school; to ask: {ask}")
    return unusable


if __name__ == "__main__":
    sys.exit(2 if run(Path(sys.argv[1])) else 0)
