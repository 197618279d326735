"""Runs something in a process of its own, to see its time and its peak of memory."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in what the system counts memory in."""

# A process starts with the peak of the one that began it, so a small one stands between.
_BETWEEN = """
import json, os, sys, time
began = time.perf_counter()
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(process, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps([code, time.perf_counter() - began, used.ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds from start to end, and the peak of memory in megabytes, libraries included."""

    seconds: float
    megabytes: float


class FailedError(Exception):
    """The process ended with an error. Holds what it told of itself."""


def command(*words: str) -> Cost:
    """What a command of this project costs."""
    return _cost("from attendance_rules.cli import main; main()", words)


def call(module: str, function: str, *words: str) -> Cost:
    """What a function that takes words costs, with the start of Python and all imports."""
    return _cost(f"import sys; from {module} import {function} as run; run(*sys.argv[1:])", words)


def _cost(script: str, words: tuple[str, ...]) -> Cost:
    between = [sys.executable, "-c", _BETWEEN, sys.executable, "-c", script, *words]
    done = subprocess.run(between, check=True, capture_output=True)
    code, seconds, peak = json.loads(done.stdout)
    if code:
        raise FailedError(f"a process ended with {code}: {done.stderr.decode()}")
    return Cost(seconds, peak * _UNIT / 1e6)
