"""`symnn generate`: problem sets, with worked solutions and keys."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .options import engine_option
from .output import make_folder, write_file

if TYPE_CHECKING:
    from symnn.exercises.spec import Spec


@click.command("generate")
@click.argument("spec", required=False)
@click.option("--kind", help="Instead of a spec: one exercise of this kind.")
@click.option("--layers", help="Its widths, as in 2,2,2,1.")
@click.option("--activation", help="The activation of its hidden layers.")
@click.option("--versions", type=click.IntRange(1, 10_000), help="How many versions.")
@click.option("--seed", help="The key of all draws: the same seed gives the same bytes.")
@click.option("--to", default="tex,html,pdf", show_default=True, help="Endings of the sheets.")
@engine_option
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Workers.")
@click.option("-o", "--output", metavar="DIR", default="output", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing while working.")
def command(
    spec: str | None,
    kind: str | None,
    layers: str | None,
    activation: str | None,
    versions: int | None,
    seed: str | None,
    to: str,
    engine: str | None,
    jobs: int,
    output: str,
    quiet: bool,
) -> None:
    """Make the problem set that the file SPEC describes, or one exercise without a file.

    Problems go to DIR/students; solutions, exercise files, keys and the manifest to DIR/staff.

    \b
    symnn generate examples/lecture22.yaml -o out
    symnn generate --kind backprop --layers 2,2,2,1 --versions 3 --to html
    """
    from symnn.exercises.production import produce

    described = _spec(spec, {"kind": kind, "layers": layers, "activation": activation})
    described = replace(
        described,
        versions=versions or described.versions,
        seed=described.seed if seed is None else seed,
    )
    endings = [ending.strip().lstrip(".") for ending in to.split(",")]
    files = []
    for done, made in enumerate(produce(described, endings, jobs, engine), 1):
        files += made
        if not quiet and done <= described.versions and sys.stderr.isatty():
            click.echo(f"\r{done} of {described.versions} versions ", err=True, nl=False)
    for file in files:
        path = os.path.join(output, file.path)
        make_folder(os.path.dirname(path))
        write_file([file.content], path)
    if not quiet:
        click.echo(f"\r{len(files)} files in {output}", err=True)


def _spec(path: str | None, exercise: dict[str, str | None]) -> Spec:
    """The spec of a file, or of the one exercise that the options describe."""
    from symnn.errors import InputError
    from symnn.exercises.spec import one_exercise, read_spec
    from symnn.files import read

    told = {key: value for key, value in exercise.items() if value is not None}
    if path is not None and told:
        raise InputError(f"a spec and --{next(iter(told))}", expected="one of the two")
    if path is not None:
        return read_spec(read(path), os.path.dirname(path) or ".")
    if "kind" not in told:
        raise InputError("nothing to generate", expected="a SPEC, or --kind with --layers")
    return one_exercise(told)
