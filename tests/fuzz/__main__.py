"""`make fuzz MINUTES=30`: says what was tried, and every fault."""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.differential import Differential
from tests.fuzz.hostile import Hostile
from tests.fuzz.stopping import stopped_commands


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the whole house at random.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None, help="of the hostile inputs")
    asked = parser.parse_args()
    share = 60 * asked.minutes / 3
    hostile = Hostile(asked.seed)
    hostile.run(until=time.monotonic() + share)
    stopped = list(stopped_commands(until=time.monotonic() + share))
    differential = Differential(time.monotonic() + share)
    differential.run()
    faults = [*hostile.faults, *stopped, *differential.found]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults[:20]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
