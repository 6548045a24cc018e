"""What to say where a text stops being a formula."""

from __future__ import annotations

from symnn.errors import shortened

EXPECTED = "a number, a fraction or an expression such as 3/4, -0.5, 1e-3, sqrt(2)/2, ln 3"

_BY_CHARACTER = {
    "=": "one value, not two with an equals sign between them",
    "≈": "one value, not two with a sign between them",
    ",": "one value; a decimal comma stands between digits, as in 0,5",
    ";": "one value",
    ":": "a quotient with a slash, as in 3/4",
    "%": "a percent sign only behind a single number, as in 59.3%",
    "!": "factorials written out, as in 6 for 3!",
    "[": "one value without square brackets; brackets in a formula are round",
    "]": "one value without square brackets; brackets in a formula are round",
    "'": "a slope as in g'(z1_1) or sigmoid_prime(2)",
    "_": "a name such as W2_13, z2_1 or W_{13}^{(2)}",
    "\\": r"LaTeX such as \frac{3}{4}, \sqrt{2}, e^{-5}, \sigma(2), z_1^{(2)}",
    "$": "dollar signs only around the whole",
}
_NAME = "a sign before a name: a product with a name needs *, as in 2*x1"
_DIGITS = "one number, or a sign between two"
_BARE = "brackets that say how far a function reaches: ln(2)/3 or ln(2/3)"
_EXPONENT = "brackets around the exponent, or a sign after it: e^(-2)*3"


def hint(text: str, at: int, before: tuple[str, ...] = ()) -> tuple[str, int, str]:
    """What is wrong, where, and what would have been understood.

    Args:
        text: what was typed.
        at: the place where it stops being a formula.
        before: the sorts of the last two things that were read, as the grammar calls them; "NAME!"
            for a name that itself is the one too much.
    """
    rest = text[at : at + 1]
    here = f"at {shortened(rest)!r}" if rest else "at the end"
    return f"not a number or formula {here}", at, _expected(rest, before)


def _expected(rest: str, before: tuple[str, ...]) -> str:
    if before[-1:] == ("NAME!",):
        return _NAME
    if before[-2:-1] == ("FUNCTION",) and rest:
        return _BARE
    if rest in ("(", "{", "√", "π") and before:
        return _EXPONENT
    if rest.isdigit() and before:
        return _DIGITS
    return _BY_CHARACTER.get(rest, EXPECTED)
