"""How wide a formula in Typst is at most, judged by its words: so that few have to be measured.

A line whose bound fits into its room is set as it is. Only the others are measured by Typst, which
takes about as long as setting them.
"""

from __future__ import annotations

import re

_EM = {
    **dict.fromkeys("0123456789", 0.5),
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", 0.4),
    **dict.fromkeys("⁽⁾₍₎ᵢⱼ", 0.35),
    **dict.fromkeys("⁺⁻₊₋ᵀₖₗₙ", 0.65),
    **dict.fromkeys("()[]|,.;:′'!", 0.4),
    **dict.fromkeys(" /", 0.5),
    "·": 0.75,
    **dict.fromkeys("+−=≈-×", 1.0),
    **dict.fromkeys("abcdefghijklnopqrstuvxyzσλμαβγδεηθπρτφ", 0.62),
}
"""The widths of characters in em, a little too large rather than too small."""
_OTHER = 1.1
_DIGITS = re.compile("[0-9⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]")


def bound(words: str) -> float:
    """A width in em that the formula with these words does not exceed."""
    return sum(_EM.get(character, _OTHER) for character in words) + 0.3


def figure(words: str) -> str:
    """The words with every digit as 0: formulas with one figure are equally wide."""
    return _DIGITS.sub("0", words)
