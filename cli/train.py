"""`symnn train`: a small network learns a representation, and how it does is shown."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from symnn.errors import InputError, MissingExtraError, nearest

from .output import write, write_document
from .staging import Staging

if TYPE_CHECKING:
    from symnn.learning.beside_torch import Comparison
    from symnn.learning.training import Training, Watch

PICTURES = ("html", "gif", "png", "svg", "pdf", "mp4")
"""The formats of pictures, which stand in `symnn.plots.album`."""
DIVERGED = 1


@click.command("train")
@click.argument("file")
@click.option("-o", "--output", metavar="FOLDER", help="Where curves, parameters and pictures go.")
@click.option(
    "--to",
    default="html,gif,png",
    show_default=True,
    help=f"Pictures, of {', '.join(PICTURES)}; '' for none.",
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--seed", help="The key of all draws, in the place of the file's.")
@click.option(
    "--with", "peer", type=click.Choice(["torch"]), help="Train it there, too, and compare."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Of the summary.",
)
@click.option("--width", type=click.IntRange(40, 1000), help="Columns of text output.")
@click.option("--plain", is_flag=True, help="Text without colour and special characters.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the result.")
def command(
    file: str,
    output: str | None,
    to: str,
    theme: str,
    seed: str | None,
    peer: str | None,
    form: str,
    width: int | None,
    plain: bool,
    quiet: bool,
) -> int:
    """Train the small network in FILE (YAML, JSON or TOML; - is stdin) on points in the plane.

    FILE is a network file with `data` (a shape such as spiral, a CSV file, or points), `epochs` and
    `seed`. The gradients are the laws of backpropagation read over arrays, in double precision.
    With -o, FOLDER gets curves.csv, parameters.json, trained.yaml (which `symnn solve` reads) and
    the pictures, all of them at the end or none. The exit status is 1 if training diverges.

    \b
    symnn train examples/train-demo.yaml -o demo
    symnn train examples/train-demo.yaml --with torch --format json
    """
    from symnn.files import read
    from symnn.learning.training import DivergedError, train
    from symnn.learning.training_file import read_training

    chosen = _needed(to if output else "", peer)
    plan = read_training(read(file), os.path.dirname(file) or ".", seed)
    try:
        with _watched(plan.epochs, quiet) as watch:
            training = train(plan, watch)
    except DivergedError as error:
        click.echo(f"symnn: {error}", err=True)
        return DIVERGED
    beside = _beside(training, peer)
    files = _keep(training, output, chosen, theme, quiet) if output else []
    if form == "json":
        from symnn.render.training_json import training_json

        told = training_json(training, beside, files)
        write([json.dumps(told, ensure_ascii=False, indent=2), "\n"], None)
    else:
        from symnn.documents.training import training_document

        write_document(training_document(training, beside), "text", None, width, plain)
    return 0


def _needed(to: str, peer: str | None) -> list[str]:
    """The formats of pictures, after a look for all libraries that will be needed.

    Raises:
        InputError: for a format that there is not.
        MissingExtraError: if a library is not installed.
    """
    chosen = _pictures(to)
    _need("numpy", "NumPy", "training")
    if peer == "torch":
        _need("torch", "PyTorch", "training beside PyTorch", "torch")
    return chosen


def _beside(training: Training, peer: str | None) -> Comparison | None:
    """The same training in PyTorch, if it was asked for."""
    if peer != "torch":
        return None
    from symnn.learning.beside_torch import compared

    return compared(training)


def _pictures(to: str) -> list[str]:
    """The formats of pictures that were asked for.

    Raises:
        InputError: for one that there is not.
        MissingExtraError: if matplotlib is not installed.
    """
    names = [name.strip() for name in to.split(",") if name.strip()]
    for name in names:
        if name not in PICTURES:
            raise InputError(
                "no such format of pictures", found=name, expected=", ".join(PICTURES),
                near=nearest(name, PICTURES),
            )  # fmt: skip
    if names:
        _need("matplotlib", "matplotlib", "drawing pictures of a training")
    return names


def _need(module: str, library: str, purpose: str, extra: str = "plots") -> None:
    """Say at once what would be missing at the end."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise MissingExtraError(library, extra, purpose)


@contextmanager
def _watched(epochs: int, quiet: bool) -> Iterator[Watch | None]:
    """What shows the progress on stderr, if there is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task, every = progress.add_task("", total=epochs), max(1, epochs // 200)

        def watch(epoch: int, risk: float, accuracy: float) -> None:
            if epoch % every == 0:
                told = f"epoch {epoch:,} of {epochs:,}, risk {risk:.4g}, accuracy {accuracy:.0%}"
                progress.update(task, completed=epoch, description=told)

        yield watch


def _keep(
    training: Training, folder: str, formats: list[str], theme: str, quiet: bool
) -> list[str]:
    """Put all files in their places, and say how many there are; their names below the folder."""
    from symnn.exercises.network_file import network_yaml
    from symnn.learning.training_record import curves_csv, parameters_json, trained_keys
    from symnn.plots import notes, pictures

    net = training.plan.net
    unknown = (None,) * net.depth
    with Staging(folder) as staging:
        staging.add("curves.csv", curves_csv(training).encode())
        staging.add("parameters.json", parameters_json(training).encode())
        shape = replace(net, W=unknown, b=unknown)
        staging.add("trained.yaml", network_yaml(shape, trained_keys(training)).encode())
        for name, content in pictures(training, formats, theme):
            staging.add(name, content)
            if not quiet and sys.stderr.isatty():
                click.echo(f"\r{len(staging.paths)} files ", err=True, nl=False)
        staging.commit()
    if not quiet:
        click.echo(
            f"{chr(13) * sys.stderr.isatty()}{len(staging.paths)} files in {folder}", err=True
        )
        for sentence in filter(None, [staging.left("training"), *notes(training, formats)]):
            click.echo(sentence, err=True)
    return staging.paths
