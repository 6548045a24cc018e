"""The values of quantities, where some are known and some are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import cast

from symnn.formula import (
    Apply,
    Constant,
    Formula,
    Number,
    Power,
    Product,
    Quotient,
    Reading,
    Sum,
    replace,
)
from symnn.functions import ALPHA, Definition, Pieces
from symnn.network.model import AtZero
from symnn.numbers.real import Arithmetic, NotReal, Real
from symnn.quantities import Quantity


class Missing(Enum):
    """Why a quantity has no number."""

    UNDETERMINED = "undetermined"
    """It depends on what is unknown."""
    UNDEFINED = "undefined"
    """There is no such number: a slope at a kink, a logarithm of zero, or what depends on it."""


UNDETERMINED, UNDEFINED = Missing.UNDETERMINED, Missing.UNDEFINED
Value = Real | Missing

ELEMENTARY = frozenset(["exp", "ln", "sqrt", "tanh", "erf", "sin", "cos"])


class Valuation(Reading[Value]):
    """The value of a formula, given those of its quantities.

    Zero times anything is 0, even times what is unknown or undefined: the slopes that a kink
    leaves open are bounded, so a factor 0 decides the product.

    Args:
        arithmetic: how numbers are added and multiplied.
        lookup: the value of a quantity.
        definitions: the functions that are not elementary, by name; an abstract function is
            missing there, and its values are undetermined.
        at_zero: the convention at kinks.
    """

    def __init__(
        self,
        arithmetic: Arithmetic,
        lookup: Callable[[Quantity], Value],
        definitions: Mapping[str, Definition],
        at_zero: AtZero,
    ) -> None:
        self.arithmetic = arithmetic
        self.lookup = lookup
        self.definitions = definitions
        self.at_zero = at_zero

    def number(self, number: Number) -> Value:
        """Itself."""
        return number

    def constant(self, constant: Constant) -> Value:
        """Of pi."""
        return self.arithmetic.constant(constant.name)

    def quantity(self, quantity: Quantity) -> Value:
        """As it was given."""
        return self.lookup(quantity)

    def sum(self, node: Sum) -> Value:
        """The sum, missing if a term is."""
        values = known(self._each(node))
        return values if isinstance(values, Missing) else self.arithmetic.add(values)

    def product(self, node: Product) -> Value:
        """The product, 0 if a factor is, else missing if a factor is."""
        return multiply(self.arithmetic, self._each(node))

    def quotient(self, node: Quotient) -> Value:
        """The quotient: 0 if its numerator is, so that 0·ln 0 and its derivative are 0."""
        over = self(node.over)
        if over == 0 or over is UNDETERMINED:
            return over
        values = known([over, self(node.under)])
        return values if isinstance(values, Missing) else self._divided(*values)

    def power(self, node: Power) -> Value:
        """The power, missing if the base is."""
        base = self(node.base)
        if isinstance(base, Missing):
            return base
        try:
            return self.arithmetic.power(base, node.exponent)
        except NotReal:
            return UNDEFINED

    def apply(self, node: Apply) -> Value:
        """The function's value, missing if the argument is or the function is abstract."""
        argument = self(node.argument)
        if isinstance(argument, Missing):
            return argument
        if node.function not in ELEMENTARY:
            return self._defined(self.definitions.get(node.function), argument)
        try:
            return self.arithmetic.apply(node.function, argument)
        except NotReal:
            return UNDEFINED

    def _each(self, parts: Iterable[Formula]) -> list[Value]:
        # Nearly all terms and factors are quantities, or products of them.
        lookup = self.lookup
        return [lookup(part) if type(part) is Quantity else self(part) for part in parts]

    def _divided(self, over: Real, under: Real) -> Value:
        try:
            return self.arithmetic.divide(over, under)
        except NotReal:
            return UNDEFINED

    def _defined(self, definition: Definition | None, argument: Real) -> Value:
        if definition is None:
            return UNDETERMINED
        inner = Valuation(self.arithmetic, lambda _: argument, self.definitions, self.at_zero)
        if not isinstance(definition, Pieces):
            return inner(definition)
        sign = self.arithmetic.sign(argument)
        if sign:
            return inner(definition.above if sign > 0 else definition.below)
        if definition.at is not None:
            return inner(definition.at)
        if self.at_zero == "undefined":
            return UNDEFINED
        return inner(definition.conventions[self.at_zero])


def known(values: list[Value]) -> list[Real] | Missing:
    """The numbers, if all are; else what is missing, undefined before undetermined."""
    if Missing in map(type, values):
        # By identity: comparing fractions with `in` would cost more than adding them.
        return UNDEFINED if any(value is UNDEFINED for value in values) else UNDETERMINED
    return cast("list[Real]", values)


def multiply(arithmetic: Arithmetic, values: list[Value]) -> Value:
    """The product: 0 if a factor is, else missing if a factor is.

    With an undetermined factor it is undetermined, even beside an undefined one: it may be 0.
    """
    if not all(values):
        return 0
    numbers = known(values)
    if not isinstance(numbers, Missing):
        return arithmetic.multiply(numbers)
    return UNDETERMINED if UNDETERMINED in values else UNDEFINED


def with_alpha(definition: Definition, alpha: Formula) -> Definition:
    """The definition with the number for the leaky slope put in."""

    def put_in(formula: Formula) -> Formula:
        return replace(formula, lambda q: alpha if q == ALPHA else q)

    if not isinstance(definition, Pieces):
        return put_in(definition)
    low, high = definition.conventions
    return Pieces(
        put_in(definition.below),
        put_in(definition.above),
        None if definition.at is None else put_in(definition.at),
        (put_in(low), put_in(high)),
    )
