"""The direct chain rule: gradients as sums over all paths to the output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.derive.chain_rule import chain_rule_formula, paths
from symnn.derive.path_counts import count_paths
from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Paragraph, Text
from symnn.documents.targets import by_biases, by_nodes, by_weights, some
from symnn.documents.worked import Worked, ending
from symnn.evaluate.value import Missing, Value
from symnn.formula import Sum, product
from symnn.quantities import Quantity, a, d, symbol, x, z

MOST_WRITTEN = 24
"""Paths above which a sum is not written out on a page."""
MOST_OF_ONE_WEIGHT = 8
"""Paths of the one weight that stands beside the recursion."""
MOST_LOOKED_AT = 1_000
"""Weights of a layer among which that one is looked for."""


def all_by_paths(worked: Worked, of: Quantity) -> Iterator[Block]:
    """Every gradient by a weight, bias or input as a sum over paths, from the last layer on.

    Those by z and a are only written where they were asked for.
    """
    net = worked.net
    blocks: list[Block] = []
    for layer in range(net.depth, 0, -1):
        groups = [
            lines for targets in _layer(worked, of, layer) for lines in _group(worked, targets)
        ]
        blocks += [Heading(3, (f"Layer {layer}",)), *groups] if groups else []
    inputs = _group(worked, by_nodes(net, 0, lambda j: d(of, x(j))))
    blocks += [Heading(3, ("The inputs",)), *inputs] if inputs else []
    if blocks:
        yield Heading(2, ("Chain rule: the gradient of ", of, " over all paths"))
        yield Paragraph(_explanation(of))
        yield from blocks


def _layer(worked: Worked, of: Quantity, layer: int) -> Iterator[Sequence[Quantity]]:
    net, asked = worked.net, worked.solution.goals.sample
    nodes = [*by_nodes(net, layer, lambda j: d(of, a(layer, j)))] if asked is not None else []
    nodes += [*by_nodes(net, layer, lambda j: d(of, z(layer, j)))] if asked is not None else []
    yield [node for node in nodes if node in (asked or ())]
    yield by_weights(net, layer, lambda q: d(of, q))
    yield by_biases(net, layer, lambda q: d(of, q))


def one_by_paths(worked: Worked, of: Quantity) -> Iterator[Block]:
    """One weight by its paths, beside the whole recursion of the first sample and output.

    It is the first with a number that is not 0, as far back as a few lines hold its paths.
    """
    weight = _chosen(worked, of)
    if weight is None or worked.shown is not None or not worked.is_first(of):
        return
    yield Heading(2, ("Once more, by paths: ", weight))
    yield Paragraph(_explanation(of))
    yield from _group(worked, [weight])


def _explanation(of: Quantity) -> Text:
    return (
        "Along each path from the parameter to ", of,
        " the local derivatives are multiplied; then the paths are summed.",
    )  # fmt: skip


def _group(worked: Worked, targets: Sequence[Quantity]) -> list[Lines]:
    return worked.group(targets, line=lambda target: path_line(worked, target))


def path_line(worked: Worked, target: Quantity) -> Line | None:
    """A gradient as the sum over its paths; None where a width on the way is unknown."""
    count = count_paths(worked.net, target)
    if count is None:
        return None
    formula = chain_rule_formula(worked.net, target, MOST_WRITTEN)
    links = worked.chain(target, formula) if formula else [_first_of_many(worked, target)]
    exactly = not any(link.relation == "≈" for link in links)
    links += ending(worked.number(target), exactly)
    return Line(target, tuple(links), (_counted(count),))


def _first_of_many(worked: Worked, target: Quantity) -> Link:
    """The first path and dots, of a sum that is too long to be written."""
    first = next(paths(worked.net, target))
    return Link("=", Sum((product(*first), symbol("..."))))


def _chosen(worked: Worked, of: Quantity) -> Quantity | None:
    net = worked.net
    for layer in range(1, net.depth + 1):
        gradients = by_weights(net, layer, lambda q: d(of, q))
        some_of_them = some(gradients, MOST_LOOKED_AT)
        count = count_paths(net, gradients[0]) if gradients else None
        if count is not None and count <= MOST_OF_ONE_WEIGHT:
            return min(some_of_them, key=lambda gradient: _rank(worked.value(gradient)))
    return None


def _rank(value: Value) -> int:
    """Numbers other than 0 first, then 0, then what is missing."""
    return 2 if isinstance(value, Missing) else int(value == 0)


def _counted(count: int) -> str:
    return "1 path" if count == 1 else f"{count:,} paths"
