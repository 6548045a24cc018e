"""Index notation read over NumPy arrays: a letter is an axis, a Σ a contraction.

Numbers are doubles here. What is undefined (a slope at a kink, ln 0, a division by zero) is nan,
and a factor 0 decides a product all the same, as it does for exact values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from symnn.errors import MissingExtraError
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
)
from symnn.functions import Definition, Pieces
from symnn.network.model import AtZero
from symnn.quantities import Quantity

Axes = tuple[str, ...]


class Tensor(NamedTuple):
    """An array and the letters of its axes."""

    array: Any
    axes: Axes = ()


def numpy() -> ModuleType:
    """NumPy.

    Raises:
        MissingExtraError: if it is not installed.
    """
    try:
        import numpy
    except ImportError as error:
        raise MissingExtraError("NumPy", "arrays", "computing with arrays") from error
    return numpy


class ArrayReading(Reading[Tensor]):
    """The values of a formula with letters, for all their values at once.

    Args:
        lookup: the array of a quantity.
        definitions: the functions that are not elementary, by name.
        at_zero: the convention at kinks.
    """

    def __init__(
        self,
        lookup: Callable[[Quantity], Tensor],
        definitions: Mapping[str, Definition],
        at_zero: AtZero,
    ) -> None:
        self.np = numpy()
        self.lookup = lookup
        self.definitions = definitions
        self.at_zero = at_zero

    def number(self, number: Number) -> Tensor:
        """A double."""
        return Tensor(self.np.float64(number))

    def quantity(self, quantity: Quantity) -> Tensor:
        """As it was given."""
        return self.lookup(quantity)

    def constant(self, constant: Constant) -> Tensor:
        """Pi."""
        return Tensor(self.np.float64({"pi": math.pi}[constant.name]))

    def sum(self, node: Sum) -> Tensor:
        """The sum over the axes of all terms."""
        arrays, axes = self._aligned(self(term) for term in node.terms)
        return Tensor(sum(arrays[1:], start=arrays[0]), axes)

    def product(self, node: Product) -> Tensor:
        """The product over the axes of all factors."""
        return self._contracted(node.factors)

    def indexed_sum(self, node: IndexedSum) -> Tensor:
        """The sum over an axis; of a product, without its array of all terms."""
        factors = node.body.factors if isinstance(node.body, Product) else (node.body,)
        return self._contracted(factors, node.letter.name)

    def quotient(self, node: Quotient) -> Tensor:
        """The quotient: 0 where the numerator is."""
        (over, under), axes = self._aligned([self(node.over), self(node.under)])
        defined = self.np.where(under == 0, self.np.nan, over / under)
        return Tensor(self.np.where(over == 0, 0.0, defined), axes)

    def power(self, node: Power) -> Tensor:
        """The power."""
        base, axes = self(node.base)
        return Tensor(base ** float(node.exponent), axes)

    def apply(self, node: Apply) -> Tensor:
        """An elementary function, or a definition with its argument."""
        argument = self(node.argument)
        if node.function in ELEMENTARY:
            return Tensor(self._elementary(node.function)(argument.array), argument.axes)
        definition = self.definitions[node.function]
        inner = ArrayReading(lambda _: argument, self.definitions, self.at_zero)
        if isinstance(definition, Pieces):
            return inner._in_pieces(definition, argument)
        return inner(definition)

    def _elementary(self, name: str) -> Callable[[Any], Any]:
        if name == "erf":
            return self.np.vectorize(math.erf, otypes=[float])  # type: ignore[no-any-return]
        if name == "ln":
            return lambda z: self.np.where(z > 0, self.np.log(z), self.np.nan)
        function: Callable[[Any], Any] = getattr(self.np, name)
        return function

    def _in_pieces(self, pieces: Pieces, argument: Tensor) -> Tensor:
        at: Formula | None = pieces.at
        if at is None and self.at_zero != "undefined":
            at = pieces.conventions[self.at_zero]
        at_zero = Tensor(self.np.nan) if at is None else self(at)
        values = [self(pieces.below), self(pieces.above), at_zero, argument]
        (below, above, there, z), axes = self._aligned(values)
        beside = self.np.where(z < 0, below, self.np.where(z > 0, above, self.np.nan))
        return Tensor(self.np.where(z == 0, there, beside), axes)

    def _aligned(self, tensors: Iterable[Tensor]) -> tuple[list[Any], Axes]:
        """The arrays with the axes of all of them, of length 1 where they have none."""
        listed = list(tensors)
        axes = _union(listed)
        return [arranged(tensor, axes) for tensor in listed], axes

    def _contracted(self, factors: Iterable[Formula], letter: str = "") -> Tensor:
        """The product, summed over the axis of the letter if there is one."""
        tensors = [self(factor) for factor in factors]
        everywhere = _union(tensors)
        axes = tuple(axis for axis in everywhere if axis != letter)

        def einsum(arrays: Iterable[Any]) -> Any:
            pairs = zip(arrays, tensors, strict=True)
            operands = [
                part
                for array, t in pairs
                for part in (array, [everywhere.index(x) for x in t.axes])
            ]
            inside = [everywhere.index(axis) for axis in axes]
            return self.np.einsum(*operands, inside, optimize=len(tensors) > 1)

        arrays = [tensor.array for tensor in tensors]
        missing = [self.np.isnan(array) for array in arrays]
        if not any(mask.any() for mask in missing):
            return Tensor(einsum(arrays), axes)
        # Undefined is a sum in which some product has a factor nan and none that is 0.
        known = [
            self.np.where(mask, 1.0, array) for mask, array in zip(missing, arrays, strict=True)
        ]
        pairs = list(zip(missing, arrays, strict=True))
        relevant = einsum((array != 0).astype(float) for array in arrays)
        of_numbers = einsum(((array != 0) & ~mask).astype(float) for mask, array in pairs)
        return Tensor(self.np.where(relevant > of_numbers, self.np.nan, einsum(known)), axes)


def _union(tensors: Iterable[Tensor]) -> Axes:
    return tuple(dict.fromkeys(axis for tensor in tensors for axis in tensor.axes))


def arranged(tensor: Tensor, axes: Axes) -> Any:
    """The array with these axes, of length 1 where it has none."""
    np = numpy()
    order = [tensor.axes.index(axis) for axis in axes if axis in tensor.axes]
    new = tuple(k for k, axis in enumerate(axes) if axis not in tensor.axes)
    return np.expand_dims(np.transpose(tensor.array, order), new)
