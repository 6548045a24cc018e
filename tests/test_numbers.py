"""Numbers as they are read, kept, enclosed and shown; what can't be used is refused at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import InputError, UndecidedError
from symnn.formula import Apply, Constant, Formula, Power, Product, Quotient, Sum
from symnn.numbers import balls, closed
from symnn.numbers.reading import read_number
from symnn.numbers.real import MOST_BITS, Arithmetic, Irrational, MorePrecision, NotReal
from symnn.numbers.value import ClosedValue, with_enough_bits
from symnn.numbers.zero import is_proven_zero
from symnn.render.writer import plain

# Reading.


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        (" 7 ", 7),
        ("007", 7),
        ("\N{MINUS SIGN}3", -3),
        ("0.05", Fraction(1, 20)),
        ("-.5", Fraction(-1, 2)),
        ("5.", 5),
        ("1e-3", Fraction(1, 1000)),
        ("1E3", 1000),
        ("-1.5e+2", -150),
        ("3/4", Fraction(3, 4)),
        ("-6/4", Fraction(-3, 2)),
        ("8 / 4", 2),
        ("2*3 - 1/2", Fraction(11, 2)),
        ("-2**2", -4),
        ("(-2)**2", 4),
        ("2**-2", Fraction(1, 4)),
        ("2^3", 8),
        ("sqrt(9/4)", Fraction(3, 2)),
        ("exp(0)", 1),
        ("exp(ln(3))", 3),
        ("tanh(ln(3))", Fraction(4, 5)),
        ("tanh(-ln(2)/2)", Fraction(-1, 3)),
        ("ln(exp(5/2))", Fraction(5, 2)),
        ("sqrt(2)*sqrt(8)", 4),
        ("(sqrt(2) + 1) - sqrt(2)", 1),
        ("exp(1)*exp(-1)", 1),
        ("tanh(0) + cos(0)", 1),
    ],
)
def test_rational_numbers(text: str, number: Fraction) -> None:
    assert read_number(text) == number
    assert type(read_number(text)) is (int if number.denominator == 1 else Fraction)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("pi", "pi"),
        ("e", "exp(1)"),
        ("e**2", "exp(2)"),
        ("ln 3", "ln(3)"),
        ("log(3)", "ln(3)"),
        ("ln(1/3)", "-ln(3)"),
        ("sqrt(2)/2", "sqrt(2)/2"),
        ("sqrt(12)", "2*sqrt(3)"),
        ("sqrt(1/2)", "sqrt(2)/2"),
        ("sqrt 2 + sqrt 8", "3*sqrt(2)"),
        ("sqrt(sqrt(2))", "sqrt(sqrt(2))"),
        ("1/(1 + e^-5)", "1/(1 + exp(-5))"),
        ("2*exp(1) + 3*exp(1)", "5*exp(1)"),
        ("exp(ln(2)/2)", "sqrt(2)"),
        ("exp(ln(2)/3)", "exp(ln(2)/3)"),
        ("sqrt((1 - sqrt(2))**2)", "sqrt((1 - sqrt(2))**2)"),
        ("sqrt(exp(3)*4)", "2*exp(3/2)"),
        ("pi*pi/pi**3", "1/pi"),
    ],
)
def test_irrational_numbers_keep_a_tidy_form(text: str, form: str) -> None:
    assert plain(read_number(text)) == form


REFUSED = {
    "": "not a number",
    "one": "a name where a number was expected",
    "0x10": "not a number",
    "1_000": "not a number",
    "1,5": "not a number",
    "1 2": "not a number",
    "--": "not a number",
    "2x": "not a number",
    "nan": "not a finite number",
    "-inf": "not a finite number",
    "1e400000": "exponent that is too large",
    "1e99999999999999999999": "exponent that is too large",
    "1/0": "not a real number: division by zero",
    "0**-1": "not a real number: division by zero",
    "ln 0": "not a real number: ln of a number that is not positive",
    "sqrt(-2)": "not a real number: sqrt of a number that is not positive",
    "(-8)**(1/2)": "not a real number",
    "2**(1/3)": "an exponent that can't be used",
    "2**pi": "an exponent that can't be used",
    "f(2)": "not a function",
    "1/(sqrt(2)**2 - 2)": "division by zero",
    "1/(sin(1)**2 + cos(1)**2 - 1)": "could not be decided",
    "\N{ARABIC-INDIC DIGIT THREE}": "not a number",
    "__import__('os')": "not a number",
}


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(InputError, match=REFUSED[text]):
        read_number(text)


def nested(begin: str, end: str, times: int) -> str:
    """Something within itself."""
    return begin * times + "2" + end * times


HUGE = [
    "9**9**9**9",
    "9**999**999",
    "((9**999)**999)**999",
    "((2*pi)**1000)**1000",
    "(((ln(12)/100**1000)**(-1000))**(-1000))**1000",
    "1" * 10**6,
    "1." + "0" * 10**6,
    "1/" + "3" * 10**6,
    "-" * 3000 + "1",
    nested("(", ")", 3000),
    nested("(", "", 3000),
    nested("sqrt(", ")", 300),
    "^".join("2" * 900),
    "/".join("2" * 900),
    "+".join("1" * 3000),
    "1e99999",
    "2**1001",
    "exp(exp(exp(exp(9))))",
    "1/cos(exp(exp(20)))",
    "sqrt(cos(exp(10**6)) - exp(1)/10)",
    "sqrt(0.1)/cos(exp(10**6))",
    "tanh(10**900)",
]


@pytest.mark.parametrize("text", HUGE, ids=lambda text: text[:30])
def test_what_is_huge_is_refused_at_once(text: str) -> None:
    read_number("sqrt(2)")  # so that no import is timed
    start = time.perf_counter()
    with pytest.raises(InputError) as error:
        read_number(text)
    assert time.perf_counter() - start < 0.5
    assert len(str(error.value)) < 600


# Arithmetic: exact on rational numbers, enclosing on others.


def value(form: Formula, bits: int = 128) -> object:
    """The number that a closed form is."""
    return ClosedValue(Arithmetic(bits))(form)


@pytest.mark.parametrize(
    ("form", "rational"),
    [
        (Sum((Fraction(1, 2), Fraction(1, 2))), 1),
        (Product((Power(2, Fraction(1, 2)), Power(2, Fraction(1, 2)))), 2),
        (Power(Power(3, Fraction(1, 2)), 4), 9),
        (Quotient(Apply("exp", 2), Apply("exp", 2)), 1),
        (Sum((Constant("pi"), Product((-1, Constant("pi"))))), 0),
        (Product((0, Constant("pi"))), 0),
        (Power(Constant("pi"), 0), 1),
        (Apply("exp", Sum((Apply("ln", 2), Apply("ln", 3)))), 6),
    ],
)
def test_what_is_rational_comes_out_as_a_rational_number(form: Formula, rational: int) -> None:
    assert value(form) == rational
    assert not isinstance(value(form), Irrational)


@pytest.mark.parametrize(
    ("compute", "error"),
    [
        (lambda real: real.divide(1, 0), NotReal),
        (lambda real: real.power(0, -1), NotReal),
        (lambda real: real.power(-2, Fraction(1, 2)), NotReal),
        (lambda real: real.apply("ln", 0), NotReal),
        (lambda real: real.apply("sqrt", -1), NotReal),
        (lambda real: real.power(3, 10**6), UndecidedError),
        (lambda real: real.apply("exp", 1 << 50), UndecidedError),
    ],
)
def test_what_is_no_number(compute: Callable[[Arithmetic], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        compute(Arithmetic())


def test_quotients_and_squares_of_large_rational_numbers_are_numbers() -> None:
    large, real = 10**30_000, Arithmetic()
    assert real.divide(1, large) == Fraction(1, large)
    assert real.power(large, 2) == large**2


def test_a_sign_takes_as_many_bits_as_it_takes() -> None:
    tiny = Sum((Apply("exp", Fraction(1, 10**100)), -1, Fraction(-1, 10**100)))
    with pytest.raises(MorePrecision):
        Arithmetic(128).sign(value(tiny))  # type: ignore[arg-type]
    assert with_enough_bits(lambda real: real.sign(ClosedValue(real)(tiny))) == 1


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("sqrt(2)*sqrt(3) - sqrt(6)", 0),
        ("(1 + sqrt(2))**2 - 3 - 2*sqrt(2)", 0),
        ("1/(1 + exp(1)) + exp(1)/(1 + exp(1)) - 1", 0),
        ("ln 2 + ln 3 - ln 6", 0),
        ("sqrt(2) - 1414213562373095/10**15", 1),
        ("exp(pi) - pi - 20", -1),
    ],
)
def test_signs_and_zeros_in_disguise(text: str, sign: int) -> None:
    form = read_number(text)
    assert with_enough_bits(lambda real: real.sign(ClosedValue(real)(form))) == sign


def test_a_zero_that_is_not_seen_through_is_undecided() -> None:
    form = read_number("sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)")
    with pytest.raises(UndecidedError, match="whether it is zero could not be decided"):
        with_enough_bits(lambda real: real.sign(ClosedValue(real)(form)))


def test_no_proof_of_zero_where_there_is_none() -> None:
    assert not is_proven_zero(read_number("sqrt(2) - 1414213562373095/10**15"))


# Balls.

ENDS = st.fractions(-50, 50, max_denominator=100)


@given(ENDS, ENDS, st.fractions(0, 1, max_denominator=50), st.sampled_from(sorted(balls.FUNCTIONS)))
def test_a_ball_holds_the_function_of_everything_in_it(
    low: Fraction, high: Fraction, at: Fraction, name: str
) -> None:
    low, high = sorted([low, high])
    if name in ("ln", "sqrt"):
        low, high = low + 51, high + 51
    inside = low + at * (high - low)
    bottom, top = balls.ends(balls.FUNCTIONS[name](balls.hull(low, high, 80), 80))
    with mpmath.workprec(400):
        exact = getattr(mpmath, name)(mpmath.mpf(inside.numerator) / inside.denominator)
        bounds = [mpmath.mpf(end.numerator) / end.denominator for end in (bottom, top)]
        assert bounds[0] <= exact <= bounds[1]


@given(ENDS, ENDS, ENDS, ENDS, st.sampled_from(["add", "multiply", "divide"]))
def test_a_ball_holds_sums_products_and_quotients(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction, name: str
) -> None:
    (a, b), (c, d) = sorted([a, b]), sorted([c, d])
    if name == "divide" and c <= 0 <= d:
        c, d = c + 51, d + 51
    bottom, top = balls.ends(getattr(balls, name)(balls.hull(a, b, 60), balls.hull(c, d, 60), 60))
    for left in (a, b):
        for right in (c, d):
            exact = {"add": left + right, "multiply": left * right}.get(name)
            exact = left / right if exact is None else exact
            assert bottom <= exact <= top


def test_a_closed_form_of_a_root_is_taken_apart_only_where_nothing_is_negative() -> None:
    root = Sum((1, Product((-1, Power(2, Fraction(1, 2))))))  # 1 - √2 < 0
    assert closed.power(Power(root, 2), Fraction(1, 2)) == Power(Power(root, 2), Fraction(1, 2))
    assert closed.power(Power(Constant("pi"), 2), Fraction(1, 2)) == Constant("pi")


def test_a_wide_enclosure_is_not_said_to_be_too_large() -> None:
    """Of a number that may be small more bits are asked for, as long as there are any."""
    wide = Irrational(None, balls.hull(Fraction(-1), Fraction(2**41), 64))
    large = Irrational(None, balls.hull(Fraction(2**41), Fraction(2**42), 64))
    for function in ("exp", "tanh"):
        with pytest.raises(MorePrecision):
            Arithmetic(64).apply(function, wide)
        with pytest.raises(UndecidedError, match=r"may be above 2\*\*40"):
            Arithmetic(MOST_BITS).apply(function, wide)
        with pytest.raises(UndecidedError, match=r"a number above 2\*\*40"):
            Arithmetic(64).apply(function, large)
