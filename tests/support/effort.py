"""How much a property is tried: all of it in `make test`, a little in `make quick`."""

from __future__ import annotations

import os

from hypothesis import settings

QUICK = os.environ.get("QUICK") == "1"
_SHARE = 30


def examples(number: int) -> settings:
    """So many examples of a property; a few in `make quick`."""
    return settings(max_examples=max(2, number // _SHARE) if QUICK else number)
