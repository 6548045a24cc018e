"""Goal 1: the whole derivation against sympy.diff and SymEngine, and linear in the parameters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sympy.core.cache import clear_cache  # SymPy remembers results; nobody else does

from benchmarks import peers
from benchmarks.timing import in_turn

SHAPES = ([2, 2, 2, 1], [4, 8, 8, 1], [10, 32, 32, 1], [100, 100, 100, 10])
LARGEST_FOR_DIFF = 150
"""Parameters above which sympy.diff of the composed output is not waited for."""


def report() -> Iterator[str]:
    """The lines of a table: milliseconds, and how many times longer the peers take."""
    yield "| shape | parameters | symnn ms | µs a parameter | sympy.diff | SymEngine recursion |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for widths in SHAPES:
        count = sum((m + 1) * n for m, n in pairwise(widths))
        runs = {"ours": peers.ours(widths), "engine": peers.symengine_recursion(widths)}
        if count <= LARGEST_FOR_DIFF:
            runs["diff"] = peers.sympy_diff(widths)
        times = in_turn(runs, clear_cache)
        ours = times["ours"]
        diff = f"{times['diff'] / ours:.0f} ×" if "diff" in times else "not waited for"
        cells = [",".join(map(str, widths)), str(count), f"{ours * 1e3:.3f}"]
        cells += [f"{ours / count * 1e6:.2f}", diff, f"{times['engine'] / ours:.2f} ×"]
        yield "| " + " | ".join(cells) + " |"
