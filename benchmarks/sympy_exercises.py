"""A 2-2-2-1 network drawn, solved and worked in LaTeX by SymPy, in the two ways one would try.

Neither looks whether its numbers suit hands, says why a unit is off, or checks itself.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

WIDTHS = (2, 2, 2, 1)


def _numbers(random: Random) -> tuple[list[int], list[list[list[int]]], list[list[int]]]:
    """Inputs, weights and biases."""

    def some(count: int) -> list[int]:
        return [random.choice((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)) for _ in range(count)]

    layers = list(pairwise(WIDTHS))
    W = [[some(n_out) for _ in range(n_in)] for n_in, n_out in layers]
    return some(WIDTHS[0]), W, [some(n_out) for _, n_out in layers]


@cache
def _symbols() -> dict[tuple[Any, ...], Any]:
    from sympy import Symbol

    found: dict[tuple[Any, ...], Any] = {("x", 0, i): Symbol(f"x_{i + 1}") for i in range(2)}
    found["H", 0, 0] = Symbol("H")
    for layer, (n_in, n_out) in enumerate(pairwise(WIDTHS), 1):
        for j in range(n_out):
            for kind in "zab":
                found[kind, layer, j] = Symbol(f"{kind}_{j + 1}^{{({layer})}}")
            for i in range(n_in):
                found["W", layer, i, j] = Symbol(f"W_{{{i + 1}{j + 1}}}^{{({layer})}}")
    return found


def throughout(random: Random) -> list[str]:
    """H composed of symbols, differentiated by each parameter, numbers put in last."""
    from sympy import Derivative, Eq, Max, diff, latex

    s = _symbols()
    x, W, b = _numbers(random)
    known = {s["x", 0, i]: n for i, n in enumerate(x)}
    a = [s["x", 0, i] for i in range(2)]
    lines, parameters = [], []
    for layer, (n_in, n_out) in enumerate(pairwise(WIDTHS), 1):
        z = []
        for j in range(n_out):
            weights = [s["W", layer, i, j] for i in range(n_in)]
            known |= {w: W[layer - 1][i][j] for i, w in enumerate(weights)}
            known[s["b", layer, j]] = b[layer - 1][j]
            parameters += [*weights, s["b", layer, j]]
            z.append(sum((w * t for w, t in zip(weights, a, strict=True)), s["b", layer, j]))
            line = latex(Eq(s["z", layer, j], z[-1], evaluate=False))
            lines.append(f"{line} = {latex(z[-1].subs(known))}")
        a = [Max(0, t) for t in z] if layer < len(WIDTHS) - 1 else z
        for j, t in enumerate(a):
            lines.append(f"{latex(s['a', layer, j])} = {latex(t.subs(known))}")
    (H,) = a
    for parameter in parameters:
        gradient = diff(H, parameter)
        left = latex(Derivative(s["H", 0, 0], parameter))
        lines.append(f"{left} = {latex(gradient)} = {latex(gradient.subs(known))}")
    return lines


class _Lines:
    """Lines of formula, numbers put in and value, each written by SymPy without evaluation."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, target: Any, terms: list[tuple[Any, ...]], values: list[tuple[int, ...]]) -> int:
        """A line whose formula is a sum of products; its value."""
        from sympy import Add, Integer, Mul, latex

        def total(rows: list[Any]) -> Any:
            products = [Mul(*row, evaluate=False) for row in rows]
            return Add(*products, evaluate=False) if len(products) > 1 else products[0]

        numbers = [[Integer(n) for n in row] for row in values]
        value = Add(*[Mul(*row) for row in numbers])
        texts = [latex(part, order="none") for part in (total(terms), total(numbers), value)]
        self.texts.append(" = ".join([latex(target), *texts]))
        return int(value)


def by_steps(random: Random) -> list[str]:
    """The recursion in plain integers, with SymPy for the formula and the text of each line."""
    from sympy import Derivative

    s, lines = _symbols(), _Lines()
    x, W, b = _numbers(random)
    names, numbers, slopes = [[s["x", 0, i] for i in range(2)]], [x], []
    for layer, (n_in, n_out) in enumerate(pairwise(WIDTHS), 1):
        z = []
        for j in range(n_out):
            terms = [(s["W", layer, i, j], names[-1][i]) for i in range(n_in)]
            values = [(W[layer - 1][i][j], numbers[-1][i]) for i in range(n_in)]
            bias, own = [(s["b", layer, j],)], [(b[layer - 1][j],)]
            z.append(lines.add(s["z", layer, j], [*terms, *bias], [*values, *own]))
        hidden = layer < len(WIDTHS) - 1
        slopes.append([int(t > 0) if hidden else 1 for t in z])
        a = [t * slope for t, slope in zip(z, slopes[-1], strict=True)]
        for j, t in enumerate(a):
            lines.add(s["a", layer, j], [(s["z", layer, j],)], [(t,)])
        names.append([s["a", layer, j] for j in range(n_out)])
        numbers.append(a)
    H = s["H", 0, 0]
    by_z = [1]
    for layer in range(len(WIDTHS) - 1, 0, -1):
        n_in, n_out = WIDTHS[layer - 1], WIDTHS[layer]
        dz = [Derivative(H, s["z", layer, j]) for j in range(n_out)]
        for j in range(n_out):
            for i in range(n_in):
                target, factor = s["W", layer, i, j], names[layer - 1][i]
                value = [(by_z[j], numbers[layer - 1][i])]
                lines.add(Derivative(H, target), [(dz[j], factor)], value)
            lines.add(Derivative(H, s["b", layer, j]), [(dz[j],)], [(by_z[j],)])
        if layer == 1:
            break
        by_a = []
        for i in range(n_in):
            terms = [(dz[j], s["W", layer, i, j]) for j in range(n_out)]
            values = [(by_z[j], W[layer - 1][i][j]) for j in range(n_out)]
            by_a.append(lines.add(Derivative(H, s["a", layer - 1, i]), terms, values))
        by_z = []
        for i, (gradient, slope) in enumerate(zip(by_a, slopes[layer - 2], strict=True)):
            names_of = [(Derivative(H, s["a", layer - 1, i]), s["z", layer - 1, i])]
            by_z.append(
                lines.add(Derivative(H, s["z", layer - 1, i]), names_of, [(gradient, slope)])
            )
    return lines.texts
