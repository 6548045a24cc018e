"""The drawing in a worked solution: the network with the numbers that the solution is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from symnn.documents.diagram import Diagram, laid_out
from symnn.documents.diagram_facts import Facts
from symnn.documents.targets import by_nodes, by_weights
from symnn.documents.worked import Worked
from symnn.evaluate.value import Missing
from symnn.quantities import H, Quantity, d, x, z


def drawing(worked: Worked) -> Diagram:
    """The network with its weights, and with the values and gradients that are worked out.

    Of a network in symbols the drawing has names, and no gradients where none has a number; that
    of an overview has neither values nor gradients.
    """
    net, looked_at = worked.net, not worked.overview
    gradients = looked_at and any(any(_have_numbers(worked, top)) for top in worked.tops[:1])
    tops = worked.tops or tuple(net.outputs[:1]) or (H(),)
    return laid_out(Facts(replace(worked, tops=tops), looked_at, gradients))


def _have_numbers(worked: Worked, top: Quantity) -> Iterator[bool]:
    """Of each gradient that a drawing can show, whether it is known; not of those known for all.

    That of an output by its own z is 1 in any network whose output is linear.
    """
    net = worked.net
    shown: list[Quantity] = [*by_nodes(net, 0, x)]
    for layer in range(1, net.depth + 1):
        shown += by_nodes(net, layer, partial(z, layer)) if layer < net.depth else ()
        shown += by_weights(net, layer, lambda q: q)
    for gradient in (d(top, quantity) for quantity in shown):
        yield worked.wanted(gradient) and not isinstance(worked.number(gradient), Missing)
