"""The page that asks about a pupil and tells what applies, and the scripts that it runs.

The scripts lie in `browser/`, as they are written by hand; two more are made: the edition's rules
as a module, and what the page knows of this site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from urllib.parse import urlencode

from attendance_rules.decision.actions import Action
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Example
from attendance_rules.export import javascript_module
from attendance_rules.policy import Policy
from attendance_rules.site import places
from attendance_rules.site.listing import to_obligation
from attendance_rules.site.markdown import capital, text
from attendance_rules.wording.facts import known
from attendance_rules.wording.statuses import STATUSES

HERE = "what-applies.md"
FOLDER = "assets/what-applies"
TITLE = "What applies to this pupil?"

_ASKERS = ("school", "local_authority")
"""Parties that may ask. A parent and anybody else may too, and owe nothing."""

_SAFEGUARDING = "safeguarding_concern"
_PARENTS_CANNOT_KNOW = ("lead_practitioner",)  # what all partners have agreed among themselves

_PAGE = """\
---
hide: [navigation, toc]
---

# {title}

<div class="wa-page" markdown>

<div class="wa-lead" markdown>

Answer a few questions, one at a time, and see what the guidance expects each party to do, and why.
You can stop after any answer.

</div>

<div id="what-applies" hidden></div>

<div class="wa-lead" markdown>

- **This is not a decision.** It explains what the guidance says. People decide.
- **Your answers stay in this browser.** Nothing is sent or stored, and no name is asked for.
- **Our advice, not the guidance’s:** if you are worried about a child’s safety, do not wait for
  attendance steps. Tell the school’s designated safeguarding lead or children’s social care today.
  If a child is in immediate danger, call 999.

</div>

<div id="worked-example" markdown>

{example}
</div>

</div>

<script type="module" src="../{scripts}/app.js"></script>
"""


def page(edition: Edition) -> str:
    """What the page says before and beside its questions, and a worked example without scripts."""
    return _PAGE.format(title=TITLE, example="\n".join(_worked_example(edition)), scripts=FOLDER)


def scripts(edition: Edition) -> dict[str, str]:
    """The text of every script by its path from the root of the docs."""
    folder = files("attendance_rules.site") / "browser"
    written = [entry for entry in folder.iterdir() if entry.name.endswith(".js")]
    made = {f"{FOLDER}/{entry.name}": entry.read_text("utf-8") for entry in written}
    made[f"{FOLDER}/rules.js"] = javascript_module(Policy(edition))
    made[f"{FOLDER}/page.js"] = f"export const page = {json.dumps(_about(edition))};\n"
    return made


def _about(edition: Edition) -> dict[str, object]:
    """What the scripts know of this site."""
    return {
        "title": TITLE,
        "safeguarding": _SAFEGUARDING if _SAFEGUARDING in edition.facts else None,
        "notAsked": {"parent": [name for name in _PARENTS_CANNOT_KNOW if name in edition.facts]},
        "addresses": {
            name: f"../../{places.address(places.obligation(name))}" for name in edition.obligations
        },
    }


def filled(edition: Edition, obligation: str, example: Example, here: str) -> str | None:
    """The address, from the page `here`, at which an example's answers are filled in.

    None for an example under thresholds of its own, since the page has the edition's.
    """
    if example.set:
        return None
    answers = {name: _word(value) for name, value in example.given.items()}
    party = edition.obligations[obligation].party
    asked_by = party if party in _ASKERS else "other"
    fragment = urlencode({"asked-by": asked_by, **answers, "show": obligation}, safe="/")
    up = "../" * places.address(here).count("/")
    return f"{up}{places.address(HERE)}#{fragment}"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _worked_example(edition: Edition) -> list[str]:
    """What the page would tell of one made-up pupil."""
    example = _chosen(edition)
    if example is None:
        return []
    decision = Policy(edition).decide(example.given)
    facts = "; ".join(known(edition, example.given))
    lines = ["## A worked example", ""]
    lines += [
        "The questions need JavaScript, which is off in this browser. Here is one answer:",
        "",
    ]
    lines += [f"What is known about a made-up pupil: {text(facts)}.", ""]
    if decision.tier is not None:
        lines += [f"**{text(capital(edition.tiers[decision.tier].yes))}.**", ""]
    for party, title in edition.about.parties.items():
        due = [action for action in decision.required(party) if not action.standing]
        still_open = decision.undetermined(party)
        if due or still_open:
            lines += [f"### {text(title)}", ""]
        if due:
            lines += [f"**{STATUSES['required']} now**", ""]
            lines += [*(_due(edition, action) for action in due), ""]
        if still_open:
            lines += [f"**{STATUSES['undetermined']}**", ""]
            lines += [*(_open(edition, action) for action in still_open), ""]
    return lines


def _chosen(edition: Edition) -> Example | None:
    """The fullest example of what is expected in the highest tier but one, or in any."""
    ladder = edition.tier_ladder()
    found = [
        (obligation.tier == ladder[-2:][0], len(example.given), example)
        for obligation in edition.obligations.values()
        for example in obligation.examples
        if example.expect == "required" and not example.set
    ]
    return max(found, key=lambda entry: entry[:2], default=(False, 0, None))[2]


def _due(edition: Edition, action: Action) -> str:
    reasons = "; ".join(reason.shown for reason in action.because)
    return f"- {to_obligation(edition, action.obligation, HERE)}" + (
        f", because {text(reasons)}" if reasons else ""
    )


def _open(edition: Edition, action: Action) -> str:
    asked = " ".join(_questions(edition, action))
    return f"- {to_obligation(edition, action.obligation, HERE)}: {text(asked)}"


def _questions(edition: Edition, action: Action) -> Iterable[str]:
    if action.unclassifiable:
        yield f"{capital(action.unclassifiable)}."
    for name in action.missing:
        yield edition.facts[name].question
