"""The policy on every page: the theme works under it, and nothing foreign does."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
KINDS = [
    "/",
    "/what-applies/",
    "/escalation/",
    "/obligations/persistent/school-formal-conversations/",
    "/facts/",
    "/guide/python/",
    "/about/performance-at-scale/",
    "/404.html",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_works_under_its_policy(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}{kind}")
    page.wait_for_load_state("networkidle")
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
    for _ in range(3):
        page.locator("label[for^='__palette']:visible").click()
    page.locator("label[for='__search']:visible").first.click()
    page.keyboard.type("social worker")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_a_drawing_keeps_its_looks(page: Page, address: str) -> None:
    page.goto(f"{address}/escalation/")
    box = page.locator("svg.escalation .box").first
    assert page.locator("svg.escalation style").count() == 0
    assert box.evaluate("(box) => getComputedStyle(box).strokeOpacity") != "1"


def test_what_is_put_into_a_page_does_not_run_and_reaches_no_one(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page = context.new_page()
    page.goto(f"{address}/what-applies/")
    page.wait_for_selector("#what-applies:not([hidden])")
    stopped = page.evaluate(
        """async () => {
            const stopped = [];
            document.addEventListener("securitypolicyviolation", (event) => {
                stopped.push(event.effectiveDirective);
            });
            const script = document.createElement("script");
            script.textContent = "window.foreign = true";
            document.body.append(script);
            const image = new Image();
            image.src = "http://127.0.0.1:9/answers.png";
            await fetch("http://127.0.0.1:9/answers").catch(() => null);
            await new Promise((resolve) => setTimeout(resolve, 50));
            return [window.foreign ?? null, stopped.sort()];
        }"""
    )
    assert stopped == [None, ["connect-src", "img-src", "script-src-elem"]]
