"""The one source of randomness: keyed, so that no draw depends on another or on their order."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Source:
    """Random numbers that follow from a key alone.

    Args:
        key: what the draw is for, such as (seed, "version", 3, "exercise", 1). Every part counts
            with its kind and its borders, so that no two keys run together.
    """

    def __init__(self, *key: str | int) -> None:
        self.key = key
        spelled = "\n".join(f"{type(part).__name__}:{part!r}" for part in key)
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

    def share(self) -> float:
        """A number from 0 to 1 (1 left out): a multiple of 2⁻⁵³, the same on every machine."""
        return self._random.getrandbits(53) / 2**53

    def bell(self) -> float:
        """A number with mean 0 and variance 1, near the normal distribution: twelve shares less 6.

        The sum is one of integers, the same on every machine, as logarithms and sines are not.
        """
        return sum(self._random.getrandbits(53) for _ in range(12)) / 2**53 - 6
