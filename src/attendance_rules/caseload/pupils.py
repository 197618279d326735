"""The pupils of a file, whatever its kind and its size: one way to read them.

A few are read row by row, so that nobody waits for a table library. Of many, each distinct cell of
a column is read once, by the same functions; what is wrong with one is said by the row reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attendance_rules.caseload import size
from attendance_rules.caseload.caseload import CaseRow
from attendance_rules.caseload.read import read_caseload
from attendance_rules.edition.edition import Edition

if TYPE_CHECKING:
    from attendance_rules.caseload.checker import Batch


class Pupils:
    """The pupils of one file, to be gone through as rows or, some at a time, as tables.

    Both may be done as often as one likes. A large file is read anew each time, and what is wrong
    with it is raised at its end; of the pupils that came before, nobody should see anything.
    """

    def __init__(
        self,
        path: Path,
        edition: Edition,
        *,
        ignore_unknown_columns: bool = False,
        carry: Sequence[str] = (),
    ) -> None:
        """Raises `DataError` for a file of which nothing can be read, and with all that is wrong
        with a small one."""
        self.path = path
        self.carried = tuple(carry)
        self._edition = edition
        if size.is_large(path):
            from attendance_rules.caseload.batches import Batches

            self._batches: Batches | None = Batches(
                path, edition, ignore_unknown_columns=ignore_unknown_columns, carry=carry
            )
            self.columns = self._batches.columns
            self.are_many = True
        else:
            self._batches = None
            self._caseload = read_caseload(
                path, edition, ignore_unknown_columns=ignore_unknown_columns, carry=carry
            )
            self.columns = self._caseload.columns
            self.are_many = len(self._caseload.rows) > size.LARGE

    @property
    def has_schools(self) -> bool:
        """Whether the file says of each pupil which school it is."""
        return "school_id" in self.columns

    @property
    def share_read(self) -> float:
        """How much of a large file has been read, from 0 to 1."""
        return 1.0 if self._batches is None else self._batches.share_read

    def rows(self) -> Iterator[CaseRow]:
        """Every pupil, in the file's order."""
        if self._batches is None:
            yield from self._caseload.rows
        else:
            for batch in self._batches:
                yield from self._batches.rows(batch)

    def tables(self) -> Iterator[Batch]:
        """The same pupils as tables, some thousand at a time."""
        if self._batches is None:
            from attendance_rules.caseload.batches import batch_of

            yield batch_of(self._caseload, self._edition)
        else:
            yield from self._batches

    def chosen(self, batch: Batch, rows: list[int]) -> list[CaseRow]:
        """Those rows of a table, which are counted from 0 and rise, as pupils."""
        if self._batches is None:
            return [self._caseload.rows[row] for row in rows]
        return list(self._batches.rows(batch, rows))
