"""The space of three features: the sheet into which the plane is bent, the data, the cutting plane.

Sheet and plane go through each other. Both are drawn as one collection of small faces, which are
sorted by their distance from the eye, so that each hides what lies behind it.
"""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any

from symnn.learning.regions import is_straight, leads, leads_behind
from symnn.plots.canvas import MATHS, SMALL
from symnn.plots.plane import data, feature_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from symnn.learning.training import Snapshot
    from symnn.plots.scene import Box, Scene
    from symnn.plots.theme import Theme

FACES = 24
"""Faces of the sheet along each axis of the input space."""
RINGS, SECTORS = 8, 36
"""Faces of the plane, from its middle outwards and around it."""
ELEVATION, AZIMUTH = 22, 32
"""Where the eye is, in degrees."""
_EDGES = [(a, b) for a, b in combinations(range(8), 2) if (a ^ b).bit_count() == 1]
"""The edges of a box, as pairs of its corners; the bits of a corner say on which sides it lies."""


def hidden_space(axes: Any, scene: Scene, snapshot: Snapshot, theme: Theme) -> None:
    """The data on the sheet, in the space of the last hidden layer, with the output's plane."""
    from mpl_toolkits.mplot3d.art3d import Poly3DCollection

    sheet, colours = _sheet(scene, snapshot, theme)
    plane = _plane(scene, snapshot)
    colours += [theme.ink + "38"] * len(plane)
    edges = [theme.net] * len(sheet) + ["none"] * len(plane)
    faces = Poly3DCollection(
        [*sheet, *plane], facecolors=colours, edgecolors=edges, linewidths=0.5, zsort="average"
    )
    axes.computed_zorder = False
    axes.add_collection3d(faces)
    data(axes, scene.represented(snapshot, scene.X), scene.y, theme)
    _finish(axes, scene.hidden_box, feature_names(scene), theme)


def _sheet(scene: Scene, snapshot: Snapshot, theme: Theme) -> tuple[list[NDArray[Any]], list[str]]:
    """The faces of the sheet, 4 corners by 3, each in the tint of the class in its middle."""
    mesh = scene.input_box.mesh(FACES + 1)
    corners = scene.represented(snapshot, mesh.points).reshape(FACES + 1, FACES + 1, 3)
    points = mesh.points.reshape(FACES + 1, FACES + 1, 2)
    middles = (points[:-1, :-1] + points[1:, 1:]).reshape(-1, 2) / 2
    classes = leads(scene.training, snapshot, middles).argmax(axis=1)
    faces = [
        (corners[[i, i, i + 1, i + 1], [j, j + 1, j + 1, j]], theme.tints[label] + "d0")
        for (i, j), label in zip(product(range(FACES), repeat=2), classes, strict=True)
    ]
    seen = [face for face in faces if _within(scene.hidden_box, face[0])]
    return [corners for corners, _ in seen], [colour for _, colour in seen]


def _within(box: Box, corners: NDArray[Any]) -> bool:
    """Whether the middle of a face lies in a box; no face without numbers does."""
    low, high = zip(*box.sides, strict=True)
    middle = corners.mean(axis=0)
    return bool((low <= middle).all() and (middle <= high).all())


def _plane(scene: Scene, snapshot: Snapshot) -> list[NDArray[Any]]:
    """The faces of the plane where two classes lead by 0, within the box.

    There are none of more classes, and none if the boundary may be no plane.
    """
    import numpy as np

    if len(scene.dataset.classes) > 2 or not is_straight(scene.training):
        return []
    corners = np.array(list(product(*scene.hidden_box.sides)))
    lead = leads_behind(scene.training, snapshot, corners)
    around = _outline(corners, lead[:, 1])
    if not len(around):
        return []
    middle = around.mean(axis=0)
    rings = [middle + share * (around - middle) for share in np.linspace(0, 1, RINGS + 1)]
    return [
        np.array([inner[k], inner[k + 1], outer[k + 1], outer[k]])
        for inner, outer in pairwise(rings)
        for k in range(len(around) - 1)
    ]


def _outline(corners: NDArray[Any], lead: NDArray[Any]) -> NDArray[Any]:
    """The outline of a plane's part within a box, as closed points in order.

    Args:
        corners: those of the box, 8 by 3.
        lead: a number that is linear over the box, at its corners; it is 0 on the plane.
    """
    import numpy as np

    crossed = [(a, b) for a, b in _EDGES if (lead[a] > 0) != (lead[b] > 0)]
    if not crossed:
        return np.empty((0, 3))
    found = np.array(
        [corners[a] + _share(lead, a, b) * (corners[b] - corners[a]) for a, b in crossed]
    )
    spread = found - found.mean(axis=0)
    across = np.linalg.svd(spread)[2][:2]
    order = np.argsort(np.arctan2(*(across @ spread.T)), kind="stable")
    ring = found[[*order, order[0]]]
    steps = np.linspace(0, 1, SECTORS // len(found), endpoint=False)[:, None]
    sides = [start + steps * (end - start) for start, end in pairwise(ring)]
    return np.concatenate([*sides, ring[-1:]])


def _share(lead: NDArray[Any], a: int, b: int) -> float:
    """Where on the way from one corner to another the lead is 0."""
    return float(lead[a] / (lead[a] - lead[b]))


def _finish(axes: Any, box: Box, names: tuple[str, ...], theme: Theme) -> None:
    (left, right), (front, back), (bottom, top) = box.sides
    axes.set(xlim=(left, right), ylim=(front, back), zlim=(bottom, top))
    axes.view_init(ELEVATION, AZIMUTH)
    axes.set_box_aspect((1, 1, 1), zoom=1.08)
    axes.set_facecolor(theme.paper)
    axes.locator_params(nbins=4)
    axes.tick_params(colors=theme.muted, labelsize=SMALL - 2)
    for axis, name in zip((axes.xaxis, axes.yaxis, axes.zaxis), names, strict=True):
        axis.set_label_text(name, fontsize=MATHS, color=theme.ink)
        axis.labelpad = 14
        axis.set_rotate_label(False)
        axis.set_pane_color(theme.paper)
        axis.line.set_color(theme.rule)
