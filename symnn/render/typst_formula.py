"""Formulas in Typst: `W_11^((1)) thin x_1 + b_1^((1))`, `frac(partial H, partial z_1^((2)))`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from symnn.documents.blocks import Number as Shown
from symnn.formula import Apply, Constant, Formula, IndexedSum, Number, Power, Sum, leaves, minus
from symnn.quantities import Index, Letter, Quantity
from symnn.render.glyphs import VECTORS, index_text
from symnn.render.shown import ShownWriter
from symnn.render.typst_text import escape, letters, script
from symnn.render.unicode import function_name
from symnn.render.writer import Hold, Piece, PlainWriter, is_negative

CONSTANTS = frozenset(["pi"])
"""Constants whose name is also their letter's name in Typst."""
TALL = ("frac(", "sum_")
"""What stands in a text that is so high that brackets around it have to grow: `tall` of the page
makes them, other brackets are as high as a line."""


class TypstWriter(ShownWriter):
    """Formulas as Typst's mathematics.

    Args:
        values: numbers that are written in the place of quantities.
        decimals: whether fractions are written as decimals where these end.
        slashed: whether derivatives and quotients are written with a slash, as in a sentence, and
            not as tall fractions.
    """

    plus = " + "
    less = " - "
    sign = "-"
    times = " dot "

    def __init__(
        self,
        values: Mapping[Quantity, Shown] | None = None,
        decimals: bool = False,
        slashed: bool = False,
    ) -> None:
        super().__init__(values, decimals)
        self.slashed = slashed

    def bracketed(self, text: str) -> str:
        """The text in brackets, which are taller than a line only around what is taller."""
        return bracketed(text)

    def name(self, quantity: Quantity) -> str:
        """The name of a quantity: W_11^((1))."""
        return name(quantity, self.slashed)

    def number(self, number: Number) -> Piece:
        """A number; what is over a line holds together by it."""
        piece = super().number(number)
        over_a_line = piece.hold == Hold.QUOTIENT and not self.slashed
        return Piece(piece.text, Hold.PRODUCT) if over_a_line else piece

    def unsigned(self, number: Number) -> str:
        """A number that is not negative."""
        over, under = number.numerator, number.denominator
        if under == 1:
            return str(over)
        return rf"{over} \/ {under}" if self.slashed else f"frac({over}, {under})"

    def power_of_ten(self, mantissa: str, exponent: str) -> Piece:
        """A decimal times a power of ten."""
        return Piece(f"{mantissa} dot 10{script('^', exponent)}", Hold.PRODUCT)

    def constant(self, constant: Constant) -> Piece:
        """A constant by its letter."""
        known = constant.name in CONSTANTS
        return Piece(constant.name if known else letters(constant.name), Hold.ATOM)

    def fraction(self, over: Formula, under: Formula) -> Piece:
        """A quotient with its sign taken off."""
        if self.slashed:
            text = rf"{self.within(over, Hold.PRODUCT)} \/ {self.within(under, Hold.POWER)}"
            return Piece(text, Hold.QUOTIENT)
        return Piece(f"frac({self.text(over)}, {self.text(under)})", Hold.PRODUCT)

    def power(self, node: Power) -> Piece:
        """A power; one half is a square root."""
        base, exponent = node.base, node.exponent
        if exponent == Fraction(1, 2):
            return Piece(f"sqrt({self.text(base)})", Hold.ATOM)
        text = self.within(base, Hold.ATOM)
        is_raised = type(base) is Quantity and "^" in text
        raised = script("^", str(exponent).replace("/", r"\/"))
        return Piece((self.bracketed(text) if is_raised else text) + raised, Hold.POWER)

    def apply(self, node: Apply) -> Piece:
        """A function's value: e^2, exp(z_1), ReLU(z), σ'(z), |x|."""
        argument = node.argument
        if node.function == "abs":
            return Piece(f"abs({self.text(argument)})", Hold.ATOM)
        if node.function == "sqrt":
            return self.power(Power(argument, Fraction(1, 2)))
        if node.function == "exp" and not any(map(self._is_indexed, leaves(argument))):
            exponent = TypstWriter(self.values, self.decimals, slashed=True).text(argument)
            return Piece("e" if argument == 1 else "e" + script("^", exponent), Hold.POWER)
        text = self.bracketed(self.text(argument))
        name = function(node.function)
        apart = " " if name[-1].isalpha() and text[0].isalpha() else ""  # σtall would be one name
        return Piece(name + apart + text, Hold.ATOM)

    def indexed_sum(self, node: IndexedSum) -> Piece:
        """A sum with Σ over a letter from 1."""
        start, end = f"{index(node.letter)}=1", script("^", index(node.last))
        return Piece(f"sum_({start}){end} {self.within(node.body, Hold.PRODUCT)}", Hold.QUOTIENT)

    def _is_indexed(self, quantity: Quantity) -> bool:
        """Whether a quantity has a name with indices, which would be too small in an exponent."""
        return quantity.kind != "symbol" and quantity not in self.values

    def between(self, factors: tuple[Formula, ...]) -> str:
        """Names stand side by side; between all others there is a dot."""
        names = all(type(f) is Quantity and f not in self.values for f in factors)
        wide = any(type(f) is Quantity and (f.is_gradient or f.kind == "slope") for f in factors)
        return " thin " if names and not wide else self.times


