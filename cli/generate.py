"""`symnn generate`: problem sets, with worked solutions and keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .options import engine_option
from .staging import Staging

if TYPE_CHECKING:
    from symnn.exercises.problem_set import File
    from symnn.exercises.spec import Spec


@click.command("generate")
@click.argument("spec", required=False)
@click.option("--kind", help="Instead of a spec: one exercise of this kind.")
@click.option("--layers", help="Its widths, as in 2,2,2,1.")
@click.option("--activation", help="The activation of its hidden layers.")
@click.option("--versions", type=click.IntRange(1, 10_000), help="How many versions.")
@click.option("--roster", metavar="FILE", help="CSV with id,name: a version for each student.")
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
    roster: str | None,
    seed: str | None,
    to: str,
    engine: str | None,
    jobs: int,
    output: str,
    quiet: bool,
) -> None:
    """Make the problem set that the file SPEC describes, or one exercise without a file.

    Problems go to DIR/students; solutions, exercise files, keys and the manifest to DIR/staff. All
    files are put in place at the end, or none. A student's numbers depend on the seed, course,
    title, exercise and the student's id alone.

    \b
    symnn generate examples/lecture22.yaml -o out
    symnn generate --kind backprop --layers 2,2,2,1 --versions 3 --to html
    symnn generate homework.yaml --roster students.csv --jobs 2 -o out
    """
    from symnn.exercises.production import produce

    described = _spec(spec, {"kind": kind, "layers": layers, "activation": activation})
    described = _for_whom(described, versions, roster)
    described = replace(described, seed=described.seed if seed is None else seed)
    endings = [ending.strip().lstrip(".") for ending in to.split(",")]

    def tell(sentence: str) -> None:
        if not quiet:
            click.echo(sentence, err=True)

    made = produce(described, endings, jobs, engine, tell)
    put(made, output, described.versions, quiet)


def put(made: Iterable[list[File]], output: str, versions: int, quiet: bool) -> None:
    """Put all files in their places, and say how many there are."""
    shows = not quiet and sys.stderr.isatty()
    with Staging(output) as staging:
        for done, files in enumerate(made, 1):
            for file in files:
                staging.add(file.path, file.content)
            if shows and done <= versions:
                click.echo(f"\r{done} of {versions} versions ", err=True, nl=False)
        staging.commit()
    if quiet:
        return
    click.echo(f"{chr(13) * shows}{len(staging.paths):,} files in {output}", err=True)
    if left := staging.left("set"):
        click.echo(left, err=True)


def _for_whom(spec: Spec, versions: int | None, roster: str | None) -> Spec:
    """The spec with what the options say about its versions."""
    from symnn.errors import InputError
    from symnn.exercises.roster import read_roster

    if versions and roster:
        raise InputError("--versions and --roster", expected="one of the two")
    if roster:
        return spec.for_students(read_roster(roster))
    if versions:
        return replace(spec, versions=versions, students=())
    return spec


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
