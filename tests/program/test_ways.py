"""The ways to decide a rule: the exact ones by trial, and hostile ones in little time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.program.analysis.ways import Ways
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Condition,
    FactValues,
    Holds,
    Not,
    OneOf,
    Program,
    Ref,
    Rule,
)
from tests.program.making import flag, program
from tests.support.effort import examples


def value(
    condition: Condition, known: dict[str, object], rules: dict[str, Condition]
) -> bool | None:
    """Strong Kleene, by walking the condition."""
    match condition:
        case Holds():
            answer = known.get(condition.fact)
            return answer if isinstance(answer, bool) else None
        case OneOf():
            word = known.get(condition.fact)
            return None if word is None else word in condition.words
        case AtLeast():
            count = known.get(condition.fact)
            return count >= condition.bound if isinstance(count, int) else None
        case Ref():
            return value(rules[condition.rule], known, rules)
        case Not():
            inner = value(condition.of, known, rules)
            return None if inner is None else not inner
        case All() | Any():
            decisive = isinstance(condition, Any)
            answers = [value(one, known, rules) for one in condition.of]
            if decisive in answers:
                return decisive
            return None if None in answers else not decisive
    raise AssertionError(condition)


DOMAINS: dict[str, tuple[object, ...]] = {
    "f0": (True, False),
    "f1": (True, False),
    "f2": (True, False),
    "w": ("w0", "w1", "w2"),
    "c": (0, 1, 2, 3, 4),
}


def facts_that_matter(of: Program, known: dict[str, object]) -> set[str]:
    """The unknown facts on which, with some others known, the answer hangs."""
    rules = {rule.name: rule.condition for rule in of.rules}
    unknown = [name for name in DOMAINS if known.get(name) is None]
    matter: set[str] = set()
    for name in unknown:
        others = [one for one in unknown if one != name]
        for given_values in product(*((None, *DOMAINS[one]) for one in others)):
            situation = {**known, **dict(zip(others, given_values, strict=True))}
            if value(rules["s"], situation, rules) is not None:
                continue
            if any(
                value(rules["s"], {**situation, name: one}, rules) is not None
                for one in DOMAINS[name]
            ):
                matter.add(name)
                break
    return matter


ATOMS: list[Condition] = [
    *(flag(n) for n in range(3)),
    *(OneOf("w", words) for words in (("w0",), ("w1",), ("w2",), ("w0", "w1"), ("w1", "w2"))),
    *(AtLeast("c", bound) for bound in range(5)),
]


def conditions(*more: Condition) -> st.SearchStrategy[Condition]:
    def nested(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=0, max_size=3).map(tuple)
        return st.builds(All, several) | st.builds(Any, several) | st.builds(Not, inner)

    return st.recursive(st.sampled_from([*ATOMS, *more]), nested, max_leaves=7)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    below = Rule("d", "definition", draw(conditions()), 0)
    return program(draw(conditions(Ref("d"))), below, flags=3, words=3)


@examples(250)
@given(of=programs(), data=st.data())
def test_missing_is_exact(of: Program, data: st.DataObject) -> None:
    """Constants, definitions used twice and bounds at the very ends of a count among them."""
    known = {name: data.draw(st.sampled_from((None, None, *DOMAINS[name]))) for name in DOMAINS}
    values: FactValues = tuple(known[fact.name] for fact in of.facts)  # type: ignore[misc]
    assert set(Ways(of, "s").missing(values)) == facts_that_matter(of, known)


@examples(100)
@given(of=programs(), data=st.data())
def test_beyond_the_limit_too_many_may_be_named_and_never_too_few(
    of: Program, data: st.DataObject
) -> None:
    known = {name: data.draw(st.sampled_from((None, None, *DOMAINS[name]))) for name in DOMAINS}
    values: FactValues = tuple(known[fact.name] for fact in of.facts)  # type: ignore[misc]
    exact, limited = Ways(of, "s"), Ways(of, "s")
    limited.__dict__["_both"] = None
    assert limited.to(True) is None
    assert set(exact.missing(values)) <= set(limited.missing(values))
    assert not {name for name in limited.missing(values) if known[name] is not None}


def xor_bomb(length: int) -> Iterator[Rule]:
    """Each refers to the one before twice, once turned round: the ways double every time."""
    yield Rule("d0", "definition", flag(0), 0)
    for n in range(1, length):
        before, fact = Ref(f"d{n - 1}"), flag(n)
        either = Any((All((before, Not(fact))), All((Not(before), fact))))
        yield Rule(f"d{n}", "definition", either, n)


def doubling(length: int) -> Iterator[Rule]:
    yield Rule("d0", "definition", flag(0), 0)
    for n in range(1, length):
        before = Ref(f"d{n - 1}")
        yield Rule(f"d{n}", "definition", Any((before, Not(before))), n)


def tree(depth: int, random: Random) -> Condition:
    if depth == 0:
        leaf = flag(random.randrange(60))
        return random.choice((leaf, Not(leaf)))
    return random.choice((All, Any))((tree(depth - 1, random), tree(depth - 1, random)))


def tower(height: int) -> Condition:
    condition: Condition = flag(0)
    for n in range(1, height):
        condition = (All if n % 2 else Any)((condition, flag(n), Not(flag(n * 7 % 60))))
    return condition


def pairs(of: int) -> Condition:
    return All(tuple(Any((flag(2 * n), flag(2 * n + 1))) for n in range(of)))


def words(*numbers: int) -> OneOf:
    return OneOf("w", tuple(f"w{n}" for n in numbers))


def exactly(count: int) -> Condition:
    return All((AtLeast("c", count), Not(AtLeast("c", count + 1))))


HOSTILE = {
    "any of 500": program(Any(tuple(map(flag, range(500)))), flags=500),
    "all of 500": program(All(tuple(map(flag, range(500)))), flags=500),
    "20 pairs": program(pairs(20)),
    "250 pairs": program(pairs(250), flags=500),
    "not 20 pairs": program(Not(pairs(20))),
    "4 of 14": program(Any(tuple(All(c) for c in combinations(map(flag, range(14)), 4)))),
    "999 words of 1,000": program(words(*range(999)), words=1_000),
    "500 tests of words": program(Any(tuple(words(n, n + 1) for n in range(500))), words=1_000),
    "words and flags": program(
        All(tuple(Any((Not(words(n, n + 1)), flag(n))) for n in range(500))),
        flags=500,
        words=1_000,
    ),
    "500 counts": program(Any(tuple(exactly(2 * n) for n in range(500)))),
    "5,000 thresholds": program(Any(tuple(exactly(2 * n) for n in range(5_000)))),
    "a tower of 40": program(tower(40)),
    "a tree 10 deep": program(tree(10, Random(10))),
    "a bomb": program(Ref("d59"), *xor_bomb(60)),
    "a bomb of constants": program(Ref("d59"), *doubling(60)),
    "a chain": program(
        Ref("d2999"),
        Rule("d0", "definition", flag(0), 0),
        *(Rule(f"d{n}", "definition", Ref(f"d{n - 1}"), n) for n in range(1, 3_000)),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_rules_come_to_an_end(name: str) -> None:
    """Going through every way of these would take longer than anybody can wait."""
    of = HOSTILE[name]
    nothing: FactValues = (None,) * len(of.facts)
    ways = Ways(of, "s")
    missing = ways.missing(nothing)
    assert missing
    assert ways.missing(nothing) == missing


def test_nothing_that_cannot_matter_is_named() -> None:
    """`c` is never below 0, so whether it is at least 0 is no question once it is known."""
    of = program(All((AtLeast("c", 0), flag(0))), flags=1)
    assert Ways(of, "s").missing((None, None)) == ("f0", "c")
    assert Ways(of, "s").missing((None, 5)) == ("f0",)
    assert Ways(of, "s").missing((True, None)) == ("c",)
    assert Ways(of, "s").missing((False, None)) == ()
