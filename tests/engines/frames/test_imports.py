"""Libraries of data frames are imported when a frame of theirs comes, and not before."""

from __future__ import annotations

import subprocess
import sys

LIBRARIES = ("narwhals", "polars", "pandas", "pyarrow", "duckdb", "pyspark", "numpy")
FRAMES = "import attendance_rules.engines.frames\n"
DECIDE = (
    "from attendance_rules import load_policy\n"
    "policy = load_policy()\n"
    "engine = attendance_rules.engines.frames.FrameEngine(policy.program, policy.edition)\n"
)
POLARS = "import polars\nengine.decide(polars.DataFrame({'pupil_id': ['P1']}))\n"


def imported(code: str) -> set[str]:
    """The libraries of data frames that are there when `code` has run in a Python of its own."""
    last = f"import sys\nprint(*[name for name in {LIBRARIES} if name in sys.modules])\n"
    done = subprocess.run(
        [sys.executable, "-c", code + last], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_nothing_before_it_is_used() -> None:
    assert imported(FRAMES + DECIDE) == set()


def test_pandas_says_that_it_needs_pyarrow() -> None:
    without = "import sys, pandas\nsys.modules['pyarrow'] = None\n"
    decide = "engine.decide(pandas.DataFrame({'pupil_id': ['P1']}))\n"
    code = FRAMES + DECIDE + without + decide
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.endswith("a DataFrame of pandas needs PyArrow: pip install pyarrow\n")


def test_polars_needs_none_of_the_others() -> None:
    others = imported("import polars\n")
    assert imported(FRAMES + DECIDE + POLARS) - others == {"narwhals"}
