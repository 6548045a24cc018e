"""The risk and the accuracy after each epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symnn.plots.canvas import SMALL, TEXT, figure, titled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symnn.plots.scene import Scene
    from symnn.plots.theme import Theme

DECADE = 10
"""A risk that falls to less than one part in so many is drawn on a logarithmic scale."""
FEW = 100
"""A scale with less than so many between its ends has numbers between powers of ten."""


def curves(scene: Scene, theme: Theme) -> Figure:
    """Both curves over the epochs, one above the other, 16 by 9."""
    drawn = figure(theme)
    titled(drawn, scene.training.plan.title, 0.1, 0.86, theme)
    for (heading, draw), bottom, height in zip(CURVES, (0.53, 0.12), (0.33, 0.28), strict=True):
        axes = drawn.add_axes((0.1, bottom, 0.86, height))
        draw(axes, scene, theme)
        axes.set_title(heading(scene), fontsize=TEXT, color=theme.ink, loc="left", pad=10)
    drawn.axes[0].set_xlabel("")
    drawn.axes[0].tick_params(labelbottom=False)
    return drawn


def _risk(axes: Axes, scene: Scene, theme: Theme) -> None:
    both = [each.training.risks for each in _scenes(scene)]
    _draw(axes, scene, both, theme)
    highest, lowest = max(risks.max() for risks in both), min(risks.min() for risks in both)
    if _is_steep(scene):
        _logarithmic(axes, highest / lowest)
    else:
        axes.set_ylim(0, 1.05 * highest)


def _logarithmic(axes: Axes, ratio: float) -> None:
    """A logarithmic axis, with numbers that are read at a glance."""
    from matplotlib.ticker import LogLocator, NullLocator

    axes.set_yscale("log")
    axes.yaxis.set_major_locator(LogLocator(subs=(1,) if ratio > FEW else (1, 2, 5)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(lambda value, place: f"{value:g}")


def _risk_heading(scene: Scene) -> str:
    return "Risk R, on a logarithmic scale" if _is_steep(scene) else "Risk R"


def _is_steep(scene: Scene) -> bool:
    risks = scene.training.risks
    return bool(0 < risks.min() < risks.max() / DECADE)


def _accuracy(axes: Axes, scene: Scene, theme: Theme) -> None:
    _draw(axes, scene, [each.training.accuracies for each in _scenes(scene)], theme)
    axes.set_ylim(0, 1.05)
    axes.set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])


def _accuracy_heading(scene: Scene) -> str:
    return "Points that are classified rightly"


def _scenes(scene: Scene) -> list[Scene]:
    return [scene] if scene.beside is None else [scene, scene.beside]


def _draw(axes: Axes, scene: Scene, values: Sequence[Any], theme: Theme) -> None:
    """A number after each epoch, of one network or of two."""
    dashes = ("solid", "dashed")
    for each, numbers, dash in zip(_scenes(scene), values, dashes, strict=False):
        name = each.hidden_activations
        axes.plot(
            range(len(numbers)), numbers, linestyle=dash, color=theme.ink, linewidth=2.5, label=name
        )
    if scene.beside is not None:
        axes.legend(frameon=False, fontsize=SMALL, labelcolor=theme.ink)
    axes.set_xlim(0, len(values[0]) - 1)
    axes.set_xlabel("epoch", fontsize=TEXT, color=theme.ink)
    axes.set_facecolor(theme.paper)
    axes.grid(color=theme.rule, linewidth=0.8)
    axes.tick_params(which="both", colors=theme.muted, labelsize=SMALL, length=0, pad=8)
    for spine in axes.spines.values():
        spine.set_color(theme.rule)


CURVES: tuple[tuple[Callable[[Scene], str], Callable[[Axes, Scene, Theme], None]], ...] = (
    (_risk_heading, _risk),
    (_accuracy_heading, _accuracy),
)
"""The curves: what stands above each, and what draws it on axes."""
