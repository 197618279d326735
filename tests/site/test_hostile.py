"""Whatever an author writes, nothing of it runs in the built site."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Obligation
from attendance_rules.site.write import write

ROOT = Path(__file__).parents[2]
HOSTILE = (
    '</title></script><script>alert("hostile")</script><img src=x onerror=alert("hostile")> '
    '[x](javascript:alert("hostile")) {{ hostile }} {% raw %} <svg onload=alert("hostile")> '
    "--- \" ' && |"
)
TITLE = '`x` "hostile" \' [x](javascript:alert("hostile")) {{ hostile }} &lt;script&gt; | # *a* _b_'
# What is looked up by its name, or stands in a pattern, cannot be anything.
NAMES = {
    "section", "column", "party", "tier", "continues", "part", "whole", "within", "type", "about",
    "not_below", "sha256", "from_", "until", "item", "strength", "step", "with_", "leads_to",
    "hands_over_to", "given", "set", "parts", "missing", "expect", "when",
}  # fmt: skip


def hostile(value: Any, name: str = "") -> Any:
    """The same with hostile words behind every text that an author writes."""
    if isinstance(value, BaseModel):
        changed = {
            field: hostile(getattr(value, field), field)
            for field in type(value).model_fields
            if field not in NAMES or (field == "parts" and isinstance(value, Obligation))
        }
        return value.model_copy(update=changed)
    if isinstance(value, str):
        return f"{value} {TITLE if name in ('title', 'parties', 'columns') else HOSTILE}"
    if isinstance(value, tuple):
        return tuple(hostile(entry, name) for entry in value)
    if isinstance(value, dict):
        return {key: hostile(entry, name) for key, entry in value.items()}
    return value


class Page(HTMLParser):
    """What a browser would run of a page: scripts, handlers, addresses that are scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            address = re.sub(r"\s", "", value or "").lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:text")):
                self.handlers.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


@pytest.fixture(scope="module")
def built(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition whose every text is hostile."""
    build = pytest.importorskip("mkdocs.commands.build", reason="needs mkdocs: pip install .[docs]")
    config = pytest.importorskip("mkdocs.config")
    folder = tmp_path_factory.mktemp("site")
    changed = replace(
        edition,
        about=hostile(edition.about),
        parameters=hostile(edition.parameters),
        facts=hostile(edition.facts),
        definitions=hostile(edition.definitions),
        tiers=hostile(edition.tiers),
        obligations=hostile(edition.obligations),
    )
    write(changed, ROOT / "docs", folder / "docs")
    settings = config.load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(folder / "docs"),
        site_dir=str(folder / "out"),
        strict=False,
    )
    build.build(settings)
    return folder / "out"


@pytest.mark.filterwarnings("default")  # those of the site's builder
def test_nothing_runs(built: Path) -> None:
    pages = list(built.rglob("*.html"))
    assert len(pages) > 70
    said = 0
    for path in pages:
        text = path.read_text("utf-8")
        said += text.count("hostile")
        page = Page()
        page.feed(text)
        assert not [script for script in page.scripts if "hostile" in script], path
        assert not page.handlers, path
        head = text[text.index("<head>") : text.index("</head>")]
        elements = set(re.findall(r"<([a-z]+)", re.sub("(?s)<style.*?</style>", "", head)))
        assert elements <= {"head", "link", "meta", "script", "title"}, path
    assert said > 1_000


@pytest.mark.filterwarnings("default")
def test_the_search_index_holds_no_element_of_an_authors(built: Path) -> None:
    index = json.loads((built / "search" / "search_index.json").read_text("utf-8"))
    assert any("hostile" in entry["text"] for entry in index["docs"])
    for entry in index["docs"]:
        page = Page()
        page.feed(f"{entry['title']} {entry['text']}")
        assert not page.scripts
        assert not page.handlers
        assert not re.search(r"<(script|img|svg|iframe|title)", entry["title"] + entry["text"])
