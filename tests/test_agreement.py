"""The comparison of both methods: it finds agreement, and it finds what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from symnn import rules
from symnn.derive import agreement as module
from symnn.derive.agreement import agreement
from symnn.derive.chain_rule import chain_rule_formula, paths
from symnn.derive.path_counts import count_paths
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.formula import Formula, Product, Sum
from symnn.network import network, shape
from symnn.quantities import Quantity, W, d_z
from symnn.render.writer import plain
from symnn.rules import Rule, Shape

SHAPES = [[1, 1], [2, 3, 1], [2, 2, 2, 1], [3, 1, 4, 2], [1, 1, 1, 1, 1, 1]]


@pytest.mark.parametrize("widths", SHAPES)
@pytest.mark.parametrize("last", ["linear", "softmax", "sigmoid"])
def test_methods_agree_on_every_shape(widths: list[int], last: str) -> None:
    found = agreement(shape(widths, output_activation=last))
    assert found.agree
    assert found.identity
    assert found.error_bound == 0


@pytest.mark.parametrize("widths", SHAPES)
def test_methods_agree_at_a_random_point(
    widths: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_TERMS", 0)
    found = agreement(shape(widths, output_activation="softmax"))
    assert found.agree
    assert not found.identity
    assert 0 < found.error_bound < 1e-15


def _only_one_path(net: Shape, target: Quantity) -> Formula | None:
    right = rules._from_next_layer(net, target)
    return right.terms[0] if isinstance(right, Sum) else right


def _transposed(net: Shape, target: Quantity) -> Formula | None:
    layer, _, j = target.indices
    right = rules._from_next_layer(net, target)
    if not isinstance(right, Sum) or layer == 0:
        return right
    top, nodes = target.top, range(1, len(right) + 1)
    return Sum([Product((d_z(top, layer + 1, k), W(layer + 1, k, j))) for k in nodes])


def _without_slope(net: Shape, target: Quantity) -> Formula | None:
    return target._replace(kind="a")


MISTAKES = {
    "only one path": ("CLAIM_3", _only_one_path, [2, 2, 2, 1]),
    "weights transposed": ("CLAIM_3", _transposed, [2, 2, 2, 1]),
    "slope left out": ("CLAIM_2", _without_slope, [2, 2, 1]),
}


@pytest.mark.parametrize("most_terms", [20_000, 0])
@pytest.mark.parametrize("name", list(MISTAKES))
def test_a_wrong_law_is_found(name: str, most_terms: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, law, widths = MISTAKES[name]
    wrong: Callable[[Shape, Quantity], Formula | None] = law
    right: Rule = getattr(rules, rule)
    mistaken = dataclasses.replace(right, law=wrong)
    changed = {key: mistaken if found is right else found for key, found in rules.RULES.items()}
    monkeypatch.setattr(rules, "RULES", changed)
    monkeypatch.setattr(module, "MOST_TERMS", most_terms)
    net = shape(widths)
    found = agreement(net)
    assert not found.agree
    assert found.differing
    assert not found.agrees_on(found.differing[0])


def test_wrong_numbers_are_found() -> None:
    net = network([2, 2, 1], W=[[[1, 2], [3, 4]], [[5], [6]]], x=[1, 2])
    solution = Solution(net)
    solution.samples()[0][net.quantity("dH/dz1_1")] = 99
    found = compare(solution)
    assert [(sample, str(q)) for sample, q in found.differing] == [(1, "dH/dz1_1")]
    assert not found.agree


@pytest.mark.parametrize("widths", [*SHAPES, [3, 3, 3, 3, 1]])
def test_counted_paths_are_the_paths_there_are(widths: list[int]) -> None:
    for last in ("linear", "softmax"):
        net = shape(widths, output_activation=last, loss="half_square")
        for top in net.differentiated:
            for base in ("x1", "z1_1", "a1_1", "W1_11"):
                gradient = net.quantity(f"d{top}/d{base}")
                assert count_paths(net, gradient) == len(list(paths(net, gradient)))


def test_given_gradients_end_the_paths() -> None:
    given = {"dH/dz2_1": -3, "dH/dz2_2": 1}
    net = network([None, 2, 2, 1], biases="false", given=given)
    formula = chain_rule_formula(net, net.quantity("dH/da1_1"))
    assert formula is not None
    assert plain(formula) == "dH/dz2_1*W2_11 + dH/dz2_2*W2_12"
    assert agreement(net).agree


def test_too_many_paths_are_counted_not_written() -> None:
    net = shape([10] * 8)
    gradient = net.quantity("dH1/dW1_11")
    assert count_paths(net, gradient) == 10**5
    assert chain_rule_formula(net, gradient) is None
    assert agreement(net).agree
