"""What can be wrong with the folder and its files, whatever stands in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from attendance_rules.checks.load import check_edition
from tests.edition.small import mistakes, only, replace, write


def test_no_folder(tmp_path: Path) -> None:
    only(tmp_path / "nowhere", f"{tmp_path}/nowhere:1:1", "no-edition", "there is no such folder")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    only(tmp_path / "file", f"{tmp_path}/file:1:1", "no-edition", "not a folder")


def test_a_folder_without_an_edition(tmp_path: Path) -> None:
    only(tmp_path, f"{tmp_path}:1:1", "no-edition", "there is no `edition.yaml`")


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000, "a\x1b[31mb", "\udcff"])
def test_a_folder_that_cannot_be(name: str, tmp_path: Path) -> None:
    only(tmp_path / name, None, "no-edition", "there is no such folder")


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("low/third.yml", "wrong-name", "rename it to `third.yaml`"),
        ("low/third.YAML", "wrong-name", "rule files end in `.yaml`"),
        ("definitons.yaml", "wrong-name", "did you mean `definitions.yaml`?"),
        ("calendar.yaml", "wrong-name", "obligations lie in the folder of a section"),
        ("low/deep/third.yaml", "wrong-name", "`<section>/<name>.yaml`"),
        ("low/Third.yaml", "wrong-name", "small letters"),
        ("low/thi_rd.yaml", "wrong-name", "single dashes"),
        ("low/third .yaml", "wrong-name", "single dashes"),
        ("low/third\x1b[2J.yaml", "wrong-name", "single dashes"),
        ("low/\udcff.yaml", "wrong-name", "single dashes"),
        ("low/third\n.yaml", "wrong-name", "single dashes"),
        ("lwo/third.yaml", "unknown-section", "did you mean `low`?"),
    ],
)
def test_a_file_of_another_name(name: str, code: str, words: str, tmp_path: Path) -> None:
    """What it holds is not missed: there is no second diagnostic for it."""
    path = write(tmp_path) / name
    path.parent.mkdir(exist_ok=True)
    (tmp_path / "low/second.yaml").rename(path)
    only(tmp_path, None, code, words)
    (mistake,) = mistakes(tmp_path)
    assert mistake.place.path == "".join(c if c.isprintable() else "�" for c in name)


def test_a_table_of_another_name_is_one_mistake(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "vocabulary.yaml").rename(tmp_path / "vocabluary.yaml")
    only(tmp_path, "vocabluary.yaml:1:1", "wrong-name", "did you mean `vocabulary.yaml`?")


def test_a_table_of_another_ending_is_one_mistake(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "vocabulary.yaml").rename(tmp_path / "vocabulary.yml")
    only(tmp_path, "vocabulary.yml:1:1", "wrong-name", "rename it to `vocabulary.yaml`")


def test_what_is_no_rule_file_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("README.md", ".hidden.yaml", ".git/config.yaml", "low/second.yaml~", "low/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("[")
    assert mistakes(tmp_path) == []


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing.yaml")


def a_link_out(path: Path) -> None:
    outside = path.parent.parent.parent / "outside.yaml"
    outside.write_text("secret: text")
    path.symlink_to(outside)


def a_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_link_to_a_folder(path: Path) -> None:
    path.with_suffix("").symlink_to("..")


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (a_folder, "not-a-file", "a folder with the name of a file"),
        (a_pipe, "not-a-file", "not a file that holds text"),
        (a_link_to_itself, "unreadable", "cannot be read"),
        (a_link_to_nothing, "unreadable", "cannot be read"),
        (a_link_out, "not-a-file", "a link that is not followed"),
        (a_link_to_a_device, "not-a-file", "a link that is not followed"),
        (a_link_to_a_folder, "not-a-file", "a link that is not followed"),
    ],
)
@pytest.mark.parametrize("instead_of", ["low/second.yaml", "low/extra.yaml"])
def test_what_cannot_be_read(
    instead_of: str, make: Callable[[Path], None], code: str, words: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "edition")
    path = folder / instead_of
    path.unlink(missing_ok=True)
    make(path)
    only(folder, None, code, words)


@pytest.mark.parametrize("make", [a_folder, a_pipe, a_link_to_itself])
@pytest.mark.parametrize("file", ["vocabulary.yaml", "tiers.yaml"])
def test_a_table_that_cannot_be_read(
    file: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = write(tmp_path)
    (folder / file).unlink()
    make(folder / file)
    (mistake,) = mistakes(folder)
    assert str(mistake.place) == f"{file}:1:1"


@pytest.mark.parametrize("make", [a_folder, a_pipe, a_link_to_itself, a_link_to_nothing])
def test_an_edition_file_that_cannot_be_read(make: Callable[[Path], None], tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "edition.yaml").unlink()
    make(folder / "edition.yaml")
    only(folder, None, "no-edition")


def test_links_within_the_folder_are_followed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".data").mkdir()
    (tmp_path / "low/second.yaml").rename(tmp_path / ".data/second")
    (tmp_path / "low/second.yaml").symlink_to("../.data/second")
    assert mistakes(tmp_path) == []


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    assert mistakes(tmp_path / "link") == []


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by hand, since permissions mean nothing to the superuser."""
    real = Path.open

    def refuse(self: Path, *args: str) -> object:
        if self.name == "second.yaml":
            raise PermissionError(13, "no")
        return real(self, *args)  # type: ignore[call-overload]

    write(tmp_path)
    monkeypatch.setattr(Path, "open", refuse)
    only(tmp_path, "low/second.yaml:1:1", "unreadable", "this file cannot be read")


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("low"):
            raise PermissionError(13, "no")
        return real(path)

    write(tmp_path)
    monkeypatch.setattr(os, "scandir", refuse)
    only(tmp_path, "low:1:1", "unreadable", "this folder cannot be read")


