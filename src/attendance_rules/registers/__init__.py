"""Register marks → the facts about each pupil that rest on them.

Nothing is imported before it is used: the codes and the layouts need no library of tables.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attendance_rules.registers.codes.aliases import read_aliases
    from attendance_rules.registers.codes.codes import RegisterCode, RegisterCodes
    from attendance_rules.registers.codes.load import check_codes, load_codes
    from attendance_rules.registers.facts import register_facts
    from attendance_rules.registers.layout import Columns, Layout, read_layout
    from attendance_rules.registers.report import RegisterReport
    from attendance_rules.registers.tables import write_facts

__all__ = [
    "Columns",
    "Layout",
    "RegisterCode",
    "RegisterCodes",
    "RegisterReport",
    "check_codes",
    "load_codes",
    "read_aliases",
    "read_layout",
    "register_facts",
    "write_facts",
]

_HOMES = {
    "Columns": "layout",
    "Layout": "layout",
    "RegisterCode": "codes.codes",
    "RegisterCodes": "codes.codes",
    "RegisterReport": "report",
    "check_codes": "codes.load",
    "load_codes": "codes.load",
    "read_aliases": "codes.aliases",
    "read_layout": "layout",
    "register_facts": "facts",
    "write_facts": "tables",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
