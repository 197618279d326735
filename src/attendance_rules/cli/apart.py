"""No command writes over what it reads, or writes two things to one file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from attendance_rules.errors import DataError

Named = Mapping[str, Path | None]
"""Files and folders by the option or argument that names them; None where it was not given."""


def check_apart(reads: Named, writes: Named, also: Sequence[Path] = ()) -> None:
    """Raise `DataError` with every file that would be lost; before anything is read or written.

    Files are told apart by what they are, not by what they are called: links, other spellings of
    a path and a file within a folder that is read count. `also` are further files that are read,
    as one argument takes several.
    """
    read = [(name, path) for name, path in reads.items() if path is not None]
    read += [("FILE", path) for path in also]
    written = [(name, path) for name, path in writes.items() if path is not None]
    problems = [
        f"{target} would write over {_called(source, path)}, which is read; name another file"
        for target, goal in written
        for source, path in read
        if _is_within(goal, path)
    ]
    problems += [
        f"{target} and {other} name the same file; name two"
        for (target, goal), (other, path) in combinations(written, 2)
        if _is_within(goal, path)
    ]
    if problems:
        raise DataError(list(dict.fromkeys(problems)))


def _called(source: str, path: Path) -> str:
    return f"a file in the folder of {source}" if path.is_dir() else f"the file of {source}"


def _is_within(goal: Path, path: Path) -> bool:
    """Whether a file to be written is the other file, or lies in it where that is a folder."""
    try:
        if goal.exists() and path.exists() and goal.samefile(path):
            return not _is_device(goal)
        mine, other = Path(os.path.realpath(goal)), Path(os.path.realpath(path))
    except (OSError, ValueError):  # a name that no file can have: for the reader or writer to say
        return False
    return mine == other or (path.is_dir() and mine.is_relative_to(other))


def _is_device(path: Path) -> bool:
    """Whether it is neither file nor folder: a terminal or /dev/null loses nothing."""
    return not path.is_file() and not path.is_dir()
