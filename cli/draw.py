"""`symnn draw`: the diagram of a network."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from .options import of_option
from .output import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from symnn.documents.diagram import Diagram
    from symnn.network.model import Network

EMITTERS = {
    "text": ("symnn.render.diagram_text:text", (".txt", ".text")),
    "svg": ("symnn.render.diagram_svg:svg", (".svg",)),
    "tikz": ("symnn.render.diagram_tikz:tikz", (".tex", ".tikz")),
    "typst": ("symnn.render.diagram_typst:typst_diagram", (".typ",)),
}
"""What draws each format, and the endings of its files."""
_SHAPE = re.compile(r"[\d\s]+(,[\d\s]+)+")


@click.command("draw")
@click.argument("network")
@click.option("--values", is_flag=True, help="The number in every node (of the first sample).")
@click.option("--gradients", is_flag=True, help="The gradients, below the weights and nodes.")
@of_option
@click.option("--format", "form", type=click.Choice([*EMITTERS]), help="What to write.")
@click.option("-o", "--output", metavar="FILE", help="Write there; the ending says the format.")
@click.option("--plain", is_flag=True, help="Text without special characters.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the result.")
def command(
    network: str,
    values: bool,
    gradients: bool,
    of: str | None,
    form: str | None,
    output: str | None,
    plain: bool,
    quiet: bool,
) -> None:
    """Draw the network in the file NETWORK, or one of a shape such as 2,3,1.

    Weights and biases have the numbers of the file, unknown ones their names. Where there are more
    than 20 weights between two layers, they are left out; of large layers some nodes are drawn.

    \b
    symnn draw net.yaml
    symnn draw net.yaml --values --gradients -o net.svg
    symnn draw 2,3,1 --format tikz
    """
    from symnn.documents.diagram import diagram
    from symnn.evaluate.solution import Solution

    chosen = form or _by_ending(output)
    net = _network(network)
    drawn = diagram(net, Solution(net, of=of or ""), values, gradients)
    write([_emitted(drawn, chosen, plain)], output)


def _network(told: str) -> Network:
    from symnn.api import load, shape
    from symnn.network.build import widths_from

    if _SHAPE.fullmatch(told) and not os.path.exists(told):
        return shape(widths_from(told))
    return load(told)


def _by_ending(output: str | None) -> str:
    if not output or output == "-":
        return "text"
    ending = os.path.splitext(output)[1].lower()
    for form, (_, endings) in EMITTERS.items():
        if ending in endings:
            return form
    from symnn.errors import InputError, Place

    known = ", ".join(ending for _, endings in EMITTERS.values() for ending in endings)
    raise InputError(
        "an ending that says no format", Place(output), ending or "none", f"{known}, or --format"
    )


def _emitted(drawn: Diagram, form: str, plain: bool) -> str:
    module, _, function = EMITTERS[form][0].partition(":")
    emit: Callable[..., str] = getattr(import_module(module), function)
    if form != "text":
        return emit(drawn)
    from symnn.render.terminal import can_write

    return emit(drawn, not plain and can_write(sys.stdout.encoding))
