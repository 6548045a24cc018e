"""`symnn preview`: a set at a glance, as one HTML page."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from .output import write

USUAL = 4


@click.command("preview")
@click.argument("spec")
@click.option("-n", "count", type=click.IntRange(1, 100), default=USUAL, show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write the page there, not to stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the result.")
def command(spec: str, count: int, output: str | None, quiet: bool) -> None:
    """Show the first versions of the set that SPEC describes beside each other.

    The page has the figures of their difficulty and which mistakes they show. It needs nothing
    else: no network, no script.

    \b
    symnn preview examples/lecture22.yaml -o preview.html
    """
    from symnn.exercises.preview import preview
    from symnn.exercises.spec import read_spec
    from symnn.files import read

    described = read_spec(read(spec), os.path.dirname(spec) or ".")
    write([preview(replace(described, versions=count, students=()))], output)