def test_folders_within_folders_without_end(tmp_path: Path) -> None:
    write(tmp_path)
    made: list[Path] = []
    try:
        path = tmp_path / "low"
        while len(made) < 1_100 and len(str(path)) < 4_000:
            path = path / "a"
            path.mkdir()
            made.append(path)
        assert mistakes(tmp_path) == []
    finally:  # pytest removes its folders by recursion, which would fail on these
        for path in reversed(made):
            path.rmdir()


@pytest.mark.slow
def test_too_many_files(tmp_path: Path) -> None:
    write(tmp_path)
    for n in range(5_001):
        (tmp_path / f"low/x-{n}.yaml").touch()
    only(tmp_path, f"{tmp_path}:1:1", "too-many-files", "more than 5,000 files")


@pytest.mark.slow
def test_too_much_in_all_files_together(tmp_path: Path) -> None:
    write(tmp_path)
    for n in range(6):
        (tmp_path / f"low/x-{n}.yaml").write_text("- a\n" * 40_000)
    found = mistakes(tmp_path)
    assert found[0].code == "too-large"
    assert "hold more than an edition can" in found[0].message


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "low/second.yaml").open("wb") as file:
        file.truncate(100_000_000)
    only(tmp_path, "low/second.yaml:1:1", "too-large", "larger than 1 MB", "split it")


def test_the_digest_is_of_the_text(tmp_path: Path) -> None:
    """Not of line endings, byte-order marks or the order in which files were made."""
    plain, _ = check_edition(write(tmp_path / "plain"))
    assert plain is not None
    for name, ending, start in (("crlf", "\r\n", ""), ("cr", "\r", ""), ("bom", "\n", "\ufeff")):
        folder = write(tmp_path / name)
        for path in sorted(folder.rglob("*.yaml"), reverse=True):
            text = path.read_text()
            path.unlink()
            path.write_bytes((start + text.replace("\n", ending)).encode())
        other, found = check_edition(folder)
        assert found == ()
        assert other is not None
        assert other.digest == plain.digest
        assert list(other.obligations) == list(plain.obligations)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("low/second.yaml", "meaning: Second.", "meaning: Second!"),
        ("low/second.yaml", "meaning: Second.", "meaning: Second. # said so"),
        ("low/second.yaml", "meaning: Second.", "meaning:  Second."),
        ("vocabulary.yaml", "somebody is", "somebody was"),
        ("parameters.yaml", "10.5%", "10.50%"),
        ("tiers.yaml", "title: Low", "title: low"),
        ("definitions.yaml", "title: need", "title: needs"),
        ("edition.yaml", "version: first", "version: second"),
    ],
)
def test_the_digest_changes_with_any_edit(file: str, old: str, new: str, tmp_path: Path) -> None:
    before, _ = check_edition(write(tmp_path))
    replace(tmp_path, file, old, new)
    after, _ = check_edition(tmp_path)
    assert before is not None
    assert after is not None
    assert before.digest != after.digest


def test_the_digest_changes_with_a_name(tmp_path: Path) -> None:
    before, _ = check_edition(write(tmp_path))
    (tmp_path / "high/third.yaml").rename(tmp_path / "high/renamed.yaml")
    after, _ = check_edition(tmp_path)
    assert before is not None
    assert after is not None
    assert before.digest != after.digest
