"""The picture of a network with linear activations: the linear model, and the same with ReLU."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from symnn.activations import ACTIVATIONS
from symnn.documents.blocks import Block, Paragraph, Text
from symnn.documents.plot import Axis, Curve, Place, Plot, PlotRow
from symnn.documents.plot_axes import around
from symnn.documents.plot_ticks import step
from symnn.evaluate.contours import contour, sampled
from symnn.evaluate.curves import Function, bends, is_constant, largest, prediction, reach, spread
from symnn.network.model import Network
from symnn.quantities import H, Quantity, x

FINE, POINTS = 81, 321
"""Points in each direction of a plane, and on a line."""
LARGEST = 10**12
"""A number on the way above which there is no picture."""
LEVELS = 9
"""At most so many contours."""
LINE: Text = (
    "A picture of it, beside the same weights with ReLU in the hidden layers: the one is a straight"
    " line, the other bends where nodes turn on and off.",
)
PLANE: Text = (
    "A picture of it, beside the same weights with ReLU in the hidden layers. Along a contour the"
    " prediction is the same: the contours of the linear model are parallel lines at equal"
    " distances, the others bend where nodes turn on and off.",
)


def collapse_plot(net: Network) -> Iterator[Block]:
    """The prediction over one input, or contours over two, if all numbers are known."""
    width = net.widths[0]
    if width not in (1, 2) or net.widths[-1] != 1 or not _is_known(net) or largest(net) > LARGEST:
        return
    if width == 1:
        yield from (Paragraph(LINE), _over_a_line(net))
    elif not is_constant(prediction(net)):
        yield from (Paragraph(PLANE), _over_a_plane(net))


def _is_known(net: Network) -> bool:
    entries = [net.entry(q) for q in (*net.weights(), *net.biases())]
    return all(entry is not None and not isinstance(entry, Quantity) for entry in entries)


def with_relu(net: Network) -> Network:
    """The same network with ReLU in its hidden layers."""
    hidden = (ACTIVATIONS["relu"],) * (net.depth - 1)
    return replace(net, activations=(*hidden, net.activations[-1]))


def _over_a_line(net: Network) -> Plot:
    far = reach(net)
    places = spread(-far, far, POINTS)
    bent = _curve(prediction(with_relu(net)), places)
    straight = _curve(prediction(net), [places[0], places[-1]])
    return Plot(
        "The prediction over the input, with linear activations and with ReLU",
        Axis((x(1),), -far, far),
        around((H(),), (value for _, value in (*bent, *straight))),
        (Curve(straight, ("linear",)), Curve(bent, ("with ReLU in the hidden layers",), 1)),
        (),
        "With linear activations it is one straight line, with ReLU it has kinks.",
    )


def _curve(of: Function, places: list[Fraction]) -> tuple[Place, ...]:
    values = [of((place,)) for place in places]
    return tuple((float(places[k]), float(values[k])) for k in bends(places, values))


def _over_a_plane(net: Network) -> PlotRow:
    return PlotRow((
        _contours(net, "linear", "Parallel lines, at equal distances."),
        _contours(with_relu(net), "with ReLU", "Lines that bend."),
    ))  # fmt: skip


def _contours(net: Network, what: str, words: str) -> Plot:
    far = reach(net)
    places = spread(-far, far, 2 if net.is_one_linear_model else FINE)
    values = sampled(prediction(net), places, places)
    low, high = min(map(min, values)), max(map(max, values))
    apart = step(low, high, LEVELS) if high > low else Fraction(1)
    levels = [k * apart for k in range(int(low // apart), int(high // apart) + 1)]
    curves = [
        Curve(line, _label(level, apart), int(level == 0), level != 0)
        for level in levels
        for line in contour(values, places, places, float(level))
    ]
    title = f"Contours of the prediction over both inputs: {what}"
    axes = Axis((x(1),), -far, far), Axis((x(2),), -far, far)
    return Plot(title, *axes, tuple(curves), description=words, equal=True, caption=(what,))


def _label(level: Fraction, apart: Fraction) -> Text:
    return (H(), " = 0") if level == 0 else (H(), " at multiples of ", apart)
