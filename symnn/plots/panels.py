"""What a frame shows side by side: panels, each a picture of every snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from symnn.learning.representation import separable
from symnn.plots.plane import hidden_plane, input_plane
from symnn.plots.space import hidden_space

if TYPE_CHECKING:
    from symnn.learning.training import Snapshot
    from symnn.plots.scene import Scene
    from symnn.plots.theme import Theme

Draw = Callable[[Any, "Scene", "Snapshot", "Theme"], None]


@dataclass(frozen=True)
class Panel:
    """A panel.

    Attributes:
        heading: what stands above it.
        description: what there is to see, for those who don't see it.
        draw: draws a snapshot of a scene on axes.
        scene: what is drawn.
        projection: `3d` of axes in space.
        told: what is said of a snapshot beside the heading; nothing by itself.
    """

    heading: str
    description: str
    draw: Draw
    scene: Scene
    projection: str | None = None
    told: Callable[[Snapshot], str] = lambda snapshot: ""

    def says(self, moment: int) -> str:
        """What is said of the snapshot of this number."""
        return self.told(self.scene.training.snapshots[moment])

    def on(self, axes: Any, moment: int, theme: Theme) -> None:
        """Draw the snapshot of this number on axes."""
        self.draw(axes, self.scene, self.scene.training.snapshots[moment], theme)


SPACES: dict[int, tuple[str, Draw, str | None]] = {
    2: (
        "The same data as the output layer sees it, with the net of the input space as it is bent, "
        "and the line of the output layer.",
        hidden_plane,
        None,
    ),
    3: (
        "The same data as the output layer sees it, on the sheet into which the input space is "
        "bent, and the plane of the output layer.",
        hidden_space,
        "3d",
    ),
}
"""How what the output layer sees is drawn, by its dimension: in words, and by what function."""
VERDICTS = {True: "linearly separable", False: "not linearly separable", None: ""}
LONGEST = 30
"""Letters of a heading."""
_INPUT = "The data in input space, over the regions of the classes and the decision boundary."


def panels_of(scene: Scene) -> tuple[Panel, ...]:
    """The panels of a training: the input space, and what its output layer sees of it.

    Where there is a network beside, there are the input spaces of both.
    """
    if scene.beside is not None:
        return _compared(scene.beside), _compared(scene)
    said = (lambda snapshot: "") if scene.has_map else partial(_verdict, scene, 0)
    shown = Panel("Input space", _INPUT, input_plane, scene, told=said)
    if not_drawn(scene):
        return (shown,)
    heading = "Last hidden layer" if scene.last_hidden else _features(scene)
    description, draw, projection = SPACES[scene.features]
    said = partial(_verdict, scene, scene.last_hidden)
    return shown, Panel(heading, description, draw, scene, projection, told=said)


def _verdict(scene: Scene, layer: int, snapshot: Snapshot) -> str:
    """Whether a line or plane separates two classes in a layer; nothing where it is not decided."""
    if len(scene.dataset.classes) > 2:
        return ""
    return VERDICTS[separable(scene.training, snapshot, layer)]


def _features(scene: Scene) -> str:
    """The feature map by its formulas, if they are short."""
    from symnn.render.unicode import UnicodeWriter

    feature_map = scene.training.plan.feature_map
    formulas = () if feature_map is None else feature_map.formulas
    heading = f"Features ({', '.join(map(UnicodeWriter().text, formulas))})"
    return heading if len(heading) <= LONGEST else "Feature space"


def _compared(scene: Scene) -> Panel:
    """The input space of one of two networks."""
    heading = f"Hidden layers: {scene.hidden_activations}"
    return Panel(heading, _INPUT, input_plane, scene, told=scene.right)


def not_drawn(scene: Scene) -> str:
    """Why there is no second panel; nothing where there is one."""
    if scene.beside is not None:
        return ""
    if not scene.last_hidden and not scene.has_map:
        return "There is no hidden layer."
    if scene.features in SPACES:
        return ""
    where = "last hidden layer" if scene.last_hidden else "feature space"
    dimensions = "1 dimension" if scene.features == 1 else f"{scene.features} dimensions"
    return f"The {where} has {dimensions}, and only 2 or 3 can be drawn."
