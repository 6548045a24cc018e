"""Answers that can't be read, and what is said about them; values that a spreadsheet damaged."""

import time

import pytest

import symnn
from symnn.errors import InputError
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed, Unreadable
from tests.typed_answers import NET, message, typed

REFUSED = [
    ("1,234", "can be read in two ways", "1,234", "1.234 or 1234"),
    ("2*1,234", "can be read in two ways", "1,234", "1.234 or 1234"),
    ("1 100/200", "can be read in two ways", "1 100/200", "1100/200 or 1 + 100/200"),
    ("1e -5", "can be read in two ways", "1e -5", "1e-5 without spaces"),
    ("2*1.5 e-3", "can be read in two ways", "5 e-3", "1*e - 5 for Euler"),
    ("3*e(-5)", "can be read in two ways", "e(-5)", "e^(2) or exp(2)"),
    ("e{-5}", "can be read in two ways", "e{-5}", "e^(2) or exp(2)"),
    ("(1,5)", "can be read in two ways", "(1,5)", "a decimal without brackets"),
    ("3*z11_1", "there is no z11_1", "z11_1", "did you mean z1_1"),
    ("W1_11x1", "not the name", "W1_11x1", "did you mean W1_11"),
    ("1/2π", "can be read in two ways", "/2π", "1/(2*π) or (1/2)*π"),
    ("1/-2(3)", "can be read in two ways", "/-2(3)", "brackets"),
    ("2 3/2", "not proper", "2 3/2", "1 1/2"),
    ("3 4", "at '4'", "4", "one number, or a sign"),
    ("1.5.3", "no number", "1.5.3", "1234.5"),
    ("12,34.5", "no number", "12,34.5", "1234.5"),
    ("5!", "at '!'", "!", "factorials"),
    ("3:4", "at ':'", ":4", "3/4"),
    ("5 % 2", "at '%'", "% 2", "single number"),
    ("3/4 = 0.75", "at '='", "= 0.75", "one value"),
    ("1/3 ≈ 0.33", "at '≈'", "≈ 0.33", "one value"),
    ("[1, 2]", "at '['", "[1, 2]", "square brackets"),
    ("5; 6", "at ';'", "; 6", "one value"),
    ("ln 2/3", "at '/'", "/3", "ln(2)/3 or ln(2/3)"),
    ("ln 2^3", "at '^'", "^3", "ln(2)/3 or ln(2/3)"),
    ("e^-2(3)", "at '('", "(3)", "brackets around the exponent"),
    ("2^3(4)", "at '('", "(4)", "brackets around the exponent"),
    ("1+", "at the end", "", "a number"),
    ("(3", "at the end", "", "a number"),
    ("3)", "at ')'", ")", "a number"),
    ("5 cm", "at 'c'", "cm", "needs *"),
    ("2x1", "at 'x'", "x1", "2*x1"),
    ("x1 x2", "at 'x'", "x2", "2*x1"),
    ("(1-a1_1)a1_1", "at 'a'", "a1_1", "2*x1"),
    ("a1_1(1-a1_1)", "not a function", "a1_1(1", "a1_1*(...)"),
    ("x1√2", "right beside", "1√2", "x1*..."),
    ("three", "not the name", "three", "a name such as x2"),
    ("3*δ", "not the name", "δ", "a name such as x2"),
    ("ln2", "not a name", "ln2", "ln(2)"),
    ("sqrt2", "not a name", "sqrt2", "sqrt(2)"),
    ("f(2)", "not a function", "f(2)", "an activation such as"),
    ("sigmod(2)", "not a function", "sigmod(2)", "did you mean sigmoid"),
    ("softmax(2)", "not a function", "softmax(2)", "exp(2)/(exp(2) + exp(1))"),
    ("max(0, 5)", "at ','", ", 5", "one value"),
    ("max(5)", "not a function", "max(5)", "relu(z) for max(0, z)"),
    ("log10(3)", "not a function", "log10(3)", "natural logarithm"),
    (r"\foo{2}", "not the name", r"\foo", "a name such as"),
    ("1/0", "no such number", "1/0", "write `undefined`"),
    ("ln 0", "no such number", "ln 0", "write `undefined`"),
    ("0^-1", "no such number", "0^-1", "write `undefined`"),
    ("√(-2)", "no such number", "√(-2)", "write `undefined`"),
    ("∞", "not a number", "∞", "write `undefined`"),
    ("NaN", "not a number", "NaN", "write `undefined`"),
    ("2^(1/3)", "exponent that can't be used", "^(1/3)", "an integer or a half"),
    ("2^3^2", "exponent that can't be used", "^3^2", "an integer or a half"),
    ("2^1001", "exponent that is too large", "^1001", "at most 1000"),
    ("1e9999", "exponent that is too large", "1e9999", "at most 1000"),
    ("W1_13", "there is no W1_13", "W1_13", "did you mean W1_"),
    ("W2_113", "several ways", "W2_113", "did you mean W2_1_13 or W2_11_3"),
    ("relu'(z5_1)", "there is no z5_1", "z5_1", "did you mean z"),
    ("z1_0", "indices count from 1", "z1_0", "a name such as"),
    ("L", "it has no loss", "L", ""),
    ("4-Mar", "a date", "4-Mar", "apostrophe"),
    ("#DIV/0!", "an error of a spreadsheet", "#DIV/0!", "apostrophe"),
]


@pytest.mark.parametrize(("text", "what", "rest", "expected"), REFUSED)
def test_messages(text: str, what: str, rest: str, expected: str) -> None:
    said = message(text)
    assert what in said
    assert expected in said
    lines = said.splitlines()
    caret = next(k for k, line in enumerate(lines) if line.strip() == "^")
    assert lines[caret - 1] == f"    {text}"
    assert lines[caret - 1][lines[caret].index("^") :].startswith(rest)
    assert bool(rest) == (len(lines[caret]) <= len(lines[caret - 1]))


