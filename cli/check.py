"""`symnn check`: marks one person's hand computation."""

from __future__ import annotations

import click

from .options import output_options
from .output import Output

NOT_ALL_RIGHT = 1


@click.command("check")
@click.argument("network")
@click.argument("answers", required=False)
@click.option("--ask", is_flag=True, help="Ask for the answers one by one, with hints.")
@click.option(
    "--only", multiple=True, metavar="NAME",
    help="What is asked for: a plain name or a glob such as 'dH/dW1_*'; repeatable.",
)  # fmt: skip
@click.option(
    "--policy", metavar="NAME",
    help="How points are given: follow-through (default), reduced, lenient or strict.",
)  # fmt: skip
@output_options
def command(
    network: str,
    answers: str | None,
    ask: bool,
    only: tuple[str, ...],
    policy: str | None,
    output: Output,
) -> int:
    """Mark the ANSWERS that a person gave on NETWORK: which line is wrong, and why.

    NETWORK is a network file, or an exercise file of `symnn generate`. ANSWERS has names with
    values (YAML, JSON, TOML, or CSV with one row): numbers, fractions, decimals, expressions,
    formulas. Every line is judged by the person's own earlier values, so an error counts once.

    The exit status is 0 if and only if all answers are right.

    \b
    symnn check net.yaml answers.yaml
    symnn check net.yaml answers.yaml --format json
    symnn check --ask net.yaml --only 'z*' --only H
    """
    from symnn.errors import InputError
    from symnn.marking.check import check, document, read_answers
    from symnn.marking.task import read_task

    if network == answers == "-":
        raise InputError("both files on stdin", expected="at most one `-`")
    task = read_task(network, only)
    if ask:
        from .check_ask import asked

        answered = asked(task, output.plain, output.width)
    elif answers is None:
        raise InputError("no answers", expected="a file with ANSWERS, or --ask")
    else:
        answered = read_answers(answers, task)
    result = check(task, answered, policy)
    if output.is_json:
        from symnn.marking.marks_json import marks_json

        output.write([marks_json(result)])
    else:
        output.write_document(document(result, tells_all=not ask))
    return 0 if result.is_right else NOT_ALL_RIGHT
