"""Figures of difficulty of kinds of any sort: counted by hand, equal in all versions."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from symnn.documents.blocks import Line, Lines, Link, Number, Paragraph, PutIn
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.whole_program import compiled_whole, memory_for
from symnn.exercises.asked import Asked, asked_of, difficulty_of, figures_of
from symnn.exercises.counted import counted
from symnn.exercises.difficulty import Counts
from symnn.exercises.kinds import KINDS
from symnn.exercises.manifest import manifest_json
from symnn.exercises.measure import Measure, chosen, loosest
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.spec import one_exercise
from symnn.formula import Apply, Power, Product, Quotient, Sum, difference
from symnn.quantities import x, z
from tests.kind_checks import exercise_of

X1, X2, Z1 = x(1), x(2), z(1, 1)


def line(formula: Sum | Product | Power | Quotient, value: Fraction | int, **put: int) -> Line:
    """A line with numbers put in for x1 and x2."""
    numbers = {x(int(name[1:])): Number(number) for name, number in put.items()}
    return Line(Z1, (Link("=", PutIn(formula, numbers)), Link("=", Number(value))))


COUNTED = (
    (line(Sum((Product((2, X1)), X2)), 9, x1=3, x2=3), Counts(1, 1, 0, 0, 1)),
    (line(Sum((Product((2, X1)), X2)), -3, x1=-3, x2=3), Counts(1, 1, 1, 0, 1)),
    (line(Product((X1, X2)), 0, x1=0, x2=3), Counts(1, 0, 0, 0, 1)),
    (line(Product((X1, X2)), -12, x1=-1, x2=12), Counts(1, 0, 0, 0, 2)),
    (line(Product((-1, X1, X2)), -12, x1=4, x2=3), Counts(1, 1, 0, 0, 2)),
    (line(Power(difference(X1, X2), 2), 49, x1=9, x2=2), Counts(1, 1, 1, 0, 2)),
    (line(Power(difference(X1, X2), 2), 1, x1=3, x2=2), Counts(1, 0, 1, 0, 1)),
    (line(Quotient(X1, X2), Fraction(4, 3), x1=4, x2=3), Counts(1, 1, 0, 1, 1)),
    (line(Quotient(X1, X2), 4, x1=4, x2=1), Counts(1, 0, 0, 0, 1)),
    (line(Sum((Apply("ln", 2), -1)), Fraction(-1, 2)), Counts(1, 0, 1, 1, 1)),
    (line(Sum((Product((2, Apply("relu", X1))), -1)), 5, x1=3), Counts(1, 1, 0, 0, 1)),
    (Line(Z1, (Link("=", Sum((Product((3, 5)), 4))), Link("=", 19))), Counts(1, 1, 0, 0, 2)),
    (Line(Z1, (Link("=", Sum((X1, X2))),)), Counts(0, 0, 0, 0, 0)),
)


@pytest.mark.parametrize(("shown", "counts"), COUNTED)
def test_lines_are_counted_as_by_hand(shown: Line, counts: Counts) -> None:
    assert counted([Paragraph(("Words.",)), Lines((shown,))]) == counts
    assert counted([Lines((shown, shown))]).products == 2 * counts.products


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_states_what_makes_it_hard(kind: str) -> None:
    exercise = exercise_of(kind, 1)
    asked, figures = asked_of(exercise), difficulty_of(exercise).figures()
    assert asked.answers == len(exercise.content.asks) > 0
    assert 0 < figures["expected_score"] < 1
    assert figures["lines"] or asked.options, "something is computed, or chosen"
    assert figures["mistakes_told_apart"] <= len(figures["mistakes_shown"])
    assert sum(Fraction(1, n) for n in asked.options) == asked.by_chance * asked.answers


def test_counts_of_several_samples_are_those_of_all_of_them() -> None:
    exercise = exercise_of("gradient-step", 3)
    counts = difficulty_of(exercise).counts
    values = exercise.solution.samples()
    # z, a, H, L, ∂L/∂a, ∂L/∂z, ∂L/∂W and ∂L/∂b of each sample but H; two gradients, two steps.
    assert counts.lines == 2 * 6 + 4
    weight, bias = exercise.net.W[0][0][0], exercise.net.b[0][0]  # type: ignore[index]
    by_hand = 0
    for sample, found in zip(exercise.net.data, values, strict=True):
        assert sample.x is not None
        (entry,) = sample.x
        terms = weight * entry, bias  # type: ignore[operator]
        assert sum(terms) == found[z(1, 1)]
        by_hand += min(terms) < 0 < max(terms)
    assert counts.mixed_sums >= by_hand
    assert "sum-instead-of-mean" in difficulty_of(exercise).shown


@pytest.mark.parametrize("kind", ["risk-gradient", "representation", "gradient-step"])
def test_the_program_of_all_samples_gives_what_a_solution_does(kind: str) -> None:
    exercise = exercise_of(kind, 2)
    net = exercise.setting.net
    asked = [exercise.net.outputs[0].at(1)]
    memory, solution = memory_for(net, exercise.drawn.memories, asked), Solution(exercise.drawn.net)
    samples, whole = solution.samples(), solution.whole()
    for quantity, place in compiled_whole(net).places.items():
        if quantity in whole or quantity.at(0) in samples[max(quantity.sample, 1) - 1]:
            value = solution.of_quantity(quantity, max(quantity.sample, 1))
            assert memory[place] == value, str(quantity)


def like(one: int, other: int, within: int) -> bool:
    return abs(one - other) <= within


def test_a_measure_is_as_strict_as_it_can_be_and_typical() -> None:
    assert chosen([1, 5, 6, 7, 12], like) == Measure(6, 1)
    assert chosen([1, 4, 9, 12], like) == Measure(1, 3)
    assert chosen([1, 5, 6, 7, 12], like, 4) == Measure(5, 4)
    assert chosen([1, 100], like) is None
    assert chosen([1, 30, 37, 100], like, 3) is None
    assert loosest([1, 100], like) == Measure(1, 8)
    assert loosest([1, 30, 37, 100], like) == Measure(30, 8)


SAME = Asked(3, (2, 4), frozenset("ab"), None)
OTHERS = (
    (replace(SAME, answers=4), False),
    (replace(SAME, options=(2, 2)), False),
    (replace(SAME, recognised=frozenset("ac")), False),
    (replace(SAME, recognised=frozenset("ac"), plants=True), True),
    (replace(SAME, recognised=frozenset("acde"), plants=True), False),
    (SAME, True),
)


@pytest.mark.parametrize(("other", "alike"), OTHERS)
def test_what_versions_agree_in(other: Asked, alike: bool) -> None:
    assert other.is_like(SAME) is alike
    assert SAME.by_chance == Fraction(1, 4)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_versions_of_every_kind_are_equally_hard(kind: str) -> None:
    made = [
        v.exercises[0] for v in drawn_versions(replace(one_exercise({"kind": kind}), versions=8))
    ]
    asked = [asked_of(one) for one in made]
    counts = [difficulty_of(one).counts for one in made]
    scores = [difficulty_of(one).expected_score for one in made]
    within = max(figures_of(one)["within"] for one in made)
    assert len({(one.answers, one.options) for one in asked}) == 1
    assert KINDS[kind].plants or len({one.recognised for one in asked}) == 1
    for figure in ("products", "mixed_sums"):
        found = [getattr(one, figure) for one in counts]
        assert max(found) - min(found) <= 2 * within
    assert max(scores) - min(scores) <= 0.02


def test_what_cannot_be_as_hard_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Asked, "is_like", lambda *_: False)
    with pytest.raises(InputError, match="as hard as the others"):
        exercise_of("parameter-count", 12345)


def test_the_manifest_has_the_figures_of_questions() -> None:
    spec = one_exercise({"kind": "operation-count"})
    told = json.loads(manifest_json(spec, drawn_versions(spec), [{}], {}, []))
    (exercise,) = told["versions"][0]["exercises"]
    assert (exercise["asked"], exercise["choices"], exercise["lines"]) == (6, 1, 5)
    assert exercise["by_chance"] == round(1 / 24, 4)
    assert len(exercise["mistakes_shown"]) == exercise["mistakes_told_apart"]
