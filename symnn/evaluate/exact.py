"""Exact values: the steps of a derivation carried out one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from symnn.activations import Entrywise
from symnn.derive import Step
from symnn.errors import InputError
from symnn.evaluate.value import UNDETERMINED, Missing, Valuation, Value, with_alpha
from symnn.formula import Formula
from symnn.functions import ABSOLUTE, Definition
from symnn.network.model import Network
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.numbers.value import ClosedValue
from symnn.quantities import Quantity, plain_name

Values = dict[Quantity, Value]
"""The values of one sample's quantities, or of the whole data's."""


def definitions(net: Network) -> dict[str, Definition]:
    """The functions that the formulas of a network use, by the names they have there."""
    table: dict[str, Definition] = dict(ABSOLUTE)
    for activation in net.activations:
        if isinstance(activation, Entrywise) and activation.value is not None:
            assert activation.derivative is not None
            table[activation.name] = with_alpha(activation.value, net.alpha)
            table[f"{activation.name}_prime"] = with_alpha(activation.derivative, net.alpha)
    return table


def valuation(
    net: Network, arithmetic: Arithmetic, lookup: Callable[[Quantity], Value]
) -> Valuation:
    """The reading that gives formulas of this network their values."""
    return Valuation(arithmetic, lookup, definitions(net), net.relu_at_zero)


def sample_values(
    net: Network, steps: Iterable[Step], sample: int, arithmetic: Arithmetic
) -> Values:
    """The values of a sample's quantities, and of the parameters and inputs that they use.

    Args:
        net: the network.
        steps: a derivation of one sample.
        sample: the number of the data point.
        arithmetic: how numbers are added and multiplied.

    Raises:
        InputError: if a given value contradicts its law.
        MorePrecision: if this arithmetic could not tell a sign.
    """
    values: Values = {}
    closed = ClosedValue(arithmetic)

    def lookup(quantity: Quantity) -> Value:
        if quantity not in values:
            form = _stated(net, quantity, sample)
            values[quantity] = UNDETERMINED if form is None else closed(form)
        return values[quantity]

    for given in net.given:
        if given.sample in (0, sample):
            lookup(given.at(0))
    return _carried_out(steps, values, lookup, valuation(net, arithmetic, lookup), arithmetic)


def overall_values(
    net: Network, steps: Iterable[Step], samples: list[Values], arithmetic: Arithmetic
) -> Values:
    """The values of the risk, its gradient and the parameters after a step.

    Args:
        net: the network.
        steps: the derivation of the whole data.
        samples: the values of each sample.
        arithmetic: how numbers are added and multiplied.

    Raises:
        InputError: if a given value contradicts its law.
    """
    values: Values = {}
    closed = ClosedValue(arithmetic)

    def lookup(quantity: Quantity) -> Value:
        if quantity in values:
            return values[quantity]
        of_sample = samples[max(quantity.sample, 1) - 1]
        found = of_sample.get(quantity.at(0))
        if found is None:
            form = _stated(net, quantity, 0)
            found = UNDETERMINED if form is None else closed(form)
        return found

    return _carried_out(steps, values, lookup, valuation(net, arithmetic, lookup), arithmetic)


def _carried_out(
    steps: Iterable[Step],
    values: Values,
    lookup: Callable[[Quantity], Value],
    reading: Valuation,
    arithmetic: Arithmetic,
) -> Values:
    for target, _, formula in steps:
        value = reading(formula)
        stated = lookup(target)
        if not isinstance(stated, Missing):
            _check_agreement(target, stated, value, arithmetic)
            value = stated
        values[target] = value
    return values


def _stated(net: Network, quantity: Quantity, sample: int) -> Formula | None:
    """What the author says a quantity is, as a closed form; None for unknowns and symbols."""
    if net.given:
        for key in (quantity.at(sample), quantity):
            if key in net.given:
                given = net.given[key]
                _check_entry(net, quantity, given, sample)
                return given
    form = net.entry(quantity, sample)
    return None if type(form) is Quantity else form


def _check_entry(net: Network, quantity: Quantity, given: Formula, sample: int) -> None:
    entry = net.entry(quantity, sample)
    if entry is not None and type(entry) is not Quantity and entry != given:
        raise InputError(f"the given {plain_name(quantity)} is not what stands in the network")


def _check_agreement(target: Quantity, stated: Value, value: Value, arithmetic: Arithmetic) -> None:
    if isinstance(value, Missing) or isinstance(stated, Missing):
        return
    if arithmetic.sign(arithmetic.add((stated, arithmetic.multiply((-1, value))))):
        raise InputError(
            f"the given {plain_name(target)} contradicts what the rest of the network says",
            found=_shown(stated),
            expected=_shown(value),
        )


def _shown(value: Real) -> str:
    from symnn.numbers.digits import decimal

    if not isinstance(value, Irrational):
        return str(value) if value.denominator < 10**12 else decimal(value, 12, 0)
    return "about " + decimal(value, 6, 128)


