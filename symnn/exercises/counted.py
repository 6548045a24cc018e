"""What a worked solution computes, counted line by line: figures of kinds of any sort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from symnn.documents.blocks import Block, Inline, Line, Lines, Number, PutIn
from symnn.exercises.difficulty import TRIVIAL, Counts
from symnn.formula import Apply, Formula, Power, Product, Quotient, Sum, leaves, parts, replace
from symnn.numbers.balls import FUNCTIONS
from symnn.numbers.real import Real
from symnn.numbers.value import ClosedValue, with_enough_bits
from symnn.quantities import Quantity


def counted(blocks: Iterable[Block]) -> Counts:
    """The counts of the lines that end in a number; laws and lines in symbols are none of them."""
    lines = [
        (line, value)
        for block in blocks
        if isinstance(block, Lines)
        for line in block.lines
        if line.links and (value := _number(line.links[-1].expression)) is not None
    ]
    products = mixed = 0
    for line, _ in lines:
        for node in _nodes(_computed(line)):
            products += isinstance(node, (Product, Power, Quotient)) and _takes_work(node)
            mixed += isinstance(node, Sum) and {_sign(term) for term in node.terms} >= {1, -1}
    sizes = [abs(int(v)) for _, v in lines if isinstance(v, (int, Fraction))]
    return Counts(
        lines=len(lines),
        products=products,
        mixed_sums=mixed,
        fractions=sum(type(value) is not int for _, value in lines),
        digits=max((len(str(size)) for size in sizes), default=1 if lines else 0),
    )


def _number(shown: Inline) -> Formula | None:
    """The number that stands somewhere; None for anything else."""
    if isinstance(shown, Number):
        exact = shown.exact if shown.exact is not None else Fraction(shown.decimal)
        return exact.numerator if isinstance(exact, Fraction) and exact.denominator == 1 else exact
    return shown if isinstance(shown, (int, Fraction)) else None


def _computed(line: Line) -> Formula:
    """What is computed in a line: its formula with the numbers put in."""
    for link in line.links:
        shown = link.expression
        if isinstance(shown, PutIn):
            return _put_in(shown.formula, shown.values)
        if isinstance(shown, (Sum, Product, Power, Quotient)) and not any(
            True for _ in leaves(shown)
        ):
            return shown
    return 0


def _put_in(formula: Formula, values: Mapping[Quantity, Number]) -> Formula:
    numbers = {q: _number(number) for q, number in values.items()}

    def number(quantity: Quantity) -> Formula:
        found = numbers.get(quantity)
        return quantity if found is None else found

    return replace(formula, number)


def _nodes(formula: Formula) -> Iterator[Formula]:
    """The formula and all of which it consists."""
    yield formula
    for part in parts(formula):
        yield from _nodes(part)


def _takes_work(node: Product | Power | Quotient) -> bool:
    """Whether none of its factors is 0, and two of them are neither 1 nor -1."""
    if isinstance(node, Power):
        return _value(node.base) not in TRIVIAL
    values = [_value(part) for part in parts(node)]
    if isinstance(node, Quotient):
        return values[0] != 0 and values[1] not in TRIVIAL
    return 0 not in values and sum(value not in TRIVIAL for value in values) > 1


def _sign(term: Formula) -> int:
    """The sign of a term; 0 where it is not plain to see."""
    value = _value(term)
    return 0 if value is None else with_enough_bits(lambda arithmetic: arithmetic.sign(value))


def _value(formula: Formula) -> Real | None:
    """The number that a formula is; None if it has names, or functions that are not elementary."""
    if isinstance(formula, (int, Fraction)):
        return formula
    functions = (node.function for node in _nodes(formula) if isinstance(node, Apply))
    if any(True for _ in leaves(formula)) or any(f not in FUNCTIONS for f in functions):
        return None
    return with_enough_bits(lambda arithmetic: ClosedValue(arithmetic)(formula))
