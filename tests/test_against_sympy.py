"""Gradients against SymPy: outputs composed down to the parameters, differentiated by SymPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import sympy
from hypothesis import given, settings
from sympy.core.function import AppliedUndef

from symnn.evaluate.solution import Solution
from symnn.evaluate.sympy import composed, symbol_of
from symnn.evaluate.value import Missing, Value
from symnn.network import Network, network
from symnn.quantities import Quantity, d, x, y
from tests import strategies
from tests.oracles import interval

DIGITS = 60
FEW = settings(max_examples=settings().max_examples // 3)


def parameters(net: Network) -> list[Quantity]:
    """Everything that an output can be differentiated by, as far as the interface names it."""
    return [*net.weights(), *net.biases(), *(x(j) for j in range(1, (net.widths[0] or 0) + 1))]


def entries(net: Network) -> dict[Any, Any]:
    """The number of every symbol."""
    targets = [y(k) for k in range(1, (net.widths[-1] or 0) + 1)] if net.loss else []
    known = {q: net.entry(q) for q in [*parameters(net), *targets]}
    return {symbol_of(q): sympy.Rational(n.numerator, n.denominator) for q, n in known.items()}


@given(strategies.keys(hidden=strategies.PIECEWISE_LINEAR, width=2, layers=2))
def test_gradients_of_rational_networks_are_sympys_exactly(told: strategies.Keys) -> None:
    net = network(**told)
    solution, numbers = Solution(net), entries(net)
    for of in net.differentiated:
        expression = composed(net, of)
        assert expression.xreplace(numbers) == solution.of_quantity(of)
        for parameter in parameters(net):
            value = solution.of_quantity(d(of, parameter))
            if not isinstance(value, Missing):
                derivative = sympy.diff(expression, symbol_of(parameter))
                assert derivative.xreplace(numbers) == value, f"d{of}/d{parameter}"


NAMED: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: sympy.Piecewise((0, z < 0), (z, True)),
    "leaky_relu": lambda z: sympy.Piecewise((z / 100, z < 0), (z, True)),
    "step": lambda z: sympy.Piecewise((0, z < 0), (1, True)),
}


@FEW
@given(strategies.keys(hidden=strategies.PIECEWISE_LINEAR, layers=4))
def test_gradients_with_activations_by_name_are_sympys(told: strategies.Keys) -> None:
    net = network(**told)
    solution, numbers = Solution(net), entries(net)
    of = net.differentiated[-1]
    expression = composed(net, of, by_name=True)
    for parameter in parameters(net)[:5]:
        value = solution.of_quantity(d(of, parameter))
        if not isinstance(value, Missing):
            derivative = sympy.diff(expression, symbol_of(parameter)).xreplace(numbers)
            assert evaluated(derivative) == value, f"d{of}/d{parameter}"


def evaluated(expression: Any) -> Any:
    """The expression with all activations defined; one within another takes a second round."""
    for _ in range(8):
        expression = expression.replace(is_named, defined).doit()
    return expression


def is_named(expression: Any) -> bool:
    """Whether it is the value of an activation that stayed a function."""
    return isinstance(expression, AppliedUndef)


def defined(expression: Any) -> Any:
    """What defines it, in SymPy's own terms."""
    return NAMED[expression.func.__name__](expression.args[0])


@FEW
@given(strategies.keys(hidden=strategies.SMOOTH, layers=2, width=2))
def test_gradients_of_smooth_networks_are_sympys_to_thirty_digits(told: strategies.Keys) -> None:
    net = network(**told)
    solution, numbers = Solution(net, bits=300), entries(net)
    with mpmath.workdps(DIGITS):
        arguments = [mpmath.mpf(int(q.p)) / int(q.q) for q in numbers.values()]
        for of in net.differentiated:
            expression = composed(net, of)
            for parameter in parameters(net):
                value = solution.of_quantity(d(of, parameter))
                if not isinstance(value, Missing):
                    derivative = sympy.diff(expression, symbol_of(parameter))
                    by_sympy = sympy.lambdify(list(numbers), derivative, "mpmath")(*arguments)
                    assert abs(by_sympy - middle(value)) <= mpmath.mpf(10) ** -30 * max(
                        1, abs(by_sympy)
                    )


def middle(value: Value) -> Any:
    """The middle of an enclosure."""
    low, high = interval(value)
    exact = (low + high) / 2
    return mpmath.mpf(exact.numerator) / exact.denominator