def signed_terms(writer: PlainWriter, node: Sum) -> list[tuple[str, str]]:
    """The signs and terms of a sum, where the first has its sign in itself."""

    def signed(term: Formula) -> tuple[str, str]:
        negative = is_negative(term)
        unsigned = writer.within(minus(term) if negative else term, Hold.QUOTIENT)
        return (writer.less if negative else writer.plus).strip(), unsigned

    first, *rest = node.terms
    return [("", writer.text(first)), *map(signed, rest)]


def bracketed(text: str) -> str:
    """The text in brackets that are as tall as they have to be."""
    return f"tall({text})" if any(mark in text for mark in TALL) else f"({text})"


def function(called: str) -> str:
    """A function as it is written: op("ReLU"), σ', e.g. for `sigmoid_prime`."""
    prime = "'" if called.endswith("_prime") else ""
    written = function_name(called.removesuffix("_prime"))
    alone = len(written) == 1 and written.isalpha()
    return (written if alone else f"op({escape(written)})") + prime


@lru_cache(maxsize=1 << 14)
def name(quantity: Quantity, slashed: bool) -> str:
    """The name of a quantity; of all of a layer, `W^((1))`.

    A loss or its gradient in a sample has the sample's number as the index of L.
    """
    kind, layer, i, j, of, sample = quantity
    if kind == "slope":
        at = Quantity("z", layer, 0, j, "", sample)
        return function(f"{of}_prime") + bracketed(name(at, slashed))
    if kind == "symbol":
        return letters(str(of))
    if isinstance(of, Quantity) and kind == "w":
        by = bracketed(name(quantity.base.at(0), slashed)) if layer else ""
        return f"nabla {name(of.at(sample), slashed)}{by}"
    if isinstance(of, Quantity):
        over = f"partial {name(of.at(sample), slashed)}"
        under = f"partial {name(Quantity(kind, layer, i, j), slashed)}"
        return rf"{over} \/ {under}" if slashed else f"frac({over}, {under})"
    if kind == "L":
        return "L" + (script("_", str(sample)) if sample else "")
    new, _, letter = kind.rpartition("_")
    before = f"{escape(new)} thin " if new else ""
    above = script("^", f"({index(layer)})") if layer or kind == "a" else ""
    tag = f" thin [{sample}]" if sample else ""
    below = indices(i, j)
    base = letter if below or letter not in VECTORS else f"arrow({letter})"
    return f"{before}{base}{below}{above}{tag}"


def indices(i: Index, j: Index) -> str:
    """One index or two, lowered; a comma between them where one is above 9."""
    both = [each for each in (i, j) if each]
    if not both:
        return ""
    tight = all(len(index_text(each)) == 1 for each in both)
    side_by_side = " " if any(isinstance(each, Letter) for each in both) else ""
    return script("_", (side_by_side if tight else ",").join(map(index, both)))


def index(of: Index) -> str:
    """An index: 12, ell-1, n_(ell+1)."""
    if not isinstance(of, Letter):
        return str(of)
    below = script("_", index(of.sub)) if of.sub else ""
    return letters(of.name) + below + (f"{of.shift:+d}" if of.shift else "")
