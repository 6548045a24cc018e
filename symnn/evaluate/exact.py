"""Exact values: the steps of a derivation carried out one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from symnn.activations import Entrywise
from symnn.derive import Step
from symnn.errors import InputError
from symnn.evaluate.value import UNDETERMINED, Missing, Valuation, Value, with_alpha
from symnn.functions import ABSOLUTE, Definition
from symnn.network.model import Network
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.numbers.value import ClosedValue
from symnn.quantities import Quantity, R, plain_name

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
    net: Network,
    steps: Iterable[Step],
    sample: int,
    arithmetic: Arithmetic,
    also: Iterable[Quantity] = (),
    checks: bool = True,
    start: Mapping[Quantity, Value] | None = None,
) -> Values:
    """The values of a sample's quantities, and of the parameters and inputs that they use.

    Args:
        net: the network.
        steps: a derivation of one sample.
        sample: the number of the data point.
        arithmetic: how numbers are added and multiplied.
        also: weights, biases, inputs and targets whose values are wanted in any case.
        checks: whether given values have to agree with their laws; if not, they stand.
        start: parameters that are not those of the network.

    Raises:
        InputError: if a given value contradicts its law.
        MorePrecision: if this arithmetic could not tell a sign.
    """
    closed = ClosedValue(arithmetic)
    given = {q.at(0): closed(form) for q, form in net.given.items() if q.sample in (0, sample)}
    values: Values = {**given}

    def lookup(quantity: Quantity) -> Value:
        value = values.get(quantity)
        if value is None:
            value = values[quantity] = entry_value(net, quantity, sample, closed, start)
        return value

    for quantity in also:
        lookup(quantity)
    return _carried_out(
        steps, values, given if checks else None, valuation(net, arithmetic, lookup)
    )


def overall_values(
    net: Network,
    steps: Iterable[Step],
    samples: list[Values],
    arithmetic: Arithmetic,
    checks: bool = True,
    start: Mapping[Quantity, Value] | None = None,
) -> Values:
    """The values of the risk, its gradient and the parameters after a step.

    Args:
        net: the network.
        steps: the derivation of the whole data.
        samples: the values of each sample.
        arithmetic: how numbers are added and multiplied.
        checks: whether given values have to agree with their laws; if not, they stand.
        start: parameters that are not those of the network.

    Raises:
        InputError: if a given value contradicts its law.
        MorePrecision: if this arithmetic could not tell a sign.
    """
    closed = ClosedValue(arithmetic)
    given = {q: closed(form) for q, form in net.given.items() if is_overall(q)}
    values: Values = {**given}

    def lookup(quantity: Quantity) -> Value:
        if quantity in values:
            return values[quantity]
        of_sample, untagged = samples[max(quantity.sample, 1) - 1], quantity.at(0)
        if untagged in of_sample:
            return of_sample[untagged]
        return entry_value(net, untagged, quantity.sample, closed, start)

    return _carried_out(
        steps, values, given if checks else None, valuation(net, arithmetic, lookup)
    )


def is_overall(quantity: Quantity) -> bool:
    """Whether the quantity belongs to the whole data: R, its gradient, a parameter after a step."""
    return quantity.kind in ("R", "new_W", "new_b") or quantity.of == R


def _carried_out(
    steps: Iterable[Step],
    values: Values,
    given: Mapping[Quantity, Real] | None,
    reading: Valuation,
) -> Values:
    """The values and those of the steps; what is given is compared, or stands where it is None."""
    for target, _, formula in steps:
        if given is None and target in values:
            continue
        value = reading(formula)
        if given is not None and target in given:
            _check_agreement(target, given[target], value, reading.arithmetic)
        else:
            values[target] = value
    return values


def entry_value(
    net: Network,
    quantity: Quantity,
    sample: int,
    closed: ClosedValue,
    start: Mapping[Quantity, Value] | None = None,
) -> Value:
    """What stands in the network for a weight, a bias, an input or a target."""
    if start is not None and quantity in start:
        return start[quantity]
    form = net.entry(quantity, sample)
    return UNDETERMINED if form is None or type(form) is Quantity else closed(form)


def _check_agreement(target: Quantity, stated: Real, value: Value, arithmetic: Arithmetic) -> None:
    if isinstance(value, Missing):
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
