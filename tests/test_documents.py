"""Documents: lines with their reasons, what is asked for, and which laws are shown."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

import pytest

from symnn.api import solve
from symnn.documents import solution_document
from symnn.documents.blocks import (
    Link,
    Number,
    PutIn,
)
from symnn.documents.solution import METHODS
from symnn.evaluate.comparison import compare
from symnn.formula import Sum
from symnn.network import network
from symnn.quantities import H, W, a, d, slope, x, z
from symnn.render.terminal import to_text
from tests.documents import example, lines_of, text
from tests.examples import NETWORKS


def test_the_lecture_s_first_line():
    line = lines_of(solution_document(example("lecture22-forward")))[z(1, 1)]
    formula, numbers, value = line.links
    assert isinstance(formula.expression, Sum)
    assert isinstance(numbers.expression, PutIn)
    assert numbers.expression.formula == formula.expression
    assert numbers.expression.values[W(1, 2, 1)] == Number(4)
    assert value == Link("=", Number(5))


@pytest.mark.parametrize("file", NETWORKS, ids=lambda file: file.stem)
def test_values_are_those_of_the_solution(file):
    solution = solve(str(file))
    last = solution.net.batch[-1] - 1
    for target, line in lines_of(solution_document(solution)).items():
        value = solution.samples()[last].get(target)
        shown = line.links[-1].expression
        if isinstance(value, (int, Fraction)) and isinstance(shown, Number):
            assert shown.exact == value or Fraction(shown.decimal) == value


@pytest.mark.parametrize("file", NETWORKS, ids=lambda file: file.stem)
@pytest.mark.parametrize("method", METHODS)
def test_blocks_hold_data_and_no_finished_mathematics(file, method):
    solution = solve(str(file))
    for piece in strings_in(solution_document(solution, method, None, compare(solution))):
        assert not set(piece) & set("⁽⁾₁₂₃∂′\\$"), piece


def strings_in(value: Any) -> list[str]:
    """All prose in a document."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [s for field in fields(value) for s in strings_in(getattr(value, field.name))]
    if type(value) is tuple:
        return [s for item in value for s in strings_in(item)]
    return []


def test_why_a_unit_is_off_stands_before_its_zeros():
    document = solution_document(example("lecture22-forward"))
    found = list(lines_of(document).items())
    targets = [target for target, _ in found]
    off, zeros = lines_of(document)[slope("relu", 1, 2)], lines_of(document)[d(H(), W(1, 1, 2))]
    assert off.note == ("since ", z(1, 2), " = ", Number(-10), " < 0", ": the unit is off")
    assert off.faint
    assert targets.index(slope("relu", 1, 2)) < targets.index(d(H(), W(1, 1, 2)))
    assert [link.expression for link in zeros.links][-1] == 0
    assert d(H(), W(1, 2, 2)) not in targets, "zeros from one unit share a line"
    assert len(zeros.links) == 3
    assert zeros.note == ("since ", d(H(), z(1, 2)), " = ", 0)


def test_a_live_unit_is_not_faint():
    line = lines_of(solution_document(example("lecture22-forward")))[a(1, 1)]
    assert not line.faint


KINK: dict[str, Any] = {"layers": [1, 1, 1], "W": [[[1]], [[2]]], "x": [0]}


def test_at_a_kink_the_line_says_so():
    page = text(network(**KINK))
    assert "ReLU′(z₁⁽¹⁾) = ReLU′(0) undefined: ReLU has a kink at 0" in page
    assert "= 2 · ReLU′(z₁⁽¹⁾) undefined, since ReLU′(z₁⁽¹⁾) is" in page


def test_at_a_kink_with_a_convention_it_is_named():
    page = text(network(**KINK, relu_at_zero=1))
    assert "ReLU′(z₁⁽¹⁾) = 1 by convention, since z₁⁽¹⁾ = 0 is the kink of ReLU" in page


def test_an_open_value_keeps_its_formula_and_names_the_unknowns():
    net = network([2, 1], W=[[["w"], [None]]], x=[3, 2])
    page = text(net)
    assert "z₁⁽¹⁾ = W₁₁⁽¹⁾ x₁ + W₂₁⁽¹⁾ x₂ = w·3 + W₂₁⁽¹⁾·2 open: w, W₂₁⁽¹⁾ unknown" in page
    assert "H = a₁⁽¹⁾ open: w, W₂₁⁽¹⁾ unknown" in page
    assert "a₁⁽¹⁾ = z₁⁽¹⁾ open Output" in page


def test_of_many_unknowns_a_few_are_named():
    net = network([7, 1], W=[[[None]] * 7], x=[1] * 7)
    assert "open: W₁₁⁽¹⁾, W₂₁⁽¹⁾ and 5 more unknown" in text(net, "H")


def test_unknowns_that_are_multiplied_by_zero_are_not_blamed():
    net = network([2, 1], W=[[[None], [None]]], x=[0, 2])
    assert "open: W₂₁⁽¹⁾ unknown" in text(net, "H")


def test_what_is_given_is_said_to_be():
    net = network([1, 2, 1], given={"z1_1": 3, "dH/da1_2": "-1/2"})
    page = text(net)
    assert "z₁⁽¹⁾ = 3 given" in page
    assert "∂H/∂a₂⁽¹⁾ = −1/2 given" in page


def test_a_width_that_nobody_knows_is_said_to_be_unknown():
    page = text(network([2, None, 1]))
    assert "A 2-?-1 network" in page
    assert "The number of nodes is not known" in page


@pytest.mark.parametrize(
    ("only", "wanted", "unwanted"),
    [
        (("H",), {z(1, 1), H()}, {d(H(), W(1, 1, 1))}),
        (("dH/dW2_*",), {d(H(), W(2, 1, 1)), d(H(), z(2, 1))}, {d(H(), W(1, 1, 1)), d(H(), x(1))}),
        (("z1_2",), {z(1, 2)}, {z(1, 1), a(1, 2), H()}),
    ],
)
def test_only_what_is_asked_for_and_what_it_needs(only, wanted, unwanted):
    found = set(lines_of(solution_document(example("lecture22-forward", only))))
    assert wanted <= found
    assert not unwanted & found


def test_the_laws_are_those_that_are_used():
    page = to_text(solution_document(example("lecture22-forward", ("z1_2",))), 80)
    assert "weighted sum" in page
    assert "claim #1" not in page
