"""Worked solutions as a whole: methods, losses, samples, large networks, symbols."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symnn.activations import ACTIVATIONS
from symnn.api import agreement, shape
from symnn.documents import derivation_document, registry_document, solution_document
from symnn.documents.blocks import (
    Lines,
    Matrices,
    Number,
    Paragraph,
    TableBlock,
    Vector,
)
from symnn.documents.overview import MOST_LINES
from symnn.documents.solution import METHODS
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.network import Network, network
from symnn.quantities import H, Quantity, W, d, slope, z
from symnn.render.terminal import to_text
from tests.documents import example, headings, lines_of, text

PATHS = "Chain rule: the gradient of  over all paths"


@pytest.mark.parametrize(
    ("method", "sections"),
    [
        ("backprop", ["Backward pass: the gradient of ", "Once more, by paths: "]),
        (
            "chain-rule",
            ["Slopes of the activations", "Chain rule: the gradient of  over all paths"],
        ),
        (
            "both",
            ["Backward pass: the gradient of ", "Chain rule: the gradient of  over all paths"],
        ),
    ],
)
def test_the_method_decides_what_is_written(method, sections):
    found = headings(solution_document(example("lecture22-backprop"), method))
    theirs = [h for h in found if h.startswith(("Backward", "Chain", "Once", "Slopes"))]
    assert theirs == sections


def test_agreement_is_stated_where_it_was_found():
    solution = example("lecture22-forward")
    page = to_text(solution_document(solution, "both", None, compare(solution)), 200)
    assert "Yes: recursion and sum over paths are the same formulas" in page
    assert "All 23 numbers that both give are the same, too." in page
    assert "Do the two methods agree?" not in to_text(solution_document(solution), 200)


def test_the_whole_gradient_stands_in_matrices():
    document = solution_document(example("lecture22-forward"))
    matrices = [
        m for block in document.blocks if isinstance(block, Matrices) for m in block.matrices
    ]
    by_name = {matrix.name: matrix.rows for matrix in matrices}
    rows = by_name[d(H(), Quantity("W", 1))]
    assert rows == ((Number(9), Number(0), Number(0)), (Number(-3), Number(0), Number(0)))
    biases = lines_of(document)[d(H(), Quantity("b", 1))].links[0].expression
    assert biases == Vector((Number(3), Number(0), Number(0)))


def test_a_loss_replaces_the_outputs_unless_these_are_asked_for():
    assert d(H(), z(2, 1)) not in lines_of(solution_document(example("mazur")))
    found = lines_of(solution_document(example("mazur", of="H")))
    assert d(H(1), z(2, 1)) in found
    assert d(H(2), z(2, 1)) in found


def test_slopes_stand_once_where_there_are_several_outputs():
    document = solution_document(example("mazur", of="H"))
    targets = [line.target for b in document.blocks if isinstance(b, Lines) for line in b.lines]
    assert targets.count(slope("sigmoid", 1, 1)) == 1


def training(points: int) -> Network:
    data = [{"x": [k], "y": [2 * k]} for k in range(1, points + 1)]
    return network([1, 1], data=data, W=[[[1]]], b=[[0]], loss="square", learning_rate="1/10")


@pytest.mark.parametrize(("points", "worked"), [(1, []), (2, [1, 2]), (3, [1, 2, 3]), (4, [1])])
def test_a_few_samples_are_worked_out_and_of_many_the_first(points, worked):
    document = solution_document(Solution(training(points)))
    found = [h for h in headings(document) if h.startswith("Sample")]
    assert found == [f"Sample {number}" for number in worked]
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    rows = [len(table.rows) for table in tables if table.header[0] == ("sample",)]
    assert rows == ([points] if points > 1 else [])


def test_of_a_batch_its_own_samples_are_worked_out():
    net = replace(training(3), batches=((1, 3),))
    found = headings(solution_document(Solution(net)))
    assert [h for h in found if h.startswith("Sample")] == ["Sample 1", "Sample 3"]
    asked = headings(solution_document(Solution(net, ["z1_1"])))
    assert [h for h in asked if h.startswith("Sample")] == [f"Sample {k}" for k in (1, 2, 3)]


def test_risk_and_step():
    page = text(training(2))
    assert "R = 1/2 · (L₁ + L₂) = 0.5·(1 + 4) = 2.5" in page
    assert "∂R/∂W₁₁⁽¹⁾ = 1/2 · (∂L₁/∂W₁₁⁽¹⁾ + ∂L₂/∂W₁₁⁽¹⁾) = 0.5·(−2 + (−8)) = −5" in page
    assert "new W₁₁⁽¹⁾ = W₁₁⁽¹⁾ − λ · ∂R/∂W₁₁⁽¹⁾ = 1 − 0.1·(−5) = 1.5" in page


def test_biases_that_are_not_trained_are_kept():
    page = to_text(solution_document(example("mazur")), 80)
    assert "The biases are kept." in page
    assert "new b" not in page


LARGE = [30, 40, 20, 3]


def test_a_large_network_gets_an_overview():
    document = solution_document(Solution(shape(LARGE)))
    page = to_text(document, 80)
    assert len(page.splitlines()) < MOST_LINES
    assert "Too large for every line" in page
    assert "(1,197 more like these)" in page
    assert "Σᵢ₌₁ⁿ Wᵢ₁⁽¹⁾ xᵢ + b₁⁽¹⁾" in page


def test_a_large_derivation_counts_its_paths():
    net = shape(LARGE)
    page = to_text(derivation_document(net, "both", (), agreement(net)), 80)
    assert len(page.splitlines()) < MOST_LINES
    assert "20 paths" in page


def test_one_value_of_a_large_network_is_worked_out():
    found = lines_of(solution_document(Solution(shape(LARGE), ["dH1/dW3_1_1"])))
    assert d(H(1), W(3, 1, 1)) in found
    assert d(H(1), W(3, 1, 2)) not in found


def test_a_derivation_in_symbols_has_no_notes_about_what_is_unknown():
    net = shape([2, 3, 1])
    document = derivation_document(net, "both", (), agreement(net))
    page = to_text(document, 80)
    assert "open" not in page
    assert "∂H/∂W₁₁⁽¹⁾ = ∂H/∂z₁⁽¹⁾ · x₁" in page
    assert "∂H/∂W₁₁⁽¹⁾ = W₁₁⁽²⁾ · g′(z₁⁽¹⁾) · x₁   1 path" in page


@pytest.mark.parametrize("method", METHODS)
def test_a_derivation_knows_the_methods_too(method):
    derivation_document(shape([2, 2, 1]), method)


def test_a_registry_is_a_table():
    (table,) = registry_document("Activations", ACTIVATIONS).blocks
    assert isinstance(table, TableBlock)
    assert table.rows[1][0] == ("relu",)


def test_what_holds_for_all_samples_is_said_once():
    document = solution_document(Solution(training(3)))
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert len(set(paragraphs)) == len(paragraphs)


def test_a_mean_of_many_gradients_is_written_with_numbers_only():
    assert "∂L₆/∂W₁₁⁽¹⁾" in text(training(6))
    page = text(training(7))
    assert "∂L₇/∂W₁₁⁽¹⁾" not in page
    assert "∂R/∂b₁⁽¹⁾ = 1/7 · (−2 + (−4) + (−6) + (−8) + (−10) + (−12) + (−14)) = −8" in page
