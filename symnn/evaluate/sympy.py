"""SymPy as a reading: formulas and steps, and quantities composed down to x, W, b and y.

Expressions are built from formulas, never from text. SymPy orders and collects terms as it likes:
this is for algebra and for comparison, not for printing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy

from symnn.derive import Step
from symnn.errors import SymnnError
from symnn.evaluate.composition import (
    MANY,
    TreeSize,
    goes_on_from_above,
    put_together,
    tree_size,
    written_out,
)
from symnn.evaluate.exact import definitions
from symnn.formula import Apply, Formula
from symnn.functions import ABSOLUTE, Definition, Pieces
from symnn.network.model import AtZero, Entry, Network
from symnn.numbers.sympy_form import ELEMENTARY, ClosedToSympy
from symnn.quantities import Quantity, plain_name

MOST_NODES = 200_000
"""The size above which no expression is composed."""
MOST_LEVELS = 200
"""The nesting above which SymPy exceeds Python's recursion limit."""
MOST_CASES = 100
"""The cases in one condition above which SymPy, which writes them out, takes minutes."""


class ExpressionTooLargeError(SymnnError):
    """A composed expression would be larger than anyone can use; `size` is its exact size."""

    def __init__(self, quantity: Quantity | str, size: TreeSize, most: int) -> None:
        self.size = size
        cases = "a million or more" if size.folded >= MANY else f"{size.folded:,}"
        super().__init__(
            f"{quantity} composed down to the inputs has {size.nodes:,} nodes on {size.levels:,} "
            f"levels, and up to {cases} cases in a condition (at most {most:,} nodes, "
            f"{MOST_LEVELS} levels, {MOST_CASES} cases); its derivation says the same in steps"
        )


def symbol_of(quantity: Quantity) -> Any:
    """The real symbol that has the quantity's plain name."""
    return sympy.Symbol(plain_name(quantity), real=True)


class FormulaToSympy(ClosedToSympy):
    """The SymPy expression of a formula.

    Args:
        quantity_to_sympy: what a quantity becomes, by default its symbol.
        functions: the definitions of functions by name. One that is not there is abstract: g
            becomes an undefined function of SymPy, and g_prime its derivative.
        at_zero: the convention at kinks; `undefined` becomes nan there.
    """

    def __init__(
        self,
        quantity_to_sympy: Callable[[Quantity], Any] = symbol_of,
        functions: Mapping[str, Definition] = ABSOLUTE,
        at_zero: AtZero = "undefined",
    ) -> None:
        self.quantity_to_sympy = quantity_to_sympy
        self.functions = functions
        self.at_zero = at_zero

    def quantity(self, quantity: Quantity) -> Any:
        """Its symbol, or what stands for it."""
        return self.quantity_to_sympy(quantity)

    def apply(self, node: Apply) -> Any:
        """An elementary function, a definition with its argument, or an abstract function."""
        if node.function in ELEMENTARY:
            return super().apply(node)
        argument = self(node.argument)
        definition = self.functions.get(node.function)
        if definition is None:
            return _abstract(node.function, argument)
        inner = FormulaToSympy(lambda _: argument, self.functions, self.at_zero)
        if isinstance(definition, Pieces):
            return inner.pieces(definition, argument)
        return inner(definition)

    def pieces(self, pieces: Pieces, argument: Any) -> Any:
        """A Piecewise in the argument.

        Where the piece above goes on to 0, it is one piece: one of its own for 0 would be
        differentiated to 0 by SymPy.
        """
        below, above = self(pieces.below), self(pieces.above)
        if goes_on_from_above(pieces):
            return sympy.Piecewise((below, argument < 0), (above, True))
        at = pieces.at
        if at is None and self.at_zero != "undefined":
            at = pieces.conventions[self.at_zero]
        at_zero = sympy.nan if at is None else self(at)
        return sympy.Piecewise((below, argument < 0), (above, argument > 0), (at_zero, True))


def to_sympy(what: Step | Formula, net: Network | None = None) -> Any:
    """A formula or quantity as an expression, a step as an equation.

    Args:
        what: a step, a formula or a quantity; quantities become real symbols of their plain names.
        net: the network whose activations the formula uses; without one they are abstract.
    """
    reading = FormulaToSympy()
    if net is not None:
        reading = FormulaToSympy(symbol_of, definitions(net), net.relu_at_zero)
    if isinstance(what, Step):
        return sympy.Eq(reading(what.target), reading(what.formula), evaluate=False)
    return reading(what)


def composed(
    net: Network,
    quantity: str | Quantity,
    *,
    numbers: bool = False,
    by_name: bool = False,
    most: int = MOST_NODES,
) -> Any:
    """A quantity as an expression in x, W, b and y, all laws put into each other.

    What is given stays as it is: a given wins over its law. At a kink the expression is nan, even
    where a factor 0 makes the quantity itself 0.

    Args:
        net: the network.
        quantity: any quantity of the network; `z1_1@2` is made of the data of sample 2.
        numbers: whether what is known is put in.
        by_name: whether activations stay functions, as in relu(z), instead of what defines them.
        most: the number of nodes above which it is refused.

    Raises:
        InputError: if the network has no such quantity.
        ExpressionTooLargeError: if it is too large, with its exact size.
    """
    size = tree_size(net, quantity, by_name)
    if size.nodes > most or size.levels > MOST_LEVELS or size.folded > MOST_CASES:
        raise ExpressionTooLargeError(quantity, size, most)
    functions = written_out(net, by_name)

    def end(leaf: Quantity) -> Any:
        stated = _stated(net, leaf) if numbers else None
        return symbol_of(leaf) if stated is None else FormulaToSympy()(stated)

    def reading(of: Callable[[Quantity], Any]) -> FormulaToSympy:
        return FormulaToSympy(of, functions, net.relu_at_zero)

    return put_together(net, quantity, reading, end)


def _stated(net: Network, quantity: Quantity) -> Entry:
    """What the author says it is: a number, a symbol of the author's, or None."""
    for key in (quantity, quantity.at(0)):
        if key in net.given:
            return net.given[key]
    return net.entry(quantity.at(0), quantity.sample)


def _abstract(name: str, argument: Any) -> Any:
    """An undefined function of SymPy, or its derivative."""
    function = sympy.Function(name.removesuffix("_prime"))(argument)
    return function.fdiff() if name.endswith("_prime") else function
