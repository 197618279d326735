"""Trying at random, for as long as one likes: `make fuzz MINUTES=30`.

`differential` holds the engines against the oracle; `hostile` hands files, options and calls that
somebody made to hurt to every command, and `stopping` stops commands while they write.
"""
