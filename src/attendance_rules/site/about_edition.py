"""What the site says of the edition that it shows."""

from __future__ import annotations

import re
from html import escape

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Source
from attendance_rules.wording.edition import notice

JUDGEMENT = "How we read the guidance here"
"""Over a reading that was a choice, so that it is not taken for the guidance's own."""

_TITLE = re.compile(r"^# .*\n", re.MULTILINE)


def name(edition: Edition) -> str:
    """The guidance with its version."""
    about = edition.about
    return f"“{about.title}” ({about.publisher}, {about.version})"


def cell(edition: Edition, source: Source) -> str:
    """Where in the table an item stands."""
    section = edition.about.sections[source.section].title
    column = edition.about.columns[source.column]
    return f"row “{section}”, column “{column}”, item {source.item}"


def with_notice(edition: Edition, page: str) -> str:
    """A page with the notice under its title, in print too; the search passes over it.

    HTML, since a search that finds it on every page finds nothing, and Markdown cannot say so.
    """
    about = edition.about.guidance_in_force
    lines = [escape(line, quote=False) for line in notice(edition)]
    if about is not None:
        named = escape(f"{about.title}: {about.address}", quote=False)
        shown = f'<a href="{escape(about.address)}">{escape(about.title, quote=False)}</a>.'
        lines[-1] = lines[-1].replace(named, shown)
    box = "".join(f"<p>{line}</p>" for line in lines)
    box = f'\n<div class="edition" data-search-exclude>{box}</div>\n'
    title = _TITLE.search(page)
    at = title.end() if title else 0
    return f"{page[:at]}{box}{page[at:]}"
