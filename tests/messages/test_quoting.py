"""Text that would be a command to a terminal, or a formula to a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.files.formulas import no_formula
from attendance_rules.messages.quoting import harmless


@pytest.mark.parametrize("text", ["P0001", "é ü 山", "[bold]x[/]", "", "a b"])
def test_plain_text_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x1b]8;;http://x\x07y", "�]8;;http://x�y"),
        ("a\r\nb\tc\0\x7f\x9b", "a��b�c���"),
        ("\u202ea\u2066b\u200f", "�a�b�"),
        ("a\u200bb\u2028c\ufeff", "a�b�c�"),
        ("\ud800", "�"),
    ],
)
def test_what_is_no_character_to_see(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_shown_can_be_printed(text: str) -> None:
    assert harmless(text).isprintable()
    assert len(harmless(text)) == len(text)


@pytest.mark.parametrize("text", ["P-1", "a=b", "1+1", "x@y", "'=1", "a; b", "x  = 1", "", "a\nb"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert no_formula(text) == text


@pytest.mark.parametrize("text", [f"{sign}1+1" for sign in "=+-@＝＋－＠"])
@pytest.mark.parametrize("before", ["", " ", "\xa0", "\u200b", "\ufeff", '"', "\x0b"])
def test_a_formula_gets_an_apostrophe(text: str, before: str) -> None:
    assert no_formula(before + text) == f"'{before}{text}"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("\tx", "'\tx"),
        ("\nx", "'\nx"),
        ("\rx", "'\nx"),
        ("\t=x", "'\t'=x"),
        ("a;=x", "a;'=x"),
        ('a;"=x', "a;'\"=x"),
        ("a;b;\t =x", "a;b;\t' =x"),
        ("a\r\n@x\r+y", "a\n'@x\n'+y"),
    ],
)
def test_a_cell_within_a_cell(text: str, cell: str) -> None:
    assert no_formula(text) == cell


@given(st.text(st.sampled_from("=+-@＝ ;\t\r\n\"'a,\ufeff"), max_size=12))
def test_no_cell_starts_as_a_formula_whatever_separates_cells(text: str) -> None:
    for separator in (",", ";", "\t", "\n"):
        first, *others = no_formula(text).split(separator)
        cells = [first] if separator == "," else [first, *others]
        assert not any(cell.strip(' \t\n"\ufeff').startswith(tuple("=+-@＝")) for cell in cells)


@pytest.mark.parametrize(
    "text", ["x" + " " * 130_000 + "=", "a" + "\t" * 130_000 + "b", "\t;" * 65_000 + "="]
)
def test_a_cell_made_to_take_long_comes_to_an_end(text: str) -> None:
    """With a pattern that tries every split of the white space this would take minutes."""
    assert len(no_formula(text)) >= len(text)
