"""From the text of one answer to what it says; what can't be read is said to be so."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from symnn.errors import InputError, UndecidedError
from symnn.evaluate.exact import valuation
from symnn.evaluate.value import UNDEFINED, UNDETERMINED, Missing
from symnn.expressions.numerals import PATTERN, numeral
from symnn.expressions.parse import parse_formula
from symnn.formula import Apply, Formula, leaves
from symnn.marking.answers.typed import Answer, Typed, Unreadable
from symnn.network.model import Network
from symnn.notation.spellings import to_plain
from symnn.numbers.reading import closed_form
from symnn.numbers.value import with_enough_bits

EXPECTED = "a number, a fraction, a decimal or an expression such as 3/4, -0.59, 1/(1+e^-5)"
_NUMERAL = re.compile(rf"(?P<sign>[+-]?)\s*(?P<digits>{PATTERN})")
_FRACTION = re.compile(r"([+-]?)\s*([0-9]{1,1000})\s*/\s*([0-9]{1,1000})")
_UNDEFINED = frozenset(["undefined", "undef", "dne", "does not exist"])


def read_answer(text: str, net: Network, notation: Callable[[str], str] = to_plain) -> Answer:
    """What a person answered; an Unreadable with its reasons where that can't be told.

    Args:
        text: as the person typed it.
        net: the network that the answer is about: whose names formulas may mention.
        notation: what turns the spelling of a name into the plain name.
    """
    try:
        return _read(text, net, notation)
    except InputError as error:
        return Unreadable(text, error)


def _read(text: str, net: Network, notation: Callable[[str], str]) -> Typed:
    clean = text.strip().replace("\N{MINUS SIGN}", "-")
    if clean.lower() in _UNDEFINED:
        return Typed(text, UNDEFINED)
    if match := _NUMERAL.fullmatch(clean):
        return _number(text, match["sign"], match["digits"])
    if (match := _FRACTION.fullmatch(clean)) and int(match[3]):
        return Typed(text, _signed(Fraction(int(match[2]), int(match[3])), match[1]))
    formula = parse_formula(clean, lambda name: net.quantity(notation(name)), Apply)
    if next(leaves(formula), None) is not None:
        return Typed(text, formula)
    return Typed(text, _value(formula, net, text))


def _number(text: str, sign: str, digits: str) -> Typed:
    value, decimals, significant = numeral(digits)
    if decimals is None:
        return Typed(text, _signed(value, sign))
    half_unit = Fraction(10) ** -decimals / 2
    return Typed(text, _signed(value, sign), half_unit, decimals, significant)


def _signed(number: int | Fraction, sign: str) -> int | Fraction:
    signed = -number if sign == "-" else number
    return signed.numerator if signed.denominator == 1 else signed


def _value(formula: Formula, net: Network, text: str) -> Formula:
    """The closed form of an expression."""
    try:
        value = with_enough_bits(
            lambda arithmetic: valuation(net, arithmetic, lambda _: UNDETERMINED)(formula)
        )
    except UndecidedError as error:
        raise InputError(f"not a number: {error}", found=text, expected=EXPECTED) from None
    if isinstance(value, Missing):
        raise InputError("there is no such number", found=text, expected=EXPECTED)
    return closed_form(value)
