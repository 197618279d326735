"""One pupil, by forward chaining in durable-rules: facts → definitions → tiers → obligations."""

from attendance_rules.engines.durable.engine import DurableEngine, available

__all__ = ["DurableEngine", "available"]
