"""Files of pupils in, tables of actions out. Nothing here decides anything."""

from attendance_rules.caseload.caseload import Caseload, CaseRow
from attendance_rules.caseload.read import read_caseload
from attendance_rules.caseload.write_rows import write_long, write_long_csv, write_wide

__all__ = [
    "CaseRow",
    "Caseload",
    "read_caseload",
    "write_long",
    "write_long_csv",
    "write_wide",
]
