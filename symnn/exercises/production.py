"""A whole problem set: every version drawn, every file made, by one worker or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symnn.errors import InputError, Place, SymnnError, nearest
from symnn.exercises.parcels import Parcel, packed, unpacked
from symnn.exercises.problem_set import (
    File,
    Writers,
    collisions,
    each_version,
    set_files,
    version_files,
)
from symnn.exercises.sheets import Version, whose
from symnn.exercises.spec import Spec
from symnn.render.formats import FORMATS, by_engine

SHEETS = {"tex": "latex", "html": "html", "pdf": "pdf", "txt": "text", "md": "markdown"}
"""The endings that sheets can have, and the formats behind them."""


def produce(
    spec: Spec,
    endings: Sequence[str],
    jobs: int = 1,
    engine: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[list[File]]:
    """The files of a set: first those of each version in turn, then those it has once.

    Args:
        spec: the set.
        endings: names in `SHEETS`.
        jobs: how many processes share the work; the bytes do not depend on it.
        engine: what typesets PDF; None for the usual one.
        tell: called with what the author should know, such as students with the same numbers.

    Raises:
        InputError: if an ending is unknown, there are not enough different versions, or the name
            of a student can't be typeset.
        TexError: if the engine is not installed.
    """
    made_by = writers(endings, engine)
    versions: list[Version] = []
    sums: list[dict[str, str]] = []
    if jobs == 1:
        versions += each_version(spec)  # what can't be drawn is said before anything is made
        every: Iterator[list[File]] = (_files(one, made_by) for one in versions)
    else:
        every = _by_workers(spec, versions, endings, jobs, engine)
    for made in every:
        sums.append({file.path: file.sum for file in made})
        yield made
    alike = collisions(versions)
    for sentence in _remarks(spec, versions, alike):
        tell(sentence)
    yield set_files(spec, versions, sums, made_by, alike)


def _remarks(
    spec: Spec, versions: Sequence[Version], alike: Sequence[Sequence[Version]]
) -> Iterator[str]:
    """What an author should know of the versions."""
    close = [one.alike for one in versions if one.alike > spec.alike]
    if close:
        yield (
            f"{len(close):,} of {len(versions):,} versions share more than {spec.alike} of an "
            f"exercise's answers with another, at most {max(close)}"
        )
    for group in alike:
        yield f"the same numbers by chance: {', '.join(map(whose, group))}"


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


def _by_workers(
    spec: Spec,
    versions: list[Version],
    endings: Sequence[str],
    jobs: int,
    engine: str | None,
) -> Iterator[list[File]]:
    """The files of every version, made by others while we draw; `versions` grows meanwhile."""
    from multiprocessing import get_context

    failed: list[SymnnError] = []

    def drawn() -> Iterator[Parcel]:
        try:
            for one in each_version(spec):
                versions.append(one)
                yield packed(one)
        except SymnnError as error:  # raised where it is noticed, which is not in this thread
            failed.append(error)

    with get_context("spawn").Pool(jobs, _begin, (spec, tuple(endings), engine)) as pool:
        for made in pool.imap(_made, drawn()):
            if failed:
                break
            yield made
    if failed:
        raise failed[0]


_work: tuple[Spec, Writers]


def _begin(spec: Spec, endings: tuple[str, ...], engine: str | None) -> None:
    """What a worker knows from its start."""
    global _work
    _work = spec, writers(endings, engine)


def _made(parcel: Parcel) -> list[File]:
    spec, made_by = _work
    return _files(unpacked(spec, parcel), made_by)


def _files(one: Version, made_by: Writers) -> list[File]:
    """The files of a version; what goes wrong with a student's is said with the student's line."""
    try:
        return version_files(one, made_by)
    except InputError:
        raise
    except SymnnError as error:
        if one.student is None:
            raise
        raise InputError(f"a sheet that can't be made: {error}", one.student.place) from None
