"""The functions that the formulas of a network use, for those who enclose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symnn.activations import Entrywise
from symnn.evaluate.exact import definitions
from symnn.formula import Formula
from symnn.functions import Definition
from symnn.network.model import AtZero, Network


@dataclass(frozen=True)
class ByValue:
    """A slope that is known from the function's value: σ′ = σ(1 - σ).

    Attributes:
        function: the function.
        slope: its slope as a formula in A, its value.
    """

    function: str
    slope: Formula


@dataclass(frozen=True)
class Functions:
    """The functions that the formulas of a network use.

    Attributes:
        definitions: by name.
        relu_at_zero: the convention at kinks.
        by_value: slopes that are known from values, by the slope's name.
    """

    definitions: Mapping[str, Definition]
    relu_at_zero: AtZero
    by_value: Mapping[str, ByValue]


def functions_of(net: Network, more: Mapping[str, Definition] | None = None) -> Functions:
    """The functions of a network, and further ones by name."""
    by_value = {
        f"{activation.name}_prime": ByValue(activation.name, activation.derivative_by_value)
        for activation in net.activations
        if isinstance(activation, Entrywise) and activation.derivative_by_value is not None
    }
    return Functions({**definitions(net), **(more or {})}, net.relu_at_zero, by_value)
