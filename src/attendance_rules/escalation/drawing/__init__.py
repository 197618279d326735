"""The escalation graph drawn: layers, alignment, SVG, Mermaid, and the same in words."""
