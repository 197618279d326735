"""A progress bar for what is told by how much of a file has been read."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attendance_rules.cli.console.progress import MOMENT

if TYPE_CHECKING:
    from attendance_rules.caseload.checker import Batch
    from attendance_rules.caseload.pupils import Pupils


def watched(tables: Iterable[Batch], file: Pupils) -> Iterator[Batch]:
    """The tables of a file, with a bar while they are read and decided."""
    with shown_share(lambda: file.share_read):
        yield from tables


@contextmanager
def shown_share(share: Callable[[], float]) -> Iterator[None]:
    """On a terminal, once a moment has passed, show on standard error what `share` gives."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    over = threading.Event()
    columns = (TextColumn("deciding"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())

    def watch() -> None:
        if over.wait(MOMENT):
            return
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=1.0)
            while not over.wait(0.2):
                bar.update(task, completed=share())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
