"""What the comparison of the two methods came to, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.derive.agreement import Agreement
from symnn.derive.operations import Count, operations
from symnn.documents.blocks import Block, Heading, Paragraph
from symnn.documents.listing import listed
from symnn.evaluate.comparison import Comparison
from symnn.network.model import Network
from symnn.quantities import Quantity, d, z

MOST_NAMED = 6
"""Differing gradients that are named."""


def agreement_of_values(comparison: Comparison) -> Iterator[Block]:
    """Whether recursion and paths agree, as formulas and in every number."""
    yield Heading(2, ("Do the two methods agree?",))
    yield from _formulas(comparison.formulas)
    if comparison.values:
        numbers = f"All {comparison.values:,} numbers that both give are the same, too."
        if comparison.differing:
            numbers = f"Of {comparison.values:,} numbers, {len(comparison.differing):,} differ: "
        named = [q.at(sample) for sample, q in comparison.differing]
        yield Paragraph((numbers, *listed(named, MOST_NAMED)))


def agreement_of_formulas(found: Agreement) -> Iterator[Block]:
    """Whether recursion and paths agree as formulas."""
    yield Heading(2, ("Do the two methods agree?",))
    yield from _formulas(found)


def work(net: Network, of: Quantity) -> Iterator[Block]:
    """What each method costs; nothing where a width is unknown."""
    if None in net.widths:
        return
    found = operations(net, of)
    yield Paragraph((
        "For the gradient of ", of, f" the paths take {_operations(found.chain_rule)}, ",
        f"the recursion {_operations(found.recursion)}.",
    ))  # fmt: skip
    hidden = range(1, net.depth)
    if hidden and all(net.activation(layer).entrywise for layer in hidden):
        node, times = z(hidden[-1], 1), found.repeats[hidden[-1] - 1]
        yield Paragraph((
            f"The repeated work: {times:,} times on their way to the parameters the paths come by ",
            node, " and work out ", d(of, node), " afresh; the recursion does so once.",
        ))  # fmt: skip


def _formulas(found: Agreement) -> Iterator[Block]:
    if not found.agree:
        yield Paragraph(("No. They differ on ", *listed(list(found.differing), MOST_NAMED), "."))
        return
    if found.identity:
        how = "are the same formulas; multiplied out, they are the same polynomials"
    else:
        odds = found.error_bound.denominator // found.error_bound.numerator
        how = (
            "agree: they have the same value at a random point modulo the prime 2⁶¹ − 1, where "
            f"formulas that differ would do so with a chance of less than 1 in 10^{_size(odds)}"
        )
    yield Paragraph((f"Yes: recursion and sum over paths {how}.",))


def _size(number: int) -> int:
    """The power of ten that a number reaches."""
    return len(str(number)) - 1


def _operations(count: Count) -> str:
    return (
        f"{_many(count.multiplications, 'multiplication')} and {_many(count.additions, 'addition')}"
    )


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}" if count else f"no {noun}s"
