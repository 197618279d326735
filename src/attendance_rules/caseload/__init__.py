"""Files of pupils in, tables of actions out. Nothing here decides anything."""

from attendance_rules.caseload.form import Caseload, CaseRow
from attendance_rules.caseload.harmless import harmless
from attendance_rules.caseload.read import read_caseload
from attendance_rules.caseload.replacing import replacing
from attendance_rules.caseload.write import write_long, write_long_csv, write_wide

__all__ = [
    "CaseRow",
    "Caseload",
    "harmless",
    "read_caseload",
    "replacing",
    "write_long",
    "write_long_csv",
    "write_wide",
]
