"""Worked solutions in matrix form: what has a line, and what is said beside it."""

from __future__ import annotations

import pytest

from symnn.api import build, shape, solve
from symnn.documents import Document, derivation_document
from symnn.documents.blocks import (
    Grid,
    Heading,
    Lines,
    Paragraph,
)
from symnn.documents.forms import FORMS
from symnn.errors import InputError
from symnn.quantities import H, L, Letter, R, W, a, b, d, d_a, d_z, slope, z
from symnn.render.inline import Inscription
from tests.matrices import example, line_of, matrix_lines, page, results, said, written


def test_the_lecture_s_lines_are_those_of_the_lecture():
    document = page(example("lecture22-backprop"))
    assert written(line_of(document, z(1, 0))) == [
        "= [W⁽¹⁾]ᵀ x",
        "= [2, 2; −3, 1] [2; 1]",
        "= [6; −5]",
    ]
    assert written(line_of(document, d_z(H(), 1, 0))) == [
        "= ∂H/∂a⁽¹⁾ ⊙ ReLU′(z⁽¹⁾)",
        "= [4; −2] ⊙ [1; 0]",
        "= [4; 0]",
    ]
    assert written(line_of(document, d(H(), W(2, 0, 0)))) == [
        "= a⁽¹⁾ [∂H/∂z⁽²⁾]ᵀ",
        "= [6; 0] [3, −2]",
        "= [18, −12; 0, 0]",
    ]


@pytest.mark.parametrize(
    ("target", "shapes"),
    [
        (z(1, 0), "3 × 2 times 2 × 1, plus 3 × 1"),
        (a(1, 0), "3 × 1, entry by entry"),
        (z(2, 0), "1 × 3 times 3 × 1, plus 1 × 1"),
        (d_a(H(), 1, 0), "3 × 1 times 1 × 1"),
        (d_z(H(), 1, 0), "3 × 1 times 3 × 1, entry by entry"),
        (slope("relu", 1, 0), "3 × 1, entry by entry"),
        (d(H(), W(1, 0, 0)), "2 × 1 times 1 × 3"),
        (d(H(), b(1, 0)), "3 × 1"),
        (d_a(H(), 0, 0), "2 × 3 times 3 × 1"),
    ],
)
def test_every_step_says_its_shapes(target, shapes):
    assert said(line_of(page(example("lecture22-forward")), target)) == shapes


def test_unknown_entries_keep_their_symbols():
    document = page(example("lecture22-dead-relu"))
    assert written(line_of(document, z(1, 0)))[1:] == [
        "= [−2, −5, 2; W₁₂⁽¹⁾, W₂₂⁽¹⁾, W₃₂⁽¹⁾] [3; 2; −2] + [0; 0]",
        "= [−20; z₂⁽¹⁾]",
    ]
    assert written(line_of(document, d(H(), W(1, 0, 0))))[-1] == (
        "= [0, ∂H/∂W₁₂⁽¹⁾; 0, ∂H/∂W₂₂⁽¹⁾; 0, ∂H/∂W₃₂⁽¹⁾]"
    )


def test_what_is_wholly_open_ends_with_its_law():
    line = line_of(page(example("lecture22-dead-relu")), d_a(H(), 1, 0))
    assert written(line) == ["= W⁽²⁾ ∂H/∂z⁽²⁾", "= [W₁₁⁽²⁾; W₂₁⁽²⁾] [∂H/∂z₁⁽²⁾]"]


def test_a_kink_is_undefined_with_its_reason():
    net = build(W=[[[1, 1]], [[1], [2]]], x=[0], b=[[0, 1], [0]])
    document = page(solve(net))
    line = line_of(document, slope("relu", 1, 0))
    assert written(line) == ["= ReLU′ [0; 1]", "= [undefined; 1]"]
    assert said(line) == "2 × 1, entry by entry; undefined: ReLU has a kink at 0"
    assert written(line_of(document, d_z(H(), 1, 0)))[-1] == "= [undefined; 2]"


def test_a_convention_at_a_kink_is_said():
    net = build(W=[[[1, 1]], [[1], [2]]], x=[0], b=[[0, 1], [0]], relu_at_zero=1)
    line = line_of(page(solve(net)), slope("relu", 1, 0))
    assert said(line).endswith("; by convention, since z₁⁽¹⁾ = 0 is the kink of ReLU")


def test_given_values_are_said_to_be_given():
    net = build([2, 2, 1], W=[None, [[1], [2]]], given={"a1_1": 2, "a1_2": 0, "z1_1": 2})
    document = page(solve(net))
    assert written(line_of(document, a(1, 0))) == ["= [2; 0]"]
    assert said(line_of(document, a(1, 0))) == "given"
    assert said(line_of(document, z(1, 0))).endswith("; given: z₁⁽¹⁾")
    assert written(line_of(document, z(1, 0)))[-1] == "= [2; z₂⁽¹⁾]"


def test_a_layer_of_unknown_width_has_its_laws():
    net = build([2, None, 1], W=[None, None], x=[1, 2])
    line = line_of(page(solve(net)), z(2, 0))
    assert written(line) == ["= [W⁽²⁾]ᵀ a⁽¹⁾"]
    assert said(line) == "1 × n₁ times n₁ × 1"
    assert said(line_of(page(solve(net)), z(1, 0))) == "n₁ × 2 times 2 × 1; n₁ is not known"


