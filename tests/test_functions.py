"""Activations and losses: each derivative against SymPy's and against difference quotients."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.derive import derivation
from symnn.evaluate.solution import Solution
from symnn.evaluate.sympy import FormulaToSympy, symbol_of, to_sympy
from symnn.evaluate.value import UNDEFINED, Valuation, Value, with_alpha
from symnn.formula import Apply
from symnn.functions import ABSOLUTE, Definition, Pieces, Z
from symnn.losses import LOSSES, Loss
from symnn.network import network, shape
from symnn.numbers.real import Arithmetic
from symnn.quantities import a, d, symbol, z
from tests.oracles import Interval, interval

BITS = 300
ENTRYWISE = [entry for entry in ACTIVATIONS if isinstance(entry, Entrywise) and entry.value]
WRITTEN = [(entry.name, entry.value, entry.derivative) for entry in ENTRYWISE]
FEW = settings(max_examples=settings().max_examples // 4)
FUNCTIONS = [*WRITTEN, ("abs", ABSOLUTE["abs"], ABSOLUTE["sign"])]
POINTS = st.fractions(-9, 9, max_denominator=30)
H = Fraction(1, 2**40)
ALPHA = Fraction(1, 100)


def value(
    definition: Definition, at: Fraction, bits: int = BITS, at_zero: Any = "undefined"
) -> Value:
    """A function's value at a rational point."""
    table = {"f": with_alpha(definition, ALPHA), **ABSOLUTE}
    reading = Valuation(Arithmetic(BITS), lambda _: at, table, at_zero)
    return reading(Apply("f", Z))


def in_sympy(definition: Definition) -> Any:
    """A function as a SymPy expression in z."""
    table = {"f": with_alpha(definition, ALPHA), **ABSOLUTE}
    return FormulaToSympy(lambda _: sympy.Symbol("z", real=True), table)(Apply("f", Z))


def number(exact: Fraction) -> Any:
    """A rational number for mpmath, at its precision in force."""
    return mpmath.mpf(exact.numerator) / exact.denominator


def encloses(bounds: Interval, by_sympy: Any) -> bool:
    """Whether SymPy's fifty digits lie within the enclosure, but for the fiftieth."""
    slack = mpmath.mpf(10) ** -45 * max(1, abs(by_sympy))
    return bool(number(bounds[0]) - slack <= by_sympy <= number(bounds[1]) + slack)


def quotient(at_h: tuple[Value, Value], h: Fraction) -> Interval:
    """The enclosure of the central difference of two values."""
    (low, high), (bottom, top) = (interval(v) for v in at_h)
    return (low - top) / (2 * h), (high - bottom) / (2 * h)


def is_derivative(slope: Value, wide: Interval, narrow: Interval) -> bool:
    """Whether halving h moves the difference quotient by more than it is still off."""
    moved = max(abs(wide[0] - narrow[1]), abs(wide[1] - narrow[0]))
    assert moved < Fraction(1, 2**60), "too wide to tell anything"
    least, most = interval(slope)
    return narrow[0] - moved <= most and least <= narrow[1] + moved


@pytest.mark.parametrize(("name", "g", "slope"), FUNCTIONS, ids=[row[0] for row in FUNCTIONS])
@FEW
@given(at=POINTS.filter(bool))
def test_derivative_is_sympys(name: str, g: Definition, slope: Definition, at: Fraction) -> None:
    by_sympy = sympy.diff(in_sympy(g), sympy.Symbol("z", real=True))
    point = sympy.Rational(at.numerator, at.denominator)
    with mpmath.workdps(50):
        exact = sympy.N(by_sympy.subs(sympy.Symbol("z", real=True), point), 50)
        assert encloses(interval(value(slope, at)), mpmath.mpf(str(exact)))


@pytest.mark.parametrize(("name", "g", "slope"), FUNCTIONS, ids=[row[0] for row in FUNCTIONS])
@FEW
@given(at=POINTS.filter(bool))
def test_derivative_is_the_quotient(
    name: str, g: Definition, slope: Definition, at: Fraction
) -> None:
    wide, narrow = (quotient((value(g, at + h), value(g, at - h)), h) for h in (H, H / 2))
    assert is_derivative(value(slope, at), wide, narrow)


