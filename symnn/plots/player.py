"""A page that plays the frames: one HTML file that needs no network, with a slider."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from symnn.plots.canvas import figure, house_style
from symnn.plots.curves import CURVES
from symnn.plots.films import PACE
from symnn.plots.outlines import Outlines, outlines, still
from symnn.plots.panels import not_drawn, panels_of
from symnn.plots.theme import DARK, LIGHT, MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symnn.plots.panels import Panel
    from symnn.plots.scene import Scene

SIGNS = dict(zip(MARKS, "●▲■◆✚✖▼⬟◀★", strict=True))
"""The marks of the classes as characters, for the legend."""
_CURVE_SIZE = (7.2, 3.2)
_LEFT, _WIDTH = 0.19, 0.77
"""Where the axes of a curve begin, and how wide they are, as shares of its picture."""


def player(scene: Scene) -> str:
    """The page of a training: all its frames, and the curves of risk and accuracy."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    panels = panels_of(scene)
    drawn = [outlines(panel, f"p{number}-") for number, panel in enumerate(panels)]
    told, curves = _told(scene, panels), _curves(scene)
    stills = [curve for _, curve in curves]
    page = Environment(
        loader=PackageLoader("symnn.templates", "html"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("player.html.j2")
    return page.render(
        title=scene.training.plan.title,
        classes=_legend(scene),
        panels=list(zip(panels, drawn, strict=True)),
        not_drawn=not_drawn(scene),
        curves=curves,
        styles=[pair for each in (*drawn, *stills) for pair in each.styles.items()],
        moments=len(scene.training.snapshots),
        told=told[-1],
        light=LIGHT.colours,
        dark=DARK.colours,
        frames=_as_script({"pace": PACE, "told": told, "panels": _groups(drawn)}),
    )


def _legend(scene: Scene) -> list[tuple[str, str]]:
    """The sign and the name of each class."""
    return [(SIGNS[mark], name) for mark, name in zip(MARKS, scene.dataset.classes, strict=False)]


def _curves(scene: Scene) -> list[tuple[str, Outlines]]:
    """The curves, each with its heading."""
    found = []
    for number, (heading, draw) in enumerate(CURVES):
        with house_style():
            drawn = figure(LIGHT, *_CURVE_SIZE)
            draw(drawn.add_axes((_LEFT, 0.26, _WIDTH, 0.68)), scene, LIGHT)
            found.append((heading(scene), still(drawn, f"c{number}-", heading(scene))))
    return found


def _told(scene: Scene, panels: Sequence[Panel]) -> list[dict[str, Any]]:
    """What is said of each frame, and where it lies in the curves, in percent of their width."""
    last = scene.training.plan.epochs
    return [
        {
            "measures": scene.measures(snapshot),
            "panels": [panel.says(moment) for panel in panels],
            "at": round(100 * (_LEFT + _WIDTH * snapshot.epoch / last), 2),
        }
        for moment, snapshot in enumerate(scene.training.snapshots)
    ]


def _groups(drawn: list[Outlines]) -> list[dict[str, Any]]:
    return [{"groups": panel.groups, "frames": panel.frames} for panel in drawn]


def _as_script(data: dict[str, Any]) -> str:
    """JSON that stands in a page and ends no element of it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
