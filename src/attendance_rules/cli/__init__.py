"""The command line: files in, reports and tables out.

`main` is the entry point. Signals and closed streams are seen to before anything else is imported,
so that a command ends as it promises from its first moment on.
"""

from __future__ import annotations

import sys

from attendance_rules.cli.ending import Stopped, open_closed_streams, stopped_by_signals


def main() -> None:
    """Run the command line: exit code 0 done, 1 findings, 2 unusable input or usage.

    Ended by a signal, 128 and its number: 130 for an interrupt (Ctrl-C).
    """
    code = 0
    try:
        with stopped_by_signals():
            open_closed_streams()
            from attendance_rules.cli.main import run

            run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except Stopped as stopped:
        code = stopped.code
    sys.exit(code)


__all__ = ["main"]
