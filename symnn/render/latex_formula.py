r"""Formulas in LaTeX as an instructor writes them: W_{11}^{(1)}, \frac{\partial H}{\partial a}."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from symnn.activations import ACTIVATIONS
from symnn.documents.blocks import Number as Shown
from symnn.formula import (
    Apply,
    Constant,
    Formula,
    IndexedSum,
    Number,
    Power,
    Product,
    leaves,
    minus,
)
from symnn.quantities import Index, Letter, Quantity
from symnn.render.glyphs import VECTORS
from symnn.render.latex_text import braced, escape, symbol_text
from symnn.render.shown import ShownWriter, as_decimal
from symnn.render.writer import Hold, Piece

FUNCTIONS = {
    **{name: rf"\{name}" for name in ("exp", "ln", "tanh", "sin", "cos")},
    **{name: rf"\operatorname{{{name}}}" for name in ("erf", "sign")},
}
"""Functions that are no activations."""
CONSTANTS = {"pi": r"\pi"}
TALL = (r"\frac", r"\sum")
"""What needs brackets that grow with it."""


class LatexWriter(ShownWriter):
    r"""Formulas in the commands of amsmath, without dollar signs.

    Args:
        values: numbers that are written in the place of quantities.
        decimals: whether fractions are written as decimals where these end.
        inline: whether derivatives have a slash, \partial H/\partial x_1, as in a sentence.
    """

    plus = " + "
    less = " - "
    sign = "-"
    times = r" \cdot "

    def __init__(
        self,
        values: Mapping[Quantity, Shown] | None = None,
        decimals: bool = False,
        inline: bool = False,
    ) -> None:
        super().__init__(values, decimals)
        self.inline = inline

    def name(self, quantity: Quantity) -> str:
        """The name of a quantity: W_{11}^{(1)}."""
        return name(quantity, self.inline)

    def bracketed(self, text: str) -> str:
        """The text in brackets, which grow only where they have to."""
        return rf"\left({text}\right)" if any(tall in text for tall in TALL) else f"({text})"

    def power_of_ten(self, mantissa: str, exponent: str) -> Piece:
        r"""A decimal times a power of ten: 1.2 \cdot 10^{-7}."""
        return Piece(rf"{mantissa} \cdot 10^{{{exponent.lstrip('+')}}}", Hold.PRODUCT)

    def number(self, number: Number) -> Piece:
        """An integer, a fraction with a line, or the decimal that it is."""
        piece = super().number(number)
        return Piece(piece.text, Hold.PRODUCT) if piece.hold == Hold.QUOTIENT else piece

    def unsigned(self, number: Number) -> str:
        """A number that is not negative."""
        if number.denominator == 1:
            return str(number)
        return rf"\frac{{{number.numerator}}}{{{number.denominator}}}"

    def constant(self, constant: Constant) -> Piece:
        """A constant by its letter."""
        return Piece(CONSTANTS.get(constant.name) or symbol_text(constant.name), Hold.ATOM)

    def product(self, node: Product) -> Piece:
        r"""The factors: names side by side, and \cdot wherever a number is put in."""
        first, *rest = node.factors
        if first == -1 and rest:
            return super().product(node)
        is_coefficient = isinstance(first, (int, Fraction))
        text = self(first).text if is_coefficient else self.within(first, Hold.PRODUCT)
        for before, factor in pairwise(node.factors):
            is_dotted = self._is_numeric(factor) or before in self.values
            text += (self.times if is_dotted else r" \, ") + self.within(factor, Hold.PRODUCT)
        hold = Hold.SIGNED if is_coefficient and first < 0 else Hold.PRODUCT  # type: ignore[operator]
        return Piece(text, hold)

    def fraction(self, over: Formula, under: Formula) -> Piece:
        """A quotient with its sign taken off, which holds together by its line."""
        return Piece(rf"\frac{{{self.text(over)}}}{{{self.text(under)}}}", Hold.PRODUCT)

    def power(self, node: Power) -> Piece:
        r"""A power: x_1^2, (a_1^{(2)})^2, \sqrt{x}."""
        base, exponent = node.base, node.exponent
        if exponent == Fraction(1, 2):
            return Piece(rf"\sqrt{{{self.text(base)}}}", Hold.POWER)
        text = self.within(base, Hold.ATOM)
        is_raised = type(base) is Quantity and base not in self.values and "^" in text
        text = self.bracketed(text) if is_raised else text
        return Piece(f"{text}^{braced(str(exponent))}", Hold.POWER)

    def apply(self, node: Apply) -> Piece:
        r"""A function's value: e^{2}, \operatorname{ReLU}(z), |x|."""
        argument = node.argument
        if node.function == "abs":
            return Piece(_growing(r"\lvert", self.text(argument), r"\rvert"), Hold.ATOM)
        if node.function == "sqrt":
            return self.power(Power(argument, Fraction(1, 2)))
        raised = self._exponent(argument) if node.function == "exp" else None
        if raised is not None:
            return Piece("e" if raised == "1" else f"e^{braced(raised)}", Hold.POWER)
        return Piece(function_name(node.function) + self.bracketed(self.text(argument)), Hold.ATOM)

    def indexed_sum(self, node: IndexedSum) -> Piece:
        r"""A sum over a letter: \sum_{k=1}^{n_{\ell+1}}."""
        ends = rf"_{{{index_text(node.letter)}=1}}^{{{index_text(node.last)}}}"
        return Piece(rf"\sum{ends} {self.within(node.body, Hold.PRODUCT)}", Hold.QUOTIENT)

    def _is_numeric(self, factor: Formula) -> bool:
        """Whether a factor is written in digits, so that it needs a sign of multiplication."""
        if isinstance(factor, (Constant, Apply)):
            return False
        if isinstance(factor, Power) and factor.exponent == Fraction(1, 2):
            return False
        return type(factor) is not IndexedSum and all(q in self.values for q in leaves(factor))

    def _exponent(self, argument: Formula) -> str | None:
        """The argument as an exponent of e, if it is a number on one line."""
        negative = isinstance(argument, Product) and argument.factors[0] == -1
        bare = minus(argument) if negative else argument
        if not isinstance(bare, (int, Fraction)) and bare not in self.values:
            return None
        piece = self(bare)
        number = self.values[bare].exact if isinstance(bare, Quantity) else bare
        if isinstance(number, Fraction) and not (self.decimals and as_decimal(number)):
            piece = Piece(str(number), Hold.SIGNED if number < 0 else Hold.PRODUCT)
        if not negative:
            return piece.text
        return self.sign + (piece.text if piece.hold > Hold.SIGNED else self.bracketed(piece.text))


