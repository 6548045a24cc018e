"""A thousand seeds of the kinds that draw shapes only: no two statements alike."""

from __future__ import annotations

import pytest

from symnn.network.build import shape
from tests.kind_checks import exercise_of


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["operation-count", "parameter-count", "parameter-vector"])
def test_a_thousand_seeds_give_a_thousand_exercises(kind: str) -> None:
    seen = {exercise_of(kind, seed).signature for seed in range(1000)}
    assert len(seen) == 1000


@pytest.mark.parametrize("kind", ["operation-count", "parameter-count"])
def test_activations_are_drawn_unless_a_spec_says_which(kind: str) -> None:
    drawn = {exercise_of(kind, seed).net.activations for seed in range(20)}
    assert len(drawn) > 5
    said = {exercise_of(kind, seed, '{"activation": "relu"}').net.activations for seed in range(20)}
    assert said == {shape([1, 1, 1, 1], "relu", "linear").activations}
