"""Versions are equally hard, differ in their answers, and bring mistakes to light."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from symnn.errors import InputError
from symnn.exercises.diagnosis import diagnosis
from symnn.exercises.difficulty import difficulty
from symnn.exercises.exercise import Exercise
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.sheets import Version
from symnn.exercises.spec import one_exercise, read_spec
from symnn.marking.answers.typed import Typed
from symnn.marking.marks import Marking
from symnn.network.build import tree_of

KINDS = [("backprop", "2,2,2,1"), ("backprop", "2,2,3,1"), ("forward", "2,3,1")]


def versions(kind: str, layers: str, count: int) -> list[Version]:
    spec = one_exercise({"kind": kind, "layers": layers})
    return drawn_versions(replace(spec, versions=count, alike_is_firm=True))


def shared(mine: Exercise, theirs: Exercise) -> Fraction:
    """The share of an exercise's answers other than zero that another version has as well."""
    values = [[one.solution.of_quantity(q) for q in one.asked] for one in (mine, theirs)]
    pairs = [(a, b) for a, b in zip(*values, strict=True) if a != 0]
    return Fraction(sum(a == b for a, b in pairs), len(pairs)) if pairs else Fraction(0)


@pytest.mark.parametrize(("kind", "layers"), KINDS)
def test_versions_are_equally_hard_and_differ(kind: str, layers: str) -> None:
    made = [version.exercises[0] for version in versions(kind, layers, 12)]
    found = [difficulty(one.setting.net, one.drawn.memories[0], one.asked) for one in made]
    for one, other in combinations(found, 2):
        assert one.shown == other.shown
        assert one.counts.fractions == other.counts.fractions
        for figure in ("products", "mixed_sums", "digits"):
            # Each is within one of the measure.
            assert abs(getattr(one.counts, figure) - getattr(other.counts, figure)) <= 2
    for mine, theirs in combinations(made, 2):
        assert shared(mine, theirs) <= Fraction(1, 4)


def test_counts_are_those_of_a_count_by_hand() -> None:
    spec = one_exercise({"kind": "forward", "layers": "2,3,1"})
    exercise = spec.settings[0].version(spec.key, 1, ("version", 1, 0))
    net, values = exercise.net, exercise.solution
    products = mixed = 0
    for layer in (1, 2):
        rows, columns = net.widths[layer - 1], net.widths[layer]
        assert rows is not None
        assert columns is not None
        for j in range(1, columns + 1):
            before = "x" if layer == 1 else f"a{layer - 1}_"
            terms = []
            for i in range(1, rows + 1):
                weight, value = values.value(f"W{layer}_{i}{j}"), values.value(f"{before}{i}")
                products += not {weight, value} & {0, 1, -1}
                terms.append(weight * value)  # type: ignore[operator]
            terms.append(values.value(f"b{layer}_{j}"))  # type: ignore[arg-type]
            mixed += min(terms) < 0 < max(terms)
    counts = difficulty(exercise.setting.net, exercise.drawn.memories[0], exercise.asked).counts
    assert (counts.products, counts.mixed_sums) == (products, mixed)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "layers"), KINDS)
def test_every_mistake_that_is_shown_is_refused(kind: str, layers: str) -> None:
    for version in versions(kind, layers, 2):
        one = version.exercises[0]
        found = diagnosis(one.setting.net, one.drawn.memories[0], one.asked)
        assert found.shown
        for name, values in found.shown.items():
            answers = {q: Typed(str(v), v) for q, v in zip(one.asked, values, strict=True)}
            assert not Marking(one.net, answers, one.asked).is_right, name


def test_without_a_word_about_it_as_little_is_shared_as_can_be() -> None:
    """Small numbers soon meet again: what the versions say of themselves is what they share."""
    spec = replace(one_exercise({"kind": "forward", "layers": "2,1,1"}), versions=30)
    made = drawn_versions(spec)
    assert len({one.numbers for one in made}) == 30
    for k, one in enumerate(made):
        shares = [shared(one.exercises[0], other.exercises[0]) for other in made[:k]]
        assert one.alike == max(shares, default=0)
    assert max(one.alike for one in made) > spec.alike


def test_a_request_that_cannot_be_met_says_what_can() -> None:
    spec = one_exercise({"kind": "forward", "layers": "1,1"})
    with pytest.raises(InputError, match="that differs enough") as refused:
        drawn_versions(replace(spec, versions=500, alike_is_firm=True))
    assert "at most" in str(refused.value)


def test_shares_out_of_range_are_refused() -> None:
    told = {"alike": "3/2", "exercises": [{"kind": "forward"}]}
    with pytest.raises(InputError, match="not a share"):
        read_spec(tree_of(told), ".")
