"""Enclosures hold whatever can come out, and hardly anything else."""

from __future__ import annotations

from fractions import Fraction
from itertools import product as boxes
from random import Random
from typing import Any

import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

import symnn
from symnn.evaluate.sympy import symbol_of, to_sympy
from symnn.evaluate.value import UNDEFINED, Missing, Valuation, Value
from symnn.formula import Apply, Formula, Power, Product, Quotient, Sum, difference, minus
from symnn.marking.enclosing import Enclosing, Undecidable
from symnn.marking.functions import functions_of
from symnn.marking.intervals import between, bounds, real
from symnn.marking.laws import Laws
from symnn.marking.rewriting import spelled_out
from symnn.marking.slopes import derivative
from symnn.numbers.real import Arithmetic, MorePrecision
from symnn.quantities import Quantity, a, symbol, z
from tests.oracles import interval
from tests.strategies import EVERY, SMOOTH

Box = dict[Quantity, tuple[Fraction, Fraction]]
NAMES = [symbol(name) for name in "uvw"]
NUMBERS = st.fractions(-3, 3, max_denominator=8)
FUNCTIONS = [name for name in EVERY if name != "softmax"]
SMALL = Fraction(1, 10**15)
FUNCTIONS_OF_ALL = functions_of(symnn.build([1, 1], W=[[[1]]], x=[1]))


