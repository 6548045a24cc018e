"""`symnn selftest`: tries a set on many seeds: keys, mistakes, accidents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from .options import output_options
from .output import Output

if TYPE_CHECKING:
    from symnn.exercises.selftest import Tested
    from symnn.exercises.spec import Spec

FAILED = 1


@click.command("selftest")
@click.argument("spec", required=False)
@click.option("--kind", help="Instead of a spec: one exercise of this kind.")
@click.option("--seeds", type=click.IntRange(1, 100_000), default=20, show_default=True)
@click.option("--versions", type=click.IntRange(2, 10_000), help="Draw so many of each, too.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes.", show_default=True)
@output_options
def command(
    spec: str | None,
    kind: str | None,
    seeds: int,
    versions: int | None,
    jobs: int,
    output: Output,
) -> int:
    """Try the set that SPEC describes on many seeds.

    Every exercise is drawn and written; its own key and the key as printed must get full marks,
    every mistake it is said to show must be refused, derivatives must be the same by the recursion,
    by paths and by differences, nothing may happen by accident. With --versions it is told how
    equally hard versions of one set are, and what they share. The exit status is 0 if and only if
    all is sound.

    \b
    symnn selftest examples/lecture22.yaml --seeds 100
    symnn selftest --kind backprop --seeds 1000 --jobs 2
    symnn selftest --kind backprop --versions 300
    """
    import json

    from symnn.exercises.selftest import selftest
    from symnn.exercises.selftest_report import selftest_document
    from symnn.exercises.selftest_versions import versions_of

    described = _described(spec, kind)
    found = []
    for tested in selftest(described, seeds, jobs=jobs):
        found.append(tested)
        if not output.quiet:
            click.echo(f"{tested.kind}: {tested.seeds} seeds", err=True)
    many = [] if versions is None else list(versions_of(described, versions))
    if output.is_json:
        output.write([json.dumps(list(map(_told, found)), indent=2) + "\n"])
    else:
        output.write_document(selftest_document(found, many))
    return 0 if all(tested.is_sound for tested in found) else FAILED


def _described(spec: str | None, kind: str | None) -> Spec:
    """The set that is to be tried: that of a file, or one exercise of a kind.

    Raises:
        InputError: if it is not exactly one of the two, or can't be used.
    """
    from symnn.errors import InputError
    from symnn.exercises.spec import one_exercise, read_spec
    from symnn.files import read

    if (spec is None) == (kind is None):
        raise InputError("what is to be tried", expected="a SPEC, or --kind")
    if spec is not None:
        return read_spec(read(spec), os.path.dirname(spec) or ".")
    return one_exercise({"kind": kind or ""})


def _told(tested: Tested) -> dict[str, object]:
    """What came of an exercise, for other programs."""
    return {
        "kind": tested.kind, "seeds": tested.seeds, "sound": tested.is_sound,
        "alike": tested.alike, "draws": tested.draws, "failures": tested.failures,
        "spread": tested.spread,
    }  # fmt: skip
