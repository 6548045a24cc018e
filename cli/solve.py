"""`symnn solve`: every value and every gradient of a network, worked."""

from __future__ import annotations

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
from .output import chosen_format, is_page, write, write_document

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
    numbers: str,
    digits: int,
    form: str | None,
    output: str | None,
    engine: str | None,
    width: int | None,
    plain: bool,
    quiet: bool,
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

    chosen = chosen_format(form, output, engine)
    solution = solve(network, only, of or "", steps)
    comparison = None
    if method != "backprop" or chosen != "json":
        from symnn.evaluate.comparison import compare, is_quick

        asked = method != "backprop"
        comparison = compare(solution) if asked or is_quick(solution.net) else None
    decimals = digits if numbers == "decimal" else 0
    if chosen == "json":
        from symnn.render.json_solution import solution_json

        write(solution_json(solution, comparison, decimals), output)
    else:
        from symnn.documents import solution_document

        drawn = is_page(chosen, output)
        document = solution_document(
            solution, method, decimals or None, comparison, drawn, form=written
        )
        write_document(document, chosen, output, width, plain)
    return 0 if comparison is None or comparison.agree else DISAGREE
