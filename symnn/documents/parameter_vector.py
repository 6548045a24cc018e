"""The parameter vector: its order, a step of it as a whole, and what is unpacked from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from symnn.documents.blocks import (
    Block,
    Heading,
    Inline,
    Line,
    Lines,
    Link,
    Paragraph,
    TableBlock,
    Text,
    Vector,
)
from symnn.documents.laws import LAMBDA
from symnn.documents.listing import listed
from symnn.documents.network import MOST_IN_A_VECTOR, cell, drawn, row
from symnn.documents.targets import by_biases, some
from symnn.documents.worked import MOST_IN_AN_OVERVIEW, Worked
from symnn.formula import Product, difference
from symnn.network.model import Network
from symnn.network.packing import blocks, in_order
from symnn.quantities import L, Quantity, R, W, d, new, w

MOST_PARAMETERS = 20_000
"""Parameters above which nothing is said of their vector."""
MOST_SAMPLES_BESIDE = 4
"""Samples whose gradients stand beside each other in a table."""
_WORDS = {"rows": "row by row", "columns": "column by column"}


def parameter_vector(worked: Worked, unpacks: bool = True) -> Iterator[Block]:
    """The step of the parameter vector; nothing if no step is made or only a part is asked for.

    Args:
        worked: the whole data.
        unpacks: whether the new parameters are shown as matrices, too.
    """
    net = worked.net
    if not makes_a_step(net) or (net.parameters or 0) > MOST_PARAMETERS:
        return
    if not all(worked.wanted(new(q)) for q in moved(net)):
        return
    yield Heading(2, ("The parameter vector",))
    yield Paragraph((_order(net),))
    if is_short(worked):
        yield Lines((Line(w(), (Link("=", Vector((*moved(net),))),)),))
    else:
        yield blocks_table(_trained(net))
    yield law("1")
    yield from step_blocks(worked, 1, lambda q: cell(worked, q))
    if unpacks:
        yield from unpacked(worked, Paragraph(("Unpacked again in the same order:",)))


def makes_a_step(net: Network) -> bool:
    """Whether the parameters are moved at all."""
    return net.learning_rate is not None and L in net.differentiated and None not in net.widths


def moved(net: Network) -> list[Quantity]:
    """The parameters in their order, without biases that are kept."""
    return in_order(_trained(net))


def is_short(worked: Worked) -> bool:
    """Whether every entry of the vector is shown."""
    return not worked.overview and len(moved(worked.net)) <= MOST_IN_A_VECTOR


def order_of(net: Network, order: str = "rows") -> str:
    """The order of the parameters in words."""
    then = ", then its biases" if net.biased else ""
    return f"layer after layer, in each layer first its weights {_WORDS[order]}{then}"


def blocks_table(net: Network, order: str = "rows") -> TableBlock:
    """The blocks of the vector, and where they stand in it, counted from 1."""
    rows, begin = list[tuple[Text, ...]](), 1
    for block in blocks(net, order):
        end = begin + len(block) - 1
        entries = listed(block) if len(block) < 3 else (block[0], ", ..., ", block[-1])
        name = Quantity(block[0].kind, block[0].layer)
        rows.append(((name,), (str(begin),), (str(end),), entries))
        begin = end + 1
    header = (("block",), ("from",), ("to",), ("entries",))
    return TableBlock(header, tuple(rows), frozenset([1, 2]))


def law(after: str, before: str = "0") -> Lines:
    """The step of the whole vector in letters."""
    step = difference(w(before), Product((LAMBDA, d(R, w(before)))))
    return Lines((Line(w(after), (Link("=", step),)),))


def step_blocks(worked: Worked, step: int, before: Callable[[Quantity], Inline]) -> Iterator[Block]:
    """The vectors of a step: before it, the gradients, after it.

    Args:
        worked: the step.
        step: its number.
        before: what is written for a parameter before the step.
    """
    start, end = w(str(step - 1)), w(str(step))
    columns: list[tuple[Quantity, Callable[[Quantity], Inline]]] = [(start, before)]
    columns += _of_samples(worked)
    columns.append((d(R, w()), lambda q: cell(worked, d(R, q))))
    columns.append((end, lambda q: cell(worked, new(q))))
    entries = moved(worked.net)
    if is_short(worked):
        header: tuple[Text, ...] = (("entry",), *((name,) for name, _ in columns))
        rows = tuple(((q,), *((entry(q),) for _, entry in columns)) for q in entries)
        yield TableBlock(header, rows, frozenset(range(1, len(header))))
        return
    yield Lines(tuple(Line(name, (Link("=", _elided(entries, of)),)) for name, of in columns))


def unpacked(worked: Worked, lead: Block) -> Iterator[Block]:
    """The parameters after a step, as matrices and vectors; nothing where all are too large.

    Args:
        worked: the step.
        lead: what stands above them.
    """
    net = worked.net
    layers = range(1, net.depth + 1)
    blocks: list[Block] = []
    blocks += drawn(worked, layers, lambda n, i, j: new(W(n, i, j)), new(Quantity("W")))
    biases = {n: [*by_biases(net, n, new)] for n in layers if net.train_biases != "false"}
    lines = [
        row(worked, new(Quantity("b", n)), targets)
        for n, targets in biases.items()
        if 0 < len(targets) <= MOST_IN_A_VECTOR
    ]
    blocks += [Lines(tuple(lines))] if lines else []
    yield from [lead, *blocks] if blocks else []


def _trained(net: Network) -> Network:
    """The network without biases, if these are kept."""
    return replace(net, biased=False) if net.train_biases == "false" else net


def _order(net: Network) -> str:
    trained = _trained(net)
    what = "All weights and biases" if trained.biased else "All weights"
    kept = " The biases are kept, so they are not in it." * (net.biased and not trained.biased)
    return f"{what} in one vector, {order_of(trained)}.{kept}"


def _of_samples(worked: Worked) -> list[tuple[Quantity, Callable[[Quantity], Inline]]]:
    """The gradients of the samples that the risk is the mean of, if these are few."""
    batch = worked.net.batch
    if not 1 < len(batch) <= MOST_SAMPLES_BESIDE:
        return []
    each = [replace(worked, sample=sample) for sample in batch]
    return [
        (d(L, w()).at(one.sample), lambda q, one=one: cell(one, d(L, q)))  # type: ignore[misc]
        for one in each
    ]


def _elided(entries: Sequence[Quantity], of: Callable[[Quantity], Inline]) -> Vector:
    """A vector of which only the first entries and the last are written."""
    *first, last = some(entries, MOST_IN_AN_OVERVIEW)
    return Vector((*map(of, first), "...", of(last)))
