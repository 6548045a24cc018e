"""Exact numbers from the text in which they are written."""

from __future__ import annotations

import re
from fractions import Fraction

from symnn.errors import InputError, UndecidedError
from symnn.formula import Formula
from symnn.numbers.real import Irrational, NotReal, Real

_INTEGER = re.compile(r"[+-]?\d{1,1000}", re.ASCII)
_FRACTION = re.compile(r"([+-]?\d{1,1000})\s*/\s*(\d{1,1000})", re.ASCII)
_DECIMAL = re.compile(r"([+-]?)((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)
MOST_BITS = 12_000
"""The size of the numerator and denominator of a number that is read."""
EXPECTED = "a number such as 3, -3/4, 0.05, 1e-3, sqrt(2)/2, ln 3"


def read_number(text: str) -> Formula:
    """The number that the text says, exactly: an integer, a fraction or a closed form.

    >>> read_number("0.05")
    Fraction(1, 20)

    Raises:
        InputError: if it says none.
    """
    clean = text.strip().replace("\N{MINUS SIGN}", "-")
    if _INTEGER.fullmatch(clean):
        return int(clean)
    fraction = _FRACTION.fullmatch(clean)
    if fraction and int(fraction[2]):
        number = Fraction(int(fraction[1]), int(fraction[2]))
        return number.numerator if number.denominator == 1 else number
    return _expression(clean)


def _expression(text: str) -> Formula:
    from symnn.expressions.numerals import numeral
    from symnn.expressions.parse import parse_formula
    from symnn.numbers.value import ClosedValue, with_enough_bits

    if decimal := _DECIMAL.fullmatch(text):
        value = numeral(decimal[2]).value
        return -value if decimal[1] == "-" else value
    formula = parse_formula(text, _no_names)
    try:
        return closed_form(with_enough_bits(lambda arithmetic: ClosedValue(arithmetic)(formula)))
    except (NotReal, UndecidedError) as error:
        raise InputError(f"not a real number: {error}", found=text, expected=EXPECTED) from None


def closed_form(value: Real) -> Formula:
    """The closed form of a number that was typed.

    Raises:
        InputError: if it is too large to be kept.
    """
    form = value.closed if isinstance(value, Irrational) else value
    if form is None or (isinstance(form, (int, Fraction)) and _bits(form) > MOST_BITS):
        raise InputError("a number that is too large", expected=EXPECTED)
    return form


def _bits(number: int | Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def _no_names(name: str) -> Formula:
    if name.lower() in ("nan", "inf", "infinity"):
        raise InputError("not a finite number", found=name, expected=EXPECTED)
    raise InputError("a name where a number was expected", found=name, expected=EXPECTED)
