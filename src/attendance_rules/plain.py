"""Values: their plain form, made from their fields, and a `repr` that keeps a pupil's facts.

Both are made once for each class, so that no field can be forgotten in the one or shown in the
other. The plain form is what JSON can hold: dicts, lists, text, numbers, true, false and None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

T = TypeVar("T")

_AS_THEY_ARE = (str, int, float, bool, NoneType)


class Plain:
    """A dataclass with a plain form: its fields by their names, in their order."""

    __slots__ = ()
    has_own_form: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        cls.has_own_form = "to_dict" in vars(cls)

    def to_dict(self) -> dict[str, Any]:
        """The value as plain data, ready for JSON. The caller may change it."""
        kind: Any = type(self)
        # From now on the generated function stands in for this one.
        kind.to_dict = _plain_form(kind)
        return plain_fields(self)


def plain_fields(value: Plain) -> dict[str, Any]:
    """The fields in plain form, for a class whose own form is other than they."""
    kind: Any = type(value)
    return _plain_form(kind)(value)


@overload
def private(cls: type[T], /) -> type[T]: ...
@overload
def private(*, about: str) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True)
def private(cls: type[T] | None = None, /, *, about: str = "") -> Any:
    """A frozen dataclass that may hold a pupil's facts: its `repr` names the class, not them.

    `about` is the field that names what of the rules it is about, such as an obligation; the `repr`
    shows that as well.
    """

    def made(cls: type[T]) -> type[T]:
        silent = dataclass(frozen=True, slots=True, repr=False)(cls)
        name = cls.__name__

        def shown(value: T) -> str:
            return f"<{name} {getattr(value, about)}>" if about else f"<{name}>"

        silent.__repr__ = shown  # type: ignore[assignment]
        return silent

    return made if cls is None else made(cls)


@cache
def _plain_form(cls: type) -> Callable[[Plain], dict[str, Any]]:
    """The function that makes the plain form of a class, generated from the types of its fields.

    What is to be done with each field is found out here, once, and not for every value: there are
    some hundred in a decision. For the same reason the forms of values within are written out.
    """
    form: Callable[[Plain], dict[str, Any]] = eval(f"lambda value: {_fields(cls, 'value')}")  # noqa: S307
    return form


def _fields(cls: Any, value: str) -> str:
    """Code for the plain form of what the code `value` gives, which is of this class."""
    hints = get_type_hints(cls)
    entries = [
        f"{field.name!r}: {_code(f'{value}.{field.name}', hints[field.name])}"
        for field in fields(cls)
    ]
    return f"{{{', '.join(entries)}}}"


def _code(value: str, hint: Any) -> str:
    """Code for the plain form of what the code `value` gives, by its type."""
    origin, parameters = get_origin(hint), get_args(hint)
    if hint in _AS_THEY_ARE or origin is Literal:
        return value
    if hint is date:
        return f"{value}.isoformat()"
    if isinstance(hint, type) and issubclass(hint, Plain):
        return f"{value}.to_dict()" if hint.has_own_form else _fields(hint, value)
    if origin in (Union, UnionType):
        codes = {_code(value, kind) for kind in parameters if kind is not NoneType}
        code = codes.pop()
        if not codes:
            return code if code == value else f"(None if {value} is None else {code})"
    if origin is tuple and parameters[1:] == (...,):
        if get_origin(parameters[0]) is tuple and ... not in get_args(parameters[0]):
            # A mapping that is kept as pairs, so that what holds it can be hashed.
            return f"dict({value})"
        code = _code("item", parameters[0])
        # Most are empty, and then a comprehension would take as long as all else.
        listed = f"[{code} for item in {value}] if {value} else []"
        return f"[*{value}]" if code == "item" else f"({listed})"
    if origin is Mapping:
        return f"{{key: {_code('item', parameters[1])} for key, item in {value}.items()}}"
    raise TypeError(f"{hint} has no plain form")
