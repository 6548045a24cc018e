"""A frame: the panels of a training side by side at one moment, with its measures above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symnn.plots.canvas import SMALL, TEXT, figure, titled
from symnn.plots.panels import not_drawn, panels_of
from symnn.plots.theme import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from symnn.learning.training import Snapshot
    from symnn.plots.panels import Panel
    from symnn.plots.scene import Scene
    from symnn.plots.theme import Theme

WIDE, HIGH = 16, 9
PLACES = (0.08, 0.59)
"""Where panels begin, as shares of the figure's width."""
BOTTOM, SIDE = 0.12, 0.39
"""Where they begin, as a share of its height; how wide they are, as one of its width."""
MEASURE = 0.155
"""Room for each of the measures beside the title, as a share of the width."""
HEAD = 0.832
"""Where its heading is, as a share of the height."""
ALONE = (7.2, 6.9)
"""The size of a panel by itself, in inches."""
ROW = 80
"""Letters of all names of classes together."""


def frame(scene: Scene, moment: int, theme: Theme) -> Figure:
    """The frame of a snapshot, by its number, 16 by 9."""
    drawn = figure(theme, WIDE, HIGH)
    panels = panels_of(scene)
    for left, panel in zip(PLACES, panels, strict=False):
        panel.on(_axes(drawn, panel, (left, BOTTOM, SIDE, SIDE * WIDE / HIGH)), moment, theme)
        _head(drawn, panel, left, moment, theme)
    legend(drawn, scene, theme)
    if len(panels) == 1:
        drawn.text(PLACES[1], 0.5, not_drawn(scene), fontsize=TEXT, color=theme.ink, wrap=True)
    _title(drawn, scene, scene.training.snapshots[moment], theme)
    return drawn


def _head(drawn: Figure, panel: Panel, left: float, moment: int, theme: Theme) -> None:
    """What stands above a panel."""
    drawn.text(left, HEAD, panel.heading, fontsize=TEXT, color=theme.ink)
    drawn.text(left + SIDE, HEAD, panel.says(moment), fontsize=SMALL, color=theme.ink, ha="right")


def panel_figure(panel: Panel, moment: int, theme: Theme) -> Figure:
    """A panel of a snapshot by itself, without its heading; large enough for a page."""
    drawn = figure(theme, *ALONE)
    panel.on(_axes(drawn, panel, (0.19, 0.15, 0.79, 0.83)), moment, theme)
    return drawn


def _axes(drawn: Figure, panel: Panel, place: tuple[float, float, float, float]) -> Any:
    """Empty axes; in space their letters lie within `place`, in the plane to the left and below."""
    if panel.projection is None:
        return drawn.add_axes(place)
    left, bottom, width, height = place
    return drawn.add_axes((left - 0.02, bottom - 0.05, width, height), projection=panel.projection)


def legend(drawn: Figure, scene: Scene, theme: Theme) -> None:
    """Which mark is which class, in a row below the title."""
    from matplotlib.lines import Line2D

    names = scene.dataset.classes
    most = ROW // len(names)
    marks = [
        Line2D(
            [], [], linestyle="", marker=mark, color=colour, markersize=11, label=_cut(name, most)
        )
        for mark, colour, name in zip(MARKS, theme.classes, names, strict=False)
    ]
    shown = drawn.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(PLACES[0], 0.885), ncols=len(names),
        frameon=False, fontsize=SMALL, handletextpad=0.1, columnspacing=1, borderpad=0,
        borderaxespad=0, labelcolor=theme.ink,
    )  # fmt: skip
    for text in shown.get_texts():
        text.set_parse_math(False)


def _cut(name: str, most: int) -> str:
    return f"y = {name if len(name) <= most else name[: most - 1] + '…'}"


def _title(drawn: Figure, scene: Scene, snapshot: Snapshot, theme: Theme) -> None:
    left, right = PLACES[0], PLACES[1] + SIDE
    told = scene.measures(snapshot)
    titled(drawn, scene.training.plan.title, left, right - left - MEASURE * len(told), theme)
    drawn.text(right, 0.935, "   ".join(told), fontsize=TEXT, color=theme.ink, ha="right")
