"""What one answer says, as far as it could be read."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symnn.errors import InputError
from symnn.evaluate.value import UNDEFINED, Missing
from symnn.formula import Formula, leaves


@dataclass(frozen=True)
class Typed:
    """One answer that could be read.

    Attributes:
        text: the answer as the person typed it.
        meaning: what it says, exactly: a rational number, a closed form, a formula over the
            network's quantities, or UNDEFINED where the person says that there is no such number.
        half_unit: half a unit of the last typed decimal: 1/200 for `0.59`, 1/20000 for `1.2e-3`,
            1/2000 for `59.3%`; 0 for integers, fractions, expressions and formulas.
        decimals: how many digits stand behind the point, an exponent applied: 4 for `1.2e-3`,
            -4 for `1.2e5`; None where `half_unit` is 0.
        significant: how many significant digits were typed: 2 for `0.0012`, 3 for `1.50`, 0 for
            `0.00`; None where `half_unit` is 0.
    """

    text: str
    meaning: Formula | Missing
    half_unit: Fraction = Fraction(0)
    decimals: int | None = None
    significant: int | None = None

    @property
    def is_undefined(self) -> bool:
        """Whether the person says that there is no such number."""
        return self.meaning is UNDEFINED

    @property
    def is_formula(self) -> bool:
        """Whether it names quantities."""
        return not isinstance(self.meaning, Missing) and any(True for _ in leaves(self.meaning))

    @property
    def number(self) -> Formula | None:
        """The number it says, rational or a closed form; None of a formula and of `undefined`."""
        if isinstance(self.meaning, Missing) or self.is_formula:
            return None
        return self.meaning


@dataclass(frozen=True)
class Unreadable:
    """One answer that could not be read.

    Attributes:
        text: the answer as the person typed it.
        error: what is wrong with it, with a caret under the person's own text, and what would
            have been understood.
    """

    text: str
    error: InputError


Answer = Typed | Unreadable