def formulas() -> st.SearchStrategy[Formula]:
    """Formulas of u, v and w, in which they may stand several times."""
    leaf = st.sampled_from(NAMES) | st.integers(-2, 2)

    def larger(part: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        two = st.tuples(part, part)
        return (
            two.map(Sum)
            | two.map(Product)
            | two.map(lambda pair: Quotient(pair[0], Sum((5, Power(pair[1], 2)))))
            | part.map(lambda base: Power(base, 2))
            | st.builds(Apply, st.sampled_from(FUNCTIONS), part)
            | st.builds(lambda f, p: Apply(f"{f}_prime", p), st.sampled_from(FUNCTIONS), part)
        )

    return st.recursive(leaf, larger, max_leaves=6)


@st.composite
def narrow_boxes(draw: st.DrawFn) -> Box:
    box = {}
    for name in NAMES:
        low = draw(NUMBERS)
        box[name] = (low, low + draw(st.sampled_from([0, Fraction(1, 100), Fraction(1, 10), 1])))
    return box


def net_with(activation: str) -> symnn.network.Network:
    return symnn.build([1, 1, 1], activation=activation, W=[[[1]], [[1]]], x=[1])


def enclosing(box: Box, activation: str = "linear") -> Enclosing:
    return Enclosing(lambda q: between(*box[q]), functions_of(net_with(activation)))


def at(point: dict[Quantity, Fraction], formula: Formula) -> tuple[Fraction, Fraction] | Missing:
    """Two numbers that enclose the value at a point."""
    value = valued(formula, point)
    return value if isinstance(value, Missing) else interval(value)


def valued(formula: Formula, point: dict[Quantity, Fraction]) -> Value:
    """The value at a point, by the reading that gives keys."""
    definitions = FUNCTIONS_OF_ALL.definitions
    return Valuation(Arithmetic(128), point.__getitem__, definitions, "undefined")(formula)


def inside(box: Box, random: Random) -> dict[Quantity, Fraction]:
    """A point of the box, at times on its rim."""
    return {
        name: low + (high - low) * Fraction(random.choice([0, 8, random.randint(0, 8)]), 8)
        for name, (low, high) in box.items()
    }


U, V, _ = NAMES


@given(formulas(), narrow_boxes(), st.randoms(use_true_random=False))
@example(
    Product((U, difference(1, U))), dict.fromkeys(NAMES, (Fraction(0), Fraction(1))), Random(1)
)
@example(Apply("relu_prime", U), dict.fromkeys(NAMES, (Fraction(-1), Fraction(1))), Random(1))
def test_every_point_of_the_box_is_inside(formula: Formula, box: Box, random: Random) -> None:
    try:
        found = enclosing(box).enclosure(formula)
    except Undecidable:
        return
    for _ in range(10):
        try:
            value = at(inside(box, random), formula)
        except MorePrecision:
            continue
        if isinstance(value, Missing):
            continue  # a kink: either side of it is looked at by other points
        assert not isinstance(found, Missing), "a number where there should be none"
        low, high = bounds(found)
        assert value[0] <= high
        assert low <= value[1]


def elementary() -> st.SearchStrategy[Formula]:
    """Formulas of the elementary functions, defined everywhere."""

    def larger(part: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        two = st.tuples(part, part)
        positive = part.map(lambda base: Sum((1, Power(base, 2))))
        return (
            two.map(Sum)
            | two.map(Product)
            | st.builds(Quotient, part, positive)
            | st.builds(Power, part, st.integers(2, 3))
            | st.builds(Apply, st.sampled_from(["tanh", "erf", "sin", "cos"]), part)
            | st.builds(Apply, st.sampled_from(["ln", "sqrt"]), positive)
            | part.map(lambda base: Apply("exp", Apply("tanh", base)))
        )

    return st.recursive(st.sampled_from(NAMES) | st.integers(-2, 2), larger, max_leaves=6)


@given(elementary(), narrow_boxes(), st.randoms(use_true_random=False))
def test_slopes_are_those_of_sympy(formula: Formula, box: Box, random: Random) -> None:
    found, point = derivative(formula, U), inside(box, random)
    assert found is not None
    assert_close(at(point, found), sympy.diff(to_sympy(formula), symbol_of(U)), point)


@pytest.mark.parametrize("name", [name for name in SMOOTH if name not in ("softmax", "elu")])
@pytest.mark.parametrize("point", [Fraction(-5, 4), Fraction(0), Fraction(7, 3)])
def test_slopes_of_activations_spelled_out_are_their_derivatives(
    name: str, point: Fraction
) -> None:
    definitions = functions_of(net_with(name)).definitions
    slope_of_it = derivative(spelled_out(Apply(name, U), definitions), U)
    assert slope_of_it is not None
    low, high = bounds(real(valued(slope_of_it, {U: point})))
    least, most = bounds(real(valued(Apply(f"{name}_prime", U), {U: point})))
    assert low <= most + SMALL
    assert least <= high + SMALL


def test_a_function_given_piece_by_piece_has_no_slope_here() -> None:
    assert derivative(Apply("relu", U), U) is None
    assert derivative(Apply("relu", V), U) == 0


def assert_close(value: object, expression: Any, point: dict[Quantity, Fraction]) -> None:
    """Both are the same number, to 20 digits."""
    numbers = {symbol_of(q): sympy.Rational(n.numerator, n.denominator) for q, n in point.items()}
    right = sympy.Float(expression.subs(numbers).evalf(40), 40)
    assert isinstance(value, tuple)
    for end in value:
        ours = sympy.Rational(end.numerator, end.denominator)
        assert abs(ours - right) <= sympy.Float("1e-20") * (1 + abs(right))


TIGHT = [
    # What a law or a slope can be, and of which numbers: these two, exactly or very nearly.
    ("sigmoid", difference(1, U), (0, 1), (0, 1)),
    ("sigmoid", Product((U, difference(1, U))), ("0.45", "0.55"), ("0.2475", "0.25")),
    ("sigmoid", Product((U, difference(1, U))), ("0.585", "0.595"), ("0.240975", "0.242775")),
    ("tanh", difference(1, Power(U, 2)), ("-0.1", "0.2"), ("0.96", 1)),
    ("linear", Sum((U, minus(U))), (-3, 5), (0, 0)),
    ("linear", Product((U, U)), (-1, 3), (0, 9)),
    ("linear", Quotient(U, Sum((U, 1))), (0, 1), (0, "0.5")),
    ("relu", Apply("relu", U), (-1, 2), (0, 2)),
    ("relu", Apply("relu_prime", U), (-1, 2), (0, 1)),
    ("relu", Apply("relu_prime", U), ("0.1", 2), (1, 1)),
    ("leaky_relu", Apply("leaky_relu", U), (-1, 2), ("-0.01", 2)),
    ("step", Apply("step", U), (-1, 2), (0, 1)),
]


@pytest.mark.parametrize(("activation", "formula", "box", "ends"), TIGHT)
def test_ranges_are_tight(
    activation: str, formula: Formula, box: tuple[str, str], ends: tuple[str, str]
) -> None:
    given_box = {U: (Fraction(box[0]), Fraction(box[1]))}
    low, high = bounds(real(enclosing(given_box, activation).enclosure(formula)))
    least, most = Fraction(ends[0]), Fraction(ends[1])
    assert least - SMALL <= low <= least
    assert most <= high <= most + SMALL


def test_the_slope_of_a_sigmoid_never_goes_above_a_quarter() -> None:
    ends = (Fraction(45, 100), Fraction(55, 100))
    found = enclosing({U: ends}, "sigmoid").enclosure(Product((U, difference(1, U))))
    assert bounds(real(found))[1] == Fraction(1, 4)
    around_zero = enclosing({U: (Fraction(-1), Fraction(1))}, "sigmoid")
    assert (
        bounds(real(around_zero.enclosure(Apply("sigmoid_prime", U))))[1] <= Fraction(1, 4) + SMALL
    )


def test_softmax_is_enclosed_by_its_corners() -> None:
    net = symnn.build([1, 3], activations=["softmax"], W=[[[1, 2, 3]]], x=[1])
    box = {z(1, j): (Fraction(j, 4), Fraction(j, 4) + Fraction(1, 10)) for j in (1, 2, 3)}
    step = Laws(net).step(a(1, 1))
    assert step is not None
    reading = Enclosing(lambda q: between(*box[q]), functions_of(net))
    low, high = bounds(real(reading.enclosure(step.formula)))
    corners = [
        at(dict(zip(box, corner, strict=True)), step.formula) for corner in boxes(*box.values())
    ]
    assert low >= min(corner[0] for corner in corners) - SMALL
    assert high <= max(corner[1] for corner in corners) + SMALL


@pytest.mark.parametrize("name", [n for n in SMOOTH if n != "softmax"])
@pytest.mark.parametrize(
    "ends", [("-0.05", "0.05"), ("0.4", "0.5"), ("-2.3", "-2.2"), ("1.4", "1.45")]
)
@pytest.mark.parametrize("kind", ["", "_prime"])
def test_ranges_are_hardly_wider_than_what_can_be_seen(
    name: str, ends: tuple[str, str], kind: str
) -> None:
    low, high = Fraction(ends[0]), Fraction(ends[1])
    formula = Apply(name + kind, U)
    bottom, top = bounds(real(enclosing({U: (low, high)}, name).enclosure(formula)))
    points = [low + (high - low) * Fraction(k, 200) for k in range(201)]
    seen = [at({U: point}, formula) for point in points if point or name != "elu"]
    least, most = min(value[0] for value in seen), max(value[1] for value in seen)
    slack = (most - least) / 20 + (high - low) / 1000  # the latter where the function turns
    assert least - slack <= bottom <= least + SMALL
    assert most - SMALL <= top <= most + slack


def test_a_slope_is_open_where_it_jumps_and_undefined_at_the_kink_itself() -> None:
    around = enclosing({U: (Fraction(-1, 200), Fraction(1, 200))}, "relu")
    assert bounds(real(around.enclosure(Apply("relu_prime", U)))) == (0, 1)
    assert around.met_kink
    exact = enclosing({U: (Fraction(0), Fraction(0))}, "relu")
    assert exact.enclosure(Apply("relu_prime", U)) is UNDEFINED
    smooth = enclosing({U: (Fraction(-1), Fraction(1))}, "elu")
    smooth.enclosure(Apply("elu_prime", U))
    assert not smooth.met_kink


def test_zero_decides_a_product_with_an_open_slope_only_where_it_may_be_zero() -> None:
    law = Product((U, V))
    values = {U: between(Fraction(-1, 200), Fraction(1, 200)), V: UNDEFINED}
    reading = Enclosing(values.__getitem__, functions_of(net_with("relu")))
    assert reading.enclosure(law) == 0
    assert reading.met_kink
    values[U] = between(Fraction(1), Fraction(2))
    assert Enclosing(values.__getitem__, functions_of(net_with("relu"))).enclosure(law) is UNDEFINED


def test_a_divisor_that_may_be_zero_says_nothing() -> None:
    with pytest.raises(Undecidable):
        enclosing({U: (Fraction(-1), Fraction(1))}).enclosure(Quotient(1, U))
