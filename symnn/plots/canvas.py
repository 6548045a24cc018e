"""Figures without a window, and their bytes: the same ones for the same figure, every time.

Figures are made here and nowhere else, so that matplotlib is imported when there is something to
draw; its settings are put back after every picture, and those of who draws are not heeded.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from symnn.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from symnn.plots.theme import Theme

DOTS = 100
"""Pixels an inch: a figure of 16 by 9 inches has 1600 by 900."""
COLOURS = 256
TEXT, SMALL, TINY, TITLE, MATHS = 20, 18, 14, 26, 26
"""Sizes of letters in points, on a figure 16 inches wide."""
_SETTINGS: Any = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "mathtext.fontset": "cm",
    "svg.hashsalt": "symnn",
    "svg.fonttype": "path",
    "axes.unicode_minus": True,
    "pdf.compression": 6,
}
"""Fonts come with matplotlib; letters of an SVG are outlines, so that it needs none."""


@contextmanager
def house_style() -> Iterator[None]:
    """The settings under which everything is drawn and written.

    Raises:
        MissingExtraError: if matplotlib is not installed.
    """
    try:
        import matplotlib
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plots", "drawing pictures of training") from error
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Letters that the font has not are boxes in the picture, where everyone sees them.
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def figure(theme: Theme, width: float = 16, height: float = 9) -> Figure:
    """An empty figure; its size is in inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    drawn = Figure((width, height), dpi=DOTS, facecolor=theme.paper)
    FigureCanvasAgg(drawn)
    return drawn


def titled(drawn: Figure, title: str, left: float, room: float, theme: Theme) -> None:
    """Write a title; where it is too long its letters are smaller, and then its end is left out.

    Args:
        drawn: the figure.
        title: any text; its signs mean themselves.
        left: where it begins, as a share of the width.
        room: how long it may be, likewise.
        theme: the colours.
    """
    shown = drawn.text(left, 0.935, title, fontsize=TITLE, color=theme.ink, parse_math=False)

    def excess() -> float:
        return shown.get_window_extent().width / (room * drawn.bbox.width)

    size = TITLE / max(1, excess())
    shown.set_fontsize(max(SMALL, size))
    if size < SMALL:
        shown.set_text(f"{title[: int(len(title) / excess()) - 2]}…")


def png(drawn: Figure) -> bytes:
    """A figure as pixels, in few enough colours that a frame takes a third of the room."""
    from PIL import Image

    canvas: Any = drawn.canvas
    canvas.draw()
    whole = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    file = BytesIO()
    whole.convert("RGB").quantize(COLOURS).save(file, format="PNG")
    return file.getvalue()


def svg(drawn: Figure, title: str = "") -> bytes:
    """A figure as lines, with its name for those who don't see it, but neither date nor maker."""
    unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    file = BytesIO()
    about = {**unsaid, **({"Title": title} if title else {})}
    drawn.savefig(file, format="svg", metadata=about)
    return file.getvalue()


def pdf(figures: Iterable[Figure], title: str) -> bytes:
    """Figures as the pages of one document."""
    from matplotlib.backends.backend_pdf import PdfPages

    file = BytesIO()
    about = {"Title": title, "Creator": None, "Producer": None, "CreationDate": None}
    with PdfPages(file, metadata=about) as pages:
        for drawn in figures:
            pages.savefig(drawn)
    return file.getvalue()
