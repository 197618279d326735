"""How fast a decision is, beside ZEN and CEL: `python -m benchmarks`, or `make bench`."""
