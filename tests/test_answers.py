"""What people type as answers is read exactly."""

from fractions import Fraction

import pytest

import symnn
from symnn.evaluate.value import UNDEFINED
from symnn.formula import Formula
from symnn.marking.answers.clean import cleaned, is_blank
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed
from symnn.render.writer import plain
from tests.typed_answers import message, typed

# Numbers: text, value, decimals, significant digits.
DECIMALS = [
    ("0.59", "59/100", 2, 2),
    ("-0.59", "-59/100", 2, 2),
    ("−0.59", "-59/100", 2, 2),
    ("+ 0.59", "59/100", 2, 2),
    ("≈ 0.59", "59/100", 2, 2),
    ("~0.59", "59/100", 2, 2),
    ("= 0.59", "59/100", 2, 2),
    ("0.59.", "59/100", 2, 2),
    ("$0.59$", "59/100", 2, 2),
    (r"\(0.59\)", "59/100", 2, 2),
    (r"\approx 0.59", "59/100", 2, 2),
    ("1.50", "3/2", 2, 3),
    (".5", "1/2", 1, 1),
    ("0,5", "1/2", 1, 1),
    ("-3,25", "-13/4", 2, 3),
    ("0,123", "123/1000", 3, 3),
    ("1.234", "617/500", 3, 4),
    ("1234,567", "1234567/1000", 3, 7),
    ("1,234.5", "2469/2", 1, 5),
    ("1.234,5", "2469/2", 1, 5),
    ("1 234,5", "2469/2", 1, 5),
    ("1\N{NARROW NO-BREAK SPACE}234.5", "2469/2", 1, 5),
    ("1'234.5", "2469/2", 1, 5),
    ("1’234.5", "2469/2", 1, 5),
    ("0.00", "0", 2, 0),
    ("0.0012", "3/2500", 4, 2),
    ("1.0000", "1", 4, 5),
    ("1e-3", "1/1000", 3, 1),
    ("1.2e-3", "3/2500", 4, 2),
    ("1.2E-03", "3/2500", 4, 2),
    ("1.2×10^-3", "3/2500", 4, 2),
    ("1.2 * 10**(-3)", "3/2500", 4, 2),
    ("1.2x10^-3", "3/2500", 4, 2),
    ("1.2·10⁻³", "3/2500", 4, 2),
    (r"1.2 \cdot 10^{-3}", "3/2500", 4, 2),
    (r"$-1.2\,\times\,10^{-3}$", "-3/2500", 4, 2),
    ("1.2e1", "12", 0, 2),
    ("1.23E+05", "123000", -3, 3),
    ("59.3%", "593/1000", 3, 3),
    ("59,3 %", "593/1000", 3, 3),
    (r"59.3\%", "593/1000", 3, 3),
    ("59%", "59/100", 2, 2),
    ("０．５", "1/2", 1, 1),
    ("٠٫٥", "1/2", 1, 1),
]


@pytest.mark.parametrize(("text", "value", "decimals", "significant"), DECIMALS)
def test_decimals(text: str, value: str, decimals: int, significant: int) -> None:
    half_unit = Fraction(1, 2) / Fraction(10) ** decimals
    assert typed(text) == Typed(text, _number(value), half_unit, decimals, significant)


