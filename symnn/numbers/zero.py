"""Proving that a closed form is exactly zero, where no precision could show it.

Exponentials, logarithms and other values of functions are taken for unknowns without relations
but the plainest (powers of e multiply, ln 6 = ln 2 + ln 3). So a proof is one, and quick, since
SymPy never has to ask how large an unknown is; but not every zero is found.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from symnn.formula import Apply, Constant, Formula, Number, Power, parts
from symnn.numbers.closed import size
from symnn.numbers.sympy_form import ClosedToSympy

LARGEST_PROOF = 80
"""Nodes of a form above which no proof is tried, so that the time stays bounded."""
HIGHEST_POWER = 6
"""Powers above which nothing is multiplied out."""
LARGEST_FACTORED = 10**9
"""Numbers up to which a logarithm is written with those of primes."""


def is_proven_zero(form: Formula) -> bool:
    """Whether the numerator of the form, brought over one denominator and multiplied out, is 0."""
    if size(form, LARGEST_PROOF + 1) > LARGEST_PROOF or _highest_power(form) > HIGHEST_POWER:
        return False
    numerator, _ = sympy.fraction(sympy.together(_WithUnknowns()(form)))
    return bool(sympy.expand(numerator) == 0)


def _highest_power(form: Formula) -> Number:
    here = abs(Fraction(form.exponent)) if isinstance(form, Power) else 0
    return max([here, *map(_highest_power, parts(form))])


class _WithUnknowns(ClosedToSympy):
    """A closed form as an expression in e, logarithms of primes, and unknowns."""

    def __init__(self) -> None:
        self.unknowns: dict[Formula, Any] = {}

    def constant(self, constant: Constant) -> Any:
        """An unknown."""
        return self._unknown(constant)

    def apply(self, node: Apply) -> Any:
        """A power of e, a sum of logarithms of primes, or an unknown."""
        argument = node.argument
        if not isinstance(argument, (int, Fraction)):
            return self._unknown(node)
        if node.function == "exp":
            return self._unknown(Apply("exp", 1)) ** self.number(argument)
        parts = (argument.numerator, argument.denominator)
        if node.function == "ln" and argument > 0 and max(parts) <= LARGEST_FACTORED:
            return self._logarithm(parts[0]) - self._logarithm(parts[1])
        return self._unknown(node)

    def _logarithm(self, number: int) -> Any:
        primes = sympy.factorint(number)
        return sympy.Add(*[k * self._unknown(Apply("ln", p)) for p, k in primes.items()])

    def _unknown(self, form: Formula) -> Any:
        if form not in self.unknowns:
            self.unknowns[form] = sympy.Symbol(f"u{len(self.unknowns)}", positive=True)
        return self.unknowns[form]
