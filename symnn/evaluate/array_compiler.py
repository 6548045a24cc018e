"""Index notation compiled to NumPy operations: the fast reading of what `tensors` reads directly.

A letter is an axis, a Σ a contraction, as there. Numbers are doubles. What is undefined (ln 0, a
division by zero) is infinite or nan, and here it spreads to what is computed from it, so that it
does not go unnoticed. Only where a formula itself has a logarithm in a product, as in y·ln a, or a
quotient, as in y/a, does a zero beside or above it decide, as it does for exact values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial, reduce
from operator import attrgetter
from typing import Any, NamedTuple

from symnn.evaluate.array_code import Code
from symnn.evaluate.families import SAMPLE
from symnn.evaluate.tensors import Axes, numpy
from symnn.evaluate.value import ELEMENTARY
from symnn.formula import (
    Apply,
    Constant,
    Formula,
    IndexedSum,
    Number,
    Power,
    Product,
    Quotient,
    Reading,
    Sum,
    parts,
    product,
)
from symnn.functions import Definition, Pieces
from symnn.network.model import AtZero
from symnn.quantities import Quantity


class Node(NamedTuple):
    """Where an array will stand, and the letters of its axes, which are in the order of `order`."""

    place: int
    axes: Axes = ()


Lookup = Callable[[Quantity], Node]


class ArrayCompiler(Reading[Node]):
    """Formulas with letters as operations on arrays.

    Args:
        code: where the operations go.
        lookup: where the array of a quantity stands.
        definitions: the functions that are not elementary, by name.
        at_zero: the convention at kinks.
    """

    def __init__(
        self, code: Code, lookup: Lookup, definitions: Mapping[str, Definition], at_zero: AtZero
    ) -> None:
        self.np = numpy()
        self.code = code
        self.lookup = lookup
        self.definitions = definitions
        self.at_zero = at_zero

    def number(self, number: Number) -> Node:
        """A double."""
        return Node(self.code.constant(float(number)))

    def quantity(self, quantity: Quantity) -> Node:
        """Where it stands, its axes put in order."""
        node = self.lookup(quantity)
        axes = ordered(node.axes)
        if node.axes == axes:
            return node
        order = tuple(node.axes.index(axis) for axis in axes)
        transpose = partial(self.np.transpose, axes=order)
        return Node(self.code.compute(transpose, node.place, name=("transpose", order)), axes)

    def constant(self, constant: Constant) -> Node:
        """Pi."""
        return Node(self.code.constant({"pi": math.pi}[constant.name]))

    def sum(self, node: Sum) -> Node:
        """The sum over the axes of all terms; a term with a sign is subtracted."""
        first, *rest = node
        total = self(first)
        for term in rest:
            if type(term) is Product and term[0] == -1:
                total = self.elementwise(self.np.subtract, total, self(product(*term[1:])))
            else:
                total = self.elementwise(self.np.add, total, self(term))
        return total

    def product(self, node: Product) -> Node:
        """The product over the axes of all factors."""
        return self._product(node)

    def indexed_sum(self, node: IndexedSum) -> Node:
        """The sum over an axis; of a product of two, without its array of all terms."""
        factors = node.body if isinstance(node.body, Product) else (node.body,)
        return self._product(factors, node.letter.name)

    def quotient(self, node: Quotient) -> Node:
        """The quotient: 0 where the numerator is."""
        over, under = self(node.over), self(node.under)
        if self.code.constants.get(over.place):
            return self.elementwise(self.np.divide, over, under)
        return self.elementwise(_divided, over, under)

    def power(self, node: Power) -> Node:
        """The power."""
        base = self(node.base)
        if node.exponent == 2:
            return self.elementwise(self.np.multiply, base, base)
        if node.exponent == Fraction(1, 2):
            return self.elementwise(self.np.sqrt, base)
        return self.elementwise(self.np.power, base, self.number(node.exponent))

    def apply(self, node: Apply) -> Node:
        """An elementary function, or a definition with its argument."""
        argument = self(node.argument)
        if node.function in ELEMENTARY:
            return self.elementwise(_elementary(node.function), argument)
        definition = self.definitions[node.function]
        inner = ArrayCompiler(self.code, lambda _: argument, self.definitions, self.at_zero)
        if isinstance(definition, Pieces):
            return inner._in_pieces(definition, argument)
        return inner(definition)

    def elementwise(self, function: Callable[..., Any], *nodes: Node) -> Node:
        """A function of arrays, entry by entry over the axes of all of them."""
        axes = ordered({axis for node in nodes for axis in node.axes})
        places = [self._broadcasting(node, axes) for node in nodes]
        return Node(self.code.compute(function, *places), axes)

    def _broadcasting(self, node: Node, axes: Axes) -> int:
        """Where the array stands with the axes it lacks; at its beginning NumPy adds them."""
        if node.axes == axes[len(axes) - len(node.axes) :]:
            return node.place
        new = tuple(k for k, axis in enumerate(axes) if axis not in node.axes)
        expand_dims = self.np.expand_dims
        return self.code.compute(
            lambda array: expand_dims(array, new), node.place, name=("expand", new)
        )

    def _in_pieces(self, pieces: Pieces, argument: Node) -> Node:
        at = pieces.at
        if at is None and self.at_zero != "undefined":
            at = pieces.conventions[self.at_zero]
        below, above, zero = self(pieces.below), self(pieces.above), self.number(0)
        # The comparisons are such that nan gets what is above.
        compare = self.np.less_equal if at == pieces.below else self.np.less
        is_below = self.elementwise(compare, argument, zero)
        beside = self.elementwise(self.np.where, is_below, below, above)
        if at in (pieces.below, pieces.above):
            return beside
        there = Node(self.code.constant(math.nan)) if at is None else self(at)
        is_there = self.elementwise(self.np.equal, argument, zero)
        return self.elementwise(self.np.where, is_there, there, beside)

    def _product(self, factors: Iterable[Formula], letter: str = "") -> Node:
        """The product, summed over the axis of the letter if there is one."""
        number, arrays, decided = 1.0, [], False
        for factor in factors:
            node = self(factor)
            if node.place in self.code.constants:
                number *= self.code.constants[node.place]
            else:
                arrays.append(node)
                decided = decided or _has_logarithm(factor)
        if letter and not any(letter in node.axes for node in arrays):
            raise NotImplementedError(f"a sum over {letter} of what does not depend on it")
        if not arrays:
            return Node(self.code.constant(number))
        node = self._contracted(arrays, letter, _multiplied if decided else self.np.multiply)
        if number == 1:
            return node
        if number == -1:
            return self.elementwise(self.np.negative, node)
        return self.elementwise(self.np.multiply, Node(self.code.constant(number)), node)

    def _contracted(
        self, arrays: Sequence[Node], letter: str, multiply: Callable[..., Any]
    ) -> Node:
        summed = [node for node in arrays if letter in node.axes]
        alone = [node for node in arrays if letter not in node.axes]
        if len(summed) == 2 and multiply is self.np.multiply:
            alone.append(self._dot(summed[0], summed[1], letter))
        elif summed:
            terms = reduce(partial(self.elementwise, multiply), summed)
            alone.append(self._summed(terms, letter))
        return reduce(partial(self.elementwise, multiply), alone)

    def _summed(self, node: Node, letter: str) -> Node:
        axis = node.axes.index(letter)
        add_up = self.np.add.reduce
        place = self.code.compute(lambda array: add_up(array, axis), node.place, name=("sum", axis))
        return Node(place, node.axes[:axis] + node.axes[axis + 1 :])

    def _dot(self, left: Node, right: Node, letter: str) -> Node:
        """The product of two matrices or vectors; for what has more axes, by Einstein's rule."""
        free = [tuple(axis for axis in node.axes if axis != letter) for node in (left, right)]
        axes = ordered({*free[0], *free[1]})
        if len(axes) < len(free[0]) + len(free[1]) or max(map(len, free)) > 1:
            return Node(self._einsum(left, right, axes), axes)
        if axes == free[1] + free[0] != free[0] + free[1]:
            left, right = right, left
        first = self._transposed(left) if left.axes[-1] != letter else left.place
        second = self._transposed(right) if right.axes[0] != letter else right.place
        return Node(self.code.compute(self.np.dot, first, second), axes)

    def _transposed(self, node: Node) -> int:
        return self.code.compute(_transpose, node.place)

    def _einsum(self, left: Node, right: Node, axes: Axes) -> int:
        letters = list(dict.fromkeys(left.axes + right.axes))
        first, second, out = (
            [letters.index(x) for x in on] for on in (left.axes, right.axes, axes)
        )
        einsum = self.np.einsum
        return self.code.compute(
            lambda one, other: einsum(one, first, other, second, out),
            left.place, right.place, name=("einsum", *map(tuple, (first, second, out))),
        )  # fmt: skip


def ordered(letters: Iterable[str]) -> Axes:
    """The order of axes: samples first, then nodes by the alphabet."""
    return tuple(sorted(letters, key=lambda letter: (letter != SAMPLE.name, letter)))


def _has_logarithm(formula: Formula) -> bool:
    if isinstance(formula, Apply) and formula.function == "ln":
        return True
    return any(map(_has_logarithm, parts(formula)))


def _multiplied(left: Any, right: Any) -> Any:
    """The product where a factor 0 decides, whatever the other is."""
    return numpy().where((left == 0) | (right == 0), 0.0, left * right)


def _divided(over: Any, under: Any) -> Any:
    """The quotient where a numerator 0 decides."""
    if under.all():  # as good as always, and then sooner done
        return over / under
    return numpy().where(over == 0, 0.0, over / under)


_transpose = attrgetter("T")


@cache
def _elementary(name: str) -> Callable[[Any], Any]:
    if name == "erf":
        return numpy().vectorize(math.erf, otypes=[float])  # type: ignore[no-any-return]
    function: Callable[[Any], Any] = getattr(numpy(), {"ln": "log"}.get(name, name))
    return function
