"""What the page is made of, for any edition."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Example
from attendance_rules.site import places
from attendance_rules.site.pages import assets, pages
from attendance_rules.site.what_applies import FOLDER, HERE, filled
from tests.site.test_pages import plain

NAME = "persistent/school-formal-conversations"


def test_a_worked_example_tells_what_is_expected_and_what_to_find_out(edition: Edition) -> None:
    page = plain(pages(edition)[HERE])
    example = page.split("## A worked example")[1]
    for words in ("Expected now", "To find out", "The pupil is persistently absent", "because"):
        assert words in example
    assert "not legal" not in example
    for words in (
        "This is not a decision",
        "Nothing is sent or stored",
        "Our advice, not the guidance",
    ):
        assert words in page


def test_every_script_that_is_imported_is_there(edition: Edition) -> None:
    made = assets(edition)
    for path, text in made.items():
        if path.startswith(FOLDER):
            for name in re.findall(r'from "\./([\w.]+)"', text):
                assert f"{FOLDER}/{name}" in made
    assert f"{FOLDER}/app.js" in made


def test_every_obligation_has_an_address_from_the_scripts(edition: Edition) -> None:
    text = assets(edition)[f"{FOLDER}/page.js"]
    about = json.loads(text.removeprefix("export const page = ").removesuffix(";\n"))
    assert about["addresses"].keys() == edition.obligations.keys()
    assert about["addresses"][NAME] == f"../../obligations/{NAME}/"
    assert about["safeguarding"] in edition.facts
    assert set(about["notAsked"]["parent"]) <= edition.facts.keys()


def test_an_example_is_filled_in_by_its_answers_alone(edition: Edition) -> None:
    example = edition.obligations[NAME].examples[0]
    address = filled(edition, NAME, example, places.obligation(NAME))
    assert address is not None
    page, _, fragment = address.partition("#")
    assert page == "../../../what-applies/"
    answers = dict(parse_qsl(fragment))
    assert answers.pop("asked-by") == "school"
    assert answers.pop("show") == NAME
    assert answers == {name: str(value) for name, value in example.given.items()}


def test_an_example_under_other_thresholds_is_not_offered(edition: Edition) -> None:
    example = edition.obligations[NAME].examples[0].model_copy(update={"set": {"severe_from": 900}})
    assert isinstance(example, Example)
    assert filled(edition, NAME, example, places.obligation(NAME)) is None


def test_examples_of_those_who_do_not_ask_are_filled_in_as_by_anybody(edition: Edition) -> None:
    name = "monitoring/multi-academy-trust-review"
    address = filled(edition, name, edition.obligations[name].examples[0], places.obligation(name))
    assert address is not None
    assert "asked-by=other&" in address
