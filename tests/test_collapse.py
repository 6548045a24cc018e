"""The linear model of a network with linear activations: against SymPy, and against differences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
import sympy

from symnn.api import build, shape, solve
from symnn.derive.collapse import constant_formula, constant_law, slope_formula, slopes_law
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.blocks import Grid, Line, Lines, Number, OfMatrices
from symnn.documents.plot import Plot, PlotRow
from symnn.evaluate.contours import contour, sampled
from symnn.evaluate.curves import function, prediction, spread
from symnn.formula import Formula, Power, Product, Sum
from symnn.formula import Number as Rational
from symnn.matrix_reading import entry
from symnn.network.model import Network
from symnn.quantities import H, Quantity, x
from symnn.render.terminal import to_text
from symnn.render.writer import plain
from tests.oracles import forward

SHAPES = ([2, 3, 1], [1, 2, 1], [3, 2, 2, 1], [2, 2, 2], [1, 1, 1, 1])


def symbols(net: Network, layer: int) -> tuple[sympy.Matrix, sympy.Matrix]:
    """W and b of a layer by their plain names, made without any law of ours."""
    rows, columns = net.widths[layer - 1] or 0, net.widths[layer] or 0
    weights = sympy.Matrix(rows, columns, lambda i, j: sympy.Symbol(f"W{layer}_{i + 1}{j + 1}"))
    biases = sympy.Matrix(
        columns, 1, lambda j, _: sympy.Symbol(f"b{layer}_{j + 1}") * int(net.biased)
    )
    return weights, biases


def composed(net: Network) -> tuple[sympy.Matrix, sympy.Matrix]:
    """The outputs with all layers put into each other and multiplied out, and the inputs."""
    inputs = sympy.Matrix([sympy.Symbol(f"x{i}") for i in range(1, (net.widths[0] or 0) + 1)])
    values = inputs
    for layer in range(1, net.depth + 1):
        weights, biases = symbols(net, layer)
        values = weights.T * values + biases
    return values.applyfunc(sympy.expand), inputs


def polynomial(formula: Formula | None) -> sympy.Expr:
    """A formula of ours as SymPy reads its text."""
    return sympy.expand(sympy.sympify(plain(0 if formula is None else formula)))


@pytest.mark.parametrize("biased", [True, False])
@pytest.mark.parametrize("widths", SHAPES)
def test_laws_are_the_coefficients_of_the_composed_network(widths: list[int], biased: bool) -> None:
    net = shape(widths, activation="linear", biases=biased)
    outputs, inputs = composed(net)
    law, constant = slopes_law(net), constant_law(net)
    assert (constant is None) == (not biased)
    for k, of in enumerate(net.outputs, 1):
        whole, rest = outputs[k - 1], outputs[k - 1]
        for i, one in enumerate(inputs, 1):
            coefficient = sympy.expand(whole.coeff(one, 1))
            assert polynomial(entry(law, i, k)) == coefficient
            assert polynomial(slope_formula(net, of, i)) == coefficient
            rest = rest.coeff(one, 0)
        assert polynomial(constant_formula(net, of)) == sympy.expand(rest)
        assert constant is None or polynomial(entry(constant, k)) == sympy.expand(rest)


def drawn(seed: int, widths: list[int], activation: str = "linear") -> tuple[Network, Any]:
    """A network of random fractions, and the same for the oracle."""
    random = Random(seed)

    def number() -> Fraction:
        return Fraction(random.randint(-9, 9), random.randint(1, 4))

    pairs = list(pairwise(widths))
    W = [[[number() for _ in range(n)] for _ in range(m)] for m, n in pairs]
    b = [[number() for _ in range(n)] for _, n in pairs]
    told = {"W": W, "b": b, "x": [number() for _ in range(widths[0])]}
    hidden = [activation] * (len(pairs) - 1)
    net = build(widths, activations=[*hidden, "linear"], **told)
    return net, {"W": W, "b": b, "activations": [*hidden, "linear"]}


def lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Lines):
            yield from block.lines


def numbers(grid: Grid) -> list[list[Fraction]]:
    return [[Fraction(cell.exact) for cell in row] for row in grid.rows]  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize("widths", SHAPES)
def test_numbers_are_differences_of_predictions(widths: list[int]) -> None:
    for seed in range(4):
        net, told = drawn(seed, widths)
        document = solution_document(solve(net))
        origin = [Fraction(0)] * widths[0]
        at_zero = forward(told, origin)[1]
        steps = [
            [there - zero for there, zero in zip(
                forward(told, [Fraction(k == i) for k in range(widths[0])])[1], at_zero,
                strict=True)]
            for i in range(widths[0])
        ]  # fmt: skip
        found = {str(line.target): line for line in lines(document)}
        several = widths[-1] > 1
        weights, constant = found["W" if several else "w"], found["b" if several else "w₀"]
        grids = [line.links[-1].expression for line in (weights, constant)]
        assert several or isinstance(grids[0], Grid)
        if several:
            assert isinstance(grids[1], Grid)
            assert numbers(grids[1]) == [[zero] for zero in at_zero]
        assert isinstance(grids[0], Grid)
        assert numbers(grids[0]) == steps
        if not several:
            ends = [found[f"w{'₀₁₂₃'[i]}"].links[-1].expression for i in range(widths[0] + 1)]
            exact = [Fraction(end.exact) for end in ends if isinstance(end, Number)]  # type: ignore[arg-type]
            assert exact == [*at_zero, *(row[0] for row in steps)]


def test_a_network_in_symbols_has_the_laws_and_no_picture() -> None:
    net = shape([2, 3, 1], activation="linear")
    document = derivation_document(net)
    text = to_text(document, 100)
    assert "One linear model" in text
    assert "w  = W⁽¹⁾ W⁽²⁾" in text
    assert "w₀ = [W⁽²⁾]ᵀ b⁽¹⁾ + b⁽²⁾" in text
    assert not any(isinstance(block, (Plot, PlotRow)) for block in document.blocks)


@pytest.mark.parametrize(
    "told",
    [
        {"layers": [2, 3, 1], "activation": "relu", "output_activation": "linear"},
        {"layers": [2, 1], "activation": "linear"},
        {"layers": [2, 2, 1], "activation": "linear", "given": {"z1_1": 3}},
    ],
)
def test_other_networks_have_no_such_section(told: dict[str, Any]) -> None:
    widths = told.pop("layers")
    document = solution_document(solve(build(widths, **told)))
    assert "One linear model" not in to_text(document, 100)


@pytest.mark.parametrize("widths", [[2, None, 1], [None, 2, 1], [2, 2, None]])
def test_of_unknown_widths_nothing_is_said_entry_by_entry(widths: list[int | None]) -> None:
    net = build(widths, activation="linear")
    found = {str(line.target): line for line in lines(derivation_document(net))}
    assert constant_formula(net, H()) is None
    assert not found.keys() & {"w₁", "w₂"}
    constant = found.get("w₀") or found["b"]
    assert [type(link.expression) for link in constant.links] == [OfMatrices]


def test_several_outputs_have_a_matrix_and_a_column() -> None:
    text = to_text(derivation_document(shape([2, 2, 2], activation="linear")), 100)
    assert "H = [W]ᵀ x + b" in text


@pytest.mark.parametrize("large", ["1e300", "exp(1000)", "1e13"])
def test_what_is_too_large_is_not_drawn(large: str) -> None:
    told = {"W": [[[large, 1]], [[1], [2]]], "b": [[0, 1], [1]], "x": [1]}
    net = build([1, 2, 1], activation="linear", **told)
    blocks = solution_document(solve(net)).blocks
    assert not any(isinstance(block, (Plot, PlotRow)) for block in blocks)
    assert any(str(line.target) == "w₁" for line in lines(solution_document(solve(net))))


def test_what_was_asked_for_is_all_there_is() -> None:
    net, _ = drawn(1, [2, 2, 1])
    assert "One linear model" not in to_text(solution_document(solve(net, only=["z1_1"])), 100)


def test_curves_are_the_predictions() -> None:
    for seed in range(6):
        net, told = drawn(seed, [1, 3, 1], "relu")
        of = prediction(net)
        for place in spread(-4, 4, 33):
            assert of((place,)) == forward(told, [place])[1][0]


def test_the_picture_of_one_input_is_a_line_and_the_same_with_relu() -> None:
    for seed in range(6):
        net, told = drawn(seed, [1, 3, 1])
        (plot,) = [b for b in solution_document(solve(net)).blocks if isinstance(b, Plot)]
        straight, bent = plot.curves
        assert len(straight.points) == 2
        told["activations"][0] = "relu"
        for curve, activations in ((straight, ["linear"] * 2), (bent, told["activations"])):
            for place in curve.points:
                assert place is not None
                value = forward({**told, "activations": activations}, [Fraction(place[0])])[1][0]
                assert float(value) == pytest.approx(place[1])


def test_contours_are_where_the_prediction_has_their_value() -> None:
    for seed in range(3):
        net, _ = drawn(seed, [2, 3, 1])
        (row,) = [b for b in solution_document(solve(net)).blocks if isinstance(b, PlotRow)]
        linear, _ = row.plots
        of, values = prediction(net), []
        for curve in linear.curves:
            ends = [of(tuple(map(Fraction, place))) for place in curve.points if place]
            assert len(ends) == 2
            assert float(ends[0]) == pytest.approx(float(ends[1]), abs=1e-9)
            values.append(round(float(ends[0]), 6))
        apart = {round(b - a, 6) for a, b in pairwise(values)}
        assert len(apart) == 1


CIRCLE: Formula = Sum((Power(x(1), 2), Power(x(2), 2)))
SADDLE: Formula = Product((x(1), x(2)))


@pytest.mark.parametrize(
    ("formula", "level", "lines_of_it"), [(CIRCLE, 4, 1), (SADDLE, 2, 2), (SADDLE, -2, 2)]
)
def test_contours_of_curved_functions(formula: Formula, level: Rational, lines_of_it: int) -> None:
    names: list[Quantity] = [x(1), x(2)]
    places = spread(-3, 3, 41)
    of = function(formula, names)
    found = contour(sampled(of, places, places), places, places, float(level))
    assert len(found) == lines_of_it
    for line in found:
        for place in line:
            assert float(of(tuple(map(Fraction, place)))) == pytest.approx(float(level), abs=0.02)
    assert (found[0][0] == found[0][-1]) == (formula is CIRCLE)


def test_a_saddle_is_cut_by_the_value_in_its_middle() -> None:
    """Four corners 1, 0, 1, 0: with the middle above the level the low corners are cut off."""
    places = spread(0, 1, 2)
    values = [[1.0, 0.0], [0.0, 1.0]]
    low = contour(values, places, places, 0.4)
    high = contour(values, places, places, 0.6)
    assert sorted(map(sorted, low)) == [[(0.0, 0.6), (0.4, 1.0)], [(0.6, 0.0), (1.0, 0.4)]]
    assert sorted(map(sorted, high)) == [[(0.0, 0.4), (0.4, 0.0)], [(0.6, 1.0), (1.0, 0.6)]]
