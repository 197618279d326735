"""A command line at random, with the files that it names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from attendance_rules import load_policy
from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.edition.rule_files import DEFAULT_EDITION, packaged_rules
from tests.fuzz import mutating
from tests.fuzz.mutating import ODD_CELLS, SECRET, scarred

POLICY = load_policy()
EDITION = POLICY.edition
WRITERS: dict[str, Callable[[Random, list[list[str]]], bytes]] = {
    ".csv": mutating.as_csv,
    ".json": mutating.as_json,
    ".jsonl": mutating.as_json,
    ".parquet": mutating.as_parquet,
    ".xlsx": mutating.as_workbook,
}
RULES = sorted((packaged_rules() / DEFAULT_EDITION).rglob("*.yaml"))
MAPPING = "form: long\ncolumns: {pupil: Pupil, code: Mark}\ndate_format: DD/MM/YYYY\n"
ALIASES = 'aliases: {"A": "O", "ill": "I"}\n'


@dataclass
class Command:
    """The arguments, and the names of the files that they may write."""

    arguments: list[str]
    kind: str = ""
    writes: set[str] = field(default_factory=set)


def command_at_random(random: Random, folder: Path) -> Command:
    """A command whose files lie in `folder`, which is where it is to run."""
    command: Command = random.choice(
        [_evaluate, _evaluate, _explain, _registers, _registers, _check, _replay, _ask, _others]
    )(random, folder)
    command.kind = command.arguments[0]
    if random.random() < 0.05:
        at = random.randrange(len(command.arguments) + 1)
        command.arguments.insert(at, random.choice(["--", "--out", "-", *_printable(ODD_CELLS)]))
    return command


def _printable(cells: list[str]) -> list[str]:
    # No argument of a command can hold a NUL.
    return [cell for cell in cells if "\0" not in cell and SECRET not in cell]


def _cell(random: Random, name: str) -> str:
    match EDITION.facts.get(name):
        case CountFact() as fact:
            return random.choice(["", "0", "3", "7"] if fact.within else ["", "120", "380"])
        case WordFact(words=words):
            return random.choice(["", *words])
        case None:
            return {"school_id": random.choice("AB")}.get(name, f"P{random.randrange(10**6)}")
        case _:
            return random.choice(["", "yes", "no", "1", "false"])


def _written(random: Random, folder: Path, name: str, rows: list[list[str]]) -> str:
    suffix = random.choice(list(WRITERS))
    content = scarred(random, WRITERS[suffix](random, rows))
    if random.random() < 0.05:
        suffix = random.choice([*WRITERS, ".xls", ".txt", ""])
    (folder / f"{name}{suffix}").write_bytes(content)
    return f"{name}{suffix}"


def _pupils(random: Random, folder: Path) -> str:
    names = ["pupil_id", *random.sample(list(EDITION.facts), random.randint(0, 6))]
    names += random.choice([[], [], ["school_id"], ["note"]])
    rows = mutating.table(random, names, lambda name: _cell(random, name))
    return _written(random, folder, "pupils", rows)


def _evaluate(random: Random, folder: Path) -> Command:
    command = Command(["evaluate", _pupils(random, folder)])
    options = [
        ["--format", random.choice(["json", "jsonl", "csv", "table"])],
        ["--summary"],
        ["--summary", "--by", "school"],
        ["--pupil", random.choice(["P1", *_printable(ODD_CELLS)])],
        ["--carry", "note"],
        ["--ignore-unknown-columns"],
        ["--set", random.choice(["at_risk_from=8%", "at_risk_from=x", "x", "=", "severe_from=1%"])],
        ["--standing"],
        ["--wide"],
        ["--withhold-under", random.choice(["0", "5", "-1", "x"])],
    ]
    for option in random.sample(options, random.choice([0, 1, 1, 2])):
        command.arguments += option
    _out(random, command, [".csv", ".parquet", ".json", ".jsonl", ".txt", ".doc"])
    return command


def _out(random: Random, command: Command, suffixes: list[str], option: str = "--out") -> None:
    if random.random() < 0.4:
        name = f"out{random.choice(suffixes)}"
        command.arguments += [option, name]
        command.writes.add(name)


def _explain(random: Random, folder: Path) -> Command:
    pupil = random.choice(["P0", "P1", ""])
    command = Command(["explain", _pupils(random, folder), "--pupil", pupil])
    if random.random() < 0.3:
        command.arguments += ["--obligation", random.choice([*EDITION.obligations, "x/y", ""])]
    _out(random, command, [".txt"])
    _out(random, command, [".record.json"], "--record")
    return command


def _registers(random: Random, folder: Path) -> Command:
    def cell(name: str) -> str:
        return {
            "pupil_id": f"P{random.randrange(4)}",
            "date": f"2025-09-{random.randint(1, 30):02}",
            "start_date": "2025-09-01",
            "session": random.choice(["AM", "PM"]),
            "code": random.choice(["/", "\\", "I", "N", "C1", "", "#"]),
            "marks": random.choice(["/\\/\\", "//NN", "I" * 20, "##"]),
        }.get(name, random.choice(["0", "1", "38", "190"]))

    names = random.choice(
        [
            ["pupil_id", "date", "session", "code"],
            ["pupil_id", "start_date", "marks"],
            ["pupil_id", "sessions_possible", "sessions_absent", "sessions_unauthorised"],
            ["pupil_id", "/", "I", "N", "G"],
        ]
    )
    files = [
        _written(random, folder, f"marks{number}", mutating.table(random, names, cell))
        for number in range(random.choice([1, 1, 1, 2]))
    ]
    command = Command(["registers", *files])
    for option, name, text in (
        ("--mapping", "mapping.yaml", MAPPING),
        ("--aliases", "aliases.yaml", ALIASES),
    ):
        if random.random() < 0.15:
            (folder / name).write_bytes(scarred(random, text.encode()))
            command.arguments += [option, name]
    _out(random, command, [".csv", ".parquet", ".x"])
    _out(random, command, [".report.json"], "--report")
    return command


def _check(random: Random, folder: Path) -> Command:
    rules = shutil.copytree(packaged_rules() / DEFAULT_EDITION, folder / "rules")
    for path in random.sample(RULES, random.choice([1, 1, 2])):
        target = rules / path.relative_to(packaged_rules() / DEFAULT_EDITION)
        lines = target.read_text("utf-8").splitlines(keepends=True)
        at = random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                lines[at] = lines[at].replace(":", random.choice(["", "::", " :", ": ["]), 1)
            case 1:
                lines[at] = " " * random.randint(1, 5) + lines[at]
            case 2:
                lines[at] = random.choice(lines)
            case 3:
                del lines[at]
            case _:
                lines.insert(at, f"{random.choice(_printable(ODD_CELLS))}\n")
        target.write_bytes(scarred(random, "".join(lines).encode("utf-8", "surrogatepass")))
    return Command(random.choice([["check", "rules"], ["facts", "--policy", "rules"]]))


def _replay(random: Random, folder: Path) -> Command:
    facts = {"sessions_possible": 120, "sessions_absent": random.randint(0, 120)}
    record = POLICY.decide(facts).record("made up")
    if random.random() < 0.5:
        key = random.choice(list(record))
        record[key] = random.choice([None, 5, [], {}, SECRET, {"x": SECRET}, True])
    text = json.dumps(record, indent=random.choice([None, 1]))
    (folder / "record.json").write_bytes(scarred(random, text.encode()))
    command = Command(["replay", "record.json"])
    _out(random, command, [".txt", ".json"])
    return command


def _ask(random: Random, folder: Path) -> Command:
    known = {
        name: random.choice([None, True, 5, "lacking", SECRET, [SECRET], 1.5, 10**30])
        for name in random.sample([*EDITION.facts, "x"], random.randint(0, 4))
    }
    (folder / "known.json").write_bytes(scarred(random, json.dumps(known).encode()))
    command = Command(["ask", "--from", "known.json"])
    _out(random, command, [".json"], "--save")
    return command


def _others(random: Random, folder: Path) -> Command:
    command: Command = random.choice(
        [
            Command(["codes", "--format", random.choice(["json", "text", "x"])]),
            Command(["graph", "--format", random.choice(["svg", "mermaid", "json"])]),
            Command(["graph", _pupils(random, folder), "--pupil", "P1"]),
            Command(["graph", "--tier", random.choice([*EDITION.tiers, "x", ""])]),
            Command(["facts"]),
            Command(random.choice([["x"], ["evaluate"], ["--version"], ["check", "nowhere"]])),
        ]
    )
    _out(random, command, [".txt"])
    return command
