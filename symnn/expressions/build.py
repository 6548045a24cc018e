"""From what the grammar finds to formulas: one method a rule.

Names and functions keep the token that they are, and so their place, until they get a meaning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lark import Token, Transformer, v_args

from symnn.errors import InputError, shortened
from symnn.expressions.bounds import DEEPEST
from symnn.expressions.numerals import LARGEST_EXPONENT, numeral
from symnn.formula import Apply, Constant, Formula, Number, Power, Product, Quotient, Sum, minus
from symnn.quantities import Quantity, symbol

E: Formula = Apply("exp", 1)
HALF = Fraction(1, 2)
SUPER_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUB_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_MIXED = re.compile(r"(?P<whole>[0-9]+) *(?P<rest>.+)")
_WRITTEN_FRACTION = re.compile(
    r"\\[dt]?frac *(?:([0-9])|\{ *([0-9]+) *\}) *(?:([0-9])|\{ *([0-9]+) *\})"
)


class Misread(Exception):
    """A text that is no formula, and the place where it stops being one."""

    def __init__(self, what: str, at: int, expected: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what, self.at, self.expected, self.near = what, at, expected, near


@dataclass(frozen=True)
class _Unclear:
    """A product without signs in a place where it is not clear how far it reaches."""

    formula: Formula


@v_args(inline=True)
class Build(Transformer[Any, Any]):
    """One method a rule of the grammar."""

    def number(self, token: Token) -> Formula:
        """The exact number as written."""
        try:
            return numeral(token).value
        except InputError as error:
            raise Misread(error.what, _at(token), error.expected) from None

    def mixed(self, token: Token) -> Formula:
        """A whole number and a proper fraction beside it: 1 1/2, 1½, 1\\frac12."""
        match = _MIXED.fullmatch(token)
        assert match
        whole, rest = match["whole"], match["rest"]
        over, under = _fraction(rest)
        thousands = re.fullmatch(r"[1-9][0-9]{0,2}", whole) and re.match(r"[0-9]{3}/", rest)
        if thousands and (int(over) >= int(under) or over.startswith("0")):
            return _normal(Fraction(int(whole + over), int(under)))
        if thousands:
            raise Misread(
                "a number that can be read in two ways",
                _at(token),
                f"{whole}{shortened(rest)} or {whole} + {shortened(rest)}",
            )
        if not 0 < int(over) < int(under):
            raise Misread(
                "a number beside a fraction that is not proper",
                _at(token),
                "a mixed number such as 1 1/2, or a sign between the two",
            )
        return int(whole) + Fraction(int(over), int(under))

    def vulgar(self, token: Token) -> Formula:
        """A fraction in one character, or in raised and lowered digits."""
        over, under = map(int, _fraction(token))
        if not under:
            raise Misread("a division by zero", _at(token), "another denominator")
        return _normal(Fraction(over, under))

    def name(self, token: Token) -> Formula:
        """A symbol, to be given its meaning later."""
        return symbol(token)

    def constant(self, token: Token) -> Formula:
        """Euler's number or pi."""
        return Constant("pi") if "pi" in token or "π" in token else E

    def call(self, function: Token, argument: Formula) -> Formula:
        """A function's value; log is the natural logarithm."""
        name = (
            re.sub(r"\\(?:operatorname *)?|[{}]", "", function)
            if function.type == "FUNCTION"
            else ""
        )
        if name == "sqrt":
            return Power(argument, HALF)
        return Apply({"log": "ln", "": function}.get(name, name), argument)

    def call_in_sample(self, function: Token, argument: Formula, sample: Token) -> Formula:
        """A slope at a sample's pre-activation: relu_prime(z1_1)@2."""
        if type(argument) is not Quantity or not isinstance(argument.of, Token):
            raise Misread("a sample of what has no name", _at(sample), "as in relu_prime(z1_1)@2")
        name = argument.of
        return Apply(function, symbol(Token.new_borrow_pos(name.type, name + sample, name)))

    def root(self, argument: Formula) -> Formula:
        """A square root."""
        return Power(argument, HALF)

    def absolute(self, argument: Formula) -> Formula:
        """An absolute value."""
        return Apply("abs", argument)

    def plus(self, left: Formula, right: Formula) -> Formula:
        """A sum, flat."""
        return Sum((*(left.terms if isinstance(left, Sum) else (left,)), right))

    def minus(self, left: Formula, right: Formula) -> Formula:
        """A sum whose last term is subtracted."""
        return self.plus(left, minus(right))

    def times(self, left: Formula, right: Formula) -> Formula:
        """A product, flat."""
        return Product((*(left.factors if isinstance(left, Product) else (left,)), right))

    def beside(self, left: Formula, right: Formula) -> Formula:
        """A product without a sign, which plain names need."""
        last = left.factors[-1] if isinstance(left, Product) else left
        if type(last) is Quantity and isinstance(last.of, Token) and last.of.type == "NAME":
            end = _at(last.of) + len(last.of) - 1
            name = shortened(last.of, 20)
            expected = f"a sign between them: a product of names needs *, as in {name}*..."
            raise Misread("a name with something right beside it", end, expected)
        return self.times(left, right)

    def unclear(self, formula: Formula) -> _Unclear:
        """A product without signs below a fraction's slash."""
        return _Unclear(formula)

    def over(self, left: Formula, sign: Token, right: Formula | _Unclear) -> Formula:
        """A quotient, of two integers at once the fraction."""
        if isinstance(right, _Unclear):
            raise Misread(
                "a quotient that can be read in two ways",
                _at(sign),
                "brackets: 1/2π can be 1/(2*π) or (1/2)*π",
            )
        return self.fraction(left, right)

    def fraction(self, over: Formula, under: Formula) -> Formula:
        """A quotient that has its own bounds."""
        if isinstance(over, int) and isinstance(under, int) and under:
            return _normal(Fraction(over, under)) if over % under else Fraction(over, under)
        return Quotient(over, under)

    def negative(self, formula: Formula | _Unclear) -> Formula | _Unclear:
        """The other sign."""
        return formula if isinstance(formula, _Unclear) else minus(formula)

    def raised(self, base: Formula, exponent: Token) -> Formula:
        """A power whose exponent stands in raised digits."""
        digits = exponent.translate(SUPER_DIGITS)
        if len(digits) > DEEPEST:
            raise Misread("an exponent that is too large", _at(exponent), _EXPONENTS)
        return self.power(base, exponent, int(digits))

    def power(self, base: Formula, sign: Token, exponent: Formula) -> Formula:
        """e to anything, anything else to a small integer or half."""
        if base == E:
            return Apply("exp", exponent)
        if not isinstance(exponent, (int, Fraction)) or (2 * exponent).denominator != 1:
            expected = "an integer or a half"
            raise Misread("an exponent that can't be used", _at(sign), expected)
        if not -LARGEST_EXPONENT <= exponent <= LARGEST_EXPONENT:
            raise Misread("an exponent that is too large", _at(sign), _EXPONENTS)
        return Power(base, _normal(exponent))


_EXPONENTS = f"at most {LARGEST_EXPONENT}"


def _at(token: Token) -> int:
    return token.start_pos or 0


def _normal(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def _fraction(text: str) -> tuple[str, str]:
    r"""Numerator and denominator of 3/4, ¾, ³/₄ or \frac34, as digits."""
    if match := _WRITTEN_FRACTION.fullmatch(text):
        return match[1] or match[2], match[3] or match[4]
    if len(text) == 1:
        text = unicodedata.normalize("NFKC", text).replace("\N{FRACTION SLASH}", "/")
    over, _, under = text.translate(SUPER_DIGITS).translate(_SUB_DIGITS).partition("/")
    return over.strip(), under.strip()
