"""All pictures of a training, format by format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from symnn.plots.canvas import house_style, pdf, png, svg
from symnn.plots.curves import curves
from symnn.plots.films import gif, has_ffmpeg, mp4
from symnn.plots.frame import frame
from symnn.plots.player import player
from symnn.plots.scene import Scene

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from symnn.learning.training import Training
    from symnn.plots.theme import Theme

Files = Iterator[tuple[str, bytes]]
"""Files with their names below a folder."""


class Album:
    """The pictures of a training.

    Args:
        training: what is shown.
        theme: the colours; the page has those that its reader likes better.
    """

    def __init__(self, training: Training, theme: Theme) -> None:
        self.scene = Scene(training)
        self.theme = theme

    @cached_property
    def pixels(self) -> list[bytes]:
        """All frames as PNG, which films are made of."""
        return [self._drawn(png, moment) for moment in self._moments]

    @property
    def _moments(self) -> range:
        return range(len(self.scene.training.snapshots))

    def _drawn(self, write: Callable[[Figure], bytes], moment: int) -> bytes:
        with house_style():
            return write(frame(self.scene, moment, self.theme))

    def _curves(self, write: Callable[[Figure], bytes]) -> bytes:
        with house_style():
            return write(curves(self.scene, self.theme))

    def png(self) -> Files:
        """Each frame, and the curves."""
        for moment, picture in enumerate(self.pixels, 1):
            yield f"frames/{moment:04}.png", picture
        yield "curves.png", self._curves(png)

    def svg(self) -> Files:
        """The same as lines."""
        for moment in self._moments:
            told = ", ".join(self.scene.measures(self.scene.training.snapshots[moment]))
            write = partial(svg, title=f"{self.scene.training.plan.title}: {told}")
            yield f"frames/{moment + 1:04}.svg", self._drawn(write, moment)
        write = partial(svg, title=f"{self.scene.training.plan.title}: risk and accuracy")
        yield "curves.svg", self._curves(write)

    def pdf(self) -> Files:
        """The frames as pages of slides, and the curves as a page of their own."""
        title = self.scene.training.plan.title
        with house_style():
            pages = (frame(self.scene, moment, self.theme) for moment in self._moments)
            frames, both = pdf(pages, title), pdf([curves(self.scene, self.theme)], title)
        yield "frames.pdf", frames
        yield "curves.pdf", both

    def gif(self) -> Files:
        """The frames, one after the other."""
        yield "training.gif", gif(self.pixels)

    def mp4(self) -> Files:
        """The frames as a film, where there is ffmpeg."""
        if has_ffmpeg():
            yield "training.mp4", mp4(self.pixels)

    def html(self) -> Files:
        """The page with the slider."""
        yield "training.html", player(self.scene).encode()


FORMATS: dict[str, Callable[[Album], Files]] = {
    "html": Album.html,
    "gif": Album.gif,
    "png": Album.png,
    "svg": Album.svg,
    "pdf": Album.pdf,
    "mp4": Album.mp4,
}
"""What makes the files of each format, by its name."""
