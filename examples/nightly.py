"""A nightly job: the marks of the registers in, who has to do what out.

    python examples/nightly.py marks.parquet actions.parquet

It ends with 0 when the actions were written. With 2, a file cannot be used: standard error says
which and why, so it is for a person to mend; trying again changes nothing. With 1, there is
no answer that can be trusted, for example because two engines disagree: keep the input and report
it. Whatever it ends with, the file of the night before is whole: a new one takes its place when all
of it is written, and not before.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from attendance_rules import AttendanceRulesError, DataError, load_policy
from attendance_rules.registers import register_facts


def run(registers: Path, actions: Path) -> None:
    """Registers → facts → the long form: a row for each pupil and action."""
    facts, report = register_facts(registers)
    for line in report.lines():
        print(line, file=sys.stderr)
    found = load_policy().decide_frame(facts, form="long")
    # Beside its place, so that renaming it is all that is left to do.
    unfinished = actions.with_name(f".{actions.name}.unfinished")
    try:
        found.write_parquet(unfinished)
        unfinished.replace(actions)
    finally:
        unfinished.unlink(missing_ok=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Registers in, actions out.")
    parser.add_argument("registers", type=Path)
    parser.add_argument("actions", type=Path)
    asked = parser.parse_args()
    try:
        run(asked.registers, asked.actions)
    except (DataError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except AttendanceRulesError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
