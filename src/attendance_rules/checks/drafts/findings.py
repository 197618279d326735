"""Where checks report what they find."""

from __future__ import annotations

from attendance_rules.edition.draft import Names
from attendance_rules.messages.diagnostics import Diagnostics, Place
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean

FEW = 3  # uses of one unknown name that are reported each by itself


class Findings:
    """Mistakes, and the uses of unknown names.

    A name that is misspelt where it is defined is unknown wherever it is used: many uses of one
    unknown name are one mistake, reported at the first of them.
    """

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self._unknown: dict[tuple[str, str], tuple[set[Place], Names]] = {}

    def add(self, place: Place, code: str, message: str, help: str = "") -> None:
        self._diagnostics.add(place, code, message, help)

    @property
    def full(self) -> bool:
        return self._diagnostics.full

    def known(self, what: str, name: str, names: Names, place: Place) -> bool:
        """Whether there is such a name. If not, it is reported, unless it may stand in a document
        that is broken."""
        if name in names.places:
            return True
        if names.complete:
            self._unknown.setdefault((what, name), (set(), names))[0].add(place)
        return False

    def close(self) -> None:
        """Report the unknown names."""
        for (what, name), (places, names) in self._unknown.items():
            if self.full:
                return
            message = f"there is no {what} {shown(name)}"
            help = did_you_mean(name, names.places)
            if len(places) > FEW:
                message += f", here and in {len(places) - 1} other places"
                places = {min(places)}
            for place in places:
                self.add(place, f"unknown-{what}", message, help)
