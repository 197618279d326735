"""`evaluate` beyond a few thousand pupils gives what it gives for a few."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import Policy
from attendance_rules.caseload import CaseRow, sample
from attendance_rules.caseload import size as large
from attendance_rules.checks.load import load_edition
from attendance_rules.decision.facts import CheckedFacts
from attendance_rules.files import csv_batches as plain_csv
from attendance_rules.files import parquet_batches
from tests.caseload.random_files import alike, random_csv
from tests.caseload.reading import SECRET
from tests.cli.running import Result, Runner
from tests.cli.terminal import Terminal
from tests.support.effort import examples

pytestmark = pytest.mark.slow

EDITION = load_edition()
EXAMPLE = Path(__file__).parents[2] / "examples" / "caseload.csv"
DECIDED = (
    "1,000 pupils, decided by polars, confirmed on a sample of 200 by durable-rules and python\n"
)
Outcome = tuple[Result, object]
Both = Callable[..., tuple[Outcome, Outcome]]


@pytest.fixture
def many(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs commands as for many pupils, in batches of a few."""
    monkeypatch.setattr(plain_csv, "BLOCK", 600)
    monkeypatch.setattr(plain_csv, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(parquet_batches, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(large, "LARGE", -1)
    return run


@pytest.fixture
def both(many: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Both:
    """Runs a command as for a few pupils and as for many, and gives the content of its file."""

    def run_both(*arguments: str | Path, name: str | None = None) -> tuple[Outcome, Outcome]:
        out = tmp_path / (name or "none")
        target: list[str | Path] = ["--out", out] if name else []
        found: list[Outcome] = []
        for limit in (10**9, -1):
            monkeypatch.setattr(large, "LARGE", limit)
            result = many("evaluate", *arguments, *target)
            content: object = None
            if out.exists():
                content = out.read_bytes()
                if out.suffix == ".parquet":
                    frame = pl.read_parquet(out)
                    content = frame.schema, frame.rows()
                out.unlink()
            found.append((result, content))
        return found[0], found[1]

    return run_both


def complaints(result: Result) -> list[str]:
    """The messages, without the file's name."""
    assert SECRET not in result.err
    return alike([line.rsplit("in.csv: ", 1)[-1] for line in result.err.splitlines()])


@examples(25)
@given(seed=st.integers(0, 2**32))
def test_random_files(both: Both, tmp_path: Path, seed: int) -> None:
    random, source = Random(seed), tmp_path / "in.csv"
    source.write_bytes(random_csv(random, EDITION))
    form = random.choice([["--wide"], ["--standing"], []])
    carry = random.choice([["--carry", "note"], ["--ignore-unknown-columns"]])
    name = random.choice(["out.csv", "out.parquet"])
    (few, expected), (many, found) = both(source, *form, *carry, name=name)
    assert many.code == few.code
    assert found == expected
    if few.code:
        assert complaints(many) == complaints(few)


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.json", "out.jsonl", None])
@pytest.mark.parametrize("options", [[], ["--wide"], ["--standing", "--set", "at_risk_from=8%"]])
def test_every_form(both: Both, name: str | None, options: list[str]) -> None:
    if options == ["--wide"] and name not in ("out.csv", "out.parquet"):
        pytest.skip("--wide is for tables")
    printed = [] if name else ["--format", "csv"]
    (few, expected), (many, found) = both(EXAMPLE, *printed, *options, name=name)
    assert (many.code, found, many.out) == (few.code, expected, few.out)
    single = "1,000 pupils, decided by durable-rules, confirmed by python\n"
    assert many.err == (single if name in ("out.json", "out.jsonl") else DECIDED)
    assert few.err == ""


def test_parquet_in(both: Both, tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    pl.read_csv(EXAMPLE).write_parquet(source)
    (_, expected), (many, found) = both(source, name="out.parquet")
    assert found == expected
    assert many.err == DECIDED


def test_hostile_names_and_cells(both: Both, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text('pupil_id,"=a,b","\'=a,b"\n=1+1,"x;@y",2\n"a, b",,"say ""x"""\n')
    columns = ["--carry", "=a,b", "--carry", "'=a,b"]
    (few, expected), (_, found) = both(source, *columns, name="out.csv")
    assert few.code == 0
    assert found == expected


def test_what_is_large(tmp_path: Path) -> None:
    for rows, is_large in ((5_000, False), (5_001, True)):
        frame = pl.DataFrame({"pupil_id": range(rows)})
        frame.write_csv(tmp_path / "in.csv")
        frame.write_parquet(tmp_path / "in.parquet")
        frame.write_ndjson(tmp_path / "in.jsonl")
        assert large.is_large(tmp_path / "in.csv") == is_large
        assert large.is_large(tmp_path / "in.parquet") == is_large
        assert not large.is_large(tmp_path / "in.jsonl")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    assert not large.is_large(tmp_path / "broken.parquet")
    assert not large.is_large(tmp_path / "nowhere.csv")
    assert not large.is_large(tmp_path)


def test_the_report_says_who_decided_and_where_the_pupils_are(many: Runner) -> None:
    report = many("evaluate", EXAMPLE).out
    assert "1,000 pupils, decided by polars, confirmed on a sample of 200 by" in report
    assert "`--out actions.csv` lists every pupil and action" in " ".join(report.split())


def test_one_pupil_of_many_is_shown(many: Runner) -> None:
    result = many("evaluate", EXAMPLE, "--pupil", "P0002")
    assert (result.code, result.err) == (0, "")
    assert "P0002" in result.out


@pytest.mark.parametrize("options", [[], ["--wide"], ["--summary"]])
def test_one_difference_stops_it(
    many: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str]
) -> None:
    """The table engine is made to say of every pupil that nothing is required."""
    name = "persistent/school-formal-conversations"
    decide_frame = Policy.decide_frame

    def wrong(self: Policy, frame: pl.DataFrame, **options: object) -> pl.DataFrame:
        answers = decide_frame(self, frame, **options)  # type: ignore[arg-type]
        if "obligation" in answers.columns:
            return answers.filter(pl.col("obligation") != name)
        return answers.with_columns(pl.lit("not_required", answers[name].dtype).alias(name))

    monkeypatch.setattr(Policy, "decide_frame", wrong)
    result = many("evaluate", EXAMPLE, "--out", tmp_path / "out.csv", *options)
    assert result.code == 2
    assert result.err == (
        f"attendance-rules: the engines disagree on `{name}`, so there is no answer; report this\n"
    )
    assert list(tmp_path.iterdir()) == []


def _numbered(start: int, rows: list[int]) -> list[tuple[CaseRow, sample.Answer]]:
    nothing = CheckedFacts((), ())
    return [(CaseRow(start + row, "P", None, nothing, ()), {}) for row in rows]


def test_the_sample_is_spread_over_the_file_and_the_same_in_every_run() -> None:
    def drawn(batches: list[int]) -> list[int]:
        """The numbers of those who are in the sample."""
        made, start = sample.Sample(20), 0
        for size in batches:
            made.draw(size, partial(_numbered, start))
            start += size
        return sorted(one.pupil.row for one in made._kept)

    one = drawn([1_000])
    assert len(one) == 20
    assert drawn([1_000]) == drawn([300, 300, 400]) == drawn([1] * 1_000) == one
    thirds = [sum(number // 334 == third for number in one) for third in range(3)]
    assert min(thirds) >= 2
    assert drawn([5]) == [0, 1, 2, 3, 4]


def test_output_in_place_of_the_input(many: Runner, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(EXAMPLE.read_bytes())
    result = many("evaluate", source, "--out", source)
    assert result.code == 2
    assert "--out would write over the file of FILE" in result.err
    assert source.read_bytes() == EXAMPLE.read_bytes()


def _many_pupils(path: Path, pupils: int) -> None:
    frame = pl.DataFrame({"pupil_id": pl.int_range(pupils, eager=True)})
    frame.with_columns(sessions_possible=120, sessions_absent=30).write_csv(path)


@pytest.mark.parametrize("name", ["out.parquet", "out.csv", "out.jsonl"])
def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    _many_pupils(tmp_path / "in.csv", 1_000_000)
    command = [sys.executable, "-m", "attendance_rules.cli", "evaluate", "in.csv", "--out", name]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    limit = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < limit:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=20)
    # Of an interrupt within `exec`, as data classes are made by, Python dies as by the signal; to a
    # shell both are 130.
    assert process.returncode in (130, -signal.SIGINT)
    assert complaint == b""
    assert [one.name for one in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("name", ["out.parquet", "out.csv"])
def test_a_disk_that_is_full(tmp_path: Path, name: str) -> None:
    _many_pupils(tmp_path / "in.csv", 20_000)
    limited = (
        "import resource, sys\n"
        "from attendance_rules.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))\n"
        f"sys.argv = ['x', 'evaluate', 'in.csv', '--out', '{name}']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", limited], cwd=tmp_path, capture_output=True)
    assert done.returncode == 2
    said = f"attendance-rules: {name}: cannot be written: file too large\n"
    assert done.stderr.decode() == said
    assert [one.name for one in tmp_path.iterdir()] == ["in.csv"]


def test_a_bar_is_shown_on_a_terminal(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    _many_pupils(source, 1_000_000)
    with Terminal("evaluate", source, "--out", out) as terminal:
        code, seen = terminal.leave("")
    assert code == 0
    assert "deciding" in seen
    assert seen.rstrip().endswith("confirmed on a sample of 200 by durable-rules and python")


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is told by Linux")
def test_json_lines_need_no_more_memory_for_more_pupils(tmp_path: Path) -> None:
    """A decision with its reasons takes kilobytes; here it is made once, to save time."""
    peaks = []
    for pupils in (6_000, 18_000):
        _many_pupils(tmp_path / "in.csv", pupils)
        code = (
            "import sys\n"
            "from attendance_rules import Policy\n"
            "from attendance_rules.cli import main\n"
            "from attendance_rules.files import csv_batches\n"
            "csv_batches.BLOCK = 2**16\n"
            "first = Policy.decide_checked\n"
            "kept = []\n"
            "def once(self, facts, *ids):\n"
            "    kept or kept.append(first(self, facts, *ids))\n"
            "    return kept[0]\n"
            "Policy.decide_checked = once\n"
            "sys.argv = ['x', 'evaluate', 'in.csv', '--out', 'out.jsonl']\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "status = open('/proc/self/status').read()\n"
            "print(status.split('VmHWM:')[1].split()[0])\n"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
        peaks.append(int(done.stdout))
        lines = (tmp_path / "out.jsonl").read_bytes().count(b"\n")
        assert lines == pupils
    assert peaks[1] < peaks[0] * 1.1
