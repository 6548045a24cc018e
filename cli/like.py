"""`symnn like`: siblings of an exercise that is there already."""

from __future__ import annotations

import click

from .generate import put
from .options import engine_option


@click.command("like")
@click.argument("exercise")
@click.option("-n", "count", type=click.IntRange(1, 10_000), default=10, show_default=True)
@click.option("--seed", default="0", show_default=True, help="The key of all draws.")
@click.option("--to", default="tex,html,pdf", show_default=True, help="Endings of the sheets.")
@engine_option
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Workers.")
@click.option("-o", "--output", metavar="DIR", default="output", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing while working.")
def command(
    exercise: str,
    count: int,
    seed: str,
    to: str,
    engine: str | None,
    jobs: int,
    output: str,
    quiet: bool,
) -> None:
    """Make siblings of the exercise, or the network, in the file EXERCISE.

    They have other numbers and are as hard: the same units are off in number, the same mistakes
    show, products, signs and digits agree within one. The files are those of `symnn generate`.

    \b
    symnn like examples/lecture22-backprop.yaml -n 20 -o siblings
    symnn like old-exam.yaml -n 3 --to pdf
    """
    from symnn.exercises.like import like_spec
    from symnn.exercises.production import produce
    from symnn.files import read

    spec = like_spec(read(exercise), count, seed)
    endings = [ending.strip().lstrip(".") for ending in to.split(",")]
    put(produce(spec, endings, jobs, engine), output, count, quiet)
