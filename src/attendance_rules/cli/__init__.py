"""The command line: files in, reports and tables out."""

from attendance_rules.cli.main import main

__all__ = ["main"]
