"""Formulas over quantities, in the order in which a person would write them.

Not a computer algebra system: nothing is reordered, cancelled or simplified. A formula is a
number, a quantity, a constant, or one of the nodes below. What can be done with a formula is a
`Reading`: its value, its text, its operation count, the quantities it needs, its SymPy form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from symnn.quantities import Index, Letter, Quantity


@dataclass(frozen=True, slots=True)
class Constant:
    """A named real number that is no quotient of integers: `pi`."""

    name: str


class _Several(tuple["Formula", ...]):
    """A node that is the tuple of its parts: derivations are made of these, so they are small."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((type(self).__name__, tuple.__hash__(self)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({tuple.__repr__(self)})"


class Sum(_Several):
    """A sum; a term `Product((-1, t))` is one that is subtracted."""

    __slots__ = ()
    __match_args__ = ("terms",)

    @property
    def terms(self) -> tuple[Formula, ...]:
        """What is added, in its order."""
        return tuple(self)


class Product(_Several):
    """A product of at least two factors; a leading -1 is a sign."""

    __slots__ = ()
    __match_args__ = ("factors",)

    @property
    def factors(self) -> tuple[Formula, ...]:
        """What is multiplied, in its order."""
        return tuple(self)


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient, written as a fraction."""

    over: Formula
    under: Formula


@dataclass(frozen=True, slots=True)
class Power:
    """A power with a fixed rational exponent; the exponent 1/2 is a square root."""

    base: Formula
    exponent: int | Fraction


@dataclass(frozen=True, slots=True)
class Apply:
    """A named function of one argument: an elementary function, an activation or its slope."""

    function: str
    argument: Formula


@dataclass(frozen=True, slots=True)
class IndexedSum:
    """A sum of `body` over `letter` from 1 to `last`, as a general law has it."""

    letter: Letter
    last: Letter
    body: Formula


Number = int | Fraction
Formula = (
    int | Fraction | Quantity | Constant | Sum | Product | Quotient | Power | Apply | IndexedSum
)


def total(terms: Iterable[Formula]) -> Formula:
    """The sum of the terms in their order; one term stands alone, none is 0."""
    listed = tuple(terms)
    if len(listed) == 1:
        return listed[0]
    return Sum(listed) if listed else 0


def product(*factors: Formula) -> Formula:
    """The product of the factors in their order; one factor stands alone, none is 1."""
    if len(factors) == 1:
        return factors[0]
    return Product(factors) if factors else 1


def minus(formula: Formula) -> Formula:
    """The formula with the other sign."""
    if isinstance(formula, (int, Fraction)):
        return -formula
    if isinstance(formula, Product):
        first, *rest = formula.factors
        if first == -1:
            return product(*rest)
        if isinstance(first, (int, Fraction)):
            return Product((-first, *rest))
        return Product((-1, *formula.factors))
    if isinstance(formula, Quotient):
        return Quotient(minus(formula.over), formula.under)
    return Product((-1, formula))


def difference(left: Formula, right: Formula) -> Formula:
    """`left - right`, in this order."""
    return Sum((left, minus(right)))


def each(last: Index, letter: str, body: Callable[[Index], Formula]) -> tuple[Formula, ...]:
    """The terms of a sum over nodes 1 to `last`; one term with Σ where `last` is a letter."""
    if isinstance(last, int):
        return tuple(body(k) for k in range(1, last + 1))
    index = Letter(letter)
    return (IndexedSum(index, last, body(index)),)


def dot(
    last: Index,
    letter: str,
    left: Callable[[Index], Formula],
    right: Callable[[Index], Formula],
) -> tuple[Formula, ...]:
    """The terms left(k)·right(k) of a sum over nodes 1 to `last`, as `each` gives them."""
    if isinstance(last, int):
        # Large derivations consist of these terms, so they are made without a Python call each.
        nodes = range(1, last + 1)
        return tuple(map(Product, zip(map(left, nodes), map(right, nodes), strict=True)))
    return each(last, letter, lambda k: Product((left(k), right(k))))


Out = TypeVar("Out")


class Reading(Generic[Out]):
    """A way to read formulas: one method a kind of node, found by the node's class.

    A subclass answers for the kinds it can meet; a kind it has no answer for is a defect and
    raises NotImplementedError.
    """

    def __call__(self, formula: Formula) -> Out:
        """What this reading makes of the formula."""
        answer: Out = getattr(self, _METHODS[type(formula)])(formula)
        return answer

    def number(self, number: Number) -> Out:
        """Of an integer or a fraction."""
        raise NotImplementedError

    def quantity(self, quantity: Quantity) -> Out:
        """Of a quantity."""
        raise NotImplementedError

    def constant(self, constant: Constant) -> Out:
        """Of a named constant."""
        raise NotImplementedError

    def sum(self, node: Sum) -> Out:
        """Of a sum."""
        raise NotImplementedError

    def product(self, node: Product) -> Out:
        """Of a product."""
        raise NotImplementedError

    def quotient(self, node: Quotient) -> Out:
        """Of a quotient."""
        raise NotImplementedError

    def power(self, node: Power) -> Out:
        """Of a power."""
        raise NotImplementedError

    def apply(self, node: Apply) -> Out:
        """Of a function's value."""
        raise NotImplementedError

    def indexed_sum(self, node: IndexedSum) -> Out:
        """Of a sum with Σ."""
        raise NotImplementedError


_METHODS: dict[type, str] = {
    int: "number",
    Fraction: "number",
    Quantity: "quantity",
    Constant: "constant",
    Sum: "sum",
    Product: "product",
    Quotient: "quotient",
    Power: "power",
    Apply: "apply",
    IndexedSum: "indexed_sum",
}

_PARTS: dict[type, Callable[[Any], tuple[Formula, ...]]] = {
    Sum: lambda node: node.terms,
    Product: lambda node: node.factors,
    Quotient: lambda node: (node.over, node.under),
    Power: lambda node: (node.base,),
    Apply: lambda node: (node.argument,),
    IndexedSum: lambda node: (node.body,),
}


def parts(formula: Formula) -> tuple[Formula, ...]:
    """The formulas one level below; none for numbers, quantities and constants."""
    below = _PARTS.get(type(formula))
    return below(formula) if below else ()


def leaves(formula: Formula) -> Iterator[Quantity]:
    """The quantities in the formula from left to right, as often as they stand there."""
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        if type(node) is Quantity:
            yield node
        else:
            waiting.extend(reversed(parts(node)))


Change = Callable[["Formula"], "Formula"]

_REBUILT: dict[type, Callable[[Any, Change], Formula]] = {
    Sum: lambda node, change: Sum(map(change, node)),
    Product: lambda node, change: Product(map(change, node)),
    Quotient: lambda node, change: Quotient(change(node.over), change(node.under)),
    Power: lambda node, change: Power(change(node.base), node.exponent),
    Apply: lambda node, change: Apply(node.function, change(node.argument)),
}


def with_parts(formula: Formula, change: Change) -> Formula:
    """The formula with `change` applied to what stands one level below."""
    rebuilt = _REBUILT.get(type(formula))
    return rebuilt(formula, change) if rebuilt else formula


def replace(formula: Formula, value: Callable[[Quantity], Formula]) -> Formula:
    """The formula with `value(q)` in the place of every quantity q."""
    if type(formula) is Quantity:
        return value(formula)
    return with_parts(formula, lambda part: replace(part, value))
