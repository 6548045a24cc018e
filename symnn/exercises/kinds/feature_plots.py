"""Pictures of points of two classes: among the inputs, and with a feature that separates them."""

from __future__ import annotations

from fractions import Fraction

from symnn.documents.plot import Curve, Plot, PlotRow
from symnn.documents.plot_axes import around
from symnn.evaluate.contours import contour, sampled
from symnn.evaluate.curves import function, spread
from symnn.exercises.kinds.feature_classes import Classes, at
from symnn.exercises.kinds.feature_functions import X1, X2
from symnn.exercises.kinds.pictures import classes_plot, with_more

FINE = 41
"""Points of the grid on which a feature is evaluated, in each direction."""
TITLE = "The points of both classes"


def inputs_plot(classes: Classes) -> Plot:
    """The points among the inputs."""
    groups = [
        ((f"class {of_class}",), [point for point, letter in classes.points if letter == of_class])
        for of_class in "AB"
    ]
    return classes_plot(TITLE, ((X1,), (X2,)), groups, description="The points of the table.")


def separated_plots(classes: Classes, threshold: Fraction) -> PlotRow:
    """The points with what separates them: a curve among the inputs, a line beside the feature."""
    return PlotRow((_bounded(classes, threshold), _lifted(classes, threshold)))


def _bounded(classes: Classes, threshold: Fraction) -> Plot:
    plot, feature = inputs_plot(classes), function(classes.right, (X1, X2))
    xs, ys = (spread(axis.low, axis.high, FINE) for axis in (plot.x, plot.y))
    lines = contour(sampled(feature, xs, ys), xs, ys, float(threshold))
    label = (classes.right, " = ", threshold)
    words = "Where the feature is at the threshold, a curve passes between the classes."
    return with_more(plot, tuple(Curve(line, label, 2) for line in lines), (), words)


def _lifted(classes: Classes, threshold: Fraction) -> Plot:
    """Each point with its first input and its feature: the line is level."""
    groups = [
        (
            (f"class {of_class}",),
            [(p[0], at(classes.right, p)) for p, letter in classes.points if letter == of_class],
        )
        for of_class in "AB"
    ]
    made = classes_plot(f"{TITLE}, with the feature", ((X1,), (classes.right,)), groups)
    values = [float(value) for _, points in groups for _, value in points]
    up = around(made.y.label, [0, *values])
    line = Curve(((made.x.low, float(threshold)), (made.x.high, float(threshold))),
                 ("threshold ", threshold), 2)  # fmt: skip
    words = "All points of one class are above the line at the threshold, all of the other below."
    return Plot(made.title, made.x, up, (line,), made.dots, words)
