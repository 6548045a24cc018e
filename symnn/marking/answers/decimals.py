"""Single numbers: integers, fractions of two integers, decimals, percentages, powers of ten.

What stands behind the point of a single number says how closely it was meant; no other answer says
that.
"""

from __future__ import annotations

import re
from fractions import Fraction

from symnn.errors import InputError
from symnn.expressions.build import SUPER_DIGITS
from symnn.expressions.numerals import LARGEST_EXPONENT, MOST_DIGITS, PATTERN, Numeral, numeral
from symnn.marking.answers.typed import Typed

_TEN = (
    r"\s*(?:[·*x]|\\cdot|\\times)\s*10\s*(?:(?:\^|\*\*)\s*"
    r"(?:\{\s*(?P<braced>[+-]?[0-9]+)\s*\}|\(\s*(?P<bracketed>[+-]?[0-9]+)\s*\)"
    r"|(?P<bare>[+-]?[0-9]+))|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+))"
)
_NUMBER = re.compile(rf"(?P<sign>[+-]?)\s*(?P<digits>{PATTERN})(?:{_TEN})?(?P<percent>\s*\\?%)?")
_FRACTION = re.compile(r"([+-]?)\s*([0-9]+)\s*/\s*([+-]?)\s*([0-9]+)")


def single_number(text: str, original: str) -> Typed | None:
    """The single number that a cleaned text is; None if it is something else.

    Raises:
        InputError: if it can be read in two ways or in none, or is too long.
    """
    text = text.strip()
    if match := _NUMBER.fullmatch(text):
        return _number(match, original)
    if match := _FRACTION.fullmatch(text):
        return _fraction(match, original)
    return None


def _number(match: re.Match[str], original: str) -> Typed:
    shift = _exponent(match) - 2 * bool(match["percent"])
    found = numeral(match["digits"])
    value = found.value * Fraction(10) ** shift
    signed = _normal(-value if match["sign"] == "-" else value)
    decimals = _decimals(found, shift)
    if decimals is None:
        return Typed(original, signed)
    return Typed(original, signed, Fraction(10) ** -decimals / 2, decimals, found.significant)


def _decimals(found: Numeral, shift: int) -> int | None:
    """The digits behind the point once the power of ten is applied; None of an integer.

    A zero is no more uncertain for a power of ten: else 0.0e9 would stand for any number.
    """
    if found.decimals is not None:
        return found.decimals - (shift if found.value else min(shift, 0))
    return -shift if shift < 0 else None


def _exponent(match: re.Match[str]) -> int:
    raised = (match["raised"] or "").translate(SUPER_DIGITS)
    digits = match["braced"] or match["bracketed"] or match["bare"] or raised or "0"
    if len(digits) > 6 or abs(int(digits)) > LARGEST_EXPONENT:
        raise InputError(
            "an exponent that is too large", found=digits, expected=f"at most {LARGEST_EXPONENT}"
        )
    return int(digits)


def _fraction(match: re.Match[str], original: str) -> Typed | None:
    sign, over, other, under = match.groups()
    if max(len(over), len(under)) > MOST_DIGITS:
        raise InputError("too many digits", found=original, expected=f"at most {MOST_DIGITS}")
    if not int(under):
        return None  # an expression without a value, as 1/(2 - 2) is
    value = Fraction(int(over), int(under))
    return Typed(original, _normal(-value if (sign == "-") != (other == "-") else value))


def _normal(number: int | Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number