def test_rounded_numbers_are_only_about_equal():
    document = page(example("mazur"))
    for line in matrix_lines(document):
        relations = [link.relation for link in line.links]
        assert relations == sorted(relations), line.target  # = comes before ≈, and never after
    assert [link.relation for link in line_of(document, d_z(L, 2, 0)).links] == ["=", "≈", "≈"]


def test_only_what_was_asked_for_is_written():
    document = page(example("lecture22-backprop", ("dH/dW3_*",)))
    targets = [line.target for line in matrix_lines(document)]
    assert targets[-1] == d(H(), W(3, 0, 0))
    assert d(H(), W(1, 0, 0)) not in targets
    assert d_z(H(), 1, 0) not in targets
    assert any("were not asked for" in text for text in prose(document))


def prose(document: Document) -> list[str]:
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    return [Inscription().sentence(block.text) for block in blocks]


def test_a_large_layer_keeps_its_names_and_says_why():
    net = build(layers=[1, 20, 1], W=[[[1] * 20], [[1]] * 20], x=[1], activation="linear")
    document = page(solve(net))
    line = line_of(document, z(1, 0))
    assert written(line) == ["= [W⁽¹⁾]ᵀ x"]
    assert said(line) == "20 × 1 times 1 × 1; too large to be written here"
    assert written(line_of(document, z(2, 0))) == ["= [W⁽²⁾]ᵀ a⁽¹⁾", "= [20]"]


def test_a_large_network_gets_its_laws_with_their_shapes():
    net = shape([100, 40, 10], output_activation="softmax", loss="cross_entropy")
    document = derivation_document(net, "backprop", form="matrix")
    assert said(line_of(document, z(1, 0))) == "40 × 100 times 100 × 1, plus 40 × 1"
    assert written(line_of(document, d(L, W(1, 0, 0)))) == ["= x [∂L/∂z⁽¹⁾]ᵀ"]
    assert results(document) == {}


def test_a_derivation_ends_with_entries_in_symbols():
    document = derivation_document(shape([2, 2, 1]), "backprop", form="matrix")
    assert written(line_of(document, z(1, 0))) == [
        "= [W⁽¹⁾]ᵀ x + b⁽¹⁾",
        "= [W₁₁⁽¹⁾, W₂₁⁽¹⁾; W₁₂⁽¹⁾, W₂₂⁽¹⁾] [x₁; x₂] + [b₁⁽¹⁾; b₂⁽¹⁾]",
        "= [W₁₁⁽¹⁾ x₁ + W₂₁⁽¹⁾ x₂ + b₁⁽¹⁾; W₁₂⁽¹⁾ x₁ + W₂₂⁽¹⁾ x₂ + b₂⁽¹⁾]",
    ]
    assert written(line_of(document, a(1, 0)))[-1] == "= [g(z₁⁽¹⁾); g(z₂⁽¹⁾)]"


def test_softmax_has_the_transposed_jacobian():
    document = page(example("softmax"))
    assert written(line_of(document, d_z(L, 2, 0)))[0] == "= [∂a⁽²⁾/∂z⁽²⁾]ᵀ ∂L/∂a⁽²⁾"
    jacobian = line_of(document, d(a(2, 0), z(2, 0)))
    assert written(jacobian)[0].startswith("= [a₁⁽²⁾·(1 − a₁⁽²⁾), −a₁⁽²⁾ a₂⁽²⁾, ")
    lines = [block for block in document.blocks if type(block) is Lines]
    assert d(L, a(2, Letter("j"))) in [line.target for block in lines for line in block.lines]


def test_many_samples_have_a_mean_without_its_terms():
    data = [{"x": [k], "y": [1]} for k in range(8)]
    net = build(W=[[[1, 2]], [[1], [1]]], data=data, loss="square", activation="linear")
    line = line_of(page(solve(net)), d(R, W(1, 0, 0)))
    assert [type(link.expression) for link in line.links] == [Grid]


def headings(document: Document) -> list[str]:
    blocks = [block for block in document.blocks if isinstance(block, Heading)]
    return [Inscription().sentence(block.text) for block in blocks if block.level == 2]


def test_both_forms_stand_one_after_the_other():
    assert headings(page(example("lecture22-forward"), "both"))[1:7] == [
        "The laws",
        "The laws in matrix form",
        "Forward pass",
        "Forward pass in matrix form",
        "Backward pass: the gradient of H",
        "Backward pass in matrix form: the gradient of H",
    ]


def test_the_scalar_form_has_no_matrices():
    assert matrix_lines(page(example("lecture22-forward"), "scalar")) == []


@pytest.mark.parametrize("form", ["matrix", "both"])
def test_paths_alone_have_no_matrix_form(form):
    with pytest.raises(InputError, match="the sum over all paths has no matrix form"):
        page(example("lecture22-forward"), form, "chain-rule")


def test_recursion_in_matrix_form_may_stand_beside_the_paths():
    found = headings(page(example("lecture22-forward"), "matrix", "both"))
    assert "Chain rule: the gradient of H over all paths" in found


def test_a_form_that_there_is_not_is_refused():
    with pytest.raises(InputError, match="unknown form"):
        page(example("lecture22-forward"), "tensor")
    assert set(FORMS) == {"scalar", "matrix", "both"}
