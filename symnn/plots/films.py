"""Frames as moving pictures: an animated GIF, and an MP4 where ffmpeg is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from symnn.errors import SymnnError, shortened

PACE = 200
"""Milliseconds of a frame."""
HOLD = 3000
"""Milliseconds of the last one, before a GIF begins anew."""
COLOURS = 64
"""Colours of a frame of a GIF: its areas have their own, and edges what is left."""
_FROM_FRAMES = (
    "-loglevel", "error", "-f", "image2pipe", "-c:v", "png", "-framerate",
    f"{1000 // PACE}", "-i", "-",
)  # fmt: skip
# One thread, and nothing of the encoder's name: the same bytes for the same frames.
_TO_FILM = (
    "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "18", "-threads", "1", "-map_metadata", "-1",
    "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart",
)  # fmt: skip


class FilmError(SymnnError):
    """ffmpeg is there, but makes no film."""


def gif(frames: Sequence[bytes]) -> bytes:
    """An animated GIF that begins anew after its last frame.

    Args:
        frames: pictures of the same size, as PNG.
    """
    from PIL import Image

    pictures = [Image.open(BytesIO(frame)).convert("RGB").quantize(COLOURS) for frame in frames]
    file = BytesIO()
    pictures[0].save(
        file, format="GIF", save_all=True, append_images=pictures[1:], loop=0,
        duration=[*[PACE] * (len(pictures) - 1), HOLD],
    )  # fmt: skip
    return file.getvalue()


def has_ffmpeg() -> bool:
    """Whether films can be made."""
    return shutil.which("ffmpeg") is not None


def mp4(frames: Sequence[bytes]) -> bytes:
    """The same as a film, which rests on its last frame.

    Args:
        frames: pictures of the same size, as PNG.

    Raises:
        FilmError: with what ffmpeg says, if it makes no film.
    """
    rest = [frames[-1]] * (HOLD // PACE - 1)
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder, "film.mp4")
        done = subprocess.run(
            ["ffmpeg", *_FROM_FRAMES, *_TO_FILM, str(film)],
            input=b"".join([*frames, *rest]),
            capture_output=True,
            timeout=600,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise FilmError(f"ffmpeg made no film: {shortened(said[-1] if said else 'no reason')}")
        return film.read_bytes()
