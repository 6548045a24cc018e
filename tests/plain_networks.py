"""Networks in plain Python with dual numbers: derivatives without any law of ours.

Plain names are evaluated as Python, in a namespace of numbers: only for keys, which we wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

Number = Fraction
SHARE = Fraction(1, 7)


@dataclass(frozen=True)
class Dual:
    """A number and its derivative by one parameter."""

    value: Number
    slope: Number

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)


def g(z: Number) -> Number:
    """A function that stands for an abstract activation."""
    return z**3 * SHARE + 2 * z


def g_prime(z: Number) -> Number:
    """Its derivative, by hand."""
    return 3 * z**2 * SHARE + 2


def numbers(widths: Sequence[int], seed: int) -> dict[str, Any]:
    """Drawn numbers for all weights, biases and inputs, by plain names: no two of one size."""
    random = Random(seed)
    left = random.sample(range(11, 99), 88)

    def number() -> Number:
        return Number(random.choice((-1, 1)) * left.pop(), 10)

    named: dict[str, Any] = {f"x{i}": number() for i in range(1, widths[0] + 1)}
    for layer, (rows, columns) in enumerate(pairwise(widths), 1):
        for j in range(1, columns + 1):
            named[f"b{layer}_{j}"] = number()
            for i in range(1, rows + 1):
                named[f"W{layer}_{i}{j}"] = number()
    return named


def space(widths: Sequence[int], named: dict[str, Any], by: str = "") -> dict[str, Any]:
    """The namespace in which keys are evaluated: all numbers of the network, g and g′.

    Args:
        widths: of the network, every layer of which has the activation g.
        named: its numbers.
        by: the entry, z or a by which the output is differentiated; the derivative is called `dH`.
    """
    at = {name: Dual(value, Number(name == by)) for name, value in named.items()}
    before = [at[f"x{i}"] for i in range(1, widths[0] + 1)]
    found: dict[str, Any] = {**named, "g": g, "g_prime": g_prime}
    for layer, columns in enumerate(widths[1:], 1):
        after = []
        for j in range(1, columns + 1):
            z = at[f"b{layer}_{j}"]
            for i, a in enumerate(before, 1):
                z = z + at[f"W{layer}_{i}{j}"] * a
            z = z + Dual(Number(0), Number(by == f"z{layer}_{j}"))
            after.append(Dual(g(z.value), g_prime(z.value) * z.slope + (by == f"a{layer}_{j}")))
            found[f"z{layer}_{j}"], found[f"a{layer}_{j}"] = z.value, after[-1].value
        before = after
    return {**found, "H": before[0].value, "dH": before[0].slope}


def valued(text: str, widths: Sequence[int], named: dict[str, Any]) -> Number:
    """The value of a formula in plain names in which derivatives of the output stand."""
    names = space(widths, named)
    for by in set(re.findall(r"dH/d(\w+)", text)):
        names[f"d_{by}"] = space(widths, named, by)["dH"]
    return evaluated(re.sub(r"dH/d(\w+)", r"d_\1", text), names)


def evaluated(text: str, names: dict[str, Any]) -> Number:
    """The value of a formula in plain names."""
    return eval(text, {"__builtins__": {}}, names)  # type: ignore[no-any-return]
