"""The same derivations with other libraries: forward pass and every gradient of the loss.

Peers get a network with sigmoids, a linear output and the sum of the outputs as what is
differentiated: one scalar, as our loss is. Symbols are made beforehand, outside the timing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

Widths = list[int]


def ours(widths: Widths) -> Callable[[], Any]:
    """Every step of the derivation as an object: quantity, rule, formula."""
    from symnn.derive import Derivation
    from symnn.network import shape

    net = shape(widths, activation="sigmoid", loss="half_square")
    return Derivation(net, of="L").steps


def sympy_diff(widths: Widths) -> Callable[[], Any]:
    """SymPy: the composed output, differentiated by each parameter."""
    import sympy as sp

    class sigma(sp.Function):  # type: ignore[misc, no-any-unimported]
        """An opaque sigmoid with the known derivative."""

        def fdiff(self, argindex: int = 1) -> Any:
            return self * (1 - self)

    x, W, b = _symbols(widths, lambda name: sp.Symbol(name, real=True))

    def run() -> Any:
        a = x
        for layer, (weights, biases) in enumerate(zip(W, b, strict=True), 1):
            columns = zip(*weights, strict=True)
            z = [
                sp.Add(*[w * t for w, t in zip(column, a, strict=True)], bias)
                for column, bias in zip(columns, biases, strict=True)
            ]
            a = [sigma(t) for t in z] if layer < len(W) else z
        total = sp.Add(*a)
        return [sp.diff(total, p) for p in _parameters(W, b)]

    return run


def symengine_recursion(widths: Widths) -> Callable[[], Any]:
    """SymEngine: the recursion, every gradient a composed expression over shared parts."""
    import symengine as se

    x, W, b = _symbols(widths, se.Symbol)

    def run() -> Any:
        a, activations, slopes = x, [x], []
        for layer, (weights, biases) in enumerate(zip(W, b, strict=True), 1):
            columns = zip(*weights, strict=True)
            z = [
                se.Add(*[w * t for w, t in zip(column, a, strict=True)], bias)
                for column, bias in zip(columns, biases, strict=True)
            ]
            if layer < len(W):
                a = [se.function_symbol("sigma", t) for t in z]
                slopes.append([t * (1 - t) for t in a])
                activations.append(a)
        delta: list[Any] = [se.Integer(1)] * len(z)
        gradients: list[Any] = []
        for layer in range(len(W), 0, -1):
            gradients += [d * t for t in activations[layer - 1] for d in delta] + delta
            if layer > 1:
                through = [
                    se.Add(*[d * w for d, w in zip(delta, row, strict=True)])
                    for row in W[layer - 1]
                ]
                delta = [t * s for t, s in zip(through, slopes[layer - 2], strict=True)]
        return gradients

    return run


def _symbols(widths: Widths, symbol: Callable[[str], Any]) -> tuple[Any, Any, Any]:
    x = [symbol(f"x{i}") for i in range(widths[0])]
    W = [
        [[symbol(f"W{k}_{i}_{j}") for j in range(n)] for i in range(m)]
        for k, (m, n) in enumerate(pairwise(widths), 1)
    ]
    b = [[symbol(f"b{k}_{j}") for j in range(n)] for k, n in enumerate(widths[1:], 1)]
    return x, W, b


def _parameters(W: Any, b: Any) -> list[Any]:
    return [w for matrix in W for row in matrix for w in row] + [t for row in b for t in row]
