"""Closed forms: formulas without quantities, kept tidy while one computes with them.

Like terms are collected, powers and exponentials of the same base merged, and what has become a
rational number is one: `exp(ln(3))` is 3, `sqrt(2)*sqrt(2)` is 2, `e*e**-1` is 1. Nothing is
multiplied out and nothing factored, so a form stays recognisable and no larger than it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from symnn.formula import (
    Apply,
    Constant,
    Formula,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    leaves,
    parts,
    product,
)
from symnn.numbers.powers import (
    TooLarge,
    is_half,
    is_worked_out,
    rational_power,
    square_part,
)

E = Apply("exp", 1)
"""Euler's number."""

LARGEST_EXPONENT = 1_000
"""The exponent above which a form is given up."""

_ODD = {"tanh", "erf", "sin"}
"""The functions with f(-x) = -f(x); the cosine has f(-x) = f(x)."""
_HALF = Fraction(1, 2)


def is_number(formula: Formula) -> bool:
    """Whether the form is a rational number."""
    return isinstance(formula, (int, Fraction))


def add(forms: Iterable[Formula]) -> Formula:
    """The sum, with like terms collected in the order of their first appearance.

    A multiple of a sum stays one, unless its terms meet others: s - (s + t) is -t.
    """
    taken = [pair for form in forms for pair in _terms(form)]
    collected = _collected(taken)
    if any(isinstance(base, Sum) for base in collected):
        opened = _collected(pair for base, factor in taken for pair in _opened(base, factor))
        collected = opened if len(opened) < len(collected) else collected
    terms = [_times(factor, base) for base, factor in collected.items()]
    if not terms:
        return 0
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _collected(pairs: Iterable[tuple[Formula, Number]]) -> dict[Formula, Number]:
    """Bases with their factors, without those that cancel."""
    collected: dict[Formula, Number] = {}
    for base, factor in pairs:
        collected[base] = collected.get(base, 0) + factor
    return {base: factor for base, factor in collected.items() if factor}


def _opened(base: Formula, factor: Number) -> Iterator[tuple[Formula, Number]]:
    """A multiple of a sum as the multiples of its terms; anything else as it is."""
    if not isinstance(base, Sum):
        yield base, factor
        return
    for term in base.terms:
        for inner, times in _terms(term):
            yield from _opened(inner, factor * times)


def _times(factor: Number, base: Formula) -> Formula:
    """The term that `_terms` has taken apart."""
    if base == 1:
        return _number(factor)
    return base if factor == 1 else multiply((factor, base))


