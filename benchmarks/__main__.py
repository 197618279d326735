"""Compares answers, measures, and prints: `python -m benchmarks [PART …] [--quick] [--write]`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from importlib.util import find_spec

from benchmarks.machine import machine
from benchmarks.part import PARTS, DifferenceError, Part
from benchmarks.progress import say
from benchmarks.report import Finding, Table, as_text, write


def main() -> int:
    arguments = _arguments()
    named = arguments.part or [name for name, part in PARTS.items() if not part.by_name]
    parts = [PARTS[name] for name in named]
    lacking = {package for part in parts for package in _lacking(part)}
    if lacking:
        print(f"install {', '.join(sorted(lacking))} first: the extra `bench` brings them in")
        return 2
    for part in parts:
        before = Table("Measured on", ("", ""), list(machine(part.packages).items()))
        try:
            found: Finding = import_module(part.module).measure(arguments.quick)
        except DifferenceError as difference:
            print(f"\nnothing is timed while answers differ: {difference}", file=sys.stderr)
            return 1
        say("")
        print(f"{part.name}\n\n{as_text(found)}\n\n{as_text(Finding([before]))}\n", flush=True)
        if arguments.write:
            write(part.name, part.page, found, before)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"one or more of {', '.join(PARTS)}")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="small tables, a few rounds only")
    length.add_argument(
        "--write", action="store_true", help="put the result into the pages on performance"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.part) - PARTS.keys():
        parser.error(f"there is no part `{min(unknown)}`; there are {', '.join(PARTS)}")
    return arguments


def _lacking(part: Part) -> list[str]:
    return [package for package, module in part.packages.items() if find_spec(module) is None]


if __name__ == "__main__":
    sys.exit(main())
