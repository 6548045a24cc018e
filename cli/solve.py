"""`symnn solve`: every value and every gradient of a network, worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import (
    engine_option,
    form_option,
    method_option,
    number_options,
    of_option,
    only_option,
    output_options,
    steps_option,
)
from .output import Output

if TYPE_CHECKING:
    from symnn.evaluate.comparison import Comparison
    from symnn.evaluate.solution import Solution

DISAGREE = 1


@click.command("solve")
@click.argument("network")
@method_option("backprop")
@form_option
@only_option
@of_option
@steps_option
@number_options
@engine_option
@output_options
def command(
    network: str,
    method: str,
    written: str,
    only: tuple[str, ...],
    of: str | None,
    steps: int | None,
    decimals: int,
    output: Output,
) -> int:
    """Solve the network in the file NETWORK (YAML, JSON or TOML; - is stdin).

    Forward pass, output, loss, and every gradient, exact, with the law of each line; with `data`
    and a `loss` also the empirical risk, and with a `learning_rate` steps of gradient descent.
    What depends on unknown entries stays a formula.

    \b
    symnn solve net.yaml
    symnn solve net.yaml --method both
    symnn solve net.yaml --form matrix
    symnn solve net.yaml --only 'dH/dW1_*' --only H
    symnn solve net.yaml --numbers decimal --digits 4
    symnn solve net.yaml --steps 3
    symnn solve net.yaml -o solution.json
    """
    from symnn.api import solve

    solution = solve(network, only, of or "", steps)
    comparison = _compared(solution, method, output)
    if output.is_json:
        from symnn.render.json_solution import solution_json

        output.write(solution_json(solution, comparison, decimals))
    else:
        from symnn.documents import solution_document

        shown = method, decimals or None, comparison, output.is_page
        output.write_document(solution_document(solution, *shown, form=written))
    return 0 if comparison is None or comparison.agree else DISAGREE


def _compared(solution: Solution, method: str, output: Output) -> Comparison | None:
    """The two methods compared, if that was asked for, or costs a page little."""
    if method == "backprop" and output.is_json:
        return None
    from symnn.evaluate.comparison import compare, is_quick

    return compare(solution) if method != "backprop" or is_quick(solution.net) else None