def _number(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def multiply(forms: Iterable[Formula]) -> Formula:
    """The product, with equal bases merged and rational powers worked out."""
    factors = _Factors()
    for form in forms:
        factors.take(form)
    return factors.form()


def power(base: Formula, exponent: Number) -> Formula:
    """The power with a rational exponent; of a negative number only with an integer one."""
    if exponent == 1:
        return base
    factors = _Factors()
    factors.take(base, exponent)
    return factors.form()


def apply(function: str, argument: Formula) -> Formula:
    """The elementary function's value, worked out where it is plain: ln 1, exp(ln q), tanh(ln q).

    A minus sign comes out of odd functions: tanh(-1) is -tanh(1), so that tanh(1) + tanh(-1) is 0.
    """
    if function == "exp":
        factors = _Factors()
        factors.exponent.append(argument)
        return factors.form()
    if function == "sqrt":
        return power(argument, _HALF)
    if function == "ln":
        return _logarithm(argument)
    if function == "tanh" and not isinstance(argument, (int, Fraction)):
        squared = apply("exp", multiply((2, argument)))
        if isinstance(squared, (int, Fraction)):  # of logarithms, as in tanh(ln 3)
            value = Fraction(squared - 1) / (squared + 1)
            return value.numerator if value.denominator == 1 else value
    if argument == 0:
        return {**dict.fromkeys(_ODD, 0), "cos": 1}[function]
    if _leads_with_minus(argument):
        positive = Apply(function, multiply((-1, argument)))
        return multiply((-1, positive)) if function in _ODD else positive
    return Apply(function, argument)


def _leads_with_minus(form: Formula) -> bool:
    """Whether the form is a negative number, or one times something."""
    if isinstance(form, (int, Fraction)):
        return form < 0
    if isinstance(form, Product):
        return _leads_with_minus(form.factors[0])
    return isinstance(form, Quotient) and _leads_with_minus(form.over)


def _has_minus(form: Formula) -> bool:
    """Whether the form is a single term with a minus sign."""
    return not isinstance(form, Sum) and _terms(form)[0][1] < 0


def size(form: Formula, most: int) -> int:
    """The number of nodes, counted up to `most`."""
    count, waiting = 0, [form]
    while waiting and count < most:
        count += 1
        waiting.extend(parts(waiting.pop()))
    return count


def _logarithm(argument: Formula) -> Formula:
    if argument == 1:
        return 0
    if isinstance(argument, Apply) and argument.function == "exp":
        return argument.argument
    if isinstance(argument, Fraction) and argument.numerator < argument.denominator:
        return multiply((-1, _logarithm(1 / argument)))
    if isinstance(argument, Fraction) and argument.denominator == 1:
        return Apply("ln", argument.numerator)
    return Apply("ln", argument)


def _terms(form: Formula) -> list[tuple[Formula, Number]]:
    """The form as base and rational factor of each of its terms; the base of a number is 1."""
    if isinstance(form, Sum):
        return [pair for term in form.terms for pair in _terms(term)]
    if isinstance(form, (int, Fraction)):
        return [(1, form)]
    factors = _Factors()
    factors.take(form)
    coefficient, factors.coefficient = factors.coefficient, 1
    return [(factors.form(), coefficient)]


@dataclass
class _Factors:
    """A product taken apart: a rational number, e to a sum of exponents, and powers of bases."""

    coefficient: Number = 1
    exponent: list[Formula] = field(default_factory=list)
    powers: dict[Formula, Number] = field(default_factory=dict)

    def take(self, form: Formula, exponent: Number = 1) -> None:
        """Multiply by a form to a power; a root is taken apart only where nothing is negative."""
        if isinstance(form, (int, Fraction)) and exponent == int(exponent):
            self.coefficient *= rational_power(form, int(exponent))
        elif not _may_be_taken_apart(form, exponent):
            self.powers[form] = self.powers.get(form, 0) + exponent
        elif isinstance(form, Product):
            for factor in form.factors:
                self.take(factor, exponent)
        elif isinstance(form, Quotient):
            self.take(form.over, exponent)
            self.take(form.under, -exponent)
        elif isinstance(form, Power):
            self.take(form.base, form.exponent * exponent)
        elif isinstance(form, Apply) and form.function == "exp":
            self.exponent.append(multiply((exponent, form.argument)))
        else:
            self.powers[form] = self.powers.get(form, 0) + exponent

    def form(self) -> Formula:
        """The product as a form: one fraction, numbers first."""
        if self.coefficient == 0:
            return 0
        exponential = self._exponential()
        radical = self._radicals()
        up: list[Formula] = [_power(f, e) for f, e in self.powers.items() if e > 0]
        down: list[Formula] = [_power(f, -e) for f, e in self.powers.items() if e < 0]
        up = [f for f in (radical, exponential) if f != 1] + up
        number = self.coefficient
        if number.denominator != 1:
            down.insert(0, number.denominator)
        if number != 1 and (number.numerator != 1 or not up):
            up.insert(0, number.numerator)
        over = product(*up)
        if not down:
            return over
        if is_number(over) and len(down) == 1 and is_number(down[0]):
            return Fraction(number)
        return Quotient(over, product(*down))

    def _exponential(self) -> Formula:
        """e to the collected exponents, freed of logarithms of rational numbers."""
        if not self.exponent:
            return 1
        rest: list[Formula] = []
        for base, factor in _terms(add(self.exponent)):
            inner = base.argument if isinstance(base, Apply) and base.function == "ln" else None
            if isinstance(inner, (int, Fraction)) and is_worked_out(inner, factor):
                self.take(inner, factor)
            elif factor:
                rest.append(multiply((factor, base)))
        exponent = add(rest)
        return 1 if exponent == 0 else Apply("exp", exponent)

    def _radicals(self) -> Formula:
        """Roots of rational numbers gathered under one root, what is square taken out of it."""
        rational = [f for f in self.powers if isinstance(f, (int, Fraction))]
        if not rational:
            return 1
        inside = Fraction(1)
        for base in rational:
            exponent = Fraction(self.powers.pop(base))
            self.coefficient *= rational_power(base, exponent // 1)
            inside *= Fraction(base) ** int(2 * (exponent % 1))
        square, rest = square_part(inside.numerator * inside.denominator)
        self.coefficient *= Fraction(square, inside.denominator)
        return 1 if rest == 1 else Power(rest, _HALF)


def _may_be_taken_apart(form: Formula, exponent: Number) -> bool:
    """Whether (uv)^e = u^e·v^e and (u^n)^e = u^(ne), and no other roots than square ones arise."""
    if exponent == int(exponent):
        return True
    inner = form.exponent if isinstance(form, Power) else 1
    return is_half(inner * exponent) and is_positive(form)


def is_positive(form: Formula) -> bool:
    """Whether the form is positive by its looks: sums and products of positive ones are."""
    match form:
        case int() | Fraction():
            return form > 0
        case Sum() | Product() | Quotient() | Power():
            return all(is_positive(part) for part in parts(form))
        case Apply(function, _):
            return function == "exp"
        case _:
            return isinstance(form, Constant)


def _power(base: Formula, exponent: Number) -> Formula:
    if exponent > LARGEST_EXPONENT:
        raise TooLarge
    return base if exponent == 1 else Power(base, exponent)


def is_closed(formula: Formula) -> bool:
    """Whether the formula names no quantity."""
    return next(leaves(formula), None) is None
