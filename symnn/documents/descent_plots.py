"""The plots of a descent: the risk over the steps; of two weights, the path over its contours."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from symnn.documents.blocks import Block, Text
from symnn.documents.fit_names import STEP, WEIGHTS, at_step, weights
from symnn.documents.plot import Axis, Curve, Dots, Place, Plot
from symnn.learning import Fit
from symnn.learning.descent import Descent
from symnn.learning.ellipses import contour, real_to_float
from symnn.learning.matrices import Vector
from symnn.numbers.real import Arithmetic
from symnn.quantities import R

FARTHEST = 30
"""A risk so many times that of the start is the last one drawn: steps that diverge soon leave."""
FEWEST = 2
"""Risks that make no curve; one more is drawn, however large they are."""
MOST_DOTS = 40
"""Points above which a curve has no dots."""
MOST_CONTOURS, MOST_NAMED = 6, 3
NEARLY = 0.7
"""A contour with a larger part of the last one's risk above the least is left out."""
MARGIN = 0.15
"""Of the extent of what is drawn, on both sides."""
SHAPED = 3
"""How many times longer one axis may be than the other if they have the same unit."""


def plots(fit: Fit, made: Descent) -> Iterator[Block]:
    """The plots; of contours only for two weights, none where floating point ends."""
    least = real_to_float(fit.risk(Arithmetic()))
    risks = _drawn([real_to_float(risk) for risk in made.risks])
    if not all(map(isfinite, [*risks, least])):
        return
    if len(risks) > FEWEST:
        yield _risks(risks, least, made.plan.steps)
    if len(fit.w) == 2 and fit.rank:
        yield _path(fit, made, risks, least)


def _drawn(risks: list[float]) -> list[float]:
    """The risks up to the first that is far above that of the start."""
    top = FARTHEST * max(risks[0], 0)
    far = next((t for t, risk in enumerate(risks) if not risk <= top), len(risks))
    return risks[: max(far, FEWEST + 1)]


def _risks(risks: list[float], least: float, steps: int) -> Plot:
    last = len(risks) - 1
    path = tuple((float(t), risk) for t, risk in enumerate(risks))
    high = 1.05 * max(*risks, least) or 1.0
    level = ((0.0, least), (float(last), least))
    is_cut = last < steps
    cut = f" The steps after {last} would need a higher picture." * is_cut
    return Plot(
        "The risk over the steps",
        Axis((STEP,), 0, last, grid=1),
        Axis((R,), 0, high),
        (Curve(level, ("least risk",), style=1), Curve(path, (R, " after step ", STEP))),
        (Dots(path),) if len(path) <= MOST_DOTS else (),
        f"The risk is {_said(risks[0])} at the start and {_said(risks[-1])} after step {last};"
        f" the least there is is {_said(least)}.{cut}",
        caption=(f"the first {last} of {steps} steps",) if is_cut else (),
    )


def _said(number: float) -> str:
    return f"{number:.3g}"


def _path(fit: Fit, made: Descent, risks: list[float], least: float) -> Plot:
    """The points of the descent, joined, and through some of them the contours of the risk."""
    known = made.step_sizes
    lowest = fit.w if known is None or made.plan.batches else known.limit
    points = made.points[: len(risks)]
    places = tuple(_place(point) for point in points)
    bottom = _place(lowest)
    axes = [_axis([*(place[k] for place in places), bottom[k]]) for k in (0, 1)]
    far = 2 * sum(high - low for low, high in axes)
    levels = _levels([risk - least for risk in risks])
    curves = [Curve(contour(fit.gram, lowest, points[t], far), faint=True) for t in levels]
    names = tuple((at_step(t),) if t < MOST_NAMED else () for t in range(len(places)))
    dotted = len(places) if len(places) <= MOST_DOTS else 1
    dots = Dots(places[:dotted], names=names[:dotted])
    first, second = weights(fit)
    label: Text = (WEIGHTS, f" in {len(places) - 1} {_steps(len(places) - 1)}")
    lengths = sorted(high - low for low, high in axes)
    return Plot(
        f"The path of the {_steps(len(places) - 1)}",
        Axis((first,), *axes[0]),
        Axis((second,), *axes[1]),
        (*curves, Curve(places, label)),
        (dots, Dots((bottom,), ("least risk",), "cross", 1)),
        f"Contours of the risk through points of the path, which begins at {_spot(places[0])} and"
        f" is at {_spot(places[-1])} after step {len(places) - 1}; the risk is least at"
        f" {_spot(bottom)}.",
        equal=lengths[1] <= SHAPED * lengths[0],
    )


def _steps(last: int) -> str:
    return "step" if last == 1 else "steps"


def _spot(place: Place) -> str:
    return f"({_said(place[0])}, {_said(place[1])})"


def _place(point: Vector) -> Place:
    x, y = map(real_to_float, point)
    return x, y


def _axis(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = MARGIN * (high - low) or 1.0
    return low - room, high + room


def _levels(above: list[float]) -> list[int]:
    """The steps through which contours are drawn: those whose risks are well apart."""
    chosen: list[int] = []
    for t, height in enumerate(above):
        apart = all(min(height, above[k]) < NEARLY * max(height, above[k]) for k in chosen)
        if height > 0 and apart and len(chosen) < MOST_CONTOURS:
            chosen.append(t)
    return chosen
