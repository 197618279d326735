"""Files as somebody may hand them over: well formed, then changed a little or a lot."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from random import Random

SECRET = "S3CRETCELL"
"""Stands in cells. No message may repeat it."""

ODD_CELLS = [
    "", " ", "0", "-1", "1.5", "1e9", "1000000001", "9" * 400, "NaN", "inf", "yes", "NO", "True",
    "2025-09-01", "01/09/2025", "31/02/2025", "AM", "PM", "/", "\\", "#", "-", "N", "C1", "Y1",
    "=1+1", "@x", "+1", '"', "'", ";", ",", "\t", "a\nb", "\0", "\u202e", "\ufeff", "\x1b[31m",
    "\N{PILE OF POO}", "e\u0301", "x" * 3_000, SECRET, f" {SECRET} ", f"12 {SECRET}",
]  # fmt: skip
# A name is told in messages.
ODD_NAMES = [cell for cell in ODD_CELLS if SECRET not in cell]
ODD_BYTES = [
    b"\0", b"\xff", b"\xc3\x28", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b"\r\n", b",", b";", b"{",
    b"[" * 60, b"}", b"PAR1", b"PK\x03\x04", b"\xff\xfe", b"&a ", b"*a ", b"!!python/name:os ",
    b"- " * 60, b"9" * 5_000,
]  # fmt: skip


def table(random: Random, names: Sequence[str], cells: Callable[[str], str]) -> list[list[str]]:
    """A header and some rows, of which a few cells are odd."""
    header = [*names]
    rows = [[cells(name) for name in names] for _ in range(random.choice([0, 1, 3, 12]))]
    oddness = random.choice([0, 0.02, 0.3])
    for row in rows:
        for position in range(len(row)):
            if random.random() < oddness:
                row[position] = random.choice(ODD_CELLS)
    if random.random() < 0.2:
        position = random.randrange(len(header))
        header[position] = random.choice([*ODD_NAMES, *names, header[position].upper()])
    if random.random() < 0.1:
        rows.append(random.choice([[], rows[0] if rows else [], [*names], ["Total"]]))
    return [header, *rows]


def as_csv(random: Random, rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    separator = random.choice(",,,;\t|")
    writer = csv.writer(text, delimiter=separator, lineterminator=random.choice(["\n", "\r\n"]))
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def as_json(random: Random, rows: list[list[str]]) -> bytes:
    names, *records = rows
    objects = [dict(zip(names, map(_typed, record), strict=False)) for record in records]
    if random.random() < 0.3:
        lines = "\n".join(json.dumps(entry, ensure_ascii=False) for entry in objects)
        return lines.encode("utf-8", "surrogatepass")
    return json.dumps(objects, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def as_parquet(_: Random, rows: list[list[str]]) -> bytes:
    import polars as pl

    names, *records = rows
    columns = {
        name: [record[at] if at < len(record) else None for record in records]
        for at, name in enumerate(names)
    }
    file = io.BytesIO()
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_parquet(file)
    return file.getvalue()


def as_workbook(random: Random, rows: list[list[str]]) -> bytes:
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", str(cell)) for cell in row])
    if random.random() < 0.2:
        book.create_sheet("Notes").append([SECRET])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _typed(cell: str) -> object:
    words: dict[str, object] = {"true": True, "false": False, "": None}
    return words.get(cell, int(cell) if _is_whole(cell) else cell)


def _is_whole(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) < 40


def scarred(random: Random, content: bytes) -> bytes:
    """The same bytes, mostly; else cut off, doubled, or with odd ones put in or flipped."""
    if random.random() < 0.6:
        return content
    for _ in range(random.choice([1, 1, 2, 8])):
        at = random.randrange(len(content) + 1)
        match random.randrange(5):
            case 0:
                content = content[:at]
            case 1:
                content = content[:at] + random.choice(ODD_BYTES) + content[at:]
            case 2:
                content = content[:at] + content[at + random.randint(1, 40) :]
            case 3:
                content = content[:at] + content[max(0, at - 200) :]
            case _ if at < len(content):
                content = (
                    content[:at]
                    + bytes([content[at] ^ (1 << random.randrange(8))])
                    + (content[at + 1 :])
                )
    return content
