"""The questions of the page, answered as a reader would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, YesNoFact

HERE = "/what-applies/"
ATTENDANCE = "How much has the pupil missed so far this school year?"
DONT_KNOW = "I don’t know"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def open_page(page: Page, address: str, **answers: object) -> None:
    """The page, with answers from a link where some are given."""
    given = {name.replace("__", "-"): value for name, value in answers.items()}
    page.goto("about:blank")
    page.goto(f"{address}{HERE}" + (f"#{urlencode(given, safe='/')}" if given else ""))
    page.wait_for_selector("#what-applies:not([hidden])")


def heading(page: Page) -> str:
    return page.locator("#what-applies h2").inner_text()


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def answer(page: Page, label: str) -> None:
    choose(page, label)
    go_on(page)


def give_sessions(page: Page, possible: object, missed: object) -> None:
    choose(page, "I know the sessions")
    fields = page.locator(".wa-number:visible")
    fields.nth(0).fill(str(possible))
    fields.nth(1).fill(str(missed))
    go_on(page)


def give_rate(page: Page, which: str, rate: str) -> None:
    choose(page, f"I know the {which} rate")
    page.locator(".wa-number:visible").fill(rate)
    go_on(page)


def answer_fact(page: Page, edition: Edition, name: str, value: object) -> None:
    """Answer the question on show, which asks for this fact."""
    fact = edition.facts[name]
    assert heading(page) == fact.question
    if value is None:
        answer(page, DONT_KNOW)
    elif isinstance(fact, CountFact):
        choose(page, "I know the number")
        page.locator(".wa-number:visible").fill(str(value))
        go_on(page)
    elif isinstance(fact, YesNoFact):
        answer(page, "Yes" if value else "No")
    else:
        answer(page, capital(fact.words[str(value)]))


def shown(page: Page) -> dict[str, str]:
    """The status of each obligation on show in the result, by its id."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".wa-party, .wa-folded")].flatMap(
            (part) => [...part.querySelectorAll("a[href*='/obligations/']")].map((link) => {
                const folded = link.closest("details");
                const under = (node) => {
                    while (node && node.tagName !== "H4") node = node.previousElementSibling;
                    return node;
                };
                const title = folded?.querySelector("summary") ?? under(link.closest(".wa-group"));
                const name = new URL(link.href).pathname.split("/obligations/")[1].slice(0, -1);
                return [name, title.textContent];
            })))"""
    )
    return {name: status_of(title) for name, title in found.items()}


def status_of(title: str) -> str:
    if title.startswith("Not expected"):
        return "not_required"
    return "undetermined" if title.startswith("To find out") else "required"


def result(page: Page) -> Locator:
    return page.locator(".wa-view")


def as_link(given: Mapping[str, Any]) -> dict[str, str]:
    """Facts as the words of a link."""
    return {
        name: {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        for name, value in given.items()
    }
