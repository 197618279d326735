"""What is wrong with a file: all of it is counted, the first of it is kept."""

from __future__ import annotations

from attendance_rules.errors import DataError
from attendance_rules.messages.english import number_of
from attendance_rules.messages.quoting import harmless

MOST_SHOWN = 20
NO_PUPILS = "holds no pupils; export it again, with a row for each pupil"


class Problems:
    """Collects problems of one file. A message names place and remedy, and never holds a cell."""

    def __init__(self, path: object) -> None:
        self._path = harmless(str(path))
        self._first: list[str] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._first)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._first) + self._more

    @property
    def is_full(self) -> bool:
        """Whether further ones are only counted."""
        return len(self._first) == MOST_SHOWN

    def add(self, message: str) -> None:
        if not self.is_full:
            self._first.append(f"{self._path}: {message}")
        else:
            self._more += 1

    def add_more(self, count: int) -> None:
        """Count further problems whose messages nobody would see."""
        self._more += count

    def error(self, last: str | None = None) -> DataError:
        """The error that holds them all, ending in `last`, behind which nothing could be read."""
        problems = list(self._first)
        if self._more:
            more = number_of(self._more, "more problem")
            problems.append(f"{self._path}: and {more}")
        if last is not None:
            problems.append(f"{self._path}: {last}")
        return DataError(problems)
