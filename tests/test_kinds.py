"""Every kind of exercise: sheets in every format, own keys that are right, mistakes by name."""

from __future__ import annotations

import pytest

from tests.kind_checks import (
    SEEDS,
    check_key,
    check_mistakes,
    check_sheets,
    check_statement,
    check_versions,
    drawn,
    exercise_of,
    some,
)

KINDS = (
    "activation-facts",
    "chain-rule-paths",
    "concepts",
    "feature-map",
    "find-the-mistake",
    "layer-function",
    "least-squares",
    "linear-collapse",
    "linear-gradient",
    "matrix-form",
    "network-shape",
    "operation-count",
    "output-activation",
    "parameter-count",
    "parameter-vector",
    "representation",
    "risk-gradient",
    "true-false",
    "vanishing-gradient",
    "zero-gradient",
)


@pytest.mark.parametrize("kind", KINDS)
def test_own_keys_are_right_and_mistakes_are_named(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for seed in SEEDS:
        exercise = exercise_of(kind, seed)
        check_key(exercise, tmp_path_factory)
        check_mistakes(exercise, tmp_path_factory)
        check_statement(drawn(kind, seed))


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_are_written_the_same_twice(kind: str) -> None:
    for seed in some(4):
        check_sheets(kind, seed)


@pytest.mark.parametrize("kind", KINDS)
def test_versions_are_distinct_and_ask_the_same(kind: str) -> None:
    check_versions(kind)
