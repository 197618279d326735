"""How far the benchmark is."""

from __future__ import annotations

import sys


def say(what: str) -> None:
    """Shows it on a terminal only, in place of what was shown before."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)
