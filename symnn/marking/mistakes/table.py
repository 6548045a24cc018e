"""What a mistake is: another formula for the target of a law."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from symnn.formula import Formula
from symnn.network.model import Network
from symnn.quantities import Quantity
from symnn.registry import Registry

Variants = Callable[[Network, Quantity, Formula], Iterable[Formula]]
"""From the network, a target and its formula to the formulas that the mistake makes of it.

They are made from the formula where they can be, so that one mistake can be made on top of
another; the target has no sample, and the formula none in its quantities.
"""


@dataclass(frozen=True)
class Mistake:
    """A mistake that people make.

    Args:
        name: its name, as reports and exercises have it.
        summary: what was done, in words that end a sentence which begins with "Here".
        advice: what should have been done instead.
        rules: the names of the rules whose lines it can be made in.
        variants: what it makes of a line.
        weight: how often it is met, to choose between several that explain a value.
        is_slip: whether it happens to one line, where the others are understood otherwise.
    """

    name: str
    summary: str
    advice: str
    rules: tuple[str, ...]
    variants: Variants
    weight: int = 1
    is_slip: bool = False


MISTAKES: Registry[Mistake] = Registry("mistake", "symnn.mistakes")
"""All mistakes by name, the most frequent of a group first."""
