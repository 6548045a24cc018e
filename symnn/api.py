"""The functions that people call from Python; `symnn` offers them under its own name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from symnn.derive import Derivation
from symnn.derive import derivation as derivation_of
from symnn.evaluate.descent import descent
from symnn.evaluate.solution import Solution
from symnn.files import read
from symnn.formula import Formula
from symnn.network import Network, read_network, shape
from symnn.network import network as build
from symnn.network.packing import in_order, pack, unpack
from symnn.network.reader import EXERCISE_KEYS
from symnn.network.training import with_steps
from symnn.render.writer import plain

import_module("symnn.showing")  # where it is said how networks look in a notebook

if TYPE_CHECKING:
    from symnn.derive.agreement import Agreement

__all__ = [
    "agreement", "build", "derivation", "descent", "load", "pack", "parameters", "shape", "solve",
    "text", "to_sympy", "unpack",
]  # fmt: skip


def agreement(net: Network) -> Agreement:
    """Compare the recursion with the direct chain rule on all gradients of a network."""
    from symnn.derive.agreement import agreement as compared

    return compared(net)


def load(path: str) -> Network:
    """The network in a YAML, JSON or TOML file, or the one of an exercise; `-` is stdin.

    Raises:
        InputError: for a file that holds none, with file, line and key.
    """
    return read_network(read(path), EXERCISE_KEYS)


def solve(
    net: Network | str, only: Sequence[str] = (), of: str = "", steps: int | None = None
) -> Solution:
    """The values of a network's quantities.

    Args:
        net: a network, or the path of its file.
        only: plain names or globs such as `dH/dW1_*`; nothing else is computed.
        of: `H`, `L` or `R`, if only its gradients are wanted.
        steps: steps of gradient descent, if not as many as the network asks for; `descent` solves
            them all, this solution being that of the first.

    Raises:
        InputError: if the file holds no network, a name is of nothing in it, or the steps can't
            be made.
    """
    solved = load(net) if isinstance(net, str) else net
    return Solution(solved if steps is None else with_steps(solved, steps), only, of)


def parameters(net: Network, order: str = "rows") -> list[str]:
    """The plain names of a network's parameters as they stand in its parameter vector.

    Args:
        net: a network.
        order: layer by layer come the weights and then the biases; the weights by `rows`, or by
            `columns` as in PyTorch. `pack` and `unpack` know the same orders.

    Raises:
        InputError: if there is no such order, or the width of a layer is not known.
    """
    return [str(parameter) for parameter in in_order(net, order)]


def derivation(net: Network | Sequence[int], goals: Iterable[str] | None = None) -> Derivation:
    """The derivation of a network, or of a shape in symbols, step by step.

    Args:
        net: a network, or the widths n_0 ... n_L of one with abstract activations.
        goals: plain names; None for all quantities.

    Raises:
        InputError: if a goal is the name of nothing in the network.
    """
    return derivation_of(net if isinstance(net, Network) else shape(net), goals)


def text(formula: Formula) -> str:
    """A formula in plain names, as other programs read it."""
    return plain(formula)


def to_sympy(formula: Formula, net: Network | None = None) -> Any:
    """A formula as a SymPy expression.

    Args:
        formula: a formula of a step, or a quantity.
        net: the network whose activations the formula uses, if it uses any.
    """
    from symnn.evaluate.sympy import to_sympy as convert

    return convert(formula, net)
