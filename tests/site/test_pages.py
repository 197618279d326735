"""The pages made from the edition, and what they link to."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path

import pytest
import yaml

from attendance_rules.edition.edition import Edition
from attendance_rules.site import places
from attendance_rules.site.markdown import text as as_markdown
from attendance_rules.site.pages import pages
from tests.escalation.editions import changed

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HREF = re.compile(r'href="([^"]+)"')
HEADING = re.compile(r"^#+ (.*?)(?: \{ #([\w-]+) \})?$", re.MULTILINE)


@pytest.fixture(scope="module")
def made(edition: Edition) -> dict[str, str]:
    return pages(edition)


@pytest.fixture(scope="module")
def whole(made: dict[str, str]) -> dict[str, str]:
    """The pages made and those written by hand."""
    written = {
        path.relative_to(ROOT / "docs").as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / "docs").rglob("*.md")
    }
    assert not written.keys() & made.keys()
    return made | written


def test_every_obligation_has_a_page_and_every_page_an_obligation(
    edition: Edition, made: dict[str, str]
) -> None:
    found = {path for path in made if path.startswith("obligations/")} - {"obligations/index.md"}
    assert found == {f"obligations/{name}.md" for name in edition.obligations}
    assert {path for path in made if path.startswith("parties/")} == {
        places.party(party) for party in edition.about.parties
    }
    assert {path for path in made if path.startswith("tiers/")} == {
        places.tier(tier) for tier in edition.tiers
    }


def test_an_obligations_page_says_all_that_the_edition_says(
    edition: Edition, made: dict[str, str]
) -> None:
    for name, obligation in edition.obligations.items():
        page = plain(made[f"obligations/{name}.md"])
        assert page.startswith(f"# {obligation.title}\n")
        said = [obligation.meaning, obligation.practice or "", obligation.judgement or ""]
        said += obligation.options
        said += [part.title for part in obligation.parts.values()]
        said += [obligation.source.starts, obligation.source.sha256, obligation.ends_path or ""]
        if not obligation.standing or obligation.when or obligation.parts:
            said += [example.name[1:] for example in obligation.examples]
        for words in said:
            for paragraph in words.split("\n\n"):
                assert " ".join(paragraph.split()) in page, name
        assert ("How we read the guidance here" in page) == (obligation.judgement is not None)
        for target in obligation.next_steps:
            assert edition.obligations[target].title in page


def test_the_guidance_and_our_suggestions_are_told_apart(
    edition: Edition, made: dict[str, str]
) -> None:
    for name, obligation in edition.obligations.items():
        _, *sections = plain(made[f"obligations/{name}.md"]).split("\n## ")
        by_heading = {heading: body for heading, _, body in (s.partition("\n") for s in sections)}
        theirs = "says" if obligation.strength == "described" else "expects"
        guidance = by_heading[f"What the guidance {theirs}"]
        assert " ".join(obligation.meaning.split()) in guidance
        ours = by_heading.get("What this can look like")
        assert (ours is None) == (obligation.practice is None), name
        if obligation.practice is not None and ours is not None:
            assert "Our suggestion, not in the guidance" in ours
            assert " ".join(obligation.practice.split()) in ours
            assert " ".join(obligation.practice.split()) not in guidance


def plain(page: str) -> str:
    return html.unescape(re.sub(r"\\([^\w\s])", r"\1", page)).replace("\N{NO-BREAK SPACE}", " ")


def test_every_internal_link_leads_somewhere(whole: dict[str, str]) -> None:
    anchors = {path: anchors_of(text) for path, text in whole.items()}
    for path, text in whole.items():
        for target in LINK.findall(without_code(text)):
            if target.startswith("https://"):
                continue
            file, _, anchor = target.partition("#")
            there = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            )
            if anchor in ("only-light", "only-dark"):  # pictures, shown by the theme
                assert (ROOT / "docs" / there).is_file(), f"{path}: {target}"
                continue
            assert there in whole, f"{path}: {target}"
            assert not anchor or anchor in anchors[there], f"{path}: {target}"


def test_every_link_of_the_drawing_leads_to_a_page(whole: dict[str, str]) -> None:
    addresses = {places.address(path) for path in whole}
    links = HREF.findall(whole["escalation.md"])
    assert len(links) == 20
    for link in links:
        assert posixpath.normpath(posixpath.join("escalation", link)) + "/" in addresses


def anchors_of(text: str) -> set[str]:
    named = {anchor for _, anchor in HEADING.findall(text) if anchor}
    slugs = {
        re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())
        for heading, _ in HEADING.findall(without_code(text))
    }
    return named | slugs | set(re.findall(r'id="([\w-]+)"', text))


def without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)


def test_the_table_links_each_obligation_in_its_cell(
    edition: Edition, made: dict[str, str]
) -> None:
    page = made["table.md"]
    for name in edition.obligations:
        assert page.count(f"(obligations/{name}.md)") == 1
    assert page.count("Continued support as for") == 4


def test_every_fact_definition_and_threshold_has_a_place(
    edition: Edition, made: dict[str, str]
) -> None:
    page = made["facts.md"]
    for name in [*edition.facts, *edition.definitions]:
        assert f"{{ #{name} }}" in page
    for name in edition.parameters:
        assert f'<span id="{name}"></span>' in page
    for fact in edition.facts.values():
        assert fact.question in plain(page)


def test_every_judgement_stands_in_the_register(edition: Edition, made: dict[str, str]) -> None:
    page = plain(made["about/judgements.md"])
    found = [one.judgement for one in edition.obligations.values()]
    found += [one.judgement for one in edition.tiers.values()]
    for judgement in filter(None, found):
        for paragraph in judgement.split("\n\n"):
            assert " ".join(paragraph.split()) in page


def test_the_second_reading_records_every_obligation_once(edition: Edition) -> None:
    rows = re.findall(
        r"^\| \[(.*)\]\(\.\./obligations/(.*)\.md\) \(.*\) \| (same|more|less|unclear)\b",
        (ROOT / "docs/about/second-reading.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    titles = {name: title for title, name, _ in rows}
    assert len(rows) == len(titles)
    assert titles == {name: one.title for name, one in edition.obligations.items()}


def test_the_escalation_is_told_in_words_as_well(edition: Edition, made: dict[str, str]) -> None:
    words = made["escalation.md"].split("## In words")[1]
    for name, obligation in edition.obligations.items():
        if obligation.step:
            assert f"- [{obligation.title}]" in words
            for target in obligation.next_steps:
                assert f"(obligations/{target}.md)" in words, name


def test_the_escalation_says_what_comes_before_law_and_with_each_tier(
    edition: Edition, made: dict[str, str]
) -> None:
    law, tiers = made["escalation.md"].split("## Before a legal step")[1].split("## From tier")
    for name, obligation in edition.obligations.items():
        if obligation.step == "legal":
            assert f"- [{obligation.title}](obligations/{name}.md)" in law
    assert law.count("- on every path:") == 2
    assert law.count("- on every path that begins in the tier Persistently absent:") == 2
    assert tiers.count("| School: ") == 3
    assert "(obligations/medical-send/school-same-ambition.md)" in tiers


def test_the_menu_holds_every_page(whole: dict[str, str]) -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = list(leaves(config["nav"]))
    assert sorted(named) == sorted(whole), "bring `nav` in mkdocs.yml up to date"


def leaves(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    children = nav.values() if isinstance(nav, dict) else nav
    assert not isinstance(children, str)
    return [leaf for child in children for leaf in leaves(child)]  # type: ignore[attr-defined]


def test_a_title_can_hold_no_markup(tmp_path: Path) -> None:
    edition = changed(
        tmp_path,
        "persistent/school-formal-conversations.yaml",
        "title: Hold more formal conversations with parents",
        "title: 'Hold &lt;script | [a](b) *c* _d_ {e} & `talks`'",
    )
    for path, text in pages(edition).items():
        assert "<script>" not in text, path
        assert "[a](b)" not in text or path == "escalation.md", path
    page = pages(edition)["obligations/persistent/school-formal-conversations.md"]
    assert page.startswith(
        "# Hold &amp;lt;script &#124; \\[a\\](b) \\*c\\* \\_d\\_ \\{e\\} &amp; `talks`\n"
    )


def test_words_come_out_of_markdown_as_they_went_in() -> None:
    markdown = pytest.importorskip("markdown", reason="comes with the `docs` extra")
    words = "1 < 2 & [a](b) *c* _d_ {: .e } # f | \\g `h` ![i](j) <k>l</k> &amp; ~m~"
    rendered = markdown.markdown(
        as_markdown(words), extensions=["attr_list", "md_in_html", "tables"]
    )
    assert html.unescape(re.sub(r"</?(p|code)>", "", rendered)) == words.replace("`", "")


def test_the_pages_are_the_same_every_time(edition: Edition, made: dict[str, str]) -> None:
    assert pages(edition) == made