def test_a_caret_stands_below_wide_characters() -> None:
    lines = message("３＊４＊δ").splitlines()
    assert lines[1:3] == ["    ３＊４＊δ", "            ^"]


def test_a_long_text_is_cut_around_the_mistake() -> None:
    lines = message("1+" * 200 + "δ" + "+1" * 200).splitlines()
    assert len(lines[1]) <= 70
    assert lines[1][lines[2].index("^")] == "δ"


DAMAGED = [
    ("4-Mar", "3/4 or 4/3"),
    ("Mar-4", "3/4 or 4/3"),
    ("04.Mär", "3/4 or 4/3"),
    ("3. Apr", "4/3 or 3/4"),
    ("03. Mai 2026", "5/3 or 3/5"),
    ("Mar-34", "3/34 or 34/3"),
    ("2026-03-04", "3/4 or 4/3"),
    ("2026-03-04 00:00:00", "3/4 or 4/3"),
    ("3/4/2026", "3/4 or 4/3"),
    ("04.03.2026", "4/3 or 3/4"),
    ("03/04/26", "3/4 or 4/3"),
    ("4-Mar-26", "3/4 or 4/3"),
    ("03:04", "3/4"),
    ("3:04:00 AM", "3/4"),
]


@pytest.mark.parametrize(("text", "readings"), DAMAGED)
def test_dates_were_fractions_once(text: str, readings: str) -> None:
    said = message(text)
    assert f"a spreadsheet seems to have made it of {readings}\n" in said
    assert "as text before typing" in said


@pytest.mark.parametrize("text", ["#NAME?", "#VALUE!", "#N/A", "#WERT!", "####"])
def test_errors_of_spreadsheets(text: str) -> None:
    assert "an error of a spreadsheet" in message(text)


@pytest.mark.parametrize("text", ["10/12/3", "3-4-5", "2026 - 3 - 4", "12/30", "1/2/3/4"])
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    typed(text)


def test_another_quantity_before_the_value_is_refused() -> None:
    z1_1, z1_2 = NET.quantity("z1_1"), NET.quantity("z1_2")
    assert read_answer("z₁⁽¹⁾ = 5", NET, of=z1_1) == Typed("z₁⁽¹⁾ = 5", 5)
    answer = read_answer("z1_2 = 5", NET, of=z1_1)
    assert isinstance(answer, Unreadable)
    assert "the value of another quantity" in str(answer.error)
    assert read_answer("z1_2 = 5", NET, of=z1_2) == Typed("z1_2 = 5", 5)
    pair = symnn.build([1, 1], data=[{"x": [1]}, {"x": [2]}])
    z = pair.quantity("z1_1@2")
    assert read_answer("z1_1@2 = 5", pair, of=z) == Typed("z1_1@2 = 5", 5)
    assert read_answer("z1_1 = 5", pair, of=z) == Typed("z1_1 = 5", 5)
    assert isinstance(read_answer("z1_1@1 = 5", pair, of=z), Unreadable)


PROBES = {
    "call": "__import__('canary').CANARY.append(1)",
    "dunder": "(1).__class__.__base__.__subclasses__().__len__()",
    "lambda": "(lambda: 7)()",
    "comprehension": "[i for i in (1,2)]",
    "attribute": "exp.__init__.__globals__",
    "tower": "9**9**9**9",
    "power": "9**9**8",
    "factorial": "factorial(10**7)",
    "bang": "3000000!",
    "deep": "(" * 3000 + "1" + ")" * 3000,
    "digits": "9" * 200_000,
    "exp tower": "exp(exp(exp(exp(99))))",
    "1e9": "1e999999999",
    "rational power": "(2/3)**(10**9)",
    "latex tower": "9^{9^{9^{9}}}",
    "latex deep": "{" * 500 + "1" + "}" * 500,
    "latex fractions": r"\frac{1}{" * 150 + "2" + "}" * 150,
    "code in text": r"\text{__import__('canary').CANARY.append(1)}",
    "code as operator": r"\operatorname{__import__}(1)",
    "power of a power": "((3/7)**1000)**1000",
    "product of powers": "*".join(["(1e20)^900"] * 150),
    "many exponents": "1e999*" * 300 + "1",
    "many zeros": "1/cos(exp(exp(20)))",
    "open zero": "1/(sin(1)**2 + cos(1)**2 - 1)",
    "nested roots": r"√\," * 500 + "2",
    "bars": "|" * 1000,
    "half names": "W_{1" * 400,
    "half fractions": r"\frac{" * 300,
    "tags": "z₁⁽¹⁾ [1" * 200,
    "quotients": "/".join("2" * 900),
}


@pytest.mark.parametrize("probe", PROBES)
def test_probes(probe: str) -> None:
    read_answer("1/(1 + e^-1)", NET)
    read_answer("1/(sin(1)^2 + cos(1)^2 - 1)", NET)  # so that no import is timed
    begin = time.process_time()
    said = message(PROBES[probe])
    assert time.process_time() - begin < 0.25  # 30 ms at most on a quiet machine
    assert len(said) < 1000


@pytest.mark.parametrize(
    "text", ["+".join("1" * 1000), "+".join(["√2"] * 600), "*".join(["2"] * 900)]
)
def test_long_but_flat(text: str) -> None:
    begin = time.process_time()
    typed(text)
    assert time.process_time() - begin < 0.5


def test_an_unreadable_answer_says_so_as_other_errors_do() -> None:
    answer = read_answer("1+", NET)
    assert isinstance(answer, Unreadable)
    assert isinstance(answer.error, InputError)
