"""The list of commands, and what starting the command line brings in."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from attendance_rules.cli.commands import COMMANDS
from tests.cli.running import Runner

LOADED = (
    "import sys\n"
    "from attendance_rules.cli import main\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "sys.stderr.write(' '.join(sys.modules))\n"
)
HEAVY = ("durable", "narwhals", "networkx", "polars", "pydantic", "rich", "yaml")


def loaded(*arguments: str) -> set[str]:
    """The modules that the command line has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def test_help_imports_neither_a_model_of_an_edition_nor_a_library_of_tables() -> None:
    modules = loaded("--help")
    assert "attendance_rules.cli.main" in modules
    assert modules.isdisjoint(HEAVY)
    assert not any(name.startswith("attendance_rules.edition") for name in modules)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_imports_no_library_of_tables(command: str) -> None:
    assert loaded(command, "--help").isdisjoint({"durable", "narwhals", "networkx", "polars"})


@pytest.mark.parametrize("options", [[], ["--full"], ["--format", "json"], ["--format", "csv"]])
def test_a_few_pupils_wait_for_no_library_of_tables(pupils: Path, options: list[str]) -> None:
    modules = loaded("evaluate", str(pupils), *options)
    assert "attendance_rules.decision.decision" in modules
    assert modules.isdisjoint({"narwhals", "polars"})


def test_the_list_names_every_command(run: Runner) -> None:
    done = run("--help")
    shown = [line.split()[0] for line in done.out.partition("Commands:\n")[2].splitlines()]
    assert [name for name in shown if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_name_is_a_function_that_says_what_it_does(command: str) -> None:
    module = import_module(f"attendance_rules.cli.command.{COMMANDS[command][0]}")
    assert inspect.getdoc(getattr(module, command))


def test_a_command_that_there_is_not_is_named_with_a_remedy(run: Runner) -> None:
    done = run("evaluat", "pupils.csv")
    assert done.code == 2
    assert "there is no command `evaluat`; did you mean `evaluate`?" in done.err
