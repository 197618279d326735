"""The marks of answers and statuses: a sign, a word and a colour, so that none of them is alone."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.wording.statuses import STATUSES as STATUSES_IN_WORDS


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign, its words and its colour."""

    sign: str
    words: str
    style: str

    def alone(self) -> Text:
        """The sign, for where a heading has the words."""
        return Text(f"{self.sign} ", self.style)

    def in_words(self, width: int) -> Text:
        """The sign and the words, filled up to a width."""
        return Text(f"{self.sign} {self.words:{width}} ", self.style)


ANSWERS = {
    "yes": Mark("✓", "met", "green"),
    "no": Mark("✗", "not met", "red"),
    "unknown": Mark("?", "not known", "yellow"),
}
STATUSES = {
    REQUIRED: Mark("✓", STATUSES_IN_WORDS[REQUIRED], "green"),
    UNDETERMINED: Mark("?", STATUSES_IN_WORDS[UNDETERMINED], "yellow"),
    NOT_REQUIRED: Mark("✗", STATUSES_IN_WORDS[NOT_REQUIRED], "red"),
}
WIDTH = max(len(mark.words) for mark in ANSWERS.values())
