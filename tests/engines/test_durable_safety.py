"""durable-rules is right, and stays so after failures, between threads, over time and in forks."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from attendance_rules.engines.durable import DurableEngine, available, rulesets
from attendance_rules.engines.durable.names import distinct, library_hash
from attendance_rules.engines.durable.rulesets import SEEN, Found, RuleAction, compile_rulebook
from attendance_rules.engines.python import PythonEngine
from attendance_rules.errors import EngineError
from attendance_rules.policy import Policy
from attendance_rules.program.kleene import FALSE, TRUE, UNKNOWN
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Condition,
    Fact,
    FactValue,
    FactValues,
    Holds,
    Not,
    OneOf,
    Program,
    Rate,
    Reaches,
    Ref,
    Rule,
    leaves,
)

if not available():
    pytest.skip("durable-rules cannot be imported", allow_module_level=True)

import durable_rules_engine

from attendance_rules.engines.durable import host as hosts

SECRET = 987_654_321
"""A count that no message of an error may show."""


# Right, whatever the program


def walk(program: Program, facts: FactValues) -> tuple[int, ...]:
    """A third opinion, as plain as can be."""
    known = {fact.name: value for fact, value in zip(program.facts, facts, strict=True)}
    rates = {rate.name: rate for rate in program.rates}
    found: dict[str, int] = {}

    def test(condition: Condition) -> bool | None:
        if isinstance(condition, Reaches):
            rate = rates[condition.rate]
            part, whole = known[rate.part], known[rate.whole]
            if part is None or not whole:
                return None
            assert isinstance(part, int)
            assert isinstance(whole, int)
            scaled, bound = part * 10_000, whole * condition.bound
            return scaled > bound or (scaled == bound and not condition.strictly)
        assert isinstance(condition, Holds | OneOf | AtLeast)
        value = known[condition.fact]
        if value is None:
            return None
        if isinstance(condition, AtLeast):
            assert isinstance(value, int)
            return value >= condition.bound
        return value in condition.words if isinstance(condition, OneOf) else bool(value)

    def answer(condition: Condition) -> int:
        match condition:
            case All():
                return min(map(answer, condition.of), default=TRUE)
            case Any():
                return max(map(answer, condition.of), default=FALSE)
            case Not():
                return {TRUE: FALSE, FALSE: TRUE}.get(answer(condition.of), UNKNOWN)
            case Ref():
                return found[condition.rule]
            case _:
                return {True: TRUE, False: FALSE, None: UNKNOWN}[test(condition)]

    for rule in program.rules:
        found[rule.name] = answer(rule.condition)
    return tuple(found.values())


def program(facts: list[Fact], conditions: dict[str, Condition], *rates: Rate) -> Program:
    """A Program of these rules, in their order, with the strata that they need."""
    strata: dict[str, int] = {}
    for name, condition in conditions.items():
        below = [leaf.rule for leaf in leaves(condition) if isinstance(leaf, Ref)]
        strata[name] = 1 + max((strata[one] for one in below), default=-1)
    rules = [Rule(name, "obligation", one, strata[name]) for name, one in conditions.items()]
    return Program(tuple(facts), rates, tuple(sorted(rules, key=lambda one: one.stratum)), ())


FLAGS = [Fact(f"flag_{n}", "yes_no") for n in range(24)]
WORDS = [Fact("few", "word", ("a", "b", "c")), Fact("many", "word", tuple(map(str, range(150))))]
COUNTS = [Fact("part", "count"), Fact("whole", "count")]
RATE = Rate("rate", "part", "whole")
FACTS = FLAGS + WORDS + COUNTS
BOUNDS = (0, 1, 2, 999, 1000, 3333, 3334, 9999, 10_000, 10_001, 25_000)


def holds(*numbers: int) -> tuple[Condition, ...]:
    return tuple(Holds(f"flag_{n}") for n in numbers)


def pairs(first: int, last: int) -> tuple[Condition, ...]:
    return tuple(Any(holds(n, n + 1)) for n in range(first, last, 2))


NASTY: dict[str, dict[str, Condition]] = {
    "constants": {
        "always": All(()),
        "never": Any(()),
        "not-never": Not(Ref("never")),
        "open": All((Ref("always"), *holds(0))),
        "shut": Any((Ref("never"), Not(Ref("always")))),
    },
    "nested": {
        "deep": Not(Any((All((*holds(0), Not(Any(holds(1, 2))))), Not(All(holds(3, 4)))))),
        "deeper": Not(All((Not(Ref("deep")), Any((Not(Ref("deep")), *holds(0, 1)))))),
        "at odds": All((*holds(5), Not(Holds("flag_5")))),
        "either way": Any((*holds(5), Not(Holds("flag_5")))),
    },
    "ors inside ands": {
        "wide": All(pairs(0, 24)),
        "wide, not": Not(Any((*(Not(pair) for pair in pairs(0, 24)), *holds(3)))),
        "wider": All((Any(holds(*range(20))), Any(holds(*range(4, 24))), Ref("wide"))),
    },
    "more than 60 rules": {
        f"rule {n}": All((*holds(n % 24), Not(Any(holds(n % 7, n % 5))))) for n in range(75)
    },
    "more than 130 rules": {
        f"rule {n}": Any((*holds(n % 24), All(holds((n * 5) % 24, (n * 7) % 24))))
        for n in range(140)
    },
    "a long and": {
        "many flags": All((*holds(*range(24)), *(Not(OneOf("many", (str(n),))) for n in range(50))))
    },
    "many words": {
        **{f"is {n}": OneOf("many", (str(n),)) for n in range(0, 150, 3)},
        "even": OneOf("many", tuple(map(str, range(0, 150, 2)))),
        "not even": Not(OneOf("many", tuple(map(str, range(0, 150, 2))))),
        "but one": Not(OneOf("few", ("a", "c"))),
        "two of three": All((OneOf("few", ("a", "c")), Not(OneOf("few", ("b",))))),
    },
    "rates": {
        **{f"from {bound}": Reaches("rate", bound) for bound in BOUNDS},
        **{f"above {bound}": Reaches("rate", bound, strictly=True) for bound in BOUNDS},
        **{f"below {bound}": Not(Reaches("rate", bound)) for bound in BOUNDS},
        **{f"up to {bound}": Not(Reaches("rate", bound, strictly=True)) for bound in BOUNDS},
    },
    "counts": {
        f"part from {bound}": All((AtLeast("part", bound), Not(AtLeast("whole", bound + 1))))
        for bound in (0, 1, 10, 10**6, 10**9 - 1, 10**9)
    },
    "a chain of 12 strata": {
        "link 0": Any(holds(0)),
        **{
            f"link {n}": Any((All((Ref(f"link {n - 1}"), *holds(n))), Not(Holds(f"flag_{n + 1}"))))
            for n in range(1, 12)
        },
        "all links": All(tuple(Ref(f"link {n}") for n in range(12))),
        "no link": Not(Any(tuple(Ref(f"link {n}") for n in range(12)))),
    },
}


def random_facts(program: Program, random: Random) -> FactValues:
    unknown = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))

    def value(fact: Fact) -> FactValue:
        if random.random() < unknown:
            return None
        if fact.kind == "count":
            large = random.randint(0, 10**9)
            return random.choice((0, 1, 2, 3, 9, 10, 30, 9999, 10_000, large, 10**9 - 1, 10**9))
        return random.choice(fact.words or (False, True))

    return tuple(value(fact) for fact in program.facts)


def random_condition(random: Random, below: list[str], depth: int) -> Condition:
    if depth and random.random() < 0.6:
        many = random.choice((0, 1, 2, 2, 3, 3, 4, 7))
        inner = tuple(random_condition(random, below, depth - 1) for _ in range(many))
        return random.choice((All(inner), Any(inner), Not(All(inner)), Not(Any(inner))))
    count, bound, strictly = random.choice(COUNTS), random.choice(BOUNDS), random.random() < 0.5
    fact = random.choice(WORDS)
    chosen = tuple(random.sample(fact.words, random.randint(1, len(fact.words) - 1)))
    atoms = [*holds(random.randrange(24)), AtLeast(count.name, bound), OneOf(fact.name, chosen)]
    atoms += [Reaches("rate", bound, strictly), *(map(Ref, below[-3:]))]
    one = random.choice(atoms)
    return one if random.random() < 0.6 else Not(one)


def random_program(seed: int) -> Program:
    random = Random(seed)
    conditions: dict[str, Condition] = {}
    for n in range(random.choice((3, 10, 30))):
        conditions[f"rule {n}"] = random_condition(random, list(conditions), depth=3)
    return program(FACTS, conditions, RATE)


def assert_right(program: Program, *, times: int, seed: int) -> None:
    durable, python, random = DurableEngine(program), PythonEngine(program), Random(seed)
    for _ in range(times):
        facts = random_facts(program, random)
        answer = durable.evaluate(facts)
        assert answer == walk(program, facts)
        assert answer == python.evaluate(facts)


def test_it_is_right_on_the_real_policy(policy: Policy) -> None:
    assert_right(policy.program, times=5_000, seed=1)


@pytest.mark.parametrize("name", NASTY)
def test_it_is_right_on_nasty_programs(name: str) -> None:
    assert_right(program(FACTS, NASTY[name], RATE), times=300, seed=2)


@pytest.mark.parametrize("seed", range(100))
def test_it_is_right_on_random_programs(seed: int) -> None:
    assert_right(random_program(seed), times=30, seed=seed)


# What keeps the library right


@pytest.mark.parametrize("name", NASTY)
def test_the_rules_keep_to_what_the_library_can_do(name: str) -> None:
    rulebook = compile_rulebook(program(FACTS, NASTY[name], RATE))
    kinds = Counter(production.kind for production in rulebook.productions)
    assert max(kinds.values()) <= 60
    seen = Counter(p.kind for p in rulebook.productions if p.finds == SEEN)
    assert all(seen[kind] for kind in kinds)
    assert all(len(kind.fields) <= 250 for stratum in rulebook.strata for kind in stratum.kinds)
    for rule in rulebook.definition().values():
        first, *tests = rule["all"][0]["m"]["$and"]
        assert first.keys() == {"kind"}
        assert {operator for test in tests for operator in test} <= {"$gte", "$lt"}
        assert all(type(value) is int for t in tests for f in t.values() for value in f.values())


def test_names_never_share_a_hash() -> None:
    assert library_hash("id") == 926444256
    assert library_hash("sid") == 3593476751
    assert next(distinct("f", taken=("f0", "f1"))) == "f2"
    names = [*islice(distinct("s", prefix="sid-"), 3000)]
    assert len({library_hash(f"sid-{name}") for name in names}) == 3000


@pytest.mark.parametrize("bound", [2**31, -(2**31), 10**30])
def test_a_number_that_does_not_fit_is_refused(bound: int) -> None:
    with pytest.raises(EngineError, match="too big for durable-rules"):
        DurableEngine(program(FACTS, {"rule": AtLeast("part", bound)}))


def test_more_rules_than_fit_are_refused() -> None:
    wide: dict[str, Condition] = {f"rule {n}": Holds(f"flag_{n % 24}") for n in range(4_050)}
    tall: dict[str, Condition] = {"rule 0": Holds("flag_0")}
    for n in range(1, 420):
        tall[f"rule {n}"] = All((Ref(f"rule {n - 1}"), Holds("flag_1")))
    for rules, fitting in ((wide, 4_000), (tall, 390)):
        with pytest.raises(EngineError, match="more rules than durable-rules can hold"):
            DurableEngine(program(FACTS, rules))
        assert_right(program(FACTS, dict(islice(rules.items(), fitting))), times=2, seed=4)


# After failures


@contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, action: RuleAction, *, at: Callable[[int], bool]
) -> Iterator[None]:
    """Hosts that are built meanwhile have `action` in place of the rules that find such a place."""
    with monkeypatch.context() as patch:
        original = rulesets.finding
        patch.setattr(rulesets, "finding", lambda place: action if at(place) else original(place))
        yield


def raising(found: Found) -> None:
    raise ValueError(f"the count is {SECRET}")


def secret_facts(program: Program) -> FactValues:
    return tuple(SECRET if f.kind == "count" else None for f in program.facts)


def everything_in(error: BaseException) -> str:
    chain = []
    one: BaseException | None = error
    while one is not None:
        chain.append(f"{one!r} {vars(one)}")
        one = one.__cause__ or one.__context__
    return " ".join([*chain, *traceback.format_exception(error)])


@pytest.mark.parametrize(
    ("action", "at", "message"),
    [
        (raising, lambda place: place != SEEN, "durable-rules failed"),
        (raising, lambda place: place == SEEN, "durable-rules failed"),
        (lambda found: None, lambda place: place == SEEN, "did not run every rule"),
        (lambda found: sys.exit(SECRET), lambda place: place != SEEN, None),
    ],
    ids=["a rule", "the prime", "nobody has seen it", "exit"],
)
def test_a_failing_action_is_an_error_and_the_next_decision_right(
    policy: Policy,
    monkeypatch: pytest.MonkeyPatch,
    action: RuleAction,
    at: Callable[[int], bool],
    message: str | None,
) -> None:
    engine, facts = DurableEngine(policy.program), secret_facts(policy.program)
    for _ in range(3):
        with failing(monkeypatch, action, at=at):
            if message is None:
                with pytest.raises(SystemExit):
                    engine.evaluate(facts)
            else:
                with pytest.raises(EngineError, match=message) as error:
                    engine.evaluate(facts)
                assert str(SECRET) not in everything_in(error.value)
        assert engine.evaluate(facts) == walk(policy.program, facts)
        engine._host = None


def test_a_session_that_was_never_primed_is_not_deleted(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, facts = DurableEngine(policy.program), secret_facts(policy.program)
    with monkeypatch.context() as patch:
        patch.setattr(hosts, "PRIME", "nobody waits for this")
        with pytest.raises(EngineError, match="did not take in a fact"):
            engine.evaluate(facts)
    assert engine.evaluate(facts) == walk(policy.program, facts)


def test_a_refused_fact_is_not_in_the_error(policy: Policy) -> None:
    host = hosts.Host(compile_rulebook(policy.program))
    fact = {"id": "m", "sid": "s", "kind": "prime", "f0": SECRET}
    host.assert_fact(host._ruleset, dict(fact))
    for refused in (fact, fact | {"id": "n", "kind": "nobody waits for this"}):
        with pytest.raises(EngineError, match="did not take in a fact") as error:
            host.assert_fact(host._ruleset, refused)
        assert str(SECRET) not in everything_in(error.value)


def test_facts_that_were_never_checked_are_not_in_the_error(policy: Policy) -> None:
    engine = DurableEngine(policy.program)
    for value in ("secret", 0.5):
        with pytest.raises(EngineError) as error:
            engine.evaluate((value,) * len(policy.program.facts))  # type: ignore[arg-type]
        assert str(value) not in everything_in(error.value)


# Between threads, over time, in forks


def test_no_threads_are_started(policy: Policy) -> None:
    before = threading.active_count()
    DurableEngine(policy.program).evaluate(secret_facts(policy.program))
    assert threading.active_count() == before


def test_threads_do_not_get_in_each_others_way(policy: Policy) -> None:
    other = program(FACTS, NASTY["ors inside ands"], RATE)
    engines = [(one, DurableEngine(one)) for one in (policy.program, other)]

    def wrong(seed: int) -> int:
        random = Random(seed)
        found = 0
        for _ in range(500):
            one, engine = random.choice(engines)
            facts = random_facts(one, random)
            found += engine.evaluate(facts) != walk(one, facts)
        return found

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(wrong, range(8))) == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_memory_does_not_grow(policy: Policy) -> None:
    def resident() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    engine, random = DurableEngine(policy.program), Random(3)
    several = [random_facts(policy.program, random) for _ in range(1_000)]
    for facts in several:
        engine.evaluate(facts)
    before = resident()
    for _ in range(100):
        for facts in several:
            engine.evaluate(facts)
    assert resident() - before < 10 * 2**20


def test_dropped_engines_leave_nothing_behind(policy: Policy) -> None:
    """A ruleset takes up to a megabyte of the library's memory, and one of its 131,071 handles."""
    engine = DurableEngine(policy.program)
    engine.evaluate(secret_facts(policy.program))
    assert engine._host is not None
    (ruleset,) = engine._host._ruleset_directory.values()
    handle = ruleset._handle
    del engine, ruleset
    gc.collect()
    with pytest.raises(Exception, match="Could not delete ruleset"):
        durable_rules_engine.delete_ruleset(handle)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_decides_rightly_even_if_threads_were_deciding(policy: Policy) -> None:
    engine, stop = DurableEngine(policy.program), threading.Event()

    def decide(seed: int, enough: Callable[[int], bool]) -> bool:
        random, right, times = Random(seed), True, 0
        while not enough(times):
            facts = random_facts(policy.program, random)
            right &= engine.evaluate(facts) == walk(policy.program, facts)
            times += 1
        return right

    with ThreadPoolExecutor(4) as threads:
        busy = [threads.submit(decide, seed, lambda _: stop.is_set()) for seed in range(4)]
        for seed in range(10):
            child = os.fork()
            if not child:
                signal.alarm(20)
                os._exit(0 if decide(seed, lambda times: times == 100) else 1)
            assert os.waitpid(child, 0)[1] == 0
        stop.set()
    assert all(one.result() for one in busy)


# Where it is imported


def test_it_is_imported_only_when_an_engine_is_built() -> None:
    code = (
        "import sys; from attendance_rules.engines.durable import DurableEngine; "
        "sys.exit('durable' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_where_it_cannot_be_imported_it_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    assert not available()
