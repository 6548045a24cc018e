"""A whole problem set: every version drawn, every file made, by one worker or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from symnn.errors import InputError, Place, nearest
from symnn.exercises.problem_set import File, Writers, drawn_versions, set_files, version_files
from symnn.exercises.sheets import Version
from symnn.exercises.spec import Spec
from symnn.render.formats import FORMATS, by_engine

SHEETS = {"tex": "latex", "html": "html", "pdf": "pdf", "txt": "text", "md": "markdown"}
"""The endings that sheets can have, and the formats behind them."""


def produce(
    spec: Spec, endings: Sequence[str], jobs: int = 1, engine: str | None = None
) -> Iterator[list[File]]:
    """The files of a set: first those of each version in turn, then those it has once.

    Args:
        spec: the set.
        endings: names in `SHEETS`.
        jobs: how many processes share the work; the bytes do not depend on it.
        engine: what typesets PDF; None for the usual one.

    Raises:
        InputError: if an ending is unknown, or there are not enough different versions.
        TexError: if the engine is not installed.
    """
    made_by = writers(endings, engine)
    versions = drawn_versions(spec)
    files: list[File] = []
    for made in _each(versions, endings, jobs, engine):
        files += made
        yield made
    yield set_files(spec, versions, files, made_by)


def writers(endings: Sequence[str], engine: str | None = None) -> Writers:
    """What makes the sheets of these endings, PDF by that engine.

    Raises:
        InputError: if an ending is unknown, or there is an engine and no PDF.
        TexError: if the engine is not installed.
    """
    for ending in endings:
        if ending not in SHEETS:
            known = ", ".join(SHEETS)
            near = nearest(ending, SHEETS)
            raise InputError("no such kind of sheet", found=ending, expected=known, near=near)
    if engine is not None and "pdf" not in endings:
        expected = "pdf among the endings of --to"
        raise InputError("an engine and no PDF", Place("--engine"), ",".join(endings), expected)
    formats = {**SHEETS, "pdf": by_engine(engine)}
    return {ending: FORMATS[formats[ending]].make for ending in endings}


def _each(
    versions: Sequence[Version], endings: Sequence[str], jobs: int, engine: str | None
) -> Iterator[list[File]]:
    work = partial(_made, endings=tuple(endings), engine=engine)
    if jobs == 1:
        yield from map(work, versions)
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(work, versions)


def _made(version: Version, endings: tuple[str, ...], engine: str | None) -> list[File]:
    return version_files(version, writers(endings, engine))
