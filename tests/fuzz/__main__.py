"""`make fuzz MINUTES=30`: says what was tried, and every fault."""

from __future__ import annotations

import argparse
import sys
import time
from random import SystemRandom

from tests.files.workbook.fuzzing import fuzz_workbooks
from tests.fuzz.differential import Differential
from tests.fuzz.hostile import LONGEST, Hostile
from tests.fuzz.stopping import stopped_commands

WORKBOOKS = 2_000
"""That were changed at random: the parts of such an archive, and what stands in them."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the whole house at random.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None, help="of the hostile inputs")
    asked = parser.parse_args()
    share = 60 * asked.minutes / 3
    broken = fuzz_workbooks(WORKBOOKS, asked.seed or SystemRandom().randrange(2**32), LONGEST)
    sys.stdout.write(f"{len(broken)} faults in {WORKBOOKS:,} workbooks\n")
    hostile = Hostile(asked.seed)
    hostile.run(until=time.monotonic() + share)
    stopped = list(stopped_commands(until=time.monotonic() + share))
    differential = Differential(time.monotonic() + share)
    differential.run()
    faults = [*broken, *hostile.faults, *stopped, *differential.found]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults[:20]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
