"""Register marks → the facts about each pupil that rest on them."""

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
