"""The functions that the formulas of a network use, for those who enclose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.evaluate.exact import definitions
from symnn.evaluate.value import with_alpha
from symnn.formula import Formula
from symnn.functions import Definition, Pieces
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


def functions_of(net: Network) -> Functions:
    """The functions of a network, and those that mistakes put in their place.

    Those are the other activations, and slopes that have a value at their kink.
    """
    entrywise = [each for each in (*ACTIVATIONS, *net.activations) if isinstance(each, Entrywise)]
    by_value = {
        f"{each.name}_prime": ByValue(each.name, each.derivative_by_value)
        for each in entrywise
        if each.derivative_by_value is not None
    }
    known = {}
    for each in entrywise:
        if each.value is not None and each.derivative is not None:
            known[each.name] = with_alpha(each.value, net.alpha)
            known[f"{each.name}_prime"] = with_alpha(each.derivative, net.alpha)
    return Functions(known | _by_convention(known) | definitions(net), net.relu_at_zero, by_value)


def by_convention(slope: str, side: int) -> str:
    """The name of a slope that at its kink is what one of the conventions says."""
    return f"{slope}_at_zero_{side}"


def is_by_convention(function: str) -> bool:
    """Whether it is the name of such a slope."""
    return "_prime_at_zero_" in function


def _by_convention(known: Mapping[str, Definition]) -> dict[str, Definition]:
    return {
        by_convention(name, side): replace(definition, at=definition.conventions[side])
        for name, definition in known.items()
        if isinstance(definition, Pieces) and definition.at is None
        for side in (0, 1)
    }
