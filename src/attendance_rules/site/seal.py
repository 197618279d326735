"""`python -m attendance_rules.site.seal`: a Content-Security-Policy on every page of a built site.

A page then loads nothing from another host and runs no script that was not there when it was
built. The policy stands in the page, so it holds wherever the site is served from. It is worked
out after the build, since it names the builder's own inline scripts by their SHA-256
(Content Security Policy Level 3, https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import argparse
import re
import sys
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from attendance_rules.errors import AttendanceRulesError
from attendance_rules.files.atomic import replacing
from attendance_rules.site.write import SiteError

_HEAD = re.compile(r"<head\b[^>]*>")
_MARK = '<meta http-equiv="Content-Security-Policy" content="'
_SEAL = re.compile(re.escape(_MARK) + r'[^"]*">')

_DATA = ("application/json", "application/ld+json")
"""Types of scripts that browsers do not run."""


def seal(site: Path) -> int:
    """Put the policy into every page; how many there are. A second time changes nothing.

    Raises `SiteError`, with nothing changed, if a page holds what the policy would stop: a style
    or a handler of its own, or something to be loaded from another host.
    """
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise SiteError(f"there is no page in {site}: build the site first")
    sealed: dict[Path, str] = {}
    problems: list[str] = []
    for page in pages:
        text = _SEAL.sub("", page.read_text(encoding="utf-8"))
        found = _Found()
        found.feed(text)
        problems += [f"{page}: {problem}" for problem in dict.fromkeys(found.problems)]
        head = _HEAD.search(text)
        at = head.end() if head else 0
        sealed[page] = text[:at] + found.seal() + text[at:]
    if problems:
        raise SiteError("\n".join(problems))
    for page, text in sealed.items():
        with replacing(page) as new:
            new.write_text(text, encoding="utf-8", newline="")
    return len(pages)


class _Found(HTMLParser):
    """The inline scripts of a page, and what no policy of ours lets through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.problems: list[str] = []
        self._scripts: dict[str, None] = {}
        self._inside = False

    def seal(self) -> str:
        """The policy, naming each inline script by its hash."""
        hashes = [f"'sha256-{_hash(script)}'" for script in self._scripts]
        rules = [
            "default-src 'self'",
            " ".join(["script-src", "'self'", *hashes]),
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'self'",
        ]
        return f'{_MARK}{"; ".join(rules)}">'

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self._inside = tag == "script" and "src" not in given and given.get("type") not in _DATA
        if tag == "style" or "style" in given:
            self.problems.append("a style inside the page; move it to a style sheet")
        if any(name.startswith("on") for name in given):
            self.problems.append("a handler in an attribute; move it to a script")
        loaded = given.get("src") or (given.get("href") if tag == "link" else None) or ""
        if _loads(tag, given) and re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", loaded, re.IGNORECASE):
            self.problems.append(f"a `{tag}` that is loaded from another host; bring it in")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._scripts[data] = None

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"


def _loads(tag: str, given: dict[str, str | None]) -> bool:
    """Whether a browser fetches what a tag names; a link to the page's own address is only said."""
    return tag != "link" or given.get("rel") not in ("canonical", "prev", "next")


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Seal a built site; 0 when done, 2 when something stands in the way."""
    parser = argparse.ArgumentParser(
        prog="python -m attendance_rules.site.seal", description=seal.__doc__
    )
    parser.add_argument("site", type=Path, nargs="?", default=Path("build/site"))
    try:
        number = seal(parser.parse_args(arguments).site)
    except (AttendanceRulesError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{number} pages sealed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
