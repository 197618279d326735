"""How fast and how large the project is, beside others: `python -m benchmarks`, or `make bench`."""
