"""The XML of a workbook's parts, read as it goes by, by expat.

What an attacker could do with XML is refused: document types, and with them every entity that
somebody defines, fetches or expands; other encodings than UTF-8 and UTF-16; tags that are very
long, nested very deep, or of very many names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from attendance_rules.files.workbook.unusable import BROKEN, SAVE_AGAIN, UnusableError

DEEPEST = 100
"""Elements within one another. A sheet has about ten."""

_LONGEST_TAG = 2**18  # bytes. An unfinished tag is read again with every piece that is fed.
_MOST_NAMES = 10_000  # of elements, attributes and namespaces, all of which expat keeps
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii"})

_SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict Open XML
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
LINKED = tuple(f"{namespace} id" for namespace in _LINKS)
"""The attribute that names a relationship, as expat calls it."""

_ELEMENTS = (
    *("workbook", "workbookPr", "sheets", "sheet", "calcPr"),
    *("styleSheet", "numFmts", "numFmt", "cellXfs", "xf"),
    *("sst", "si", "t", "r", "rPh"),
    *("worksheet", "sheetData", "row", "c", "v", "f", "is", "extLst"),
)
TAGS = {f"{namespace} {name}": name for namespace in _SPREADSHEET for name in _ELEMENTS}
TAGS |= {f"{_RELATIONSHIPS} {name}": name for name in ("Relationships", "Relationship")}
"""The elements that are looked at: their own names, by what expat calls them."""

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]


def parse(pieces: Iterable[bytes], start: Start, end: End, text: Text | None) -> Iterator[None]:
    """Feed the pieces to a parser that calls the handlers; yields after each of them.

    Handlers count how deep they are. Raises `UnusableError`.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(None, " ", names)
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartNamespaceDeclHandler = _keep  # so that `names` has the namespaces too
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    fed = 0
    broken = False
    try:
        for piece in pieces:
            parser.Parse(piece)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG or len(names) > _MOST_NAMES:
                raise UnusableError(f"holds XML that no spreadsheet writes; {SAVE_AGAIN}")
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, UnicodeError):
        broken = True
    if broken:
        raise UnusableError(BROKEN)


def elements(pieces: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each element with its attributes, by the names from the root to it, such as `sst/si`.

    A name that is not in `TAGS` is `*`. Raises `UnusableError`.
    """
    path: list[str] = []
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(TAGS.get(name, "*"))
        if len(path) > DEEPEST:
            raise too_deep()
        found.append(("/".join(path), attributes))

    for _ in parse(pieces, start, lambda _: path.pop(), None):
        yield from found
        found.clear()


def too_deep() -> UnusableError:
    return UnusableError(f"holds XML that is nested too deep; {SAVE_AGAIN}")


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise UnusableError(f"is not UTF-8 inside; {SAVE_AGAIN}")


def _refuse_document_type(*_: object) -> None:
    raise UnusableError(f"holds a document type, which no spreadsheet writes; {SAVE_AGAIN}")


def _keep(_prefix: str, _namespace: str) -> None:
    pass
