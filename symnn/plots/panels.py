"""What a frame shows side by side: panels, each a picture of every snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    """

    heading: str
    description: str
    draw: Draw
    scene: Scene
    projection: str | None = None

    def on(self, axes: Any, moment: int, theme: Theme) -> None:
        """Draw the snapshot of this number on axes."""
        self.draw(axes, self.scene, self.scene.training.snapshots[moment], theme)


HIDDEN: dict[int, tuple[str, Draw, str | None]] = {
    2: (
        "The same data where the last hidden layer takes it, with the net of the input space as it "
        "is bent, and the line of the output layer.",
        hidden_plane,
        None,
    ),
    3: (
        "The plane of the inputs as the sheet into which the last hidden layer bends it, with the "
        "same data, and the plane of the output layer.",
        hidden_space,
        "3d",
    ),
}
"""How a hidden layer is drawn, by its number of nodes: what there is to see, and what draws it."""
_INPUT = "The data in input space, over the regions of the classes and the decision boundary."


def panels_of(scene: Scene) -> tuple[Panel, ...]:
    """The panels of a training: the input space, and what its last hidden layer makes of it."""
    shown = Panel("Input space", _INPUT, input_plane, scene)
    if not scene.last_hidden or scene.features not in HIDDEN:
        return (shown,)
    description, draw, projection = HIDDEN[scene.features]
    heading = f"Last hidden layer, a⁽{_raised(scene.last_hidden)}⁾"
    return shown, Panel(heading, description, draw, scene, projection)


def not_drawn(scene: Scene) -> str:
    """Why there is no second panel; nothing where there is one."""
    if not scene.last_hidden:
        return "There is no hidden layer."
    if scene.features in HIDDEN:
        return ""
    nodes = "1 node" if scene.features == 1 else f"{scene.features} nodes"
    return f"The last hidden layer has {nodes}, and only 2 or 3 can be drawn."


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