def _growing(left: str, text: str, right: str) -> str:
    if any(tall in text for tall in TALL):
        return rf"\left{left} {text} \right{right}"
    return f"{left} {text} {right}"


def function_name(function: str) -> str:
    r"""A function as it is written: \operatorname{ReLU}, \sigma', \exp."""
    bare = function.removesuffix("_prime")
    prime = "'" if bare != function else ""
    if bare in FUNCTIONS:
        return FUNCTIONS[bare] + prime
    entry = ACTIVATIONS[bare]
    written = entry.written or bare
    operator = written if len(written) == 1 else rf"\operatorname{{{escape(written)}}}"
    return (entry.in_latex or operator) + prime


@lru_cache(maxsize=1 << 14)
def name(quantity: Quantity, inline: bool = False) -> str:
    r"""The name of a quantity: W_{11}^{(1)}, \frac{\partial H}{\partial z_2^{(1)}}, \vec{x}.

    Data points stand in square brackets above: z_1^{(1)[2]}; of a loss as its index, L_2.
    """
    kind, layer, i, j, of, sample = quantity
    if kind == "slope":
        return f"{function_name(f'{of}_prime')}({name(Quantity('z', layer, 0, j, '', sample))})"
    if kind == "symbol":
        return symbol_text(str(of))
    if isinstance(of, Quantity) and kind == "w":
        by = f"({name(quantity.base.at(0))})" if layer else ""
        return rf"\nabla {name(of.at(sample))}{by}"
    if isinstance(of, Quantity):
        over = rf"\partial {name(of.at(sample))}"
        under = rf"\partial {name(Quantity(kind, layer, i, j))}"
        return f"{over}/{under}" if inline else rf"\frac{{{over}}}{{{under}}}"
    if kind == "L":
        return "L" + (f"_{braced(str(sample))}" if sample else "")
    letter = kind.removeprefix("new_")
    above = f"({index_text(layer)})" if layer or kind == "a" else ""
    above += f"[{sample}]" if sample else ""
    above += (r",\text{new}" if above else r"\text{new}") if letter != kind else ""
    below = indices(i, j)
    base = letter if below or letter not in VECTORS else rf"\vec{{{letter}}}"
    return base + (f"_{braced(below)}" if below else "") + (f"^{{{above}}}" if above else "")


def indices(i: Index, j: Index) -> str:
    """One index or two; a comma between them where one is above 9."""
    texts = [index_text(index) for index in (i, j) if index]
    return ("" if all(len(text) == 1 for text in texts) else ",").join(texts)


def index_text(index: Index) -> str:
    r"""An index: 12, \ell-1, n_{\ell+1}."""
    if not isinstance(index, Letter):
        return str(index)
    below = f"_{braced(index_text(index.sub))}" if index.sub else ""
    shift = f"{index.shift:+d}" if index.shift else ""
    return symbol_text(index.name) + below + shift
