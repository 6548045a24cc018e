"""From typed text to a formula.

The grammar stands in `formula.lark`. Length, nesting and exponents are bounded before anything is
built, and nothing is computed here: `9**9**9**9` costs no more than any other text.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Transformer, UnexpectedInput, UnexpectedToken, v_args

from symnn.errors import InputError, shortened
from symnn.expressions.names import ELEMENTARY
from symnn.formula import (
    Apply,
    Constant,
    Formula,
    Power,
    Product,
    Quotient,
    Sum,
    minus,
    with_parts,
)
from symnn.quantities import Quantity, symbol

MOST_CHARACTERS = 2_000
DEEPEST = 40
LARGEST_EXPONENT = 1_000
MOST_DIGITS = 1_000

CONSTANTS: dict[str, Formula] = {"e": Apply("exp", 1), "pi": Constant("pi")}

Names = Callable[[str], Formula]
"""What a name stands for; raises InputError for a name it does not know."""
Calls = Callable[[str, Formula], Formula]
"""What a function that is not elementary makes of its argument."""


def parse_formula(text: str, names: Names, calls: Calls | None = None) -> Formula:
    """The formula that the text says, its names looked up by `names`.

    Raises:
        InputError: if the text is none, with a caret under the place where it stops being one.
    """
    _check_bounds(text)
    try:
        formula: Formula = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        # Lark places what is missing at the end at the last token.
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        at = len(text) if ended or error.pos_in_stream is None else error.pos_in_stream
        raise _not_a_formula(text, at) from None
    return _with_meaning(formula, names, calls or _no_calls)


def _with_meaning(formula: Formula, names: Names, calls: Calls) -> Formula:
    """The formula with what its names and its functions that are not elementary stand for."""
    match formula:
        case Quantity(of=str(name)):
            return names(name)
        case Apply(function, argument) if function not in ELEMENTARY:
            return calls(function, _with_meaning(argument, names, calls))
        case _:
            return with_parts(formula, lambda part: _with_meaning(part, names, calls))


def _check_bounds(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            "a formula that is too long",
            found=text,
            expected=f"at most {MOST_CHARACTERS} characters",
        )
    depth = deepest = run = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        run = run + 1 if character in "+-^*( \t" else 0
        deepest = max(deepest, depth, run)
    powers, quotients = text.count("^") + text.count("**"), text.count("/")
    if deepest > DEEPEST or powers > DEEPEST or quotients > 2 * DEEPEST:
        raise InputError(
            "a formula that is nested too deeply", found=text, expected=f"at most {DEEPEST} levels"
        )


def _not_a_formula(text: str, at: int) -> InputError:
    start = max(0, at - 30)
    window = shortened(text[start : start + 60], 70)
    caret = " " * (at - start) + "^"
    rest = text[at : at + 1]
    here = f"at {rest!r}" if rest else "at the end"
    return InputError(
        f"not a number or formula {here}\n    {window}\n    {caret}",
        expected="a number, a fraction or an expression such as 3/4, -0.5, 1e-3, sqrt(2)/2, ln 3",
    )


def _no_calls(name: str, argument: Formula) -> Formula:
    raise InputError("not a function", found=name, expected="one of " + ", ".join(ELEMENTARY))


@cache
def _parser() -> Lark:
    grammar = files("symnn.expressions").joinpath("formula.lark").read_text("utf-8")
    # With the transformer inside, formulas are built while parsing and nothing recurses.
    return Lark(grammar, parser="lalr", maybe_placeholders=False, transformer=_Build())


@v_args(inline=True)
class _Build(Transformer[Any, Any]):
    """One method a rule of the grammar; names become symbols, to be given their meaning later."""

    def number(self, token: str) -> Formula:
        """The exact number as written."""
        return exact_decimal(str(token))

    def name(self, token: str) -> Formula:
        """A constant or a symbol."""
        return CONSTANTS[token] if token in CONSTANTS else symbol(str(token))

    def call(self, function: str, argument: Formula) -> Formula:
        """A function's value; log is the natural logarithm."""
        name = "ln" if function == "log" else str(function)
        if name == "sqrt":
            return Power(argument, Fraction(1, 2))
        return Apply(name, argument)

    def plus(self, left: Formula, right: Formula) -> Formula:
        """A sum, flat."""
        return Sum((*(left.terms if isinstance(left, Sum) else (left,)), right))

    def minus(self, left: Formula, right: Formula) -> Formula:
        """A sum whose last term is subtracted."""
        return self.plus(left, minus(right))

    def times(self, left: Formula, right: Formula) -> Formula:
        """A product, flat."""
        return Product((*(left.factors if isinstance(left, Product) else (left,)), right))

    def over(self, left: Formula, right: Formula) -> Formula:
        """A quotient, of two integers at once the fraction."""
        if isinstance(left, int) and isinstance(right, int) and right:
            return Fraction(left, right)
        return Quotient(left, right)

    def negative(self, formula: Formula) -> Formula:
        """The other sign."""
        return minus(formula)

    def power(self, base: Formula, exponent: Formula) -> Formula:
        """e to anything, anything else to a small integer or half."""
        if base == CONSTANTS["e"]:
            return Apply("exp", exponent)
        if not isinstance(exponent, (int, Fraction)) or (2 * exponent).denominator != 1:
            raise InputError("an exponent that can't be used", expected="an integer or a half")
        if not -LARGEST_EXPONENT <= exponent <= LARGEST_EXPONENT:
            raise InputError(
                "an exponent that is too large", expected=f"at most {LARGEST_EXPONENT}"
            )
        return Power(base, int(exponent) if exponent.denominator == 1 else exponent)


def exact_decimal(text: str) -> int | Fraction:
    """The exact value of a decimal such as `-0.05` or `1e-3`.

    Raises:
        InputError: if it has too many digits or too large an exponent.
    """
    mantissa, _, exponent = text.replace("E", "e").partition("e")
    if len(mantissa) > MOST_DIGITS:
        raise InputError("too many digits", found=text, expected=f"at most {MOST_DIGITS}")
    if len(exponent) > 5 or abs(int(exponent or 0)) > LARGEST_EXPONENT:
        raise InputError(
            "an exponent that is too large", found=text, expected=f"at most {LARGEST_EXPONENT}"
        )
    whole, _, decimals = mantissa.partition(".")
    number = int(whole + decimals) * Fraction(10) ** (int(exponent or 0) - len(decimals))
    return number.numerator if number.denominator == 1 else number
