"""Short generated names that the library cannot take for one another.

It tells fields, messages and sessions apart by a 32-bit hash alone, so a rule on one field would
fire on another with the same hash. So neither an author's names nor a pupil's ever get there, only
names made here, none with the hash of another. (Author's names would also be longer, and quotes
and dots mean something to the library.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count


def library_hash(name: str) -> int:
    """FNV-1a over 32 bits, as the library computes it for ASCII names."""
    value = 2166136261
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def distinct(letter: str, *, taken: Iterable[str] = (), prefix: str = "") -> Iterator[str]:
    """`letter` with a number, on and on, without those that hash like another or like `taken`.

    With `prefix`, it is the prefixed name that the library hashes.
    """
    hashes = {library_hash(name) for name in taken}
    for number in count():
        name = f"{letter}{number}"
        value = library_hash(prefix + name)
        if value not in hashes:
            hashes.add(value)
            yield name
