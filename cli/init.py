"""`symnn init`: a spec to start from."""

from __future__ import annotations

import os

import click

from .output import write

USUAL = ("forward", "backprop")


@click.command("init")
@click.argument("file", default="-")
@click.option(
    "--kind", "kinds", multiple=True, metavar="NAME",
    help="Of an exercise; repeatable.  [default: forward, backprop]",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(file: str, kinds: tuple[str, ...], force: bool) -> None:
    """Write a spec of a problem set to start from, with a remark on every key.

    FILE is where it goes; `-`, or nothing, is stdout. A file that is there is left as it is.

    \b
    symnn init exam.yaml
    symnn init exam.yaml --kind least-squares --kind backprop
    """
    from symnn.errors import InputError, Place
    from symnn.exercises.kinds import KINDS
    from symnn.exercises.starter import starter

    text = starter([KINDS[name] for name in kinds or USUAL])
    if file != "-" and os.path.exists(file) and not force:
        expected = "another name, or --force to write over it"
        raise InputError("a file is there already", Place(file), expected=expected)
    write([text], file)
