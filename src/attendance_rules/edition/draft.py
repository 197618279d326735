"""What could be read of a folder: every well-formed entry, and the names of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from attendance_rules.documents.nodes import Node
from attendance_rules.documents.values import NAME, SLUG
from attendance_rules.edition.conditions import Condition
from attendance_rules.edition.edition import Definition, Edition, Fact
from attendance_rules.edition.models import About, Obligation, Parameter, Tier
from attendance_rules.messages.diagnostics import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one kind. `complete` is false where a broken document may hold more."""

    places: Mapping[str, Place]
    complete: bool = True

    def __or__(self, other: Names) -> Names:
        return Names({**self.places, **other.places}, self.complete and other.complete)


@dataclass(slots=True)
class Table(Generic[T]):
    """The entries of one kind that are well formed, and the names of those that are not too."""

    entries: dict[str, T] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    complete: bool = True

    @property
    def names(self) -> Names:
        return Names(self.places, self.complete)

    @property
    def sound(self) -> bool:
        """Whether every entry is well formed."""
        return self.complete and len(self.entries) == len(self.places)


@dataclass(slots=True)
class Draft:
    """An edition before it is known to be one.

    Mistakes are looked for in what is well formed, and nothing is missed that may stand in what
    is not. `nodes` holds the documents of obligations that could be read, well formed or not;
    `misnamed` the folders of which a file was refused, the top one as nothing.
    """

    id: str = ""
    digest: str = ""
    about: About | None = None
    layout: Node | None = None
    parameters: Table[Parameter] = field(default_factory=Table)
    facts: Table[Fact] = field(default_factory=Table)
    definitions: Table[Definition] = field(default_factory=Table)
    tiers: Table[Tier] = field(default_factory=Table)
    obligations: Table[Obligation] = field(default_factory=Table)
    nodes: dict[str, Node] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)
    conditions: list[Condition] = field(default_factory=list)

    @property
    def strange_folders(self) -> dict[str, str]:
        """The folders that are no sections, each with its first file. Where there are some, an
        obligation may have another id than it should."""
        sections = self.named_in_layout("sections").places
        found: dict[str, str] = {}
        for name in self.obligations.places:
            folder = name.split("/")[0]
            if folder not in sections:
                found.setdefault(folder, name)
        return found

    def named_in_layout(self, key: str) -> Names:
        """The names below a key of `edition.yaml`: parties, columns, sections, counterparts."""
        node = self.layout.entries().get(key) if self.layout is not None else None
        if node is None or not isinstance(node.value, dict):
            return Names({}, complete=False)
        pattern = SLUG if key == "sections" else NAME
        # One that cannot be a name may be known elsewhere by the name that it should have.
        return Names(node.keys, complete=all(map(pattern.fullmatch, node.keys)))

    def edition(self) -> Edition:
        """The edition that this draft is, once nothing is wrong with it."""
        assert self.about is not None
        return Edition(
            id=self.id,
            digest=self.digest,
            about=self.about,
            parameters=self.parameters.entries,
            facts=self.facts.entries,
            definitions=self.definitions.entries,
            tiers=self.tiers.entries,
            obligations=_in_table_order(self.about, self.obligations.entries),
        )


def _in_table_order(
    about: About, obligations: Mapping[str, Obligation]
) -> Mapping[str, Obligation]:
    """The obligations by section, column and item, as a reader meets them in the source."""
    sections = {name: position for position, name in enumerate(about.sections)}
    columns = {name: position for position, name in enumerate(about.columns)}

    def place(name: str) -> tuple[int, int, int]:
        source = obligations[name].source
        return sections[source.section], columns[source.column], source.item

    return {name: obligations[name] for name in sorted(obligations, key=place)}
