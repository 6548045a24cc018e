"""Formulas as a person would type them in a terminal: W₁₁⁽¹⁾ x₁ + b₁⁽¹⁾, ∂H/∂z₁⁽²⁾ · W₁₁⁽²⁾."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from symnn.activations import ACTIVATIONS
from symnn.formula import Apply, Constant, Formula, IndexedSum, Power, leaves
from symnn.quantities import Index, Quantity
from symnn.render.glyphs import index_text, subscript, superscript
from symnn.render.shown import ShownWriter
from symnn.render.writer import Hold, Piece

ELEMENTARY = frozenset(["exp", "ln", "tanh", "erf", "sin", "cos", "sign"])
"""Functions that are written by their name."""
CONSTANTS = {"pi": "π"}


class UnicodeWriter(ShownWriter):
    """Formulas with indices, signs and Greek letters in their own characters."""

    plus = " + "
    less = " − "
    sign = "−"
    times = "·"

    def name(self, quantity: Quantity) -> str:
        """The name of a quantity: W₁₁⁽¹⁾."""
        return name(quantity)

    def power_of_ten(self, mantissa: str, exponent: str) -> Piece:
        """A decimal times a power of ten: 1.2·10⁻⁷."""
        return Piece(f"{mantissa}·10{superscript(exponent)}", Hold.PRODUCT)

    def constant(self, constant: Constant) -> Piece:
        """A constant by its letter."""
        return Piece(CONSTANTS.get(constant.name, constant.name), Hold.ATOM)

    def power(self, node: Power) -> Piece:
        """A power: x², √x."""
        base, exponent = node.base, node.exponent
        if exponent == Fraction(1, 2):
            return Piece(f"√{self.within(base, Hold.ATOM)}", Hold.POWER)
        raised = superscript(str(exponent)) if isinstance(exponent, int) else f"^({exponent})"
        text = self.within(base, Hold.ATOM)
        is_raised = type(base) is Quantity and text.endswith("⁾")
        return Piece((self.bracketed(text) if is_raised else text) + raised, Hold.POWER)

    def apply(self, node: Apply) -> Piece:
        """A function's value: e², ReLU(z), σ′(z), |x|."""
        argument = node.argument
        if node.function == "abs":
            return Piece(f"|{self.text(argument)}|", Hold.ATOM)
        if node.function == "sqrt":
            return self.power(Power(argument, Fraction(1, 2)))
        if node.function == "exp" and isinstance(argument, int):
            return Piece("e" if argument == 1 else f"e{superscript(str(argument))}", Hold.POWER)
        return Piece(f"{function_name(node.function)}({self.text(argument)})", Hold.ATOM)

    def indexed_sum(self, node: IndexedSum) -> Piece:
        """A sum with Σ; an upper end with an index of its own is left to the words around."""
        letter = subscript(index_text(node.letter))
        ends = letter if node.last.sub else f"{letter}₌₁{superscript(index_text(node.last))}"
        return Piece(f"Σ{ends} {self.within(node.body, Hold.PRODUCT)}", Hold.QUOTIENT)

    def between(self, factors: tuple[Formula, ...]) -> str:
        """Names stand side by side, numbers have a dot, derivatives and g(z) a dot with room."""
        if any(self._is_wide(factor) for factor in factors):
            return " · "
        names = all(type(f) is Quantity and f not in self.values for f in factors)
        return " " if names else self.times

    def _is_wide(self, factor: Formula) -> bool:
        if isinstance(factor, Fraction):
            return self.number(factor).hold < Hold.PRODUCT
        if isinstance(factor, Apply):
            return any(q not in self.values for q in leaves(factor))
        if type(factor) is not Quantity or factor in self.values:
            return False
        return factor.is_gradient or factor.kind == "slope"


def function_name(function: str) -> str:
    """A function as it is written: ReLU, σ′, exp."""
    bare = function.removesuffix("_prime")
    prime = "′" if bare != function else ""
    if bare in ELEMENTARY:
        return bare + prime
    return (ACTIVATIONS[bare].written or bare) + prime


@lru_cache(maxsize=1 << 14)
def name(quantity: Quantity) -> str:
    """The name of a quantity: W₁₁⁽¹⁾, ∂H/∂z₂⁽¹⁾, σ′(z₁⁽²⁾); of all of a layer, W⁽¹⁾.

    A loss or its gradient in a sample has the sample's number as the index of L. The gradient by
    the vector of all parameters is ∇R, or ∇R(w⁽⁰⁾) where it is said after which step.
    """
    kind, layer, i, j, of, sample = quantity
    if kind == "slope":
        return f"{function_name(f'{of}_prime')}({name(Quantity('z', layer, 0, j, '', sample))})"
    if kind == "symbol":
        return str(of)
    if isinstance(of, Quantity) and kind == "w":
        by = f"({name(quantity.base.at(0))})" if layer else ""
        return f"∇{name(of.at(sample))}{by}"
    if isinstance(of, Quantity):
        return f"∂{name(of.at(sample))}/∂{name(Quantity(kind, layer, i, j))}"
    if kind == "L":
        return "L" + (subscript(str(sample)) if sample else "")
    new, _, letter = kind.rpartition("_")
    above = superscript(f"({index_text(layer)})") if layer or kind == "a" else ""
    tag = f" [{sample}]" if sample else ""
    return f"{new} {letter}{indices(i, j)}{above}{tag}".lstrip()


def indices(i: Index, j: Index) -> str:
    """One index or two, lowered; a comma between them where one is above 9."""
    texts = [index_text(index) for index in (i, j) if index]
    between = "" if all(len(text) == 1 for text in texts) else ","
    return between.join(map(subscript, texts))
