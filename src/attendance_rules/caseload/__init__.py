"""Files of pupils in, decisions and tables of actions out: one way for a file of any size."""

from attendance_rules.caseload.caseload import Caseload, CaseRow
from attendance_rules.caseload.decide_file import decide_file
from attendance_rules.caseload.read import read_caseload

__all__ = ["CaseRow", "Caseload", "decide_file", "read_caseload"]
