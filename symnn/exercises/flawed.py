"""A worked solution with one mistake in it, and everything after it consistent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.documents.blocks import Inline, Line, PutIn
from symnn.documents.overview import worked_of
from symnn.documents.worked import Worked
from symnn.evaluate.solution import Solution
from symnn.exercises.planted import Plant
from symnn.formula import Formula
from symnn.network.model import Network
from symnn.quantities import Quantity

LARGEST = 999
"""The largest number in a solution with a mistake."""


@dataclass(frozen=True)
class Flawed:
    """A worked solution with one mistake in it.

    Attributes:
        net: the network; its values are rational.
        targets: the quantities whose lines are shown, in order.
        plant: the mistake.
    """

    net: Network
    targets: tuple[Quantity, ...]
    plant: Plant

    @cached_property
    def written(self) -> Worked:
        """What stands there."""
        return worked_of(Solution(self.net, changes={self.plant.target: self.plant.formula}), None)

    @property
    def number(self) -> int:
        """The number of the line with the mistake, from 1."""
        return self.targets.index(self.plant.target) + 1

    @property
    def value(self) -> Formula:
        """The value in that line."""
        value = rational(self.written, self.plant.target)
        assert value is not None
        return value

    def changed(self, right: Worked) -> list[Quantity]:
        """The lines after it whose value is not the right one."""
        later = self.targets[self.number :]
        return [q for q in later if rational(self.written, q) != rational(right, q)]

    @property
    def is_sound(self) -> bool:
        """Whether all its values suit hands, and the wrong one is not 0, which ends all work."""
        values = [rational(self.written, q) for q in self.targets]
        known = [value for value in values if value is not None and -LARGEST <= value <= LARGEST]
        return len(known) == len(values) and self.value != 0


def rational(worked: Worked, quantity: Quantity) -> int | Fraction | None:
    """The value of a quantity; None where it has none, or one that is irrational."""
    value = worked.value(quantity)
    return value if isinstance(value, (int, Fraction)) else None


def shown(line: Line, with_formulas: bool) -> tuple[Inline, ...]:
    """A line as somebody writes it down: numbers put in and the value; or the formula, too."""
    links = list(line.links)
    if not with_formulas and any(isinstance(link.expression, PutIn) for link in links):
        links = links[1:]
    parts: list[Inline] = [line.target]
    for link in links:
        parts += [f" {link.relation} ", link.expression]
    return tuple(parts)
