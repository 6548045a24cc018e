"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from .output import Output, chosen_format

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "latex", "typst", "html", "pdf", "markdown", "notebook", "json")
"""The formats there are; all but JSON stand with their endings in `symnn.render.formats`."""
ENGINES = ("typst", "pdflatex")
"""What typesets PDF; `symnn.render.formats` has them with the formats that they make."""
METHODS = ("backprop", "chain-rule", "both")
FORMS = ("scalar", "matrix", "both")
"""The forms of a worked solution, which stand in `symnn.documents.forms`."""
MOST_DIGITS = 1_000
MOST_STEPS = 100
"""Steps of gradient descent, as in `symnn.network.training`."""


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`, `-o`, `--width`, `--plain`, `--quiet`, as the one argument `output`.

    An `--engine`, where there is one, is part of it.
    """

    @wraps(command)
    def with_output(
        *,
        form: str | None,
        output: str | None,
        width: int | None,
        plain: bool,
        quiet: bool,
        engine: str | None = None,
        **others: Any,
    ) -> Any:
        chosen = chosen_format(form, output, engine)
        return command(output=Output(chosen, output, width, plain, quiet), **others)

    made = with_output
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="Print nothing but the result."),
        click.option("--plain", is_flag=True, help="Text without colour and special characters."),
        click.option("--width", type=click.IntRange(40, 1000), help="Columns of text output."),
        click.option(
            "-o", "--output", metavar="FILE", help="Write there; the ending says the format."
        ),
        click.option("--format", "form", type=click.Choice(FORMATS), help="What to write."),
    ):
        made = option(made)
    return made


def number_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--numbers` and `--digits`, as the one argument `decimals`, 0 for exact numbers."""

    @wraps(command)
    def with_decimals(*, numbers: str, digits: int, **others: Any) -> Any:
        return command(decimals=digits if numbers == "decimal" else 0, **others)

    made = with_decimals
    for option in (
        click.option(
            "--digits", type=click.IntRange(1, MOST_DIGITS), default=6, show_default=True,
            help="Significant digits of decimals, every one right.",
        ),
        click.option(
            "--numbers", type=click.Choice(["exact", "decimal"]), default="exact",
            show_default=True, help="Exact numbers and expressions, or decimals.",
        ),
    ):  # fmt: skip
        made = option(made)
    return made


def method_option(default: str) -> Callable[[F], F]:
    """`--method`."""
    return click.option(
        "--method", type=click.Choice(METHODS), default=default, show_default=True,
        help="Gradients by the recursion, by the sum over all paths, or by both, compared.",
    )  # fmt: skip


form_option = click.option(
    "--form", "written", type=click.Choice(FORMS), default="scalar", show_default=True,
    help="Single numbers, whole layers with vectors and matrices, or both. JSON has no forms.",
)  # fmt: skip
only_option = click.option(
    "--only", multiple=True, metavar="NAME",
    help="A plain name such as dH/dW1_11, or a glob such as 'dH/dW1_*'; repeatable. "
    "Nothing else is computed.",
)  # fmt: skip
of_option = click.option(
    "--of", type=click.Choice(["H", "L", "R"]), default=None, help="Gradients of this one only."
)
steps_option = click.option(
    "--steps", type=click.IntRange(1, MOST_STEPS), metavar="N",
    help="Make so many steps of gradient descent.  [default: as the file says, or one]",
)  # fmt: skip
engine_option = click.option(
    "--engine", type=click.Choice(ENGINES),
    help="What typesets PDF: typst, which comes along, or pdflatex.  [default: typst]",
)  # fmt: skip
