"""What formulas can give from a person's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symnn.evaluate.value import UNDEFINED, Missing, Value
from symnn.formula import Formula
from symnn.marking.intervals import meet
from symnn.quantities import Quantity

Changes = Mapping[Quantity, Formula]
"""Other formulas in the place of some laws: what a person may have done instead."""


@dataclass(frozen=True)
class Outcome:
    """What a formula can give, from a person's values.

    Attributes:
        value: the range; None where nothing can be said.
        at_kink: whether a slope was needed where it jumps.
    """

    value: Value | None
    at_kink: bool = False

    def allows(self, answer: Value) -> bool:
        """Whether an answer may come from it."""
        if self.value is None:
            return True
        if isinstance(self.value, Missing) or isinstance(answer, Missing):
            return self.value is answer or (answer is UNDEFINED and self.at_kink)
        return meet(self.value, answer)
