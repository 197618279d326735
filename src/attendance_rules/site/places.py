"""Where each page lies, as a path from the root of the docs."""

from __future__ import annotations


def obligation(name: str) -> str:
    return f"obligations/{name}.md"


def party(name: str) -> str:
    return f"parties/{name.replace('_', '-')}.md"


def tier(name: str) -> str:
    return f"tiers/{name.replace('_', '-')}.md"


def address(page: str) -> str:
    """The address of a page from the root of the built site."""
    return page.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
