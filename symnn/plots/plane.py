"""Pictures in the plane: the input space, and the space of two nodes of a hidden layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symnn.learning.regions import is_straight, leads, leads_behind
from symnn.plots.canvas import MATHS, SMALL, TINY
from symnn.plots.scene import MESH
from symnn.plots.theme import MARKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from symnn.learning.training import Snapshot
    from symnn.plots.scene import Box, Mesh, Scene
    from symnn.plots.theme import Theme

STRAIGHT = 60
"""Points of a mesh along each axis where boundaries are straight: more would tell no more."""
DOT = 10
"""Diameter of a point of the data, in points of print."""


def input_plane(axes: Axes, scene: Scene, snapshot: Snapshot, theme: Theme) -> None:
    """The data in input space, with the regions of the classes and the decision boundary."""
    box = scene.input_box
    mesh = box.mesh()
    _regions(axes, mesh, leads(scene.training, snapshot, mesh.points), theme)
    _net(axes, box.net(), theme)
    data(axes, scene.X, scene.y, theme)
    _finish(axes, box, ("$x_1$", "$x_2$"), theme)


def hidden_plane(axes: Axes, scene: Scene, snapshot: Snapshot, theme: Theme) -> None:
    """The same data where the last hidden layer takes it, with the line of the output layer.

    The net is that of the input panel, bent by the layers.
    """
    box = scene.hidden_box
    mesh = box.mesh(STRAIGHT if is_straight(scene.training) else MESH)
    _regions(axes, mesh, leads_behind(scene.training, snapshot, mesh.points), theme)
    _net(axes, (scene.represented(snapshot, line) for line in scene.input_box.net()), theme)
    data(axes, scene.represented(snapshot, scene.X), scene.y, theme)
    _finish(axes, box, feature_names(scene), theme)


def feature_names(scene: Scene) -> tuple[str, ...]:
    """What the output layer sees, as mathematics: a₁⁽³⁾, a₂⁽³⁾, ..., or φ₁, φ₂, ..."""
    layer = scene.last_hidden
    name = f"a_{{}}^{{{{({layer})}}}}" if layer else "\\phi_{}"
    return tuple(f"${name.format(node)}$" for node in range(1, scene.features + 1))


def data(axes: Any, points: NDArray[Any], classes: NDArray[Any], theme: Theme) -> None:
    """Points in the colour and form of their classes, on axes of two or three dimensions."""
    for label, (mark, colour) in enumerate(zip(MARKS, theme.classes, strict=True)):
        chosen = points[classes == label]
        if len(chosen):
            axes.plot(
                *chosen.T, mark, color=colour, markersize=DOT, zorder=5,
                markeredgecolor=theme.paper, markeredgewidth=0.8,
            )  # fmt: skip


def _regions(axes: Axes, mesh: Mesh, lead: NDArray[Any], theme: Theme) -> None:
    """The region of each class: that of the first is the ground, and the others lie on it.

    Where a feature is not defined there is no class, and bare paper.
    """
    from numpy.ma import masked_invalid

    leads = masked_invalid(lead)
    grounded = not leads.mask.any()
    axes.set_facecolor(theme.tints[0] if grounded else theme.paper)
    for label in range(grounded, lead.shape[1]):
        rows = mesh.rows(leads[:, label])
        if rows.max() > 0:
            axes.contourf(mesh.x, mesh.y, rows, levels=[0, rows.max()], colors=[theme.tints[label]])
        if label and rows.min() < 0 < rows.max():
            axes.contour(mesh.x, mesh.y, rows, levels=[0], colors=[theme.ink], linewidths=3)


def _net(axes: Axes, lines: Any, theme: Theme) -> None:
    for line in lines:
        axes.plot(*line.T, color=theme.net, linewidth=1.1, alpha=0.55, zorder=1.5)


def _finish(axes: Axes, box: Box, names: tuple[str, ...], theme: Theme) -> None:
    """Axes, their numbers and their letters."""
    (left, right), (bottom, top) = box.sides
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_aspect("equal")
    axes.locator_params(nbins=5)
    axes.tick_params(colors=theme.muted, labelsize=SMALL, length=0, pad=8)
    # What all numbers are multiplied by stands beside the heading, not on it.
    axes.yaxis.get_offset_text().set(x=-0.02, ha="right", va="center", fontsize=TINY)
    axes.set_xlabel(names[0], fontsize=MATHS, color=theme.ink, labelpad=4)
    axes.set_ylabel(
        names[1], fontsize=MATHS, color=theme.ink, rotation=0, labelpad=6, ha="right", va="center"
    )
    for spine in axes.spines.values():
        spine.set_color(theme.rule)
