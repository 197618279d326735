"""CSV files of pupils as they come: in several dialects, sloppy, and sometimes broken."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from random import Random
from typing import Literal

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact
from tests.caseload.reading import SECRET

BAD = ["-1", "1.5", "１２", "1000000001", SECRET, "yeſ", "\x1c", "Yes,", "2"]


def _cell(edition: Edition, random: Random, name: str, mistakes: float) -> str:
    if random.random() < mistakes:
        return random.choice(BAD)
    match edition.facts.get(name):
        case CountFact() as fact:
            # Parts are small and wholes large, so that most are in keeping with one another.
            small = ["", "0", "3", " 2", "007"]
            return random.choice(small if fact.within else ["", "120", " 120 ", "1000000000"])
        case WordFact(words=words):
            return random.choice(["", " ", *words, *(f" {word} " for word in words)])
        case None:
            return random.choice(
                ["", "7R", "=1+1", "a;b", 'say "x"', " x ", "é", "two\nlines", "-"]
            )
        case _:
            return random.choice(["", "yes", "NO", "True", "f" if mistakes else "n", "1", " 0 "])


def random_csv(random: Random, edition: Edition) -> bytes:
    """A file with a column `note` that no fact has. One in two has nothing wrong with it."""
    mistakes = random.choice([0, 0, 0.02, 0.4])
    names = random.sample(list(edition.facts), k=random.randint(1, 6))
    names += ["pupil_id", *random.choice([[], ["school_id"]]), "note"]
    random.shuffle(names)
    separator = random.choice([",", ";"])
    quoting: Literal[0, 1] = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    notes = random.random() < 0.5
    text = io.StringIO()
    end = random.choice(["\n", "\r\n", "\n", "\r"])
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerow(names)
    for number in range(random.choice([0, 1, 5, 40])):
        cells = [_cell(edition, random, name, mistakes) for name in names]
        if not notes:
            cells[names.index("note")] = ""
        twice = random.random() < mistakes / 4
        cells[names.index("pupil_id")] = "P0" if twice else f"P{number}"
        if "school_id" in names:
            cells[names.index("school_id")] = random.choice(["A", "B", " A "])
        writer.writerow(cells[: random.choice([len(cells)] * 20 + [2])])
        if random.random() < 0.02:
            text.write(random.choice([end, separator * 2 + end, f" {separator}{end}"]))
    data = text.getvalue().encode()
    if random.random() < 0.2:
        # Somebody's editor, or a copy that was cut off.
        at = random.randrange(len(data))
        odd = random.choice([b'"', b"\r", b"\n", b"\0", b"\xff", b",", b'""', b' "x"'])
        data = random.choice([data[:at], data[:at] + odd + data[at:]])
    return random.choice([b"", b"", b"\xef\xbb\xbf"]) + data


STOPS = ["is not UTF-8", "that do not match", "NUL byte", "is longer than", "a cell of more than"]


def alike(problems: Sequence[str]) -> list[str]:
    """The problems in any order; of very many, how many there are.

    Where nothing more can be read, only that: what else is said depends on how much is read at
    once.
    """
    if stops := [one for one in problems if any(stop in one for stop in STOPS)]:
        return stops
    if len(problems) > 20:
        return [one for one in problems if "more problem" in one]
    return sorted(problems)
