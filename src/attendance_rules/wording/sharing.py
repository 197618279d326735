"""What several phrases have in common is said once: "the pupil has a plan or receives support"."""

from __future__ import annotations

# Said once for several phrases, these would turn the meaning.
_NEGATIVE = frozenset(
    ("no", "not", "neither", "nor", "never", "nothing", "nobody", "none", "without")
)
# With these a phrase cannot break off.
_OPEN = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "at", "from", "for", "with", "by", "or", "and")
)


def shared(texts: list[str], word: str) -> tuple[str, list[str], str]:
    """What stands before, the different middles, and what stands after.

    Only phrases joined by "or" share their end, since "and" would ask for a plural verb.
    """
    split = [text.split(" ") for text in texts]
    if len(split) < 2 or len(set(texts)) < len(texts):
        return "", texts, ""
    start = _common(split)
    while start and start[-1] in _OPEN:
        start.pop()
    if len(start) >= 2:
        return f"{' '.join(start)} ", [" ".join(words[len(start) :]) for words in split], ""
    end = _common([words[::-1] for words in split])[::-1]
    if word == "or" and len(end) >= 2:
        return "", [" ".join(words[: -len(end)]) for words in split], f" {' '.join(end)}"
    return "", texts, ""


def _common(split: list[list[str]]) -> list[str]:
    """The words with which all begin, short of a whole phrase and of anything negative."""
    common: list[str] = []
    for position in range(min(len(words) for words in split) - 1):
        here = {words[position] for words in split}
        if len(here) > 1 or here & _NEGATIVE:
            break
        common.append(here.pop())
    return common
