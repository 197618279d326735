"""YAML with places → models of pydantic, or diagnostics in an author's words."""
