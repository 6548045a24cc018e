"""Plain computations that share nothing with symnn: a forward pass, and enclosures as intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from symnn.evaluate.value import Missing, Value
from symnn.numbers.balls import ends
from symnn.numbers.real import Irrational

Interval = tuple[Fraction, Fraction]

PIECEWISE: dict[str, Callable[[Any], Any]] = {
    "linear": lambda z: z,
    "relu": lambda z: max(z, 0),
    "leaky_relu": lambda z: z if z > 0 else z / Fraction(100),
    "step": lambda z: Fraction(z >= 0),
}
LOSSES: dict[str, Callable[[Any, Any], Any]] = {
    "square": lambda a, y: (a - y) ** 2,
    "half_square": lambda a, y: (a - y) ** 2 / Fraction(2),
    "absolute": lambda a, y: abs(a - y),
}


def forward(told: dict[str, Any], x: list[Any]) -> tuple[list[list[Any]], list[Any]]:
    """All pre-activations layer by layer, and the outputs, of a piecewise linear network."""
    pre, values = [], x
    for layer, matrix in enumerate(told["W"]):
        bias = told["b"][layer] if "b" in told else [0] * len(matrix[0])
        columns = zip(*matrix, strict=True)
        z = [sum(w * v for w, v in zip(column, values, strict=True)) for column in columns]
        pre.append([t + s for t, s in zip(z, bias, strict=True)])
        values = [PIECEWISE[told["activations"][layer]](t) for t in pre[-1]]
    return pre, values


def loss(told: dict[str, Any], outputs: list[Any], y: list[Any]) -> Any:
    """The loss of one sample."""
    return sum(LOSSES[told["loss"]](a, t) for a, t in zip(outputs, y, strict=True))


def entries(told: dict[str, Any]) -> Iterator[tuple[str, list[Any], int]]:
    """Every weight, bias and input: its plain name, and the list and position where it stands."""
    for layer, matrix in enumerate(told["W"], 1):
        for i, row in enumerate(matrix, 1):
            yield from ((f"W{layer}_{i}{j}", row, j - 1) for j in range(1, len(row) + 1))
    for layer, vector in enumerate(told.get("b", []), 1):
        yield from ((f"b{layer}_{j}", vector, j - 1) for j in range(1, len(vector) + 1))
    yield from ((f"x{j}", told["x"], j - 1) for j in range(1, len(told.get("x", [])) + 1))


def interval(value: Value) -> Interval:
    """Two numbers that enclose a value; equal ones for a rational number."""
    assert not isinstance(value, Missing)
    return ends(value.ball) if isinstance(value, Irrational) else (Fraction(value), Fraction(value))


def same(left: Value, right: Value) -> bool:
    """Whether two values may be the same number: rational ones are equal, enclosures overlap.

    What is missing is the same only for the same reason. Enclosures have to be narrow: half of
    the bits may be lost, no more.
    """
    if isinstance(left, Missing) or isinstance(right, Missing):
        return left is right
    (low, high), (bottom, top) = interval(left), interval(right)
    narrow = Fraction(1, 2**100)
    for width in (high - low, top - bottom):
        assert width <= narrow * max(1, abs(high)), "too wide to tell anything"
    return low <= top and bottom <= high
