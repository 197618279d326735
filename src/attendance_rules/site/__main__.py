"""`python -m attendance_rules.site`: write the pages that `mkdocs build` turns into the site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from attendance_rules.checks.load import load_edition
from attendance_rules.errors import AttendanceRulesError
from attendance_rules.site.write import write


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages; 0 when done, 2 when something cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m attendance_rules.site", description=__doc__)
    parser.add_argument("docs", type=Path, nargs="?", default=Path("docs"))
    parser.add_argument("target", type=Path, nargs="?", default=Path("build/docs"))
    parser.add_argument("--policy", type=Path, metavar="DIR", help="the folder of an edition")
    options = parser.parse_args(arguments)
    try:
        made = write(load_edition(options.policy), options.docs, options.target)
    except (AttendanceRulesError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{made} pages made in {options.target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
