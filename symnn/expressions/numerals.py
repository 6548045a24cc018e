"""Numbers in digits, as people and programs of several countries write them.

`1234.5`, `1,234.5`, `1.234,5`, `1 234,5` and `1'234.5` are one number; `1,234` could be two, and is
refused with both. What stands behind the point, or the comma, is counted: it says how closely a
rounded number was meant.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from symnn.errors import InputError, shortened

MOST_DIGITS = 1_000
LARGEST_EXPONENT = 1_000

PATTERN = (
    r"(?:[0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]{1,3}(?:['][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+\.(?![0-9])|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?"
)
"""What a numeral without its sign looks like; whether it makes sense is for `numeral` to say."""
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[,. '][0-9]{3})+")


class Numeral(NamedTuple):
    """A number in digits.

    Attributes:
        value: the number, exactly.
        decimals: how many digits stand behind the point, an exponent applied; None of an integer.
        significant: how many digits there are from the first that is not 0.
    """

    value: int | Fraction
    decimals: int | None
    significant: int


def numeral(text: str) -> Numeral:
    """The number that digits say; `text` fits `PATTERN`.

    >>> numeral("1.234,50")
    Numeral(value=Fraction(2469, 2), decimals=2, significant=6)

    Raises:
        InputError: if it can be read in two ways or in none, or has too many digits or too large
            an exponent.
    """
    mantissa, _, exponent = text.replace("E", "e").partition("e")
    if len(mantissa) > MOST_DIGITS:
        raise InputError("too many digits", found=text, expected=f"at most {MOST_DIGITS}")
    shift = _exponent(exponent, text)
    whole, behind = _split(mantissa)
    places = len(behind) - shift
    value = int(whole + behind or "0") * Fraction(10) ** -places
    typed = bool(behind) or places > 0
    return Numeral(
        value.numerator if value.denominator == 1 else value,
        places if typed else None,
        len((whole + behind).lstrip("0")),
    )


def _exponent(digits: str, text: str) -> int:
    if len(digits) > 5 or abs(int(digits or "0")) > LARGEST_EXPONENT:
        raise InputError(
            "an exponent that is too large", found=text, expected=f"at most {LARGEST_EXPONENT}"
        )
    return int(digits or "0")


def _split(mantissa: str) -> tuple[str, str]:
    """The digits before and behind the point."""
    marks = [character for character in mantissa if not character.isdigit()]
    if not marks:
        return mantissa, ""
    last = marks[-1]
    if len(set(marks)) == 1 and _GROUPED.fullmatch(mantissa) and (len(marks) > 1 or last != "."):
        digits = mantissa.replace(last, "")
        if last == "," and len(marks) == 1:
            raise InputError(
                "a number that can be read in two ways",
                found=mantissa,
                expected=f"{shortened(mantissa.replace(',', '.'))} or {shortened(digits)}",
            )
        return digits, ""
    whole, _, behind = mantissa.rpartition(last)
    is_grouped = len(marks) > 1
    if last not in ".," or last in whole or (is_grouped and not _is_grouped(whole)):
        raise InputError(
            "digits that make no number", found=mantissa, expected="a number such as 1234.5"
        )
    return re.sub(r"[^0-9]", "", whole), behind


def _is_grouped(whole: str) -> bool:
    """Whether digits stand in groups of three with one sort of mark between them."""
    return bool(_GROUPED.fullmatch(whole)) and len(set(re.sub("[0-9]", "", whole))) == 1
