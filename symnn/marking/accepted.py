"""Other ways that are right: fed with one's own earlier values they may give another number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symnn.activations import Entrywise
from symnn.formula import Apply, Formula, Product, Sum, difference
from symnn.marking.laws import tagged
from symnn.network.model import Network
from symnn.quantities import Quantity, R, a, d, y, z

Ways = Callable[[Network, Quantity], Iterator[Formula]]

FUSED = {("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy")}
"""Output activations and losses whose ∂L/∂z is a - y."""


def accepted(net: Network, rule: str, target: Quantity) -> Iterator[Formula]:
    """The formulas that are as right as the law for a quantity.

    Args:
        net: the network.
        rule: the name of the law.
        target: the quantity, of a sample where there are several.
    """
    for ways in WAYS.get(rule, ()):
        for formula in ways(net, target.at(0)):
            yield _of_sample(formula, target.sample)


def _of_sample(formula: Formula, sample: int) -> Formula:
    from symnn.formula import replace

    return replace(formula, lambda q: tagged(q, sample)) if sample else formula


def _error(net: Network, target: Quantity) -> Iterator[Formula]:
    """∂L/∂z = a - y, where loss and activation fit, and the targets of softmax sum to 1."""
    if net.loss is None or target.top.kind != "L" or target.layer != net.depth:
        return
    name = net.activation(net.depth).name
    if (name, net.loss.name) in FUSED and (name != "softmax" or sums_to_one(net)):
        yield difference(a(net.depth, target.j), y(target.j))


def sums_to_one(net: Network) -> bool:
    """Whether the targets of every sample are known to sum to 1."""
    for point in net.data:
        if point.y is None:
            return False
        numbers = [entry for entry in point.y if not isinstance(entry, (Quantity, type(None)))]
        exact = [number for number in numbers if isinstance(number, int) or _is_fraction(number)]
        if len(exact) != len(point.y) or sum(exact) != 1:  # type: ignore[arg-type]
            return False
    return True


def _is_fraction(number: object) -> bool:
    from fractions import Fraction

    return isinstance(number, Fraction)


def _slope_at_z(net: Network, target: Quantity) -> Iterator[Formula]:
    """The slope worked out from z, where the law takes it from a."""
    activation = net.activation(target.layer)
    if isinstance(activation, Entrywise) and activation.derivative_by_value is not None:
        yield Apply(f"{activation.name}_prime", z(target.layer, target.j))


WAYS: dict[str, tuple[Ways, ...]] = {"claim-2": (_error,), "local-derivative": (_slope_at_z,)}
"""By the name of a law, what else is right for its targets."""


def alarms(net: Network, rule: str, target: Quantity) -> Iterator[Formula]:
    """What looks wrong and is right where it gives the right value: two signs that make up.

    Who takes y - a for a - y throughout, and adds the step, walks the right way.
    """
    if rule == "step" and net.learning_rate is not None:
        before = target._replace(kind=target.kind.removeprefix("new_"))
        yield Sum((before, Product((net.learning_rate, d(R, before)))))
