"""The single linear model that a network with linear activations is: its laws, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from symnn.derive.collapse import (
    constant_formula,
    constant_law,
    prediction_law,
    slope_formula,
    slopes_law,
)
from symnn.documents.blocks import (
    Block,
    Grid,
    Heading,
    Line,
    Lines,
    Link,
    MatrixLines,
    Number,
    OfMatrices,
    Paragraph,
    PutIn,
    Text,
)
from symnn.documents.collapse_plot import collapse_plot
from symnn.documents.figures import Figures, brief
from symnn.documents.fit_names import indexed
from symnn.documents.matrix_line import grid, is_rounded, is_small
from symnn.documents.worked import Worked, ending
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Formula, Product, total
from symnn.matrix_formula import MatrixFormula
from symnn.matrix_reading import wholes
from symnn.network.model import Network, Sample
from symnn.quantities import H, Quantity, d, symbol, x

MOST_INPUTS = 10
"""Inputs above which their weights are not worked out one by one."""
SLOPES, CONSTANTS = symbol("W"), symbol("b")
"""The names of w and w₀ where there are several outputs."""
WHY: Text = (
    "All activations are linear: every layer passes on what it gets. Put into each other, the"
    " layers are one weighted sum of the inputs and a constant, and the hidden layers add nothing"
    " that a single linear model has not.",
)
BY_PATHS: Text = (
    "Entry by entry: the weight of an input is the sum over all paths from it to the output, along"
    " each of which the weights are multiplied. The constant is every bias, times the weights on"
    " its way to the output.",
)
Named = Callable[[int], Quantity]
"""The names of w₀, w₁, …, by their indices."""


def one_linear_model(worked: Worked) -> Iterator[Block]:
    """The model in symbols and in numbers, if the network is one and all of it is looked at."""
    net = worked.net
    if not net.is_one_linear_model or net.given or worked.overview or worked.shown is not None:
        return
    model = Model(worked)
    yield Heading(2, ("One linear model",))
    yield Paragraph(WHY)
    yield model.laws()
    if model.has_several_outputs:
        law = prediction_law(net, SLOPES, CONSTANTS)
        yield MatrixLines((Line(H(), (Link("=", OfMatrices(law)),)),))
    elif 0 < (net.widths[0] or 0) <= MOST_INPUTS:
        yield from model.entries()
        yield Lines((model.prediction(),))
    yield from collapse_plot(net)


def _subscripted(index: int) -> Quantity:
    return indexed("w", index)


@dataclass(frozen=True)
class Model:
    """The linear model of a network whose activations are all linear.

    Args:
        worked: the network with its numbers.
        named: what its numbers are called.
    """

    worked: Worked
    named: Named = _subscripted

    @property
    def net(self) -> Network:
        """The network."""
        return self.worked.net

    @property
    def has_several_outputs(self) -> bool:
        """Whether w is a matrix, and w₀ a column."""
        return self.net.widths[-1] != 1

    @cached_property
    def origin(self) -> Worked:
        """The network where all inputs are 0: there the output is the constant."""
        zeros = Sample((0,) * (self.net.widths[0] or 0))
        there = replace(
            self.net, data=(zeros,), given={}, batches=(), loss=None, learning_rate=None
        )
        return Worked(Figures(Solution(there), self.worked.figures.digits))

    def laws(self) -> MatrixLines:
        """w and w₀ as products of matrices, with their numbers."""
        outputs, width = self.net.outputs, self.net.widths[0] or 0
        slopes = [[self.origin.number(d(of, x(i))) for of in outputs] for i in range(1, width + 1)]
        constants = [[self.origin.number(of)] for of in outputs]
        names = (symbol("w"), self.named(0))
        if self.has_several_outputs:
            names = (SLOPES, CONSTANTS)
        law = constant_law(self.net)
        lines = [self._law(names[0], slopes_law(self.net), slopes)]
        if law is not None:
            lines.append(self._law(names[1], law, constants))
        return MatrixLines(tuple(lines), ("As products of matrices:",))

    def entries(self) -> Iterator[Lines]:
        """Each weight and the constant as a sum over paths, for a network with one output."""
        width = self.net.widths[0] or 0
        lines = [
            self._line(self.named(i), slope_formula(self.net, H(), i), d(H(), x(i)))
            for i in range(1, width + 1)
        ]
        if self.net.biased:
            lines.append(self._line(self.named(0), constant_formula(self.net, H()), H()))
        written = tuple(line for line in lines if line.links)
        if written:
            yield Lines(written, BY_PATHS)

    def prediction(self) -> Line:
        """The prediction of the model, with the numbers that are known put in."""
        names = [self.named(i) for i in range(1, (self.net.widths[0] or 0) + 1)]
        weighted = [Product((name, x(i))) for i, name in enumerate(names, 1)]
        formula = total([self.named(0), *weighted] if self.net.biased else weighted)
        found = {name: self.origin.number(d(H(), x(i))) for i, name in enumerate(names, 1)}
        found[self.named(0)] = self.origin.number(H())
        numbers = {q: brief(n) for q, n in found.items() if not isinstance(n, Missing)}
        relation = "≈" if any(number.rounded for number in numbers.values()) else "="
        put = [Link(relation, PutIn(formula, numbers))] if numbers else []
        return Line(H(), (Link("=", formula), *put))

    def _law(self, name: Quantity, law: MatrixFormula, found: list[list[Number | Missing]]) -> Line:
        """A law of matrices, and where these are small and known, their numbers and the result."""
        links = [Link("=", OfMatrices(law))]
        numbers = [[brief(n) for n in row if not isinstance(n, Missing)] for row in found]
        is_known = all(map(len, numbers)) and list(map(len, numbers)) == list(map(len, found))
        if is_known and numbers and all(map(is_small, wholes(law))):
            put = OfMatrices(law, {one: grid(self.worked, one) for one in wholes(law)})
            result = Grid(tuple(map(tuple, numbers)))
            links += [Link("≈" if is_rounded(one) else "=", one) for one in (put, result)]
        return Line(name, tuple(links))

    def _line(self, name: Quantity, formula: Formula | None, value: Quantity) -> Line:
        links = [] if formula is None else self.worked.chain(name, formula)
        exactly = not any(link.relation == "≈" for link in links)
        return Line(name, (*links, *ending(self.origin.number(value), exactly)))
