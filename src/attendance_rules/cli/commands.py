"""The commands by name, each imported when it is called: `--help` is for people who wait.

Known as lazily loaded subcommands. Half a second of imports would otherwise stand before every
command, most of them for others.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "evaluate": ("evaluate", "A file of pupils in, each party's actions out."),
    "explain": ("explain", "Why, why not, how far and what to ask, for one pupil."),
    "ask": ("ask", "An interview about one pupil that ends in the actions."),
    "replay": ("replay", "Decide a recorded decision again."),
    "registers": ("registers", "Register marks in, the facts about each pupil out."),
    "check": ("check", "Every mistake in a folder of rules, with its place and a remedy."),
    "obligations": ("listings", "Every obligation with its party, tier and source."),
    "facts": ("listings", "What can be known of a pupil, and the questions that ask for it."),
    "graph": ("graph", "How support escalates: Mermaid, an SVG drawing or JSON."),
    "export": ("export", "The rules that come with the package, to begin an edition of one's own."),
    "schema": ("schema", "The JSON Schema of what goes in or comes out."),
    "codes": ("codes", "Every dated register code and what it counts as."),
}
"""The module in `command/` that holds each, and what the list of commands says of it."""


class Commands(TyperGroup):
    """A group that knows its commands by name only until one of them is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as a group has it
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            near = did_you_mean(cmd_name, COMMANDS)
            ctx.fail(f"there is no command {shown(cmd_name)}" + (f"; {near}" if near else ""))
        module = import_module(f"attendance_rules.cli.command.{COMMANDS[cmd_name][0]}")
        app = typer.Typer(
            add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
        )
        app.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])
