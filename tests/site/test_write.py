"""Writing the pages: what stands in the way is named, and nothing else is touched."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.site.__main__ import main
from attendance_rules.site.pages import pages
from attendance_rules.site.write import SiteError, write
from attendance_rules.wording.edition import notice
from tests.edition import small


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    (docs / "guide").mkdir(parents=True)
    (docs / "index.md").write_text("# Hello\n", encoding="utf-8")
    (docs / "guide" / "python.md").write_text("# Python\n", encoding="utf-8")
    return docs


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_both_kinds_of_pages_lie_side_by_side(edition: Edition, docs: Path, tmp_path: Path) -> None:
    target = tmp_path / "build" / "docs"
    assert write(edition, docs, target) == len(pages(edition))
    assert files(target).keys() == pages(edition).keys() | {"index.md", "guide/python.md"}
    first = files(target)
    (target / "obligations" / "gone.md").write_text("stale", encoding="utf-8")
    write(edition, docs, target)
    assert files(target) == first


def test_every_page_says_under_its_title_which_edition_it_is_about(
    edition: Edition, tmp_path: Path
) -> None:
    target = tmp_path / "docs"
    write(edition, Path(__file__).parents[2] / "docs", target)
    (first, second) = (html.escape(line, quote=False) for line in notice(edition))
    second = second.partition(" The guidance in force")[0]
    address = (
        "https://www.gov.uk/government/publications/working-together-to-improve-school-attendance"
    )
    paths = list(target.rglob("*.md"))
    assert len(paths) > len(pages(edition))
    for path in paths:
        page = path.read_text(encoding="utf-8")
        title, _, rest = page.partition('\n\n<div class="edition"')
        assert title.splitlines()[-1].startswith("# "), path
        box = rest.partition("</div>\n")[0]
        assert first in box, path
        assert second in box, path
        assert f'<a href="{address}">' in box, path


def test_another_edition_says_its_own(docs: Path, tmp_path: Path) -> None:
    edition = load_edition(small.write(tmp_path / "rules"))
    target = tmp_path / "out"
    write(edition, docs, target)
    page = (target / "index.md").read_text(encoding="utf-8")
    assert page.startswith(
        '# Hello\n\n<div class="edition" data-search-exclude><p>Based on the first'
    )
    assert '<a href="https://www.example.org/a-page">a page</a>.' in page
    assert "August 2024" in page
    assert "gov.uk" not in page


def test_a_page_written_by_hand_is_not_overwritten(
    edition: Edition, docs: Path, tmp_path: Path
) -> None:
    (docs / "facts.md").write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError, match=r"facts\.md is written by hand"):
        write(edition, docs, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(
    edition: Edition, docs: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(SiteError, match="not written here"):
        write(edition, docs, target)
    assert (target / "letter.txt").exists()
    for inside in (docs, docs / "out", tmp_path):
        with pytest.raises(SiteError, match="apart"):
            write(edition, docs, inside)
    with pytest.raises(SiteError, match="no folder"):
        write(edition, tmp_path / "none", tmp_path / "out")


def test_the_command_writes_and_ends_in_a_message(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "build"
    assert main([str(docs), str(target)]) == 0
    assert "pages made" in capsys.readouterr().out
    assert main([str(tmp_path / "none"), str(target)]) == 2
    assert main([str(docs), str(target), "--policy", str(docs)]) == 2
    assert "edition.yaml" in capsys.readouterr().err