EXACT = [
    ("5", "5"),
    ("-3", "-3"),
    ("5.", "5"),
    ("007", "7"),
    ("1e5", "100000"),
    ("1 000", "1000"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("3/4", "3/4"),
    ("- 3 / 4", "-3/4"),
    ("3/-4", "-3/4"),
    ("3⁄4", "3/4"),
    ("3÷4", "3/4"),
    ("'3/4", "3/4"),
    ('"3/4"', "3/4"),
    ("６／８", "3/4"),
    ("½", "1/2"),
    ("-⅞", "-7/8"),
    ("³⁄₄", "3/4"),
    ("1½", "3/2"),
    ("-1½", "-3/2"),
    ("1 1/2", "3/2"),
    ("-1 1/2", "-3/2"),
    ("1 ³⁄₄", "7/4"),
    (r"1\frac12", "3/2"),
    (r"-1 \tfrac{1}{2}", "-3/2"),
    ("1 -1/2", "1/2"),
    ("1 234/5", "1234/5"),
    (r"\frac{3}{4}", "3/4"),
    (r"-\frac34", "-3/4"),
    (r"\dfrac 3 4", "3/4"),
    (r"\frac{3}4", "3/4"),
    (r"\frac{-3}{4}", "-3/4"),
    ("3×4 − 1", "11"),
    ("3*4-1", "11"),
    ("3·4", "12"),
    (r"3 \cdot 4", "12"),
    (r"3 \times 4 \div 2", "6"),
    ("2(3+4)", "14"),
    ("(1+2)(3+4)", "21"),
    ("2{3}", "6"),
    ("-2²", "-4"),
    ("(-2)^2", "4"),
    ("2^-1", "1/2"),
    ("2^(-1)", "1/2"),
    ("10^-3", "1/1000"),
    ("0.5*0.3", "3/20"),
    ("1,5*2", "3"),
    ("2*1 000", "2000"),
    ("abs(-3)", "3"),
    ("|2 - 5|", "3"),
    (r"\left| -3 \right|", "3"),
    ("--3", "3"),
    ("z1_1 = 5", "5"),
    ("H=-1", "-1"),
    (r"\frac{\partial H}{\partial z_1^{(2)}} = 1", "1"),
    ("g'(z1_1) = 1/4", "1/4"),
    ("relu(-2)", "0"),
    ("relu(2)", "2"),
    ("ReLU(3)", "3"),
    (r"\operatorname{ReLU}(-3)", "0"),
    (r"\text{ReLU}(3)", "3"),
    ("leaky_relu(-3)", "-3/100"),
    ("relu'(3)", "1"),
    ("relu_prime(-3)", "0"),
    ("step(0)", "1"),
    ("sigmoid(0)", "1/2"),
    ("g(0)", "1/2"),
    ("g'(0)", "1/4"),
    ("linear(3)", "3"),
    ("linear'(7)", "1"),
    ("ln(e^3)", "3"),
    ("√2·√8", "4"),
    ("√4", "2"),
    (r"\sqrt4", "2"),
    (r"\sqrt{9}/2", "3/2"),
    ("1" + "0" * 999, "1" + "0" * 999),
    (" " * 200 + "7" + "\n", "7"),
]


@pytest.mark.parametrize(("text", "value"), EXACT, ids=lambda text: text[:30])
def test_exact_numbers(text: str, value: str) -> None:
    assert typed(text) == Typed(text, _number(value))


CLOSED = [
    ("π", "pi"),
    (r"2\pi", "2*pi"),
    ("2pi", "2*pi"),
    ("e", "exp(1)"),
    ("e^-5", "exp(-5)"),
    ("e⁻⁵", "exp(-5)"),
    ("e^{-5}", "exp(-5)"),
    ("e^(-5)", "exp(-5)"),
    ("e**-5", "exp(-5)"),
    (r"\exp(-5)", "exp(-5)"),
    (r"\exp\left(-5\right)", "exp(-5)"),
    (r"\mathrm{e}^{-5}", "exp(-5)"),
    ("3e^2", "3*exp(2)"),
    ("1/(1+e^-5)", "1/(1 + exp(-5))"),
    (r"\dfrac{1}{1+e^{-5}}", "1/(1 + exp(-5))"),
    ("σ(2)", "1/(1 + exp(-2))"),
    ("sigma(2)", "1/(1 + exp(-2))"),
    ("sigmoid(2)", "1/(1 + exp(-2))"),
    (r"\sigma(2)", "1/(1 + exp(-2))"),
    ("𝜎(2)", "1/(1 + exp(-2))"),
    ("σ′(2)", "(1 - 1/(1 + exp(-2)))/(1 + exp(-2))"),
    ("σ'(2)", "(1 - 1/(1 + exp(-2)))/(1 + exp(-2))"),
    ("sigmoid_prime(2)", "(1 - 1/(1 + exp(-2)))/(1 + exp(-2))"),
    (r"\sigma^{\prime}(2)", "(1 - 1/(1 + exp(-2)))/(1 + exp(-2))"),
    ("σ(2)(1−σ(2))", "(1 - 1/(1 + exp(-2)))/(1 + exp(-2))"),
    ("tanh(1)", "tanh(1)"),
    ("tanh 1", "tanh(1)"),
    (r"\tanh'(1)", "1 - tanh(1)**2"),
    ("exp(-2)/(1+exp(-2))²", "exp(-2)/(1 + exp(-2))**2"),
    ("exp(2)/(exp(2)+exp(1))", "exp(2)/(exp(2) + exp(1))"),
    ("ln 2", "ln(2)"),
    (r"\ln2", "ln(2)"),
    ("log 0.5", "-ln(2)"),
    ("−log 0.5", "ln(2)"),
    ("3 ln 2", "3*ln(2)"),
    ("1/ln 2", "1/ln(2)"),
    ("1 + 2*ln 3", "1 + 2*ln(3)"),
    ("√2", "sqrt(2)"),
    ("2√3", "2*sqrt(3)"),
    ("2√3/2", "sqrt(3)"),
    ("√(2)/2", "sqrt(2)/2"),
    (r"\frac{\sqrt{2}}{2}", "sqrt(2)/2"),
    ("2^(1/2)", "sqrt(2)"),
    ("2^0.5", "sqrt(2)"),
    ("softplus(0)", "ln(2)"),
]


@pytest.mark.parametrize(("text", "form"), CLOSED)
def test_expressions_keep_their_exact_value(text: str, form: str) -> None:
    answer = typed(text)
    assert plain(_formula(answer)) == form
    assert (answer.half_unit, answer.decimals, answer.is_formula) == (0, None, False)
    assert answer.number == answer.meaning


@pytest.mark.parametrize(
    "text",
    ["undefined", "Undefined.", " undef ", "DNE", "does not exist", "doesn’t exist", "n. def.",
     "is undefined", "not defined", "nicht definiert", r"\text{undefined}", "∄",
     "relu_prime(0)", "relu'(2 - 2)", "H = undefined"],
)  # fmt: skip
def test_there_may_be_no_such_number(text: str) -> None:
    assert typed(text) == Typed(text, UNDEFINED)
    assert typed(text).is_undefined


def test_at_a_kink_the_convention_of_the_network_holds() -> None:
    net = symnn.build([1, 1], relu_at_zero=1)
    assert read_answer("relu'(0)", net) == Typed("relu'(0)", 1)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "-", "—", "–", "...", "…", "___", "n/a", "N/A", "/"]
)
def test_blanks(text: str) -> None:
    assert is_blank(text)
    assert "nothing is answered" in message(text)


@pytest.mark.parametrize("text", ["0", "-1", "e", ".5", "undefined"])
def test_no_blanks(text: str) -> None:
    assert not is_blank(text)


# Messages: text, what is wrong, the text from the caret on, what would have been understood.


def test_cleaning_keeps_every_place() -> None:
    for text in ("$ = 0.59 $.", r"\(3\,x_1\)", "ｘ１  ≈ ", r"\text{DNE}", "'3/4"):
        assert len(cleaned(text)) == len(text)


# Whatever is typed: no code runs, nothing hangs. The first are probes that felled other parsers.


def _number(text: str) -> int | Fraction:
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number


def _formula(answer: Typed) -> Formula:
    assert not isinstance(answer.meaning, type(UNDEFINED))
    return answer.meaning
