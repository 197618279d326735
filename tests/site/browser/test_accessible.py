"""axe-core finds nothing, at any width and in either scheme, at whatever point of the questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.browser.asking import DONT_KNOW, answer, choose, go_on, open_page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PERSISTENT = {"asked__by": "school", "sessions_possible": 120, "sessions_absent": 20}


def first(page: Page, address: str) -> None:
    open_page(page, address)


def wrong_sessions(page: Page, address: str) -> None:
    open_page(page, address)
    answer(page, "A school")
    choose(page, "I know the sessions")
    go_on(page)


def question(page: Page, address: str) -> None:
    open_page(page, address)
    answer(page, "A parent or carer")
    answer(page, DONT_KNOW)


def result(page: Page, address: str) -> None:
    open_page(page, address, **PERSISTENT, safeguarding_concern="yes", engagement="engaged")
    for summary in page.locator(".wa-view summary").all():
        summary.click()
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_selector(".wa-link input")


def contradiction(page: Page, address: str) -> None:
    open_page(page, address, **PERSISTENT, sessions_unexplained=25)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("view", [first, wrong_sessions, question, result, contradiction])
def test_axe_finds_nothing(
    browser: Browser,
    address: str,
    view: Callable[[Page, str], None],
    width: int,
    scheme: str,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    view(page, address)
    page.wait_for_timeout(300)  # for the theme's fading to end, since colours are measured
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    said = [
        f"{violation['id']}: {node['target']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert said == []
