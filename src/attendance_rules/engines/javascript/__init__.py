"""One pupil, in JavaScript: a Program as an ES module that needs nothing else.

The module runs in browsers and on Node. What is English in it is handed over by the caller, since
an engine knows the Program and no wording.
"""

from attendance_rules.engines.javascript.module import Words, module, types

__all__ = ["Words", "module", "types"]
