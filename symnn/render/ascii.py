"""Formulas where there is only ASCII: plain names, and what general laws need beside them."""

from __future__ import annotations

from symnn.formula import IndexedSum
from symnn.quantities import Letter, Quantity, plain_name
from symnn.render.glyphs import ascii_only, index_text
from symnn.render.shown import ShownWriter
from symnn.render.writer import Hold, Piece


class AsciiWriter(ShownWriter):
    """Formulas in plain names; a layer that is a letter stands in brackets: `z(l+1)_k`."""

    def name(self, quantity: Quantity) -> str:
        """The plain name; of all of a layer without indices, `W1`."""
        return name(quantity)

    def indexed_sum(self, node: IndexedSum) -> Piece:
        """A sum over a letter, `sum_k(...)`."""
        letter = ascii_only(index_text(node.letter))
        return Piece(f"sum_{letter}({self.text(node.body)})", Hold.ATOM)


def name(quantity: Quantity) -> str:
    """The plain name, with letters and without indices where these are meant.

    >>> from symnn.quantities import W
    >>> name(W(Letter("ℓ"), Letter("i"), Letter("j")))
    'W(l)_ij'
    """
    kind, layer, i, j, of, sample = quantity
    if kind == "symbol":
        return ascii_only(str(of))
    if isinstance(of, Quantity) and kind == "w":
        return f"grad {name(of.at(sample))}" + (f"({name(quantity.base.at(0))})" if layer else "")
    if isinstance(of, Quantity):
        tag = f"@{sample}" if sample else ""
        return f"d{name(of)}/d{name(quantity._replace(of='', sample=0))}{tag}"
    whole = kind in ("W", "b", "z", "a", "slope", "new_W", "new_b") and not j
    if not whole and not any(isinstance(index, Letter) for index in (layer, i, j)):
        return plain_name(quantity)
    if kind == "slope":
        return f"{of}_prime({name(Quantity('z', layer, 0, j))})"
    texts = [ascii_only(index_text(index)) for index in (i, j) if index]
    below = ("" if all(len(text) == 1 for text in texts) else "_").join(texts)
    above = ascii_only(index_text(layer))
    above = f"({above})" if isinstance(layer, Letter) else above
    layered = kind not in ("x", "y", "H")
    return f"{kind}{above if layered else ''}{'_' if below and layered else ''}{below}"
