"""Representations: where points go in plain Python, and whether segments between them cross."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.exercises.problem_set import version
from symnn.exercises.sheets import solutions
from symnn.render.terminal import to_text
from tests.kinds import answers, check_kind, drawn, named, sheets, spec, told
from tests.oracles import PIECEWISE

KIND = "kind: representation"
XOR = (
    "W: [[[1, 1], [1, 1]], [[1], [-2]]], b: [[0, -1], [0]], data: [{x: [0, 0], y: [0]},"
    " {x: [0, 1], y: [1]}, {x: [1, 0], y: [1]}, {x: [1, 1], y: [0]}]"
)
Pair = tuple[Fraction, ...]


def side(p: Pair, q: Pair, r: Pair) -> int:
    area = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return (area > 0) - (area < 0)


def touch(p: Pair, q: Pair, r: Pair, s: Pair) -> bool:
    """Whether two segments have a point in common."""
    if side(p, q, r) != side(p, q, s) and side(r, s, p) != side(r, s, q):
        return True

    def is_on(a: Pair, b: Pair, c: Pair) -> bool:
        inside = all(min(a[k], b[k]) <= c[k] <= max(a[k], b[k]) for k in (0, 1))
        return side(a, b, c) == 0 and inside

    return is_on(p, q, r) or is_on(p, q, s) or is_on(r, s, p) or is_on(r, s, q)


SPECS = [
    (KIND, 20),
    (f"{KIND}, what: z", 6),
    (f"{KIND}, layers: [2, 2, 2, 1], layer: 2, activation: leaky_relu", 6),
]


@pytest.mark.parametrize(("text", "count"), SPECS)
def test_right_and_whole(text: str, count: int, tmp_path: Path) -> None:
    seen = set()
    for exercise in check_kind(text, tmp_path, count):
        network, right = told(exercise), answers(exercise)
        layer, what = exercise.setting.option("layer"), exercise.setting.option("what")
        assert [bool(matrix) for matrix in network["W"]] == [
            k < layer for k in range(len(network["W"]))
        ]
        sent: list[Pair] = []
        for sample, point in enumerate(network["data"], 1):
            values = point["x"]
            for at in range(layer):
                columns = zip(*network["W"][at], network["b"][at], strict=True)
                pre = [sum(w * v for w, v in zip(c, [*values, 1], strict=True)) for c in columns]
                values = [PIECEWISE[network["activations"][at]](z) for z in pre]
            sent.append(tuple(pre if what == "z" else values))
            for j, value in enumerate(sent[-1], 1):
                assert Fraction(right[f"{what}{layer}_{j}@{sample}"]) == value
        classes = [point["y"][0] for point in network["data"]]
        mixed = {}
        for name, points in (("x", [tuple(p["x"]) for p in network["data"]]), (what, sent)):
            ones = [p for p, label in zip(points, classes, strict=True) if label]
            others = [p for p, label in zip(points, classes, strict=True) if not label]
            mixed[name] = touch(*ones, *others)
        assert mixed["x"]
        assert right["separable"] == ("b" if mixed[what] else "a")
        seen.add(right["separable"])
    assert seen == ({"b"} if what == "z" else {"a", "b"})


def test_exclusive_or(tmp_path: Path) -> None:
    (exercise,) = drawn(f"{KIND}, {XOR}", 1)
    right = answers(exercise)
    assert right["separable"] == "a"
    assert [right[f"a1_{j}@4"] for j in (1, 2)] == ["2", "1"]
    problem, solution = sheets(version(spec(f"{KIND}, {XOR}", 1), 1), "text")
    assert "no line separates" in problem
    assert "is positive at the points of class 1" in solution
    wrong = {**right, "separable": "b"}
    assert named(exercise, wrong, tmp_path) == {"separable-or-not"}


def test_forgotten_relu_is_named(tmp_path: Path) -> None:
    (exercise,) = drawn(f"{KIND}, {XOR}", 1)
    right = answers(exercise)
    assert "activation-ignored-forward" in named(exercise, {**right, "a1_2@1": "-1"}, tmp_path)


BAD = [
    (f"{KIND}, layers: [2, 1]", "make no representation"),
    (f"{KIND}, layers: [2, 4, 1]", "make no representation"),
    (f"{KIND}, activation: sigmoid", "make no representation"),
    (f"{KIND}, layer: 2", "not a hidden layer"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_cannot_be_set(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        answers(drawn(text, 1)[0])


def test_every_sample_is_worked_out() -> None:
    sheet = to_text(solutions(version(spec("kind: representation"), 1)), 90)
    assert [f"Sample {k}" in sheet.splitlines() for k in range(1, 5)] == [True] * 4
    assert "go the same way" not in sheet
