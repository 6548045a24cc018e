"""`symnn fit`: least squares by its normal equations and by gradient descent, worked."""

from __future__ import annotations

import json

import click

from .options import engine_option, number_options, output_options
from .output import Output


@click.command("fit")
@click.argument("file")
@click.option("--steps", metavar="K", help="Steps of gradient descent, in the place of the file's.")
@click.option("--learning-rate", metavar="NUMBER", help="Their learning rate; likewise.")
@number_options
@engine_option
@output_options
def command(
    file: str,
    steps: str | None,
    learning_rate: str | None,
    decimals: int,
    output: Output,
) -> None:
    """Fit a linear model to the data in FILE (YAML, JSON or TOML; - is stdin).

    The weights w with the least empirical risk for the square loss, by the normal equations, exact
    and with every row operation. FILE has `data`, points with x and y (a leading 1 is put before
    each x), or a matrix `design` that is used as it stands, with `y`. With a `learning_rate`, also
    `steps` (default 1) of gradient descent from `w0` (default zeros), over all samples, or over a
    `batch` of them or a list of batches taken in turn.

    \b
    symnn fit data.yaml
    symnn fit data.yaml --learning-rate 1/10 --steps 20
    symnn fit data.yaml --numbers decimal --digits 4
    symnn fit data.yaml --format json
    """
    from symnn.files import read, with_options
    from symnn.learning import read_fit

    problem = read_fit(with_options(read(file), steps=steps, learning_rate=learning_rate))
    if output.is_json:
        from symnn.render.json_fit import fit_json

        text = json.dumps(fit_json(problem, decimals), ensure_ascii=False, indent=2)
        output.write([text, "\n"])
    else:
        from symnn.documents.fit import fit_document

        output.write_document(fit_document(problem, decimals))
