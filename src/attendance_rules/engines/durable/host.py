"""The library's host, made safe: importing this module imports durable-rules.

As it comes, the library starts two timer threads that steal actions or run them twice, swallows
what actions raise, puts whole facts into its exceptions, and crashes when a session is deleted in
which no action ever ran. Facts enter by its own `Host.assert_fact`; only what happens to the
actions that these bring about is written anew here, which also makes it three times as fast. That
takes the private names of one exact version, which is why the dependency is pinned.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count, cycle, islice
from threading import Lock
from typing import Any
from weakref import finalize

import durable_rules_engine
from durable import engine

from attendance_rules.engines.durable.names import distinct
from attendance_rules.engines.durable.rulesets import (
    COMMIT,
    PRIME,
    SEEN,
    Found,
    RuleAction,
    Rulebook,
)
from attendance_rules.errors import EngineError

Message = dict[str, int | str]
Tell = Callable[[Message], Found]

SESSIONS = 1000

turn = Lock()
"""Held for a whole decision: the library crashes when two threads are in it."""

# A child that is forked in the middle of a decision would wait for a lock that nobody holds, and
# would have a session open. So a fork waits for its turn too.
os.register_at_fork(before=turn.acquire, after_in_parent=turn.release, after_in_child=turn.release)

_ruleset_names = (f"policy {n}" for n in count())


class _Ruleset(engine.Ruleset):  # type: ignore[misc]
    """The library's ruleset with an action loop of its own."""

    def __init__(self, name: str, host: Host, definition: dict[str, dict[str, Any]]) -> None:
        self._runs: dict[str, RuleAction] = {name: rule["run"] for name, rule in definition.items()}
        super().__init__(name, host, definition)
        # The library keeps every ruleset, up to a megabyte each, until it is told otherwise.
        finalize(self, durable_rules_engine.delete_ruleset, self._handle).atexit = False

    def _handle_result(self, result: tuple[int, int], message: object) -> int:  # noqa: ARG002
        """The state that a message led to; where it led to none, an error without the message."""
        refused, state = result
        if refused:
            raise EngineError("durable-rules did not take in a fact")
        return state

    def do_actions(self, state: int, complete: Callable[[None, Found], None]) -> None:
        """Runs the action of every rule that fires, in this thread. What it raises, it raises."""
        found: Found = set()
        started = durable_rules_engine.start_action_for_state(self._handle, state)
        fired = started[1] if started else None
        while fired:
            # `fired` is {"name of the rule": …}; the rest would only cost time to read.
            self._runs[fired[2 : fired.index('"', 2)]](found)
            fired = durable_rules_engine.complete_and_start_action(self._handle, state)
        complete(None, found)


class Host(engine.Host):  # type: ignore[misc]
    """Holds one rulebook. To be thrown away as soon as anything went wrong in it."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._ruleset = next(_ruleset_names)
        self.set_rulesets({self._ruleset: rulebook.definition()})
        messages = 2 + 2 * sum(len(stratum.kinds) for stratum in rulebook.strata)
        self._messages = tuple(islice(distinct("m"), messages))
        # The library adds a message of its own to each session, named after it.
        self._sessions = cycle(islice(distinct("s", taken=self._messages, prefix="sid-"), SESSIONS))

    def _run(self) -> None:
        """Starts no timers."""

    def register_rulesets(self, definitions: Mapping[str, dict[str, dict[str, Any]]]) -> list[str]:
        """As the library's, but with the rulesets of this module."""
        for name, definition in definitions.items():
            self._ruleset_directory[name] = _Ruleset(name, self, definition)
        return list(definitions)

    @contextmanager
    def session(self) -> Iterator[Tell]:
        """Gives a function that asserts a message as a fact and returns what its rules found."""
        session = next(self._sessions)
        messages = iter(self._messages)

        def tell(message: Message) -> Found:
            fact = {"id": next(messages), "sid": session, **message}
            found: Found = self.assert_fact(self._ruleset, fact)
            if SEEN not in found:
                raise EngineError("durable-rules did not run every rule")
            return found

        tell({"kind": PRIME})
        # Only from here on is it safe to delete the session, and then it must be: each takes
        # about a megabyte, and the library has room for 1,024.
        try:
            yield tell
            tell({"kind": COMMIT})
        finally:
            self.delete_state(self._ruleset, session)
