"""The one source of randomness: keyed, so that no draw depends on another or on their order."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

T = TypeVar("T")

DRAWING = 2
"""The version of the drawing: the same key gives the same numbers while this is the same."""


class Source:
    """Random numbers that follow from a key alone.

    Args:
        key: what the draw is for, such as (seed, "version", 3, "exercise", 1). Every part counts
            with its kind and its borders, so that no two keys run together.
    """

    def __init__(self, *key: str | int) -> None:
        self.key = key
        spelled = "\n".join(f"{type(part).__name__}:{part!r}" for part in (DRAWING, *key))
        self._random = Random(int.from_bytes(sha256(spelled.encode()).digest(), "big"))

    def below(self, bound: int) -> int:
        """An integer from 0 to `bound` - 1."""
        bits = bound.bit_length()
        number = self._random.getrandbits(bits)
        while number >= bound:
            number = self._random.getrandbits(bits)
        return number

    def integer(self, low: int, high: int) -> int:
        """An integer from `low` to `high`, both possible."""
        return low + self.below(high - low + 1)

    def nonzero(self, most: int) -> int:
        """An integer from -`most` to `most` that is not 0."""
        number = self.integer(-most, most - 1)
        return number if number < 0 else number + 1

    def choice(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.below(len(things))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The things in another order, all orders equally likely."""
        left, order = list(things), []
        while left:
            order.append(left.pop(self.below(len(left))))
        return order
