"""JSON Schemas (draft 2020-12) of what goes in and comes out, made from the models of each."""

from attendance_rules.schemas.schemas import NAMES, Name, json_schema

__all__ = ["NAMES", "Name", "json_schema"]
