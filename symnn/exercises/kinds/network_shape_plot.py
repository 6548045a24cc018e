"""The picture of a piecewise linear prediction function."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symnn.documents.plot import Axis, Curve, Dots, Plot
from symnn.documents.plot_axes import around
from symnn.quantities import H, x

GIVEN = "A line through the points of the table, straight from each to the next."


def function_plot(
    points: Sequence[int | Fraction],
    values: Sequence[int | Fraction],
    kinks: Sequence[int] = (),
) -> Plot:
    """The function as straight lines between neighbouring points.

    Args:
        points: of the input, ascending.
        values: of the function there.
        kinks: which points are marked as kinks, as indices; none on a problem sheet.
    """
    places = tuple((float(p), float(v)) for p, v in zip(points, values, strict=True))
    found = [str(points[k]).replace("-", "\N{MINUS SIGN}") for k in kinks]
    dots = Dots(
        tuple(places[k] for k in kinks),
        ("kinks",),
        "ring",
        1,
        tuple((x(1), " = ", points[k]) for k in kinks),
    )
    return Plot(
        "The prediction function",
        Axis((x(1),), places[0][0], places[-1][0], 1),
        around((H(),), (value for _, value in places)),
        (Curve(places),),
        (dots,) if kinks else (),
        f"Straight lines with kinks where the input is {', '.join(found)}." if kinks else GIVEN,
    )
