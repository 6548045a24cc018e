"""What people type as answers is read exactly, or refused with what would have been understood."""

from fractions import Fraction

import pytest

import symnn
from symnn.evaluate.value import UNDEFINED
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed

NET = symnn.build([2, 2, 1], activation="sigmoid")

NUMBERS = [
    ("5", 5, 0, None),
    ("-3", -3, 0, None),
    ("−3", -3, 0, None),
    ("3/4", Fraction(3, 4), 0, None),
    ("0.59", Fraction(59, 100), Fraction(1, 200), 2),
    ("1.50", Fraction(3, 2), Fraction(1, 200), 2),
    ("1.2e-3", Fraction(12, 10000), Fraction(1, 20000), 4),
    ("0,5", Fraction(1, 2), Fraction(1, 20), 1),
    ("1,234.5", Fraction(12345, 10), Fraction(1, 20), 1),
    ("1.2e5", 120000, 5000, -4),
]


@pytest.mark.parametrize(("text", "number", "half_unit", "decimals"), NUMBERS)
def test_numbers(text: str, number: Fraction, half_unit: Fraction, decimals: int | None) -> None:
    answer = read_answer(text, NET)
    assert isinstance(answer, Typed)
    assert (answer.meaning, answer.half_unit, answer.decimals) == (number, half_unit, decimals)


def test_undefined_is_an_answer() -> None:
    assert read_answer("undefined", NET) == Typed("undefined", UNDEFINED)
