"""Workbooks that were changed at random where a change tells: in their XML and in their zip."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from xml.etree import ElementTree

from attendance_rules.errors import DataError
from attendance_rules.files.problems import Problems
from attendance_rules.files.workbook import Workbook
from tests.files.workbook.making import BOOK, LINKS, SHEET, STRINGS, STYLES, Parts, packed, parts

SECRET = "s3cret"
"""Stands in cells, so that no message may hold it."""

_TOKENS = re.compile(r"<[^>]*>|[^<]+")
_VALUES = re.compile(r'="[^"]*"')
_IMPLEMENTATION = re.compile(r"[A-Z][a-z]+Error|expat|zipfile|zlib|Traceback|0x[0-9a-f]{6}|<\w")
_NASTY = [
    *("", "0", "1", "-1", "00", "1.5", "9" * 30, "9" * 5000, "NaN", "1E999", "1E-999", "1_0", "٣"),
    *("A0", "A1", "B1", "XFD1048576", "XFE1", "A1048577", "1048576", "1048577", "$A$1", "A1:B2"),
    *("s", "b", "d", "e", "n", "str", "inlineStr", "hidden", "true", "yyyy", "0000", "[h]", '"'),
    *("&#0;", "&#xD800;", "&a;", "&amp;", "_x0000_", "_xD83D_", "\ufffe", "é😀", "\x1b[31m", "]]>"),
    *("2025-09-01", "2025-13-01", "2025-09-01T25:00", "../../x", "/", "r1", "r2", "x" * 200_000),
]
_TAGS = [
    *("<row>", "</row>", "<row/>", "<c>", "</c>", "<v>", "</v>", "<f/>", "<is>", "<t>", "</t>"),
    *(
        "<r>",
        "<rPh>",
        "<si>",
        "<xf/>",
        "<sheetData>",
        "</sheetData>",
        "<sheet/>",
        "<x>",
        "<extLst>",
    ),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?x?>", '<?xml version="1.0"?>', "<!DOCTYPE x>", "<"),
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///dev/zero">]>',
    '<x xmlns="urn:x">',
    f"{'<x>' * 200}",
    *('<workbookPr date1904="1"/>', '<calcPr fullCalcOnLoad="1"/>'),
]
_PARTS = ["_rels/.rels", BOOK, LINKS, STRINGS, STYLES, SHEET, SHEET, SHEET, SHEET]


def fuzz_workbooks(count: int, seed: int, longest: float | None = None) -> list[str]:
    """What was found in so many files: exceptions of others, cells that were told, hangs.

    `longest` is how many seconds a file may take. A finding names the seed and the number of its
    file, for `changed_workbook`.
    """
    found = []
    for number in range(count):
        content = changed_workbook(seed, number)
        started = time.monotonic()
        found += [f"{seed}, {number}: {finding}" for finding in _findings(content)]
        if longest is not None and time.monotonic() - started > longest:
            found.append(f"{seed}, {number}: took more than {longest} s")
    return found


def changed_workbook(seed: int, number: int) -> bytes:
    """A workbook with a few changes; one in eight has none."""
    random = Random(f"{seed} {number}")
    content = _sound(random)
    changes = random.choice([0, 1, 1, 1, 2, 3, 6, 0 if random.random() < 0.5 else 20])
    for _ in range(changes):
        part = random.choice([name for name in _PARTS if name in content] or [*content])
        change = random.choice(_CHANGES)
        if isinstance(text := content[part], str):
            content[part] = change(text, random)
    name = random.choice([*content])
    match random.randrange(25):
        case 0:
            del content[name]
        case 1:
            encoding = random.choice(["utf-16", "utf-8-sig", "cp1252", "utf-32"])
            content[name] = str(content[name]).encode(encoding, "replace")
    method = random.choice([zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, *[zipfile.ZIP_DEFLATED] * 30])
    file = packed({name: _writable(text) for name, text in content.items()}, method)
    return _broken(file, random) if random.random() < 0.15 else file


def _sound(random: Random) -> Parts:
    """A small workbook with cells of every kind, in which nothing is amiss."""

    def cell() -> str:
        style = random.choice(["", ' s="1"', ' s="2"', ' s="0"'])
        return random.choice(
            [
                f"<c{style}/>",
                f"<c{style}><v>{random.randrange(10**6)}</v></c>",
                f"<c{style}><v>{random.uniform(-10, 50_000)}</v></c>",
                f'<c{style} t="s"><v>{random.randrange(3)}</v></c>',
                f'<c t="inlineStr"><is><t>{SECRET}</t></is></c>',
                f'<c t="str"><f>"{SECRET}"</f><v>{SECRET}</v></c>',
                '<c t="b"><v>1</v></c>',
                '<c t="e"><v>#N/A</v></c>',
                f'<c{style} t="d"><v>2025-09-01</v></c>',
                "<c><f>A1</f></c>",
            ]
        )

    data, row = "", 0
    for _ in range(random.randrange(12)):
        row += random.choice([1, 1, 1, 2, 5])
        data += f'<row r="{row}">{"".join(cell() for _ in range(random.randrange(6)))}</row>'
    strings = f"<si><t>{SECRET}</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si><si/>"
    return parts(data, strings=strings, formats={164: "dd/mm/yyyy hh:mm"}, styles=(0, 14, 164))


def _move(text: str, random: Random) -> str:
    """A tag or a text is left out, doubled, or put elsewhere."""
    tokens = _TOKENS.findall(text)
    if not tokens:
        return text
    token = tokens.pop(random.randrange(len(tokens)))
    for _ in range(random.randrange(3)):
        tokens.insert(random.randint(0, len(tokens)), token)
    return "".join(tokens)


def _insert(text: str, random: Random) -> str:
    """A tag comes in anywhere between others."""
    tokens = _TOKENS.findall(text)
    tokens.insert(random.randint(0, len(tokens)), random.choice(_TAGS))
    return "".join(tokens)


def _value(text: str, random: Random) -> str:
    """An attribute, or a text between tags, becomes another."""
    places = [match.span() for match in _VALUES.finditer(text)]
    if random.random() < 0.5 and places:
        start, end = random.choice(places)
        return f'{text[:start]}="{random.choice(_NASTY)}"{text[end:]}'
    tokens = _TOKENS.findall(text)
    inside = [index for index, token in enumerate(tokens) if not token.startswith("<")]
    if inside:
        tokens[random.choice(inside)] = random.choice(_NASTY)
    return "".join(tokens)


def _repeat(text: str, random: Random) -> str:
    """A piece comes very often."""
    tokens = _TOKENS.findall(text)
    if not tokens:
        return text
    start = random.randrange(len(tokens))
    end = start + random.randint(1, 4)
    return "".join([*tokens[:end], *tokens[start:end] * 2000, *tokens[end:]])


def _cut(text: str, random: Random) -> str:
    start, end = sorted(random.randint(0, len(text)) for _ in range(2))
    return text[:start] + (text[end:] if random.random() < 0.5 else "")


def _element(text: str, random: Random) -> str:
    """An element is left out, doubled, moved, renamed, or gets other attributes or another text."""
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):  # an earlier change
        return text
    elements = [*root.iter()]
    parents = {child: parent for parent in elements for child in parent}
    element = random.choice(elements)
    match random.randrange(6):
        case 0 if element in parents:
            parents[element].remove(element)
        case 1:
            random.choice(elements).append(deepcopy(element))
        case 2 if element in parents:
            siblings = parents[element]
            siblings.remove(element)
            siblings.insert(random.randint(0, len(siblings)), element)
        case 3:
            element.tag = random.choice([*elements]).tag
        case 4:
            element.text = random.choice(_NASTY)
        case _:
            attributes = [*element.attrib, *("r", "s", "t", "state", "Id", "Target", "numFmtId")]
            name = random.choice(attributes)
            element.set(name, random.choice(_NASTY))
            if random.random() < 0.3:
                del element.attrib[name]
    return ElementTree.tostring(root, encoding="unicode")


_CHANGES: list[Callable[[str, Random], str]] = [
    *[_element] * 16,
    *[_value] * 4,
    *[_move, _insert, _repeat, _cut],
]


def _broken(file: bytes, random: Random) -> bytes:
    """The bytes of the archive changed, most often in its directory."""
    changed = bytearray(file)
    for _ in range(random.choice([1, 1, 2, 8])):
        directory = changed.find(b"PK\x01\x02")
        place = random.randrange(max(directory, 0) if random.random() < 0.6 else 0, len(changed))
        match random.randrange(5):
            case 0:
                del changed[place:]
            case 1:
                changed[place:place] = random.randbytes(random.randrange(1, 40))
            case 2:
                changed[place : place + 4] = random.choice([b"\xff" * 4, b"\0" * 4, b"\x01\0\0\0"])
            case _:
                changed[place] = random.randrange(256)
        if not changed:
            break
    return bytes(changed)


def _writable(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _findings(content: bytes) -> Iterator[str]:
    try:
        _read_all(content)
    except DataError as error:
        yield from _told(error)
    except BaseException as error:
        yield f"raised {type(error).__name__}"
        if isinstance(error, KeyboardInterrupt):
            raise


def _read_all(content: bytes) -> None:
    workbook = Workbook(io.BytesIO(content), Problems("r.xlsx"))
    chosen = workbook.choose()
    workbook.unread(())
    for sheet in chosen:
        for _ in workbook.rows(sheet):
            pass


def _told(error: DataError) -> Iterator[str]:
    if error.__context__ is not None or error.__cause__ is not None:
        yield "an error stands behind the error"
    if not error.problems:
        yield "an error without a message"
    for problem in error.problems:
        if SECRET in problem:
            yield "a cell was told"
        if not problem.startswith("r.xlsx: ") or _IMPLEMENTATION.search(problem):
            yield f"not a message for people: {problem}"
