"""The activations: each is one entry of this table.

An activation gives the law of a_j, the law of its own derivative, and how a gradient passes
through it. An entrywise one (a_j = g(z_j)) brings claim #2 of the lecture; a vector-valued one
brings the sum over its Jacobian, and chain-rule paths run over the Jacobian's entries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from symnn.formula import (
    Apply,
    Constant,
    Formula,
    Power,
    Product,
    Quotient,
    Sum,
    difference,
    dot,
    each,
    minus,
    product,
    total,
)
from symnn.functions import ALPHA, Definition, Pieces, Z
from symnn.quantities import Index, Quantity, a, d, d_a, slope, symbol, z
from symnn.registry import Registry

A = symbol("a")
"""The value a = g(z), for derivatives that are written with it."""


@dataclass(frozen=True)
class Entrywise:
    """An activation that acts on every node by itself: a_j = g(z_j).

    Args:
        name: its name in files and formulas; its derivative is called `name_prime`.
        summary: one line about it.
        value: g as a function of Z; None for a function that stays abstract.
        derivative: g′ as a function of Z.
        derivative_by_value: g′ written with A = g(z), where that is how people work it out.
        written: how the function is written on paper, if not by its name.
        in_latex: the same in LaTeX.
        spelled: g in elementary functions, where `value` is a name alone.
    """

    name: str
    summary: str
    value: Definition | None = None
    derivative: Definition | None = None
    derivative_by_value: Formula | None = None
    written: str = ""
    in_latex: str = ""
    spelled: Formula | None = None
    entrywise = True

    @property
    def is_identity(self) -> bool:
        """Whether g(z) = z."""
        return self.value == Z

    def output(self, width: Index, layer: Index, j: Index) -> Formula:
        """The law of a_j: g(z_j)."""
        return z(layer, j) if self.is_identity else Apply(self.name, z(layer, j))

    def locals(self, width: int, layer: int) -> list[Quantity]:
        """The derivatives of the activation itself that a layer has: its slopes."""
        return [slope(self.name, layer, j) for j in range(1, width + 1)]

    def local_law(self, local: Quantity) -> Formula:
        """The law of a slope: from a where it is written so, else the derivative at z."""
        layer, j = local.layer, local.j
        if isinstance(self.derivative, (int, Fraction)):
            return self.derivative
        if self.derivative_by_value is not None:
            from symnn.formula import replace

            return replace(self.derivative_by_value, lambda _: a(layer, j))
        return Apply(f"{self.name}_prime", z(layer, j))

    def edges(self, width: Index, layer: Index, j: Index) -> tuple[tuple[Index, Formula], ...]:
        """The ways from z_j into the activations: node k and the derivative of a_k by z_j."""
        return ((j, 1 if self.is_identity else slope(self.name, layer, j)),)

    def back(self, width: Index, of: Quantity, layer: Index, j: Index) -> Formula:
        """The law of ∂of/∂z_j (claim #2): ∂of/∂a_j · g′(z_j); without the factor where g′ = 1."""
        through = d_a(of, layer, j)
        return through if self.is_identity else product(through, slope(self.name, layer, j))


@dataclass(frozen=True)
class VectorValued:
    """An activation whose every output depends on all pre-activations of its layer.

    Args:
        name: its name in files.
        summary: one line about it.
        value: the law of a_j, given the width of the layer, the layer and j.
        jacobian: the law of ∂a_k/∂z_j, given the layer, k and j.
        written: how the function is written on paper, if not by its name.
        in_latex: the same in LaTeX.
    """

    name: str
    summary: str
    value: Callable[[Index, Index, Index], Formula]
    jacobian: Callable[[Index, Index, Index], Formula]
    written: str = ""
    in_latex: str = ""
    entrywise = False
    is_identity = False

    def output(self, width: Index, layer: Index, j: Index) -> Formula:
        """The law of a_j."""
        return self.value(width, layer, j)

    def locals(self, width: int, layer: int) -> list[Quantity]:
        """The derivatives of the activation itself that a layer has: its Jacobian, by rows."""
        nodes = range(1, width + 1)
        return [d(a(layer, k), z(layer, j)) for k in nodes for j in nodes]

    def local_law(self, local: Quantity) -> Formula:
        """The law of an entry of the Jacobian."""
        return self.jacobian(local.layer, local.top.j, local.j)

    def edges(self, width: Index, layer: Index, j: Index) -> tuple[tuple[Index, Formula], ...]:
        """The ways from z_j into the activations: node k and the derivative of a_k by z_j."""
        assert isinstance(width, int)
        return tuple((k, d(a(layer, k), z(layer, j))) for k in range(1, width + 1))

    def back(self, width: Index, of: Quantity, layer: Index, j: Index) -> Formula:
        """The law of ∂of/∂z_j: the sum over k of ∂of/∂a_k · ∂a_k/∂z_j."""
        return total(
            dot(width, "k", partial(d_a, of, layer), lambda k: d(a(layer, k), z(layer, j)))
        )


Activation = Entrywise | VectorValued

ACTIVATIONS: Registry[Activation] = Registry("activation", "symnn.activations")
"""All activations by name."""


def _softmax(width: Index, layer: Index, j: Index) -> Formula:
    def exponential(k: Index) -> Formula:
        return Apply("exp", z(layer, k))

    return Quotient(exponential(j), total(each(width, "k", exponential)))


def _softmax_jacobian(layer: Index, k: Index, j: Index) -> Formula:
    """∂a_k/∂z_j = a_k·(1 - a_k) on the diagonal, -a_k·a_j off it."""
    if k == j:
        return product(a(layer, k), difference(1, a(layer, k)))
    return minus(product(a(layer, k), a(layer, j)))


_SQUARED = Apply("exp", Product((2, Z)))
_SIGMOID = Quotient(1, Sum((1, Apply("exp", minus(Z)))))
_HALF_ERF = Quotient(Sum((1, Apply("erf", Quotient(Z, Power(2, Fraction(1, 2)))))), 2)
_NORMAL_DENSITY = Quotient(
    Apply("exp", minus(Quotient(Power(Z, 2), 2))),
    Power(Product((2, Constant("pi"))), Fraction(1, 2)),
)

ACTIVATIONS.add(
    Entrywise("linear", "g(z) = z", Z, 1),
    Entrywise(
        "relu", "g(z) = max(0, z); kink at 0", Pieces(0, Z, at=0), Pieces(0, 1),
        written="ReLU", in_latex=r"\operatorname{ReLU}",
    ),
    Entrywise(
        "leaky_relu", "g(z) = z above 0 and alpha*z below; kink at 0",
        Pieces(Product((ALPHA, Z)), Z, at=0), Pieces(ALPHA, 1, conventions=(ALPHA, 1)),
        written="LReLU", in_latex=r"\operatorname{LReLU}",
    ),
    Entrywise(
        "sigmoid", "g(z) = 1/(1 + exp(-z)), between 0 and 1",
        _SIGMOID, Product((_SIGMOID, difference(1, _SIGMOID))), Product((A, difference(1, A))),
        written="σ", in_latex=r"\sigma",
    ),
    Entrywise(
        "tanh", "hyperbolic tangent, between -1 and 1",
        Apply("tanh", Z), difference(1, Power(Apply("tanh", Z), 2)), difference(1, Power(A, 2)),
        in_latex=r"\tanh", spelled=Quotient(difference(_SQUARED, 1), Sum((_SQUARED, 1))),
    ),
    Entrywise(
        "softplus", "g(z) = ln(1 + exp(z)), a smooth ReLU",
        Apply("ln", Sum((1, Apply("exp", Z)))), _SIGMOID,
    ),
    Entrywise(
        "elu", "g(z) = z above 0 and exp(z) - 1 below",
        Pieces(difference(Apply("exp", Z), 1), Z, at=0), Pieces(Apply("exp", Z), 1, at=1),
        written="ELU", in_latex=r"\operatorname{ELU}",
    ),
    Entrywise(
        "gelu", "g(z) = z·Φ(z), Φ the normal distribution function",
        Product((Z, _HALF_ERF)), Sum((_HALF_ERF, Product((Z, _NORMAL_DENSITY)))),
        written="GELU", in_latex=r"\operatorname{GELU}",
    ),
    Entrywise(
        "silu", "g(z) = z·sigmoid(z), also called swish",
        Product((Z, _SIGMOID)),
        Product((_SIGMOID, Sum((1, Product((Z, difference(1, _SIGMOID))))))),
        written="SiLU", in_latex=r"\operatorname{SiLU}",
    ),
    VectorValued(
        "softmax", "g(z)_j = exp(z_j) / Σ_k exp(z_k), outputs that sum to 1",
        _softmax, _softmax_jacobian,
    ),
    Entrywise(
        "step", "g(z) = 1 for z ≥ 0 and 0 below; jump at 0",
        Pieces(0, 1, at=1), Pieces(0, 0, conventions=(0, 0)),
    ),
    Entrywise("g", "an abstract activation, for derivations in symbols"),
)  # fmt: skip
