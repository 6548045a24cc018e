"""`symnn derive`: a network in symbols, by both methods."""

from __future__ import annotations

import click

from .options import (
    METHODS,
    engine_option,
    form_option,
    method_option,
    only_option,
    output_options,
)
from .output import Output

DISAGREE = 1


@click.command("derive")
@click.argument("shape")
@click.option("--activation", default="g", show_default=True, help="Of the hidden layers.")
@click.option("--output-activation", default="linear", show_default=True, help="Of layer L.")
@click.option("--loss", default=None, help="A loss, whose gradients are derived too.")
@click.option("--no-bias", is_flag=True, help="A network without biases.")
@method_option("both")
@form_option
@only_option
@engine_option
@output_options
def command(
    shape: str,
    activation: str,
    output_activation: str,
    loss: str | None,
    no_bias: bool,
    method: str,
    written: str,
    only: tuple[str, ...],
    output: Output,
) -> int:
    """Derive every z, a, H and gradient of a network of some SHAPE such as 2,3,1 in symbols.

    Gradients come by the backpropagation recursion and by the direct chain rule, the sum over all
    paths to the output; the two are compared as polynomials, or for large shapes at a random point.
    In matrix form only the recursion is written, unless the paths are asked for.

    \b
    symnn derive 2,3,1
    symnn derive 2,3,1 --form matrix
    symnn derive 2,2,2,1 --activation sigmoid --only dH/dW1_11
    symnn derive 784,128,64,10 --format json
    """
    from symnn.derive.agreement import agreement
    from symnn.network.build import network, widths_from

    assert method in METHODS
    net = network(
        widths_from(shape),
        activation=activation,
        output_activation=output_activation,
        biases=not no_bias,
        **({"loss": loss} if loss else {}),
    )
    compared = agreement(net)
    if output.is_json:
        from symnn.render.json_derivation import derivation_json

        output.write(derivation_json(net, compared, only))
    else:
        from symnn.documents import derivation_document

        if written == "matrix" and not _is_said("method"):
            method = "backprop"
        shown = method, only, compared, output.is_page, written
        output.write_document(derivation_document(net, *shown))
    return 0 if compared.agree else DISAGREE


def _is_said(option: str) -> bool:
    """Whether an option was given, and has not its value by default."""
    source = click.get_current_context().get_parameter_source(option)
    return source is not click.core.ParameterSource.DEFAULT
