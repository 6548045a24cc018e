"""How large a file may be, and the making of leaves and keys within those bounds.

The bounds keep a slip (the wrong file, a program gone wild) from ending in an exhausted machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from symnn.errors import InputError
from symnn.files.tree import Leaf, Spot

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 32
MAX_TEXT = 10_000
MAX_NODES = 5_000_000

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def leaf(text: str, spot: Spot, quoted: bool) -> Leaf:
    """A leaf with that text.

    Raises:
        InputError: if the text is too long, or no text that could be written again.
    """
    return Leaf(spot, _checked(text, spot), quoted)


def check_key(key: str, spot: Spot, lines: Mapping[str, int]) -> None:
    """Let a key pass that stands in its table for the first time; `lines` has the earlier ones.

    Raises:
        InputError: if the key is there already, or can't be a text of ours.
    """
    _checked(key, spot)
    if key in lines:
        first = f", not again after line {lines[key]}" if lines[key] else ""
        raise InputError("a key that stands here twice", spot.place, key, f"each key once{first}")


def check_depth(depth: int, spot: Spot) -> None:
    """Let a list or table pass that is the `depth`-th around its values, from 1.

    Raises:
        InputError: if that is more than `MAX_DEPTH`.
    """
    if depth > MAX_DEPTH:
        raise InputError("lists and tables too deep in each other", spot.place, expected=depths())


def depths() -> str:
    """How deep lists and tables may stand in each other, in words."""
    return f"at most {MAX_DEPTH} of them in each other"


def check_count(count: int, spot: Spot) -> None:
    """Let the `count`-th key or value of a file pass.

    Raises:
        InputError: if that is more than `MAX_NODES`.
    """
    if count > MAX_NODES:
        expected = f"at most {MAX_NODES:,} keys and values in a file"
        raise InputError("too many keys and values", spot.place, expected=expected)


def _checked(text: str, spot: Spot) -> str:
    if len(text) > MAX_TEXT:
        expected = f"at most {MAX_TEXT:,} characters in one value or key"
        raise InputError("a text that is too long", spot.place, text, expected)
    # JSON can write half of a surrogate pair, which no output could ever encode.
    if not text.isascii() and (half := _HALF_CHARACTER.search(text)):
        found = f"\\u{ord(half[0]):04x}"
        raise InputError("half of a character", spot.place, found, "both halves of the pair")
    return text
