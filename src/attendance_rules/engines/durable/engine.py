"""Evaluates a Program by durable-rules, stratum by stratum.

Each stratum is told what it asks for in one message: facts, and what the strata below derived.
First comes the certain pass, with what is unknown left out: what its productions derive is known to
hold. If anything was left out, the possible pass follows, with every unknown made as wide as any
test: what its productions do not derive is known not to hold. The rest is unknown.

The other way, derived facts that rules of their own join, is closer to how such engines are
mostly used, but several times slower, and what may be asked of absent facts is harder to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attendance_rules.engines.durable.rulesets import Found, MessageKind, compile_rulebook
from attendance_rules.errors import EngineError
from attendance_rules.program.kleene import FALSE, TRUE, UNKNOWN
from attendance_rules.program.program import FactValues, Program

if TYPE_CHECKING:
    from attendance_rules.engines.durable.host import Host, Message, Tell

_VALUES = {0: FALSE, None: UNKNOWN, 1: TRUE}


def available() -> bool:
    """Whether durable-rules is installed and can be imported: on Python 3.13 it cannot."""
    try:
        import durable.engine  # noqa: F401
    except ImportError:
        return False
    return True


class DurableEngine:
    """Evaluates a Program by forward chaining. Safe to share between threads, which take turns."""

    name = "durable-rules"

    def __init__(self, program: Program) -> None:
        from attendance_rules.engines.durable import host

        self._rulebook = compile_rulebook(program)
        self._new_host = host.Host
        self._turn = host.turn
        self._host: Host | None = None

    def evaluate(self, facts: FactValues) -> tuple[int, ...]:
        """The value of each rule. Raises `EngineError`, which holds no fact."""
        with self._turn:
            # The host comes back only if nothing goes wrong; otherwise the next decision builds
            # another.
            host, self._host = self._host, None
            try:
                host = host or self._new_host(self._rulebook)
                values = self._values(host, facts)
            except EngineError:
                raise
            except Exception:
                values = None
            else:
                self._host = host
        if values is None:
            # Raised out here, it does not keep hold of the other exception, which may hold facts.
            raise EngineError("durable-rules failed")
        return values

    def _values(self, host: Host, facts: FactValues) -> tuple[int, ...]:
        known = list(self._rulebook.start)
        for place, read in self._rulebook.readers:
            known[place] = read(facts)
        with host.session() as tell:
            for stratum in self._rulebook.strata:
                certain: Found = set()
                possible: Found = set()
                for kind in stratum.kinds:
                    in_kind, unless_unknown = _passes(tell, kind, known)
                    certain |= in_kind
                    possible |= unless_unknown
                for place in stratum.derives:
                    known[place] = 1 if place in certain else None if place in possible else 0
        return tuple([_VALUES[known[place]] for place in self._rulebook.rules])


def _passes(tell: Tell, kind: MessageKind, known: list[int | None]) -> tuple[Found, Found]:
    """What productions of a kind derive for certain, and what if unknown facts allow."""
    certain: Message = {"kind": kind.name}
    possible: Message = {"kind": kind.name}
    for field in kind.fields:
        value = known[field.place]
        if value is None:
            possible[field.name] = field.unknown
        else:
            certain[field.name] = possible[field.name] = value
    derived = tell(certain)
    return derived, derived if len(certain) == len(possible) else tell(possible)
