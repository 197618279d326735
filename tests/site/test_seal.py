"""Each page of a built site names what it may run, and nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from attendance_rules.site.seal import main, seal
from attendance_rules.site.write import SiteError

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>T</title>'
    '<link rel="canonical" href="https://example.org/"><link rel="stylesheet" href="a.css">'
    '<script>var one = "</p>"</script><script type="application/json">{"a": 1}</script>'
    '</head><body><p><a href="https://example.org/">away</a></p>{more}'
    '<script src="a.js"></script><script type="module" src="b.js"></script>'
    "<script>\nlet two = 2 && 3;\n</script></body></html>"
)


def written(folder: Path, **more: str) -> Path:
    for name, text in more.items():
        page = folder / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.replace("{more}", text), encoding="utf-8")
    return folder


def policy_of(page: Path) -> str:
    (found,) = re.findall(
        r'<head><meta http-equiv="Content-Security-Policy" content="([^"]*)">',
        page.read_text(encoding="utf-8"),
    )
    return str(found)


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_a_page_names_its_own_scripts_and_no_other_host(tmp_path: Path) -> None:
    site = written(tmp_path, one="", two="<script>three()</script>")
    assert seal(site) == 2
    rules = [rule.split() for rule in policy_of(site / "one" / "index.html").split("; ")]
    named = {name: values for name, *values in rules}
    first, last = hash_of('var one = "</p>"'), hash_of("\nlet two = 2 && 3;\n")
    assert named == {
        "default-src": ["'self'"],
        "script-src": ["'self'", first, last],
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    assert hash_of("three()") in policy_of(site / "two" / "index.html")


def test_to_seal_twice_changes_nothing_and_a_changed_page_is_sealed_anew(tmp_path: Path) -> None:
    page = written(tmp_path, one="") / "one" / "index.html"
    seal(tmp_path)
    once = page.read_text(encoding="utf-8")
    seal(tmp_path)
    assert page.read_text(encoding="utf-8") == once
    page.write_text(once.replace("three", "four").replace("2 && 3", "4"), encoding="utf-8")
    seal(tmp_path)
    assert hash_of("\nlet two = 4;\n") in policy_of(page)
    assert hash_of("\nlet two = 2 && 3;\n") not in policy_of(page)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<style>p {}</style>", "a style inside the page"),
        ('<p style="color: red">x</p>', "a style inside the page"),
        ('<p onclick="x()">x</p>', "a handler in an attribute"),
        (
            '<script src="https://example.org/a.js"></script>',
            "`script` that is loaded from",
        ),
        ('<img src="//example.org/a.png">', "`img` that is loaded from another host"),
        ('<link rel="stylesheet" href="HTTP://example.org/a.css">', "`link` that is loaded from"),
    ],
)
def test_what_would_not_work_is_named_and_no_page_is_changed(
    tmp_path: Path, more: str, said: str
) -> None:
    site = written(tmp_path, one="", two=more)
    before = {page: page.read_bytes() for page in site.rglob("*.html")}
    with pytest.raises(SiteError, match=said) as caught:
        seal(site)
    assert "two" in str(caught.value)
    assert "one" + "/index" not in str(caught.value)
    assert {page: page.read_bytes() for page in site.rglob("*.html")} == before


def test_the_command_ends_in_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "build the site first" in capsys.readouterr().err
    assert main([str(written(tmp_path, one=""))]) == 0
    assert "1 pages sealed" in capsys.readouterr().out
