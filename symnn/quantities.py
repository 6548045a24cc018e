"""The named quantities of a network, and nothing about how they are written on paper.

Layers run from 1 to L, nodes and samples from 1; the input is layer 0. `W(l, i, j)` leads from
node i of layer l-1 to node j of layer l (`lecture22.md`, "Notation"). Plain names such as
`dH/dW2_13` are the one spelling that programs read; the others belong to `symnn.notation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Letter:
    """An index that is a letter, as in the general law of layer ℓ: `Letter("ℓ", -1)` is ℓ-1.

    Args:
        name: the letter.
        shift: what is added to it.
        sub: the index below it, as in n with index ℓ.
    """

    name: str
    shift: int = 0
    sub: Letter | None = None

    def __add__(self, step: int) -> Letter:
        return Letter(self.name, self.shift + step, self.sub)

    def __sub__(self, step: int) -> Letter:
        return Letter(self.name, self.shift - step, self.sub)


Index = int | Letter


class Quantity(NamedTuple):
    """One number of a network's computation.

    Attributes:
        kind: `x`, `W`, `b`, `z`, `a`, `y`, `H`, `L`, `R`, `new_W`, `new_b`; `slope` for the
            derivative of an entrywise activation at z; `symbol` for a name that an author chose;
            `w` for the vector of all parameters.
        layer: its layer; 0 for x, y, H, L, R; of w, the letter of the step after which it is.
        i: the node that a weight comes from; 0 for all others.
        j: the node; 0 where there is only one (L, R, the H of a network with one output).
        of: for a gradient, the quantity that is differentiated with respect to this one; for a
            slope, the name of the activation; for a symbol, its name; otherwise empty.
        sample: the data point it belongs to, or 0 where no data point is meant.
    """

    kind: str
    layer: Index = 0
    i: Index = 0
    j: Index = 0
    of: Quantity | str = ""
    sample: int = 0

    @property
    def is_gradient(self) -> bool:
        """Whether this is the derivative of one quantity with respect to another."""
        return isinstance(self.of, Quantity)

    @property
    def top(self) -> Quantity:
        """Of a gradient, the quantity above the fraction line."""
        assert isinstance(self.of, Quantity)
        return self.of

    @property
    def indices(self) -> tuple[int, int, int]:
        """Layer, i and j of a quantity that has numbers there, not letters."""
        layer, i, j = self.layer, self.i, self.j
        assert isinstance(layer, int)
        assert isinstance(i, int)
        assert isinstance(j, int)
        return layer, i, j

    @property
    def base(self) -> Quantity:
        """Of a gradient, the quantity below the fraction line; otherwise the quantity itself."""
        return self._replace(of="") if self.is_gradient else self

    def at(self, sample: int) -> Quantity:
        """The same quantity for another data point."""
        return self._replace(sample=sample)

    def __str__(self) -> str:
        return plain_name(self)


@lru_cache(maxsize=1 << 16)
def W(layer: Index, i: Index, j: Index) -> Quantity:
    """The weight from node i of the layer before to node j of `layer`."""
    return Quantity("W", layer, i, j)


@lru_cache(maxsize=1 << 16)
def into(layer: Index, j: Index, i: Index) -> Quantity:
    """The weight into node j of `layer` from node i: `W` with its arguments as forward sums run."""
    return Quantity("W", layer, i, j)


@lru_cache(maxsize=1 << 14)
def b(layer: Index, j: Index) -> Quantity:
    """The bias of node j of `layer`."""
    return Quantity("b", layer, 0, j)


@lru_cache(maxsize=1 << 14)
def z(layer: Index, j: Index) -> Quantity:
    """The pre-activation of node j of `layer`."""
    return Quantity("z", layer, 0, j)


@lru_cache(maxsize=1 << 14)
def a(layer: Index, j: Index) -> Quantity:
    """The activation of node j of `layer`; of layer 0, the input x_j."""
    return Quantity("x" if layer == 0 else "a", layer, 0, j)


def x(j: Index) -> Quantity:
    """Input j."""
    return a(0, j)


def y(j: Index) -> Quantity:
    """The target of output j."""
    return Quantity("y", 0, 0, j)


def H(k: Index = 0) -> Quantity:
    """Output k, or with 0 the output of a network that has only one."""
    return Quantity("H", 0, 0, k)


L = Quantity("L")
"""The loss of one sample."""
R = Quantity("R")
"""The empirical risk."""


@lru_cache(maxsize=1 << 14)
def slope(activation: str, layer: Index, j: Index) -> Quantity:
    """The derivative of an entrywise activation at the pre-activation of node j of `layer`."""
    return Quantity("slope", layer, 0, j, activation)


@lru_cache(maxsize=1 << 16)
def d(of: Quantity, by: Quantity) -> Quantity:
    """The gradient: the derivative of `of` with respect to `by`."""
    return Quantity(by.kind, by.layer, by.i, by.j, of, by.sample)


@lru_cache(maxsize=1 << 14)
def d_z(of: Quantity, layer: Index, j: Index) -> Quantity:
    """The gradient of `of` by the pre-activation of node j of `layer`."""
    return Quantity("z", layer, 0, j, of)


@lru_cache(maxsize=1 << 14)
def d_a(of: Quantity, layer: Index, j: Index) -> Quantity:
    """The gradient of `of` by the activation of node j of `layer`, or by x_j of layer 0."""
    return Quantity("x" if layer == 0 else "a", layer, 0, j, of)


def new(parameter: Quantity) -> Quantity:
    """The weight or bias after one step of gradient descent."""
    return parameter._replace(kind="new_" + parameter.kind)


def w(step: str = "") -> Quantity:
    """The vector of all parameters, or that after a step: `w("0")` is the one to begin with."""
    return Quantity("w", Letter(step) if step else 0)


def symbol(name: str) -> Quantity:
    """A symbol that the author of a network chose for an unknown entry."""
    return Quantity("symbol", of=name)


def pair(i: Index, j: Index) -> str:
    """Two indices side by side, with `_` between them where one is above 9."""
    tight = isinstance(i, int) and isinstance(j, int) and i < 10 and j < 10
    return f"{i}{j}" if tight else f"{i}_{j}"


def plain_name(quantity: Quantity) -> str:
    """The plain name of a quantity, as in section 1 of the interface.

    >>> plain_name(d(H(2), W(1, 1, 12)))
    'dH2/dW1_1_12'
    """
    kind, layer, i, j, of, sample = quantity
    if kind in ("z", "a", "b", "new_b"):
        text = f"{kind}{layer}_{j}"
    elif kind in ("W", "new_W"):
        text = f"{kind}{layer}_{pair(i, j)}"
    elif kind == "slope":
        return f"{of}_prime(z{layer}_{j})" + (f"@{sample}" if sample else "")
    elif kind == "symbol":
        return str(of)
    else:
        text = f"{kind}{j or ''}"
    if isinstance(of, Quantity):
        text = f"d{plain_name(of)}/d{text}"
    return f"{text}@{sample}" if sample else text


def identifier(quantity: Quantity) -> str:
    """The plain name as an identifier, for CSV headers, forms and notebooks: `dH_dz2_1`."""
    return plain_name(quantity).translate(_IDENTIFIER)


_IDENTIFIER = str.maketrans({"/": "_", "(": "_", ")": None, "@": "_at_"})
