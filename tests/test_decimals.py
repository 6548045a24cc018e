"""Decimals: every digit is right, rounded half away from zero; and closed forms are true."""

from __future__ import annotations

import decimal
import re
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.errors import InputError, UndecidedError
from symnn.formula import Formula
from symnn.numbers.digits import decimal as written
from symnn.numbers.digits import rounded
from symnn.numbers.reading import read_number
from symnn.numbers.real import Arithmetic, Real
from symnn.numbers.value import ClosedValue, with_enough_bits
from symnn.render.writer import plain
from tests.oracles import interval, same

FRACTIONS = st.fractions(max_denominator=10**6) | st.builds(
    lambda m, e: m * Fraction(10) ** e, st.integers(-(10**9), 10**9), st.integers(-30, 30)
)
DIGITS = st.integers(1, 20)


def text(formula: Formula, digits: int) -> str:
    """The decimal of a number, with as many bits as it takes."""
    return with_enough_bits(
        lambda arithmetic: written(ClosedValue(arithmetic)(formula), digits, arithmetic.bits)
    )


def half_up(number: decimal.Decimal, digits: int) -> decimal.Decimal:
    """Rounded by Python's decimals; its "half up" is half away from zero."""
    context = decimal.Context(
        prec=digits, rounding=decimal.ROUND_HALF_UP, Emin=-(10**9), Emax=10**9
    )
    return context.plus(number)


def quotient(number: Fraction, digits: int) -> decimal.Decimal:
    """The fraction rounded by Python's decimals."""
    context = decimal.Context(prec=digits, rounding=decimal.ROUND_HALF_UP)
    return context.divide(decimal.Decimal(number.numerator), decimal.Decimal(number.denominator))


@given(FRACTIONS, DIGITS)
def test_fractions_are_rounded_as_python_rounds_them(number: Fraction, digits: int) -> None:
    shown = text(number, digits)
    assert decimal.Decimal(shown) == quotient(number, digits)
    figures = decimal.Decimal(shown).as_tuple().digits
    assert len(figures) <= digits or "e" not in shown


@given(st.integers(-(10**12), 10**12).filter(bool), st.integers(-20, 20))
def test_ties_are_rounded_away_from_zero(mantissa: int, exponent: int) -> None:
    digits = len(str(abs(mantissa)))
    tie = (10 * mantissa + (5 if mantissa > 0 else -5)) * Fraction(10) ** exponent
    away = (mantissa + (1 if mantissa > 0 else -1)) * Fraction(10) ** (exponent + 1)
    m, e = rounded(tie, digits)
    assert m * Fraction(10) ** e == away


@pytest.mark.parametrize(
    ("number", "digits", "shown"),
    [
        ("1/8", 2, "0.13"),
        ("-1/8", 2, "-0.13"),
        ("5/2", 1, "3"),
        ("-5/2", 1, "-3"),
        ("0.000012", 6, "0.000012"),
        ("1.2e-7", 6, "1.2e-7"),
        ("0.0000012", 6, "0.0000012"),
        ("1/3", 6, "0.333333"),
        ("2/3", 6, "0.666667"),
        ("999999.5", 6, "1.00000e6"),
        ("1000000", 6, "1e6"),
        ("123456", 6, "123456"),
        ("1234567", 6, "1.23457e6"),
        ("100000", 6, "100000"),
        ("0", 6, "0"),
        ("-0.0", 6, "0"),
        ("sqrt(2)", 6, "1.41421"),
        ("exp(-5)", 6, "0.00673795"),
        ("-pi", 10, "-3.141592654"),
        ("exp(-10**9)", 6, "1.24953e-434294482"),
        ("exp(50)", 6, "5.18471e21"),
        ("sqrt(2)/1000000", 6, "0.00000141421"),
        # As close to a tie as it gets: 0.5 + 10**-40.
        ("1/2 + 10**-40", 1, "0.5"),
        ("exp(10**-20)", 3, "1.00"),
    ],
)
def test_written(number: str, digits: int, shown: str) -> None:
    assert text(read_number(number), digits) == shown


def test_a_number_too_small_for_any_precision_is_undecided() -> None:
    with pytest.raises(UndecidedError):
        text(read_number("exp(-10**30)"), 6)


# Random closed forms, as text that both symnn and mpmath read.

NUMBER = re.compile(r"\d+(\.\d+)?(e-?\d+)?")
LEAVES = st.sampled_from(["0", "1", "2", "3", "5", "0.3", "pi", "8", "12", "1e-3"])


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.builds(
        "{}({})".format, st.sampled_from(["exp", "ln", "sqrt", "tanh", "erf", "sin", "cos"]), inner
    )
    pairs = st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner)
    powers = st.builds(
        "({})**{}".format, inner, st.sampled_from(["2", "3", "(-1)", "(-2)", "(1/2)"])
    )
    return calls | pairs | powers | st.builds("(-{})".format, inner)


EXPRESSIONS = st.recursive(LEAVES, _wider, max_leaves=6)


def by_mpmath(expression: str, digits: int) -> Any:
    """The value, not by symnn's grammar but by Python's."""
    names = ("exp", "ln", "sqrt", "tanh", "erf", "sin", "cos", "mpf")
    exact = NUMBER.sub(r"mpf('\g<0>')", expression.replace("**2", "**(2)").replace("**3", "**(3)"))
    with mpmath.workdps(digits):
        known = {name: getattr(mpmath, name) for name in names}
        return eval(exact, {**known, "pi": +mpmath.pi})


@given(EXPRESSIONS, st.integers(1, 30))
def test_closed_forms_have_the_value_that_mpmath_finds(expression: str, digits: int) -> None:
    try:
        form = read_number(expression)
        shown = text(form, digits)
    except (InputError, UndecidedError):
        assume(False)
    rough, value = by_mpmath(expression, 150), by_mpmath(expression, 250)
    with mpmath.workdps(250):
        # What 250 digits say is wrong by less than 150 digits differ; 0 comes out as a tiny number.
        error = 2 * abs(value - rough) + mpmath.mpf(10) ** -200
        low, high = (number(end) for end in interval(ClosedValue(Arithmetic(600))(form)))
        assert low - error <= mpmath.re(value) <= high + error
        assert abs(mpmath.im(value)) <= error
        real = decimal.Decimal(mpmath.nstr(mpmath.re(value), 200, min_fixed=0, max_fixed=0))
    if isinstance(form, (int, Fraction)):
        assert decimal.Decimal(shown) == quotient(Fraction(form), digits)
    else:
        assert decimal.Decimal(shown) == half_up(real, digits)


def number(exact: Fraction) -> Any:
    """A rational number for mpmath, at its precision in force."""
    return mpmath.mpf(exact.numerator) / exact.denominator


@given(EXPRESSIONS)
def test_a_closed_form_is_read_back(expression: str) -> None:
    try:
        form = read_number(expression)
    except (InputError, UndecidedError):
        assume(False)
    assert same(value_of(read_number(plain(form))), value_of(form))


def value_of(form: Formula) -> Real:
    """The number that a closed form is."""
    return with_enough_bits(lambda arithmetic: ClosedValue(arithmetic)(form), 200)
