"""Which numbers are shown as dates, and with zeros in front."""

from __future__ import annotations

import pytest

from attendance_rules.files.workbook.formats import Format, Shown, parse_format, read_formats
from tests.files.workbook.making import STYLES, parts


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ("", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("0.00", Shown.NUMBER),
        ("#,##0.00;[Red]-#,##0.00", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ('0" days"', Shown.NUMBER),
        ("0\\d", Shown.NUMBER),
        ("0_d", Shown.NUMBER),
        ("0*m", Shown.NUMBER),
        ("[$£-809]#,##0", Shown.NUMBER),
        ("[Magenta]0", Shown.NUMBER),
        ("[<100]0;0", Shown.NUMBER),
        ("# ?/?", Shown.NUMBER),
        ("0;dd/mm/yyyy", Shown.NUMBER),
        ('"unclosed dd', Shown.NUMBER),
        ("dd/mm/yyyy", Shown.DATE),
        ("DD/MM/YYYY", Shown.DATE),
        ("yyyy-mm-dd;@", Shown.DATE),
        ("[$-809]dd mmmm yyyy;@", Shown.DATE),
        ("[$-F800]dddd, mmmm dd, yyyy", Shown.DATE),
        ("d", Shown.DATE),
        ("ddd", Shown.DATE),
        ("mmm", Shown.DATE),
        ("mm/yy", Shown.DATE),
        ("mm", Shown.DATE),
        ('yyyy"年"m"月"d"日"', Shown.DATE),
        ("d\\ mmm\\ yy", Shown.DATE),
        ("dd/mm/yyyy hh:mm", Shown.DATE_AND_TIME),
        ("mmm h", Shown.DATE_AND_TIME),
        ("d/m/yy h:mm AM/PM", Shown.DATE_AND_TIME),
        ("hh:mm", Shown.TIME),
        ("h:mm:ss AM/PM", Shown.TIME),
        ("[$-F400]h:mm:ss\\ AM/PM", Shown.TIME),
        ("mm:ss.0", Shown.TIME),
        ("[h]:mm:ss", Shown.DURATION),
        ("[HH]:MM", Shown.DURATION),
        ("[mm]:ss", Shown.DURATION),
        ("[s]", Shown.DURATION),
        ("d [h]:mm", Shown.DATE_AND_TIME),
    ],
)
def test_what_a_format_shows(code: str, shown: Shown) -> None:
    assert parse_format(code).shown is shown


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("0", 1),
        ("####", 1),
        ("0000", 4),
        ("00-00", 4),
        ("#,##0", 1),
        ("0000.00", 4),
        ("0E+00", 1),
        ("0000;0", 4),
        ("0;0000", 1),
        ('"000"0', 1),
        ("\\0\\00", 1),
        ("General", 1),
        ("[00]00", 2),
    ],
)
def test_digits_of_a_whole_number(code: str, digits: int) -> None:
    assert parse_format(code) == Format(Shown.NUMBER, digits)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, Shown.NUMBER),
        (1, Shown.NUMBER),
        (4, Shown.NUMBER),
        (13, Shown.NUMBER),
        (14, Shown.DATE),
        (17, Shown.DATE),
        (18, Shown.TIME),
        (21, Shown.TIME),
        (22, Shown.DATE_AND_TIME),
        (23, Shown.NUMBER),
        (30, Shown.DATE),
        (37, Shown.NUMBER),
        (45, Shown.TIME),
        (46, Shown.DURATION),
        (47, Shown.TIME),
        (48, Shown.NUMBER),
        (49, Shown.NUMBER),
        (57, Shown.DATE),
        (999, Shown.NUMBER),
    ],
)
def test_formats_that_have_only_a_number(number: int, shown: Shown) -> None:
    styles = parts(styles=(0, number))[STYLES]
    assert isinstance(styles, str)
    assert read_formats([styles.encode()])["1"].shown is shown


def test_formats_of_their_own_come_first() -> None:
    styles = parts(formats={14: "0000", 164: "dd/mm/yyyy"}, styles=(0, 14, 164))[STYLES]
    assert isinstance(styles, str)
    found = read_formats([styles.encode()])
    assert found == {"0": Format(), "1": Format(digits=4), "2": Format(Shown.DATE)}


def test_formats_of_other_things_are_passed_over() -> None:
    """Those of named styles and of conditional formatting."""
    styles = parts(styles=(0, 14))[STYLES]
    assert isinstance(styles, str)
    other = (
        '<cellStyleXfs><xf numFmtId="22"/><xf numFmtId="22"/></cellStyleXfs>'
        '<dxfs><dxf><numFmt numFmtId="14" formatCode="0000"/></dxf></dxfs>'
    )
    before, after = styles.split("<cellXfs>")
    found = read_formats([f"{before}{other}<cellXfs>{after}".encode()])
    assert found == {"0": Format(), "1": Format(Shown.DATE)}
