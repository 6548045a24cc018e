"""An activation and a loss from outside: one entry each, and every reading knows them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
import sympy

import symnn
from symnn.activations import ACTIVATIONS, Entrywise
from symnn.derive.agreement import agreement
from symnn.errors import InputError
from symnn.formula import Apply, Power, Product, difference
from symnn.functions import Z
from symnn.losses import LOSSES, A, Loss, Y
from symnn.network import Network


@pytest.fixture(autouse=True)
def cube() -> Iterator[None]:
    """The entries, taken out again afterwards."""
    ACTIVATIONS.add(Entrywise("cube", "g(z) = z³", Power(Z, 3), Product((3, Power(Z, 2)))))
    fourth = Loss(
        "fourth", "(a - y)⁴", Power(difference(A, Y), 4), Product((4, Power(difference(A, Y), 3)))
    )
    LOSSES.add(fourth)
    yield
    del ACTIVATIONS._entries["cube"]
    del LOSSES._entries["fourth"]


def network() -> Network:
    return symnn.build(
        [2, 2, 1],
        activation="cube",
        W=[[[1, "1/2"], [-1, 2]], [["1/3"], [1]]],
        b=[[0, 1], [-1]],
        x=[2, 1],
        y=[3],
        loss="fourth",
    )


def test_values_are_exact() -> None:
    solution = symnn.solve(network())
    assert solution.value("z1_2") == 4
    assert solution.value("cube_prime(z1_2)") == 48
    assert solution.value("H") == Fraction(1, 3) + 64 - 1
    assert solution.value("dL/dW1_12") == 4 * (Fraction(190, 3) - 3) ** 3 * 48 * 2


def test_both_derivations_agree() -> None:
    assert agreement(network()).agree


def test_sympy_differentiates_it_to_the_same() -> None:
    from symnn.evaluate.sympy import composed

    net = symnn.shape([1, 1, 1], activation="cube")
    H = composed(net, net.quantity("H"))
    assert sympy.diff(H, sympy.Symbol("W1_11", real=True)) != 0


def test_whole_layers_know_it() -> None:
    from symnn.documents import solution_document
    from symnn.render.terminal import to_text

    text = to_text(solution_document(symnn.solve(network()), form="matrix"), 80)
    assert "a⁽¹⁾ = cube(z⁽¹⁾) = cube ⎡1⎤ = ⎡ 1⎤   2 × 1, entry by entry" in text
    assert "∂L/∂a⁽²⁾ = [4·(a₁⁽²⁾ − y₁)³]" in text


def test_a_name_is_taken_once() -> None:
    with pytest.raises(InputError, match="already"):
        ACTIVATIONS.add(Entrywise("cube", "", Apply("exp", Z), Apply("exp", Z)))
