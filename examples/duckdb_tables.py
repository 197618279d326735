"""Table to table in DuckDB: the rules run where the data is, and nothing is copied out.

    python examples/duckdb_tables.py school.duckdb

The database has a table `pupils`, with a row for each pupil and columns named by facts; it gets a
table `actions`, with a row for each pupil and action.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from attendance_rules import DataError, load_policy


def run(database: Path) -> None:
    """Replace `actions`, or leave it as it was."""
    policy = load_policy()
    with duckdb.connect(database) as connection:
        # Cells are checked first. `to_table` computes the answer, which is lazy until then.
        actions = policy.decide_frame(connection.table("pupils"), form="long")
        connection.begin()
        connection.execute("drop table if exists actions")
        actions.to_table("actions")
        connection.commit()


if __name__ == "__main__":
    try:
        run(Path(sys.argv[1]))
    except DataError as error:
        sys.exit(str(error))
