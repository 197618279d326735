"""Mapping files and alias files: what they say, and what is said of mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules.errors import PolicyError
from attendance_rules.registers import load_codes, read_aliases, read_layout, register_facts
from tests.registers.frames import plain, problems, written

CODES = load_codes()


def test_a_suppliers_export_is_mapped(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        "supplier.yaml",
        "form: long\n"
        "columns: {pupil: UPN, school: LAESTAB, date: Date, session: Period, code: Mark}\n"
        "date_format: DD/MM/YYYY\n"
        'sessions: {"1": AM, "2": PM}\n',
    )
    register = written(
        tmp_path,
        "export.csv",
        "LAESTAB;UPN;Date;Period;Mark\r\n"
        "9991001;007;01/09/2025;1;/\r\n"
        "9991001;007;01/09/2025;2;#\r\n"
        "9991001;007;02/09/2025;1;N\r\n",
    )
    facts, _ = register_facts(register, layout=read_layout(mapping))
    assert facts.rows() == [("9991001", "007", 2, 1, 1, 1)]


def test_aliases_stand_for_codes(tmp_path: Path) -> None:
    path = written(tmp_path, "aliases.yaml", 'aliases: {"A": "/", "N": "N", "no mark": "-"}\n')
    assert read_aliases(path, CODES) == {"A": "/", "N": "N", "no mark": "-"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("form: lnog\n", "m.yaml:1:7: wrong-value: `form` must be one of `long`"),
        ("columns: {pupl: A}\n", "m.yaml:1:11: unknown-key: `pupl` means nothing here"),
        ("sessions: {1: morning}\n", "m.yaml:1:15: wrong-value: `1` must be one of `AM`, `PM`"),
        ("days: all\ndate_format: DD/MM/YY\n", "m.yaml:2:14: wrong-value: this is no date format"),
        ("- form\n", "m.yaml:1:1: wrong-value: this must be a mapping, and this is a list"),
        ("form: [\n", "m.yaml:1:8: yaml-syntax"),
        ("", "m.yaml:1:1: empty"),
    ],
)
def test_mistakes_in_a_mapping_file_have_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "m.yaml", text)
    with pytest.raises(PolicyError) as caught:
        read_layout(Path("m.yaml"))
    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aliases: {A: QQ}\n", "a.yaml:1:14: wrong-alias: `QQ` is no register code (did you mean"),
        ('aliases: {" A": "/"}\n', "a.yaml:1:17: wrong-alias: there is white space around"),
        ("aliases: {}\n", "a.yaml:1:10: wrong-value: `aliases` holds too little"),
        ('A: "/"\n', "a.yaml:1:1: unknown-key: `A` means nothing here"),
    ],
)
def test_mistakes_in_an_alias_file_have_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "a.yaml", text)
    with pytest.raises(PolicyError) as caught:
        read_aliases(Path("a.yaml"), CODES)
    assert str(caught.value).startswith(expected)


def test_aliases_from_python_are_checked() -> None:
    (problem,) = problems([], aliases={"A": "QQ"})
    assert problem == "alias `A`: `QQ` is no register code; did you mean `Q`?"


def test_marks_written_without_a_separator(tmp_path: Path) -> None:
    path = written(
        tmp_path, "m.csv", "pupil_id,start_date,marks\nP1,2025-09-05,/\\ \\/N#\nP2,2025-09-01,\n"
    )
    assert plain(register_facts(path)[0]) == {"P1": (5, 1, 1, 1), "P2": (0, 0, 0, 0)}


def test_paths_may_be_text(tmp_path: Path) -> None:
    layout = tmp_path / "layout.yaml"
    layout.write_text("date_format: DD/MM/YYYY\n", "utf-8")
    assert read_layout(str(layout)).date_format == "DD/MM/YYYY"
    aliases = tmp_path / "aliases.yaml"
    aliases.write_text('aliases: {"A": "I"}\n', "utf-8")
    assert read_aliases(str(aliases), load_codes()) == {"A": "I"}
