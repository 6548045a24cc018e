"""Gradients against difference quotients of exact values.

A piecewise linear network is affine in each parameter as long as no sign changes, and its square
loss quadratic: there the central difference is the derivative, exactly. For smooth networks the
error of D(h) = (f(p+h) - f(p-h))/2h is a series in h², so D(h/2) has a quarter of the error of
D(h), and is off by a third of |D(h) - D(h/2)|, give or take a factor 1 + O(h²): by less than all.
"""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings

from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.network import network
from symnn.quantities import L, Quantity, d
from tests import strategies
from tests.oracles import Interval, entries, forward, interval, loss

H_EXACT = Fraction(1, 10**9)
H_SMOOTH = Fraction(1, 2**40)
BITS = 500


def signs(told: strategies.Keys) -> list[int]:
    """The signs of all pre-activations, and of the errors where the loss has a kink."""
    pre, outputs = forward(told, told["x"])
    errors = [a - y for a, y in zip(outputs, told["y"], strict=True)]
    numbers = [z for layer in pre for z in layer] + errors * (told["loss"] == "absolute")
    return [(z > 0) - (z < 0) for z in numbers]


def of(told: strategies.Keys, top: Quantity) -> Fraction:
    """An output or the loss, computed without symnn."""
    _, outputs = forward(told, told["x"])
    return loss(told, outputs, told["y"]) if top == L else outputs[max(top.j, 1) - 1]


@given(strategies.keys(hidden=strategies.PIECEWISE_LINEAR, layers=4))
def test_of_piecewise_linear_networks_they_are_the_derivative(told: strategies.Keys) -> None:
    net = network(**told)
    solution, told = Solution(net), copy.deepcopy(told)
    assume(0 not in signs(told))
    for name, place, index in entries(told):
        parameter, value = net.quantity(name), place[index]
        beside = []
        for moved in (value + H_EXACT, value - H_EXACT):
            place[index] = moved
            beside.append((signs(told), {top: of(told, top) for top in net.differentiated}))
        place[index] = value
        (here, up), (there, down) = beside
        if here == there == signs(told):
            for top in net.differentiated:
                quotient = (up[top] - down[top]) / (2 * H_EXACT)
                assert solution.of_quantity(d(top, parameter)) == quotient, f"d{top}/d{name}"


@settings(max_examples=settings().max_examples // 2)
@given(strategies.keys(hidden=strategies.SMOOTH, layers=2))
def test_of_smooth_networks_they_are_off_by_less_than_halving_moves_them(
    told: strategies.Keys,
) -> None:
    net = network(**told)
    solution, told = Solution(net, bits=BITS), copy.deepcopy(told)
    for z in [value for q, value in solution.samples()[0].items() if q.kind == "z" and not q.of]:
        assume(abs(interval(z)[0]) > Fraction(1, 2**20))
    for name, place, index in list(entries(told))[:6]:
        wide = differences(told, place, index, net.differentiated, H_SMOOTH)
        narrow = differences(told, place, index, net.differentiated, H_SMOOTH / 2)
        for top in net.differentiated:
            value = solution.of_quantity(d(top, net.quantity(name)))
            if isinstance(value, Missing) or not (wide[top] and narrow[top]):
                continue
            (low, high), (bottom, top_end) = wide[top], narrow[top]
            moved = max(abs(low - top_end), abs(high - bottom))
            least, most = interval(value)
            assert bottom - moved <= most
            assert least <= top_end + moved
            assert moved <= Fraction(1, 2**40) * max(1, abs(most)), "too wide to tell anything"


def differences(
    told: strategies.Keys, place: list[Any], index: int, tops: list[Quantity], h: Fraction
) -> dict[Quantity, Interval | None]:
    """Enclosures of the central differences in one entry; None where a value is undefined."""
    value, beside = place[index], []
    for moved in (value + h, value - h):
        place[index] = moved
        beside.append(Solution(network(**told), bits=BITS))
    place[index] = value
    found: dict[Quantity, Interval | None] = {}
    for top in tops:
        up, down = (solution.of_quantity(top) for solution in beside)
        found[top] = None
        if not isinstance(up, Missing) and not isinstance(down, Missing):
            (low, high), (bottom, top_end) = interval(up), interval(down)
            found[top] = (low - top_end) / (2 * h), (high - bottom) / (2 * h)
    return found
