"""A list of NumPy operations: what formulas over arrays are compiled to.

Every number has a place in a memory. What was computed once is found again, so that two formulas
with a part in common compute it once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from symnn.evaluate.tensors import numpy

Memory = list[Any]
"""Arrays and numbers, each at its place."""
Operation = Callable[[Memory], None]
"""Reads places of a memory and fills one."""


class Code:
    """Operations in their order, and the memory that they start from."""

    def __init__(self) -> None:
        self.memory: Memory = []
        self.operations: list[Operation] = []
        self.constants: dict[int, float] = {}
        self._found: dict[Hashable, int] = {}

    def free_place(self) -> int:
        """A place at which nothing stands yet."""
        self.memory.append(None)
        return len(self.memory) - 1

    def constant(self, number: float) -> int:
        """The place of a number that is always the same."""
        key = ("constant", number)
        if key not in self._found:
            place = self._found[key] = self.free_place()
            self.constants[place] = number
            self.memory[place] = numpy().array(number)  # NumPy takes longer for a bare number
        return self._found[key]

    def compute(self, function: Callable[..., Any], *places: int, name: Hashable = None) -> int:
        """The place of a function's value at what stands in some places.

        Args:
            function: takes their contents.
            places: where its arguments stand.
            name: what tells the function from others, if it is made for the occasion.
        """
        key = (name or function, *places)
        if key not in self._found:
            self._found[key] = self._computed(function, places)
        return self._found[key]

    def _computed(self, function: Callable[..., Any], places: tuple[int, ...]) -> int:
        if all(place in self.constants for place in places):
            with numpy().errstate(all="ignore"):
                value = function(*(self.constants[place] for place in places))
            if numpy().ndim(value) == 0:
                return self.constant(float(value))
        place = self.free_place()
        self.operations.append(_operation(function, place, places))
        return place


def _operation(function: Callable[..., Any], place: int, places: tuple[int, ...]) -> Operation:
    """The operation as a closure: one and two arguments are frequent, and take no lists."""
    match places:
        case (only,):

            def run(memory: Memory) -> None:
                memory[place] = function(memory[only])

        case (left, right):

            def run(memory: Memory) -> None:
                memory[place] = function(memory[left], memory[right])

        case _:

            def run(memory: Memory) -> None:
                memory[place] = function(*[memory[p] for p in places])

    return run
