"""What a diagram says about its nodes and edges: names and short numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from symnn.documents.blocks import Inline, Number
from symnn.documents.diagram_labels import runs_of
from symnn.documents.worked import Worked
from symnn.evaluate.value import Missing
from symnn.network.model import Network
from symnn.numbers.digits import Digits, Places
from symnn.quantities import H, Quantity, R, a, b, d, z

MOST_LABELS = 20
"""Edges between two layers above which they have no labels: the matrices say them."""
LONGEST = 7
"""Characters of a number in a diagram; of a longer one its first digits are shown."""
DIGITS = 4
"""So many of them."""


@dataclass(frozen=True)
class Entry:
    """A quantity in a diagram.

    Attributes:
        quantity: which one.
        value: its number, the author's symbol, or its own name where it has neither; None where
            no number is wanted.
        gradient: the derivative of the diagram's output or loss by it; None where not wanted.
    """

    quantity: Quantity
    value: Inline | None = None
    gradient: Inline | None = None


@dataclass(frozen=True)
class Facts:
    """The numbers of a network, as a diagram shows them.

    Args:
        worked: its numbers, worked out only if they are shown, and which of them may be shown.
        values: whether nodes have theirs.
        gradients: whether nodes and edges have theirs.
        labelled: whether weights and biases are named, where there are few.
    """

    worked: Worked
    values: bool
    gradients: bool
    labelled: bool = True

    @property
    def net(self) -> Network:
        """The network."""
        return self.worked.net

    @property
    def top(self) -> Quantity:
        """What gradients are taken of."""
        return self.worked.tops[0]

    @cached_property
    def _rough(self) -> Worked:
        figures = self.worked.figures
        asked: Digits = figures.digits or DIGITS
        if isinstance(asked, Places):
            asked = Places(min(DIGITS, asked.count))
        else:
            asked = min(DIGITS, asked)
        return replace(self.worked, figures=replace(figures, digits=asked))

    def weight(self, weight: Quantity) -> Entry:
        """A weight with what the author wrote for it."""
        return Entry(weight, self._parameter(weight), self._gradient(d(self.top, weight)))

    def node(self, layer: int, j: int) -> tuple[Entry, ...]:
        """What stands in a node, then what stands below it: z and the bias.

        Args:
            layer: the node's layer.
            j: its number.
        """
        shown = self._activation(layer, j)
        if layer == 0:
            by_x = None if self.top == R else self._gradient(d(self.top, shown))
            return (Entry(shown, self._value(shown), by_x),)
        at = z(layer, j)
        by_z = None if self.top == R else self._gradient(d(self.top, at))
        pre = [Entry(at, self._value(at), by_z)] if self.values or by_z is not None else []
        return (Entry(shown, self._value(shown)), *pre, *self._bias(layer, j))

    @property
    def is_of_a_sample(self) -> bool:
        """Whether there are several data points, of which the numbers of one are shown."""
        of_one = self.values or (self.gradients and self.top != R)
        return of_one and len(self.net.data) > 1

    def are_labelled(self, layer: int) -> bool:
        """Whether the weights and biases of a layer are few enough to stand in the diagram."""
        n_in, n_out = self.net.widths[layer - 1 : layer + 1]
        if not self.labelled or n_in is None or n_out is None:
            return False
        return n_in * n_out <= MOST_LABELS

    def is_off(self, layer: int, j: int) -> bool:
        """Whether the slope of a node is shown to be 0 by the sign of its z."""
        looked_at = self.values or self.gradients
        return looked_at and layer > 0 and self.worked.reasons.unit_is_off(layer, j)

    def _activation(self, layer: int, j: int) -> Quantity:
        if layer < self.net.depth:
            return a(layer, j)
        return H() if self.net.widths[-1] == 1 else H(j)

    def _bias(self, layer: int, j: int) -> tuple[Entry, ...]:
        if not self.net.biased or not self.are_labelled(layer):
            return ()
        bias = b(layer, j)
        own = self._gradient(d(R, bias)) if self.top == R else None
        return (Entry(bias, self._parameter(bias), own),)

    def _parameter(self, quantity: Quantity) -> Inline:
        return quantity if self.net.entry(quantity) is None else self._short(quantity)

    def _value(self, quantity: Quantity) -> Inline | None:
        wanted = self.values and (quantity.kind == "x" or self.worked.wanted(quantity))
        return self._short(quantity) if wanted else None

    def _gradient(self, gradient: Quantity) -> Inline | None:
        wanted = self.gradients and self.worked.wanted(gradient)
        return self._short(gradient) if wanted else None

    def _short(self, quantity: Quantity) -> Inline:
        number = self.worked.number(quantity)
        if isinstance(number, Missing):
            return number
        if type(number.exact) is Quantity:
            return number.exact
        if _is_short(number):
            return number
        rough = self._rough.number(quantity)
        return (
            Number(decimal=rough.decimal)
            if isinstance(rough, Number) and rough.decimal
            else (Missing.UNDETERMINED)
        )


def _is_short(number: Number) -> bool:
    if number.rounded or not isinstance(number.exact, (int, Fraction, type(None))):
        return False
    return sum(len(run.text) for run in runs_of(number)) <= LONGEST
