"""Pictures of a training: frames, films, a page that plays them, curves of risk and accuracy.

The same training gives the same bytes with the same versions of matplotlib and Pillow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from symnn.errors import InputError, nearest
from symnn.plots.album import FORMATS, Album
from symnn.plots.films import has_ffmpeg
from symnn.plots.panels import not_drawn
from symnn.plots.scene import MOST_POINTS, Scene, flat
from symnn.plots.theme import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from symnn.learning.training import Training

__all__ = ["FORMATS", "THEMES", "notes", "pictures", "write_all"]


def pictures(
    training: Training, formats: Iterable[str] = FORMATS, theme: str = "light"
) -> Iterator[tuple[str, bytes]]:
    """The files of a training, as names below a folder and contents.

    `frames/0001.png` ... and `curves.png`, likewise `.svg`; `frames.pdf` and `curves.pdf`;
    `training.html`, `training.gif`, and `training.mp4` if ffmpeg is installed.

    Args:
        training: what is shown.
        formats: which formats, some of `FORMATS`.
        theme: one of `THEMES`; the page has both, by what its reader likes better.

    Raises:
        InputError: for the name of a format or theme that there is not.
        MissingExtraError: if matplotlib is not installed.
    """
    chosen = tuple(dict.fromkeys(formats))
    _check("format of pictures", chosen, FORMATS)
    _check("theme", [theme], THEMES)
    album = Album(training, THEMES[theme])
    for name in chosen:
        yield from FORMATS[name](album)


def write_all(
    training: Training, folder: Path, formats: Iterable[str] = FORMATS, theme: str = "light"
) -> list[Path]:
    """Write the files of `pictures` into a folder, which is made if it is not there.

    Raises:
        InputError: for the name of a format or theme that there is not.
        MissingExtraError: if matplotlib is not installed.
        OSError: if a file can't be written.
    """
    written = []
    for name, content in pictures(training, formats, theme):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


def notes(training: Training, formats: Collection[str] = FORMATS) -> list[str]:
    """What the pictures don't show, and why: sentences for the person who makes them.

    There are none of no pictures.
    """
    if not formats:
        return []
    points = len(training.plan.dataset.y)
    told = {
        "no film (mp4) is made: ffmpeg is not installed": "mp4" in formats and not has_ffmpeg(),
        not_drawn(Scene(training)): True,
        f"{MOST_POINTS} of {points:,} points are drawn": points > MOST_POINTS,
        flat(training.plan.dataset.X): True,
    }
    return [sentence for sentence, holds in told.items() if sentence and holds]


def _check(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise InputError(
                f"no such {what}", found=name, expected=", ".join(known), near=nearest(name, known)
            )
