"""Files made to hurt: refused or read, never a crash, never without end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from attendance_rules.messages.diagnostics import MOST_MISTAKES
from tests.edition.small import mistakes, only, replace, write

DEEP_BLOCK = "\n".join(f"{' ' * depth}a:" for depth in range(1_300))
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcde", "bcdef", strict=True)
)

REFUSED = [
    ("flow nested 10,000 deep", "[" * 10_000 + "]" * 10_000, "1:41", "too-deep"),
    ("mappings nested 10,000 deep", "{a: " * 10_000, "1:161", "too-deep"),
    ("unclosed and deep", "[" * 900_000, "1:41", "too-deep"),
    ("lists nested 10,000 deep", "- " * 10_000, "1:81", "too-deep"),
    ("blocks nested 1,300 deep", DEEP_BLOCK, "41:41", "too-deep"),
    ("alias bomb", LAUGHS, "1:4", "alias"),
    ("an alias", "title: *a", "1:8", "alias"),
    ("an anchor", "title: &a b", "1:8", "alias"),
    ("an anchor on a key", "&a title: b", "1:1", "alias"),
    ("a Python object", "!!python/object/apply:os.system [x]", "1:1", "tag"),
    ("a tag on a text", "title: !!str 5", "1:8", "tag"),
    ("a tag on a key", "!!str title: 5", "1:1", "tag"),
    ("a tag of one's own", "title: !mine {a: b}", "1:8", "tag"),
    ("a merge", "a: &a {b: c}\nd:\n  <<: *a", "1:4", "alias"),
    ("two documents", "title: a\n---\ntitle: b", "2:1", "several-documents"),
    ("two empty documents", "---\n---\n", "2:1", "several-documents"),
    ("nothing", "", "1:1", "empty"),
    ("blank lines", "\n \n\n", "1:1", "empty"),
    ("only comments", "# one\n# two\n", "1:1", "empty"),
    ("a very long comment", "#" * 900_000, "1:1", "empty"),
    ("NUL", "title: a\0b", "1:9", "yaml-syntax"),
    ("an escape", "title: a\nparty: \x1b[31mred", "2:8", "yaml-syntax"),
    ("a bell in a key", "ti\atle: a", "1:3", "yaml-syntax"),
    ("a line break of YAML 1.1", "title: a\x85b", "1:9", "yaml-syntax"),
    ("text written backwards", "title: \u202eb", "1:8", "yaml-syntax"),
    ("a mark in the middle", "title: \ufeffb", "1:8", "yaml-syntax"),
    ("a tab", "title:\n\tb: c", "2:1", "yaml-syntax"),
    ("an open quote", 'title: "a\n\n\n', "1:10", "yaml-syntax"),
    ("a colon", "title: a: b", "1:9", "yaml-syntax"),
    ("an open bracket", "title: [a\n", "1:10", "yaml-syntax"),
    ("an at sign", "título: [ü, @]", "1:13", "yaml-syntax"),
    ("a directive", "%YAML 9.1\n---\na: b", None, "yaml-syntax"),
    ("a question", "? [a]\n: b", "1:3", "wrong-key"),
    ("a question in braces", "{[a]: b}", "1:2", "wrong-key"),
    ("a text of 900,000 characters", "a" * 900_000, "1:1", "wrong-value"),
    ("a number", "5", "1:1", "wrong-value"),
    ("a list", "[a]", "1:1", "wrong-value"),
    ("null", "~", "1:1", "wrong-value"),
    ("a key of 900,000 characters", "a" * 900_000 + ": b", None, "yaml-syntax"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
@pytest.mark.parametrize("file", ["low/second.yaml", "vocabulary.yaml", "edition.yaml"])
def test_refused_with_one_diagnostic(
    file: str, text: str, place: str | None, code: str, tmp_path: Path
) -> None:
    write(tmp_path)
    (tmp_path / file).write_bytes(text.encode())
    only(tmp_path, place and f"{file}:{place}", code)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("title: a".encode("utf-16"), "1:1"),
        ("title: ü\nparty: é".encode("latin-1"), "1:8"),
        ("title: ü\nparty: ü".encode() + b" \xe9", "2:10"),
        (b"\xef\xbb\xbftitle: \xff", "1:8"),
        (b"a\r\nb\r\xff", "3:1"),
        (b"PK\x03\x04\xff\xfe\x00", "1:5"),
    ],
)
def test_not_utf_8(content: bytes, place: str, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "low/second.yaml").write_bytes(content)
    only(tmp_path, f"low/second.yaml:{place}", "not-utf-8", "save it as UTF-8")


def test_utf_16_without_a_mark(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "low/second.yaml").write_bytes("title: a".encode("utf-16-le"))
    only(tmp_path, "low/second.yaml:1:2", "yaml-syntax")


@pytest.mark.parametrize("start", ["\ufeff", "---\n", "# note\n", "%YAML 1.2\n---\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n...\n", "\n\n# end", "\r\n"])
def test_harmless_varieties(start: str, end: str, tmp_path: Path) -> None:
    write(tmp_path)
    path = tmp_path / "low/second.yaml"
    path.write_bytes((start + path.read_text().rstrip() + end).encode())
    assert mistakes(tmp_path) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("9" * 100_000, "this is text"),
        ("1e999999999", "this is text"),
        ("1e99", "this is a number"),
        ("0x" + "f" * 1_000, "this is text"),
        (".inf", "this is text"),
        ("-.nan", "this is text"),
        ("1_000", "this is text"),
        ("2:30", "this is text"),
        ("0b1", "this is text"),
    ],
)
def test_numbers_that_are_none(value: str, words: str, tmp_path: Path) -> None:
    place = replace(write(tmp_path), "low/second.yaml", "item: 2", f"item: ¦{value}")
    only(tmp_path, place, "wrong-value", "`item` must be a whole number", words)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("party: school", 'party: ¦"sch\\e[31mool"', "wrong-value"),
        ("title: Second", 'title: ¦"a\\x9b31m"', "wrong-value"),
        ("title: Second", 'title: Second\n¦"\\e]0;x\\a": b', "unknown-key"),
        ("{absent: {at_least: 3}", '{¦"\\e[2J": 5', "unknown-fact"),
        ("given: {possible: 10,", 'given: {¦"\\e[2J": 10,', "unknown-fact"),
        ("{absent: {at_least: 3}", '{absent: {¦"\\e[2J": 3}', "unknown-comparator"),
        ("set: {low_from: 8%}", 'parts: {¦"\\u202E": required}', "unknown-part"),
        ("tier: low", "tier: ¦" + "low" * 10_000, "unknown-tier"),
        ("meaning: Second.", '"": a', "wrong-key"),
    ],
)
def test_words_are_shown_harmlessly(old: str, new: str, code: str, tmp_path: Path) -> None:
    place = replace(write(tmp_path), "low/second.yaml", old, new)
    only(tmp_path, place, code)
    (mistake,) = mistakes(tmp_path)
    assert len(str(mistake)) < 400


def test_known_names_are_shown_harmlessly(tmp_path: Path) -> None:
    write(tmp_path)
    replace(tmp_path, "edition.yaml", "{parents: parents}", '{"par\\e[31ments": parents}')
    (mistake,) = mistakes(tmp_path)
    assert mistake.code == "wrong-name"


def add_definitions(folder: Path, whens: Iterable[str]) -> None:
    """Definitions `d_0`, `d_1` and so on with these conditions."""
    with (folder / "definitions.yaml").open("a") as file:
        for n, when in enumerate(whens):
            phrases = "title: t, yes: y, no: n, unknown: u"
            file.write(f"d_{n}: {{type: condition, {phrases}, when: {when}}}\n")


def test_a_ring_of_2000_definitions(tmp_path: Path) -> None:
    add_definitions(write(tmp_path), [f"{{d_{(n - 1) % 2_000}: yes}}" for n in range(2_000)])
    only(tmp_path, None, "cycle", "depends on itself", "…")


def test_definitions_that_refer_twice_to_the_one_before(tmp_path: Path) -> None:
    twice = [f"{{any: [{{d_{n}: yes}}, {{not: {{d_{n}: yes}}}}]}}" for n in range(39)]
    add_definitions(write(tmp_path), ["{worried: yes}", *twice])
    assert mistakes(tmp_path) == []


def test_a_condition_of_500_alternatives(tmp_path: Path) -> None:
    either = ", ".join(f"{{absent: {n}}}" for n in range(500))
    add_definitions(write(tmp_path), [f"{{any: [{either}]}}"])
    assert mistakes(tmp_path) == []


def test_2000_counts_each_within_the_next(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "vocabulary.yaml").open("a") as file:
        for n in range(2_000):
            file.write(f"c_{n}: {{type: count, title: t, question: q, unknown: u, "
                       f"known: k, within: c_{(n + 1) % 2_000}}}\n")  # fmt: skip
    only(tmp_path, None, "cycle", "lies within itself")


def test_2000_tiers(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "tiers.yaml").open("a") as file:
        for n in range(2_000):
            file.write(f"t_{n}: {{title: t, section: low, yes: y, no: n, unknown: u, when: always, "
                       f"continues: {f't_{n - 1}' if n else 'high'}}}\n")  # fmt: skip
    only(tmp_path, None, "too-many-tiers", "more than 50")


def test_1000_words_in_one_test(tmp_path: Path) -> None:
    write(tmp_path)
    words = [f"w{n}" for n in range(1_000)]
    with (tmp_path / "vocabulary.yaml").open("a") as file:
        file.write("many: {type: word, title: t, question: q, unknown: u, words: {")
        file.write(", ".join(f"{word}: p" for word in [*words, "other"]) + "}}\n")
    replace(
        tmp_path,
        "low/second.yaml",
        "when: {absent: {at_least: 3}, possible: {more_than: 0}}",
        f"when: {{many: {{one_of: [{', '.join(words)}]}}}}",
    )
    assert mistakes(tmp_path) == []


@pytest.mark.slow
def test_thousands_of_misspelt_names_among_thousands(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "vocabulary.yaml").open("a") as file:
        for n in range(3_000):
            file.write(f"fact_number_{n}: {{type: yes_no, title: t, question: q, unknown: u, "
                       "yes: y, no: n}\n")  # fmt: skip
    tests = ", ".join(f"{{fact_nmber_{n}: yes}}" for n in range(3_000))
    replace(tmp_path, "low/first.yaml", "when: {in_need: yes}", f"when: {{any: [{tests}]}}")
    found = mistakes(tmp_path)
    assert len(found) == MOST_MISTAKES
    assert {one.code for one in found} == {"unknown-fact"}


@pytest.mark.slow
def test_thousands_of_unknown_words(tmp_path: Path) -> None:
    write(tmp_path)
    words = ", ".join(f"word_number_{n}: p" for n in range(2_000))
    with (tmp_path / "vocabulary.yaml").open("a") as file:
        file.write("many: {type: word, title: t, question: q, unknown: u, words: {")
        file.write(words + "}}\n")
    tests = ", ".join(f"{{many: wordnumber_{n}}}" for n in range(2_000))
    replace(tmp_path, "low/first.yaml", "when: {in_need: yes}", f"when: {{any: [{tests}]}}")
    assert {one.code for one in mistakes(tmp_path)} == {"unknown-word"}


@pytest.mark.slow
def test_thousands_of_unknown_keys(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "low/second.yaml").open("a") as file:
        file.writelines(f"titl{n}: a\n" for n in range(5_000))
    assert {one.code for one in mistakes(tmp_path)} == {"unknown-key"}


def test_thousands_of_duplicate_keys(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "low/second.yaml").open("a") as file:
        file.write("title: a\n" * 50_000)
    assert {one.code for one in mistakes(tmp_path)} == {"duplicate-key"}


def test_a_count_of_items_beyond_reason(tmp_path: Path) -> None:
    place = replace(write(tmp_path), "edition.yaml", "left: 2,", f"left: ¦{10**17},")
    only(tmp_path, place, "item-without-obligation", "and more")
