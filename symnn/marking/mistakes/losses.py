"""Mistakes in the loss and its derivative."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from symnn.formula import (
    Apply,
    Formula,
    Power,
    Product,
    Quotient,
    Sum,
    difference,
    leaves,
    minus,
    product,
    total,
)
from symnn.marking.mistakes.editing import factors, terms
from symnn.marking.mistakes.table import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity, a, y

LOGARITHMIC = ("binary_cross_entropy", "cross_entropy")


def has_logarithms(net: Network) -> bool:
    """Whether the loss is a cross-entropy."""
    return net.loss is not None and net.loss.name in LOGARITHMIC


def error_at(net: Network, node: object) -> Formula:
    """a - y of an output."""
    assert isinstance(node, int)
    return difference(a(net.depth, node), y(node))


def _of_outputs(net: Network, term: Callable[[Formula, Formula], Formula]) -> Formula:
    nodes = range(1, (net.widths[-1] or 0) + 1)
    return total(term(a(net.depth, k), y(k)) for k in nodes)


def _factor(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if (target.kind == "L" and has_logarithms(net)) or not _starts(net, target):
        return
    outputs = net.widths[-1] or 1
    for by in dict.fromkeys((Fraction(2), Fraction(1, 2), Fraction(1, outputs))):
        if by != 1:
            factor = by.numerator if by.denominator == 1 else by
            yield product(factor, *factors(law))


def _error_sign(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.is_gradient and _starts(net, target):
        yield minus(law)


def _starts(net: Network, target: Quantity) -> bool:
    """Whether the line is the loss, or its slope by an output."""
    if not target.is_gradient:
        return target.kind == "L"
    return target.top.kind == "L" and target.layer == net.depth and net.loss is not None


def _square_forgotten(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.loss is None or net.loss.name not in ("square", "half_square"):
        return
    factor = 1 if net.loss.name == "square" else Fraction(1, 2)
    for left, right in ((0, 1), (1, 0)):
        sides = (left, right)

        def term(at: Formula, of: Formula, sides: tuple[int, int] = sides) -> Formula:
            pair = (at, of)
            return difference(pair[sides[0]], pair[sides[1]])

        yield product(*([] if factor == 1 else [factor]), _of_outputs(net, term))


def _of_squares(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.loss is None or net.loss.name not in ("square", "half_square"):
        return
    factor = [] if net.loss.name == "square" else [Fraction(1, 2)]
    squares = _of_outputs(net, lambda at, of: difference(Power(at, 2), Power(of, 2)))
    yield product(*factor, squares)
    yield product(*factor, minus(squares))


def _log_base(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if has_logarithms(net):
        yield Quotient(law, Apply("ln", 10))
        yield Quotient(law, Apply("ln", 2))


def _binary_formula(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.loss is None or net.loss.name != "cross_entropy":
        return

    def term(at: Formula, of: Formula) -> Formula:
        one = Product((of, Apply("ln", at)))
        other = Product((difference(1, of), Apply("ln", difference(1, at))))
        return minus(Sum((one, other)))

    yield _of_outputs(net, term)


def _one_output(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    parts = terms(law)
    if len(parts) > 1 and len({q.j for q in leaves(law) if q.kind == "a"}) > 1:
        yield from parts


MISTAKES.add(
    Mistake("loss-factor", "the loss has another factor",
            "Look at the loss as it was declared: 1, 2, ½ and 1/n make different gradients.",
            ("loss", "claim-3"), _factor, 8),
    Mistake("error-sign", "the error was taken with the other sign",
            "The slope of the loss has a - y, the output first.", ("claim-3",), _error_sign, 8),
    Mistake("square-forgotten", "the square was forgotten",
            "The square loss squares the difference.", ("loss",), _square_forgotten, 6),
    Mistake("difference-of-squares", "the squares were subtracted",
            "First the difference, then its square.", ("loss",), _of_squares, 5),
    Mistake("log-base", "a logarithm to another base was used",
            "The logarithm is the natural one.", ("loss",), _log_base, 5),
    Mistake("binary-formula-over-softmax", "the binary formula was summed over the outputs",
            "The cross-entropy of softmax has -y ln a only.", ("loss",), _binary_formula, 4),
    Mistake("one-output-only", "the loss of one output was taken for the whole",
            "The loss is summed over all outputs.", ("loss",), _one_output, 4),
)  # fmt: skip
