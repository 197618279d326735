"""The commands `codes` and `registers`."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from attendance_rules.cli.command import codes, registers
from attendance_rules.cli.console import progress
from attendance_rules.errors import AttendanceRulesError
from attendance_rules.registers import facts as facts_module
from attendance_rules.registers.sources import sources
from tests.registers.frames import marks, written

app = typer.Typer()
app.command("codes")(codes.codes)
app.command("registers")(registers.registers)

LONG = "pupil_id,date,session,code\nP1,2025-09-01,AM,/\nP1,2025-09-01,PM,I\nP1,2025-10-01,AM,\n"


def run(*arguments: str | Path) -> tuple[str, str]:
    """What is said on standard output and on standard error. Raises what the command raises."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if isinstance(result.exception, AttendanceRulesError | OSError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_codes_as_json_holds_every_dated_row() -> None:
    rows = json.loads(run("codes", "--format", "json")[0])
    keyed = {(row["code"], row["valid_from"], row["valid_until"]): row["category"] for row in rows}
    assert len(keyed) == len(rows) == 62
    assert keyed["H", None, "2024-08-18"] == "authorised_absence"
    assert keyed["J", None, "2024-08-18"] == "approved_educational_activity"
    assert keyed["J1", "2024-08-19", None] == "authorised_absence"
    assert keyed["#", None, "2024-08-18"] == keyed["#", "2024-08-19", None] == "not_possible"
    assert keyed["\\", "2024-08-19", None] == "present"
    assert keyed["", None, None] == keyed["-", None, None] == "missing"


def test_codes_as_text_are_grouped_by_their_days(tmp_path: Path) -> None:
    run("codes", "--out", tmp_path / "codes.txt")
    text = (tmp_path / "codes.txt").read_text("utf-8")
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings == ["Until 2024-08-18", "At any time", "From 2024-08-19"]
    assert "  N      unauthorised absence           no reason has been established yet" in text


def test_facts_go_to_standard_output_and_the_report_to_standard_error(tmp_path: Path) -> None:
    out, err = run("registers", written(tmp_path, "r.csv", LONG))
    assert list(csv.DictReader(io.StringIO(out))) == [
        {
            "pupil_id": "P1",
            "sessions_possible": "2",
            "sessions_absent": "1",
            "sessions_unauthorised": "0",
            "sessions_unexplained": "0",
        }
    ]
    assert "3 marks of 1 pupil from 2025-09-01 to 2025-10-01" in err
    assert "warning: 1 missing mark, not counted as possible" in err
    assert "P1" not in err


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_facts_and_report_are_written(tmp_path: Path, suffix: str) -> None:
    register = written(tmp_path, "r.csv", LONG)
    out, report = tmp_path / f"facts{suffix}", tmp_path / "report.json"
    assert run("registers", register, register, "--out", out, "--report", report)[0] == ""
    read = pl.read_csv if suffix == ".csv" else pl.read_parquet
    assert read(out).rows() == [("P1", 2, 1, 0, 0)]
    seen = json.loads(report.read_text("utf-8"))
    assert (seen["marks_read"], seen["sessions_with_two_marks"]) == (6, 3)
    assert seen["registers"] == [str(register), str(register)]


def test_options_say_how_a_register_is_laid_out(tmp_path: Path) -> None:
    mapping = written(tmp_path, "m.yaml", "columns: {pupil: UPN, code: Wrong}\n")
    aliases = written(tmp_path, "a.yaml", 'aliases: {"yes": "/"}\n')
    register = written(
        tmp_path,
        "r.csv",
        "UPN,Base,Day,Half,Mark\n007,A,01/09/2025,AM,yes\n007,A,01/10/2025,AM,I\n",
    )
    columns = ("date=Day", "session = Half", "code=Mark", "school=Base")
    options = [part for column in columns for part in ("--column", column)]
    dates = "--date-format DD/MM/YYYY --from 2025-09-01 --to 2025-09-30"
    out, err = run(
        "registers",
        register,
        "--mapping",
        mapping,
        "--aliases",
        aliases,
        *options,
        *dates.split(),
    )
    assert out.splitlines()[1] == "A,007,1,0,0,0"
    assert "1 mark outside the window, left out" in err


def test_formulas_are_made_harmless_in_csv(tmp_path: Path) -> None:
    register = written(tmp_path, "r.csv", LONG.replace("P1", "=1+1"))
    assert run("registers", register)[0].splitlines()[1].startswith("'=1+1,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "facts.txt"], "let its name end in .csv or .parquet"),
        (["--out", "r.csv"], "is a register that is being read; name another file"),
        (["--from", "1/9/2025"], "`--from` takes a date such as 2025-09-01"),
        (["--date-format", "DD/MM"], "the date format cannot be used"),
        (["--column", "school=base"], "there is no column `base`"),
        (["--column", "UPN"], "`--column` takes a role and a name, such as `pupil=UPN`"),
        (["--column", "pupil="], "`--column` takes a role and a name, such as `pupil=UPN`"),
        (["--column", "pupils=UPN"], "there is no role `pupils`; did you mean `pupil`?"),
        (["--column", "UPN=pupil"], "there is no role `UPN`; did you mean `pupil=UPN`?"),
        (["--column", "UPN=x"], "there is no role `UPN`; known: `pupil`, `school`, `date`"),
        (
            ["--column", "pupil=UPN", "--column", "pupil=ID"],
            "`--column` names the column of `pupil` twice; leave one out",
        ),
        (["--codes", "nowhere"], "no-codes"),
        (["--mapping", "nowhere.yaml"], "unreadable"),
    ],
)
def test_usage_that_does_not_fit_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    register = written(tmp_path, "r.csv", LONG)
    with pytest.raises(AttendanceRulesError, match=re.escape(message)):
        run("registers", "r.csv", *arguments)
    assert register.read_text("utf-8") == LONG
    assert [one.name for one in tmp_path.iterdir()] == ["r.csv"]


def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    register, out = written(tmp_path, "r.csv", LONG), tmp_path / "facts.parquet"
    out.write_bytes(b"before")
    monkeypatch.setattr(pl.DataFrame, "write_parquet", interrupted)
    result = CliRunner().invoke(app, ["registers", str(register), "--out", str(out)])
    assert result.exit_code != 0
    assert out.read_bytes() == b"before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["facts.parquet", "r.csv"]


def test_progress_counts_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PART", 2)
    seen: list[tuple[int, int | None]] = []
    frame = marks(*(("P1", f"2025-09-{day:02}", "AM", "/") for day in range(1, 6)))
    facts_module.register_facts(frame, progress=lambda *one: seen.append(one))
    assert seen == [(2, 5), (4, 5), (5, 5)]
    seen.clear()
    facts_module.register_facts([frame, frame.lazy()], progress=lambda *one: seen.append(one))
    assert seen == [(2, None), (4, None), (5, None), (10, None)]


class Screen(io.StringIO):
    """A terminal, as far as the command can tell."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("moment", "shown"), [(0.0, True), (60.0, False)])
def test_a_terminal_shows_progress_after_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: float, shown: bool
) -> None:
    monkeypatch.setattr(progress, "MOMENT", moment)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    with registers.showing() as show:
        assert show is not None
        show(1_200_000, 5_000_000)
        show(5_000_000, 5_000_000)
    assert ("5,000,000 marks" in screen.getvalue()) == shown


def test_no_terminal_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with registers.showing() as show:
        assert show is None
