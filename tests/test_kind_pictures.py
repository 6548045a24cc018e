"""Pictures in exercises: they show what is told, give nothing away, and mark what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import cosh, erf, exp, expm1, log1p, pi, sqrt, tanh

import pytest

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.documents.activation_plot import activation_plot
from symnn.documents.blocks import Block
from symnn.documents.plot import Curve, Place, Plot, PlotRow
from symnn.exercises.exercise import Exercise
from symnn.render.terminal import inline_text
from tests.kind_checks import exercise_of, files_of, some

SEEDS = range(12)


def plots(blocks: Sequence[Block]) -> list[Plot]:
    """All plots among blocks, those of rows too."""
    return [plot for block in blocks for plot in _plots(block)]


def _plots(block: Block) -> Iterator[Plot]:
    if isinstance(block, Plot):
        yield block
    elif isinstance(block, PlotRow):
        yield from block.plots


def told(exercise: Exercise) -> Plot:
    """The one plot of a problem, which has no line that a solution draws."""
    (plot,) = plots([*exercise.content.task, *exercise.content.shown])
    return plot


def solved(exercise: Exercise) -> list[Plot]:
    return plots(exercise.content.solution())


def points(curve: Curve) -> list[Place]:
    return [place for place in curve.points if place is not None]


def test_a_prediction_function_is_drawn_through_its_table_without_marks() -> None:
    for seed in SEEDS:
        exercise = exercise_of("network-shape", seed)
        plot, (_, table) = told(exercise), exercise.content.shown
        (curve,) = plot.curves
        heads, values = table.header[1:], table.rows[0][1:]  # type: ignore[attr-defined]
        assert points(curve) == [
            (float(p), float(v)) for (p,), (v,) in zip(heads, values, strict=True)
        ]
        assert plot.dots == ()
        assert not any(character.isdigit() for character in plot.title + plot.description)
        assert plot.x.grid == 1


def test_kinks_are_marked_where_the_slope_changes() -> None:
    for seed in SEEDS:
        exercise = exercise_of("network-shape", seed)
        (plot,) = solved(exercise)
        curve, _, key = points(plot.curves[0]), *files_of(exercise)
        bent = [
            here
            for before, here, after in zip(curve, curve[1:], curve[2:], strict=False)
            if before[1] - 2 * here[1] + after[1] != 0
        ]
        (kinks,) = plot.dots
        assert list(kinks.points) == bent
        assert len(bent) == int(key["kinks"])
        names = [inline_text(name).replace("\xa0", " ") for name in kinks.names]
        assert names == [f"x₁ = {int(x)}".replace("-", "−") for x, _ in bent]


def test_points_of_a_feature_map_are_told_without_what_separates_them() -> None:
    for seed in SEEDS:
        exercise = exercise_of("feature-map", seed)
        plot, table = told(exercise), exercise.content.shown[1]
        assert plot.curves == ()
        drawn = {
            (place, inline_text(dots.label)[-1]) for dots in plot.dots for place in dots.points
        }
        rows = table.rows  # type: ignore[attr-defined]
        assert drawn == {((float(p), float(q)), letter) for (p,), (q,), (letter,) in rows}


def test_a_threshold_separates_the_classes_in_both_pictures() -> None:
    for seed in SEEDS:
        exercise = exercise_of("feature-map", seed)
        flat, lifted = solved(exercise)
        (line,) = lifted.curves
        (level,) = {y for _, y in points(line)}
        sides = [{y > level for _, y in dots.points} for dots in lifted.dots]
        assert sides in ([{True}, {False}], [{False}, {True}])
        values = dict(
            zip(
                (place for dots in flat.dots for place in dots.points),
                (y for dots in lifted.dots for _, y in dots.points),
                strict=True,
            )
        )
        feature = inline_text(lifted.y.label).replace("\xa0", " ")
        formulas = {
            "x₁ x₂": lambda p, q: p * q,
            "x₁² + x₂²": lambda p, q: p * p + q * q,
            "(x₁ − x₂)²": lambda p, q: (p - q) ** 2,
        }
        for (p, q), value in values.items():
            assert formulas[feature](p, q) == value
        assert flat.curves
        for curve in flat.curves:
            for p, q in points(curve):
                assert formulas[feature](p, q) == pytest.approx(level, abs=0.05)


PLAIN: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "linear": (lambda z: z, lambda _: 1),
    "relu": (lambda z: max(z, 0), lambda z: float(z > 0)),
    "leaky_relu": (lambda z: max(z, z / 10), lambda z: 1 if z > 0 else 0.1),
    "sigmoid": (lambda z: 1 / (1 + exp(-z)), lambda z: 1 / (2 + exp(z) + exp(-z))),
    "tanh": (tanh, lambda z: 1 / cosh(z) ** 2),
    "softplus": (lambda z: log1p(exp(z)), lambda z: 1 / (1 + exp(-z))),
    "elu": (lambda z: z if z > 0 else expm1(z), lambda z: 1 if z > 0 else exp(z)),
    "gelu": (
        lambda z: z * (1 + erf(z / sqrt(2))) / 2,
        lambda z: (1 + erf(z / sqrt(2))) / 2 + z * exp(-z * z / 2) / sqrt(2 * pi),
    ),
    "silu": (
        lambda z: z / (1 + exp(-z)),
        lambda z: 1 / (1 + exp(-z)) + z / (2 + exp(z) + exp(-z)),
    ),
    "step": (lambda z: float(z >= 0), lambda _: 0),
}
"""Activations and their slopes as the library of Python has them."""


@pytest.mark.parametrize("name", PLAIN)
def test_activations_are_drawn_through_their_values_and_slopes(name: str) -> None:
    activation = ACTIVATIONS[name]
    assert isinstance(activation, Entrywise)
    plot = activation_plot(activation, Fraction(1, 10), [Fraction(3, 2), -2])
    for curve, plain in zip(plot.curves, PLAIN[name], strict=True):
        drawn = [place for place in points(curve) if place[0] != 0]
        assert len(drawn) >= 48
        for z, value in drawn:
            assert value == pytest.approx(plain(z), abs=1e-12)
    (dots,) = plot.dots
    for z, value in dots.points:
        assert value == pytest.approx(PLAIN[name][0](z), abs=1e-12)


@pytest.mark.parametrize(("kind", "least"), [("activation-facts", 2), ("activation-values", 4)])
def test_activations_are_drawn_in_the_solution_only(kind: str, least: int) -> None:
    for seed in SEEDS[:4]:
        exercise = exercise_of(kind, seed)
        assert plots([*exercise.content.task, *exercise.content.shown]) == []
        drawn = solved(exercise)
        assert len({plot.title for plot in drawn}) == len(drawn) >= least


REPRESENTATIONS = ("{}", '{"what": "z"}', '{"layers": [2, 2, 2, 1], "layer": 2}')


@pytest.mark.parametrize("spec", REPRESENTATIONS)
def test_representations_are_drawn_before_and_after(spec: str) -> None:
    for seed in some(6):
        exercise = exercise_of("representation", seed, spec)
        file, key = files_of(exercise)
        before = told(exercise)
        assert before.curves == ()
        inputs = {tuple(map(float, sample["x"])) for sample in file["data"]}
        assert {place for dots in before.dots for place in dots.points} == inputs
        first, after = solved(exercise)
        assert first.dots[:2] == before.dots
        layer, what = exercise.setting.option("layer"), exercise.setting.option("what")
        sent = {
            (sample["y"][0], *(float(Fraction(key[f"{what}{layer}_{j}@{k}"])) for j in (1, 2)))
            for k, sample in enumerate(file["data"], 1)
        }
        drawn = {
            (str(label), *place)
            for label, dots in enumerate(after.dots[:2])
            for place in dots.points
        }
        assert drawn == sent
        assert_decided(after, is_separable=key["separable"] == "a")
        assert_decided(first, is_separable=False)


def assert_decided(plot: Plot, is_separable: bool) -> None:
    """A line has the classes on its sides, or a point lies between points of either."""
    zeros, ones, *shared = plot.dots
    if is_separable:
        (line,) = plot.curves
        (x1, y1), (x2, y2) = points(line)
        sides = [
            {(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0 for x, y in dots.points}
            for dots in (zeros, ones)
        ]
        assert sides in ([{True}, {False}], [{False}, {True}])
        return
    assert len(plot.curves) == 0 or len(shared) == 1
    for curve in plot.curves:
        (middle,) = shared[0].points
        start, end, *more = points(curve)
        cross = (end[0] - start[0]) * (middle[1] - start[1]) - (end[1] - start[1]) * (
            middle[0] - start[0]
        )
        assert more or cross == pytest.approx(0, abs=1e-9)
