"""From what is not known to what is expected, as a reader would go."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from attendance_rules.policy import Policy
from tests.site.browser.asking import (
    ATTENDANCE,
    DONT_KNOW,
    HERE,
    answer,
    answer_fact,
    as_link,
    choose,
    give_rate,
    give_sessions,
    go_on,
    heading,
    open_page,
    result,
    shown,
)
from tests.support.policies import random_facts

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
SESSIONS = ("sessions_possible", "sessions_absent")


@pytest.mark.parametrize("seed", range(3))
def test_from_unknown_to_decided_in_the_order_of_the_engine(
    page: Page, address: str, policy: Policy, seed: int
) -> None:
    random = Random(seed)
    facts = random_facts(policy.edition, random, 0.0) | {"sessions_possible": 120}
    facts |= {"sessions_absent": (3, 20, 70)[seed], "sessions_unauthorised": 2}
    facts["sessions_unexplained"] = seed
    open_page(page, address)
    answer(page, "A school")
    give_sessions(page, facts["sessions_possible"], facts["sessions_absent"])
    known = {name: facts[name] for name in SESSIONS}
    declined = set[str]()
    while True:
        left = [one.fact for one in policy.decide(known).questions() if one.fact not in declined]
        if not left:
            break
        value = facts[left[0]] if random.random() < 0.9 else None
        answer_fact(page, policy.edition, left[0], value)
        if value is None:
            declined.add(left[0])
        else:
            known[left[0]] = value
    assert heading(page) == "Check your answers"
    page.get_by_role("button", name="See the result").click()
    decision = policy.decide(known)
    assert decision.tier is not None
    assert heading(page).casefold().startswith("the pupil is")
    assert shown(page) == decision.statuses
    said = result(page).text_content() or ""
    for action in decision.required():
        assert action.title in said
        for reason in action.because:
            assert ("the absence rate is at or above" if reason.given[1:] else reason.shown) in said


def test_every_example_of_the_edition_opens_filled_and_gives_its_answer(
    page: Page, address: str, policy: Policy
) -> None:
    open_page(page, address)
    for name, obligation in policy.edition.obligations.items():
        for example in obligation.examples:
            given = as_link(example.given)
            link = page.evaluate(
                "(given) => `#${new URLSearchParams(given)}`",
                {"asked-by": "school", **given, "show": name},
            )
            page.evaluate("(link) => { location.hash = link }", link)
            page.wait_for_function(
                "(title) => document.querySelector('.wa-note')?.textContent.includes(title)",
                arg=obligation.title,
            )
            assert shown(page)[name] == example.expect, example.name
            assert page.locator(".wa-shown").count() == 1


def test_an_obligations_page_leads_to_its_example(page: Page, address: str, policy: Policy) -> None:
    name = "persistent/school-formal-conversations"
    page.goto(f"{address}/obligations/{name}/")
    page.get_by_role("link", name="Try this example").first.click()
    page.wait_for_selector(".wa-note")
    assert heading(page) == "The pupil is persistently absent."
    title = policy.edition.obligations[name].title
    assert page.locator(".wa-shown").inner_text() == title
    assert shown(page)[name] == "required"
    page.locator(".wa-shown a").click()
    assert page.locator("h1").inner_text().startswith(title)


def test_back_keeps_the_answer_and_another_can_be_given(page: Page, address: str) -> None:
    open_page(page, address)
    answer(page, "A local authority")
    give_sessions(page, 120, 20)
    page.get_by_role("button", name="Back", exact=True).click()
    assert heading(page) == ATTENDANCE
    assert page.locator(".wa-number:visible").nth(1).input_value() == "20"
    page.go_back()
    assert heading(page) == "Who is asking?"
    expect(page.get_by_label("A local authority")).to_be_checked()
    page.go_forward()
    give_sessions(page, 120, 70)
    expect(page.locator(".wa-partial")).to_contain_text("The pupil is severely absent.")


def test_one_answer_is_changed_from_the_list_of_answers(page: Page, address: str) -> None:
    open_page(page, address, asked__by="school", sessions_possible=120, sessions_absent=20)
    page.get_by_role("button", name="Check or change your answers").click()
    page.get_by_role("button", name=f"Change: {ATTENDANCE}").click()
    give_sessions(page, 120, 3)
    assert heading(page) == "Check your answers"
    assert "3 of 120 sessions" in result(page).inner_text()
    page.get_by_role("button", name="See the result").click()
    assert heading(page) == "The pupil is not at risk of persistent absence."


def test_a_question_in_the_result_is_answered_there_and_the_result_is_back(
    page: Page, address: str, policy: Policy
) -> None:
    name = "persistent/school-formal-conversations"
    open_page(page, address, asked__by="school", sessions_possible=120, sessions_absent=20)
    assert shown(page)[name] == "undetermined"
    question = policy.edition.facts["engagement"].question
    page.get_by_role("button", name=question).click()
    answer_fact(page, policy.edition, "engagement", "lacking")
    assert shown(page)[name] == "required"
    page.go_back()
    answer_fact(page, policy.edition, "engagement", "engaged")
    assert shown(page)[name] == "not_required"
    page.locator("summary", has_text="Not expected").first.click()
    expect(result(page)).to_contain_text("It would apply if parents are not engaging:")


def test_after_two_answers_there_is_a_result_so_far(page: Page, address: str) -> None:
    open_page(page, address)
    live = page.locator(".wa-partial")
    assert live.get_attribute("aria-live") == "polite"
    assert live.inner_text() == ""
    answer(page, "A school")
    assert live.inner_text() == ""
    answer(page, DONT_KNOW)
    expect(live).to_contain_text("Which tier of support the pupil is in is not known yet.")
    page.get_by_role("button", name="See the result so far").click()
    assert set(shown(page).values()) == {"required", "undetermined"}


def test_a_parent_is_not_asked_for_the_agreed_lead(
    page: Page, address: str, policy: Policy
) -> None:
    question = policy.edition.facts["lead_practitioner"].question
    for who, asked in (("A school", True), ("A parent or carer", False)):
        open_page(page, address)
        answer(page, who)
        give_sessions(page, 120, 20)
        found = []
        while heading(page) != "Check your answers":
            found.append(heading(page))
            answer(page, DONT_KNOW)
        assert (question in found) == asked
        assert len(found) > 15
    page.get_by_role("button", name="See the result").click()
    expect(result(page)).to_contain_text(f"{question} The school or the local authority will know.")
    assert page.get_by_role("button", name=question).count() == 0


def test_a_safeguarding_concern_is_answered_at_once_by_advice_marked_as_ours(
    page: Page, address: str, policy: Policy
) -> None:
    open_page(page, address, asked__by="parent", sessions_possible=120, sessions_absent=20)
    assert page.locator(".wa-urgent").count() == 0
    page.get_by_role(
        "button", name=policy.edition.facts["safeguarding_concern"].question
    ).first.click()
    choose(page, "Yes")
    urgent = page.locator(".wa-urgent")
    for words in ("Our advice, not the guidance’s", "Do not wait for attendance steps.", "999"):
        expect(urgent).to_contain_text(words)
    choose(page, "No")
    expect(urgent).to_have_count(0)
    answer(page, "Yes")
    expect(urgent).to_have_count(1)
    page.get_by_role("button", name="Go on with the questions").click()
    expect(urgent).to_have_count(1)


@pytest.mark.parametrize(
    ("which", "rate", "tier"),
    [
        ("absence", "9.99", "The pupil is at risk of persistent absence."),
        ("absence", "10", "The pupil is persistently absent."),
        ("attendance", "90.01%", "The pupil is at risk of persistent absence."),
        ("attendance", "90", "The pupil is persistently absent."),
        ("attendance", "50.00", "The pupil is severely absent."),
    ],
)
def test_a_rate_is_enough_and_its_counts_are_never_made_up(
    page: Page, address: str, which: str, rate: str, tier: str
) -> None:
    open_page(page, address)
    answer(page, "A school")
    give_rate(page, which, rate)
    page.get_by_role("button", name="See the result so far").click()
    assert heading(page) == tier
    assert "10000" not in result(page).inner_text()
    assert "sessions were missed" not in result(page).inner_text()


def test_what_cannot_be_is_said_in_words_and_led_to(page: Page, address: str) -> None:
    open_page(page, address)
    go_on(page)
    problems = page.locator(".wa-problems")
    expect(problems).to_contain_text("Choose an answer.")
    answer(page, "A school")
    for possible, missed, said in (
        ("", "x", "Enter the number of possible sessions as a whole number, such as 12."),
        ("12", "13", "There are more sessions missed than possible sessions."),
    ):
        give_sessions(page, possible, missed)
        expect(problems).to_contain_text(said)
        assert page.evaluate("document.activeElement.className") == "wa-problems-head"
    problems.get_by_role("link").last.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    for wrong in ("", "10.001", "101", "-1", "ten"):
        give_rate(page, "absence", wrong)
        expect(problems).to_contain_text("Enter the rate as a number from 0 to 100")
    give_rate(page, "absence", "12.5")
    expect(problems).to_have_text("")


def test_answers_that_contradict_one_another_are_named(page: Page, address: str) -> None:
    given = {"sessions_possible": 120, "sessions_absent": 12, "sessions_unexplained": 15}
    open_page(page, address, asked__by="school", **given)
    assert heading(page) == "Check your answers"
    expect(result(page)).to_contain_text(
        "There are more unexplained sessions than sessions missed."
    )
    assert page.get_by_role("button", name="See the result").count() == 0
    page.get_by_role("button", name=f"Change: {ATTENDANCE}").click()
    give_sessions(page, 120, 20)
    page.get_by_role("button", name="See the result").click()
    assert heading(page) == "The pupil is persistently absent."


def test_a_link_holds_the_answers_only_when_it_is_asked_for(
    context: BrowserContext, page: Page, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, address)
    answer(page, "A school")
    give_sessions(page, 120, 20)
    page.get_by_role("button", name="See the result so far").click()
    before = shown(page)
    assert "#" not in page.url
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("The link with your answers")
    link = field.input_value()
    assert link == (f"{address}{HERE}#asked-by=school&sessions_possible=120&sessions_absent=20")
    assert "#" not in page.url
    expect(page.locator(".wa-link")).to_contain_text("no name")
    expect(page.locator(".wa-link")).to_contain_text(ATTENDANCE)
    expect(page.locator(".wa-link")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector(".wa-tier")
    assert shown(page) == before
    page.get_by_role("button", name="Start again").click()
    assert "#" not in page.url
    assert heading(page) == "Who is asking?"


def test_nothing_in_a_link_runs_or_is_taken_for_an_answer(page: Page, address: str) -> None:
    open_page(
        page,
        address,
        asked__by="<img src=x onerror=alert(1)>",
        show="constructor",
        engagement="toString",
        constructor="yes",
        sessions_absent="12; drop",
        social_worker="yes",
    )
    expect(page.locator(".wa-note")).to_have_text(
        "Part of the link could not be used here, so it was left out."
    )
    assert page.locator("#what-applies img").count() == 0
    page.get_by_role("button", name="Check or change your answers").click()
    assert page.locator(".wa-answers dt").all_inner_texts() == [
        "Does the pupil have a social worker?"
    ]


def test_answers_are_sent_nowhere_and_stored_nowhere(page: Page, address: str) -> None:
    open_page(page, address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    held = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    before = page.evaluate(held)
    answer(page, "A parent or carer")
    give_sessions(page, 123, 45)
    answer(page, DONT_KNOW)
    page.get_by_role("button", name="See the result so far").click()
    assert asked == []
    assert page.evaluate(held) == before
    assert "45" not in page.evaluate("JSON.stringify(history.state)")
    page.reload()
    page.wait_for_selector("#what-applies:not([hidden])")
    assert heading(page) == "Who is asking?"


def test_without_scripts_there_is_a_worked_example(
    browser: Browser, address: str, policy: Policy
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{HERE}")
    example = page.locator("#worked-example")
    expect(example).to_be_visible()
    expect(page.locator("#what-applies")).to_be_hidden()
    for words in ("A worked example", "Expected now", "To find out", "persistently absent"):
        expect(example).to_contain_text(words)
    context.close()


def test_the_keyboard_is_enough_and_focus_is_on_each_new_question(page: Page, address: str) -> None:
    def focused() -> str:
        found: str = page.evaluate("document.activeElement.textContent")
        return found

    open_page(page, address)
    page.locator("#what-applies h2").focus()
    for keys in (["Tab", "Space", "Tab", "Enter"], ["Tab", "Space", "Tab"]):
        for key in keys:
            page.keyboard.press(key)
    page.keyboard.type("120")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    assert focused() == heading(page)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused() == heading(page)
    seen = set[str]()
    while (words := focused()) != "See the result so far":
        assert words not in seen or words == ""
        seen.add(words)
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    page.keyboard.press("Enter")
    assert focused() == "The pupil is persistently absent."


def test_on_paper_the_result_stands_with_its_answers_and_without_buttons(
    page: Page, address: str
) -> None:
    given = {"sessions_possible": 120, "sessions_absent": 20, "engagement": "lacking"}
    open_page(page, address, asked__by="school", **given)
    page.emulate_media(media="print")
    for hidden in (".wa-buttons", ".wa-share", ".md-header", ".md-tabs"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".wa-in-print")).to_contain_text("Parents are not engaging.")
    expect(page.locator(".wa-no-decision")).to_be_visible()
