"""The single values that may stand in a rule file, each with what it must be."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

from attendance_rules.messages.english import listed

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 60
LONGEST_TITLE = 200
RESERVED = frozenset({"any", "all", "not", "always", "when", "pupil_id", "school_id", "tier"})

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(/[A-Za-z0-9._~/-]*)?")  # nothing that needs escaping
_WORD = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
_NOT_WORDS = frozenset({"true", "false", "null"})  # unquoted, YAML reads them as something else
_CONTROL = re.compile("[^\n\t\x20-\x7e\xa0-\U0010ffff]")


def is_name(text: str) -> bool:
    """Whether a fact, definition, parameter or tier can be called so."""
    return bool(NAME.fullmatch(text)) and len(text) <= LONGEST_NAME and text not in RESERVED


def _text(value: str) -> str:
    if _CONTROL.search(value):
        raise PydanticCustomError("control", "control characters")
    return value


def _title(value: str) -> str:
    # A title stands where markup is read: in the head of a page, in a drawing, in a menu.
    if "<" in value or ">" in value or "\n" in value or len(value) > LONGEST_TITLE:
        raise PydanticCustomError("title", "a title")
    return value


def _name(value: str) -> str:
    if not NAME.fullmatch(value) or len(value) > LONGEST_NAME:
        raise PydanticCustomError("name", "underscores")
    return value


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > LONGEST_NAME:
        raise PydanticCustomError("name", "dashes")
    return value


def _word(value: str) -> str:
    if not _WORD.fullmatch(value) or len(value) > LONGEST_NAME or value in _NOT_WORDS:
        raise PydanticCustomError("name", "underscores or dashes")
    return value


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "a date")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "a date") from None
    return value


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise PydanticCustomError("address", "an address")
    return value


def _yes_no(value: object) -> object:
    """Accept the words of the rules: yes and no, true and false."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in ("yes", "no"):
        return value == "yes"
    raise PydanticCustomError("yes_no", "yes or no")


def _share(value: object) -> object:
    """A share of possible sessions, in whole basis points: `5%` is 500."""
    points = basis_points(value)
    if points is None:
        raise PydanticCustomError("share", "a share")
    return points


def basis_points(value: object) -> int | None:
    """Hundredths of one per cent in a text like `5%` or `8.25 %`, else None.

    Two decimals at the most, so that every threshold is a whole number and every comparison
    exact. From 0% to 100%.
    """
    if not isinstance(value, str) or not value.rstrip().endswith("%"):
        return None
    whole, dot, decimals = value.rstrip()[:-1].strip().partition(".")
    digits = whole + decimals
    if not whole.isascii() or not digits.isdecimal() or not digits.isascii() or len(whole) > 3:
        return None
    if not whole or len(decimals) > 2 or (dot and not decimals):
        return None
    points = int(whole) * 100 + int(decimals.ljust(2, "0"))
    return points if points <= 10_000 else None


def _only(*placeholders: str) -> AfterValidator:
    """A phrase with no other placeholder, nor a brace that could be one."""

    def check(template: str) -> str:
        rest = template
        for placeholder in placeholders:
            rest = rest.replace(placeholder, "")
        if "{" in rest or "}" in rest:
            allowed = listed(f"`{placeholder}`" for placeholder in placeholders)
            raise PydanticCustomError("template", "{allowed}", {"allowed": allowed})
        return template

    return AfterValidator(check)


Text = Annotated[
    str,
    Strict(),
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_text),
]
Title = Annotated[Text, AfterValidator(_title)]
Name = Annotated[str, Strict(), AfterValidator(_name)]
Slug = Annotated[str, Strict(), AfterValidator(_slug)]
Word = Annotated[str, Strict(), AfterValidator(_word)]
Count = Annotated[int, Strict(), Field(ge=0)]
Sha256 = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, Strict(), AfterValidator(_day)]
Address = Annotated[str, Strict(), AfterValidator(_address)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Share = Annotated[int, BeforeValidator(_share)]
CountPhrase = Annotated[Text, _only("{value}")]
RatePhrase = Annotated[Text, _only("{part}", "{whole}")]