@pytest.mark.parametrize(("name", "g", "slope"), FUNCTIONS, ids=[row[0] for row in FUNCTIONS])
def test_pieces_meet_where_they_should(name: str, g: Definition, slope: Definition) -> None:
    if isinstance(g, Pieces):
        ends = [value(piece, Fraction(0)) for piece in (g.below, g.above, g.at)]
        assert len(set(ends)) == (2 if name == "step" else 1)
    if isinstance(slope, Pieces):
        below, above = (value(piece, Fraction(0)) for piece in (slope.below, slope.above))
        if slope.at is None:
            assert value(slope, Fraction(0)) is UNDEFINED
            by_convention = [value(slope, Fraction(0), at_zero=side) for side in (0, 1)]
            assert by_convention == ([0, 1] if name == "abs" else [below, above])
        else:
            assert below == above == value(slope, Fraction(0))


PROBABILITIES = st.fractions(Fraction(1, 30), Fraction(29, 30), max_denominator=30)


@pytest.mark.parametrize("loss", list(LOSSES), ids=[loss.name for loss in LOSSES])
@FEW
@given(output=PROBABILITIES, target=PROBABILITIES)
def test_slope_of_a_loss(loss: Loss, output: Fraction, target: Fraction) -> None:
    assume(output != target)
    A, Y = symbol("a"), symbol("y")
    reading = Valuation(Arithmetic(BITS), {A: output, Y: target}.__getitem__, ABSOLUTE, "undefined")
    slope = reading(loss.slope(A, Y))

    def moved(by: Fraction) -> Value:
        at = {A: output + by, Y: target}
        return Valuation(Arithmetic(BITS), at.__getitem__, ABSOLUTE, "undefined")(loss.term(A, Y))

    wide, narrow = (quotient((moved(h), moved(-h)), h) for h in (H, H / 2))
    assert is_derivative(slope, wide, narrow)
    a, y = sympy.symbols("a y", real=True)
    of_sympy = FormulaToSympy({A: a, Y: y}.__getitem__)
    by_sympy = sympy.diff(of_sympy(loss.term(A, Y)), a)
    at = {
        a: sympy.Rational(*output.as_integer_ratio()),
        y: sympy.Rational(*target.as_integer_ratio()),
    }
    with mpmath.workdps(50):
        assert encloses(interval(slope), mpmath.mpf(str(sympy.N(by_sympy.subs(at), 50))))


@pytest.mark.parametrize("width", [1, 2, 3])
def test_jacobian_of_softmax_is_sympys(width: int) -> None:
    net = shape([1, width], output_activation="softmax")
    z_symbols = [symbol_of(z(1, j)) for j in range(1, width + 1)]
    values = {
        a(1, k): to_sympy(derivation(net).step(f"a1_{k}").formula) for k in range(1, width + 1)
    }
    reading = FormulaToSympy(lambda q: values.get(q, symbol_of(q)))
    for k, value_k in enumerate(values.values(), 1):
        for j, z_j in enumerate(z_symbols, 1):
            law = derivation(net).step(f"da1_{k}/dz1_{j}").formula
            assert sympy.simplify(reading(law) - sympy.diff(value_k, z_j)) == 0


@FEW
@given(st.lists(POINTS, min_size=2, max_size=4))
def test_softmax_sums_to_one_and_the_rows_of_its_jacobian_to_zero(at: list[Fraction]) -> None:
    n = len(at)
    net = network([1, n], W=[[at]], x=[1], output_activation="softmax")
    solution = Solution(net, bits=BITS)
    values = [interval(solution.of_quantity(a(1, k))) for k in range(1, n + 1)]
    assert sum(low for low, _ in values) <= 1 <= sum(high for _, high in values)
    for k in range(1, n + 1):
        row = [interval(solution.of_quantity(d(a(1, k), z(1, j)))) for j in range(1, n + 1)]
        assert sum(low for low, _ in row) <= 0 <= sum(high for _, high in row)


def test_every_function_in_the_tables_is_tested() -> None:
    abstract = {"g", "softmax"}
    assert {row[0] for row in WRITTEN} | abstract == {entry.name for entry in ACTIVATIONS}
