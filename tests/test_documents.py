"""What stands on the pages: worked solutions and derivations as data."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from symnn.activations import ACTIVATIONS
from symnn.api import agreement, shape, solve
from symnn.documents import derivation_document, registry_document, solution_document
from symnn.documents.blocks import (
    Document,
    Heading,
    Line,
    Lines,
    Link,
    Matrices,
    Matrix,
    Number,
    Paragraph,
    PutIn,
    TableBlock,
    Vector,
)
from symnn.documents.figures import Figures, brief
from symnn.documents.overview import MOST_LINES
from symnn.documents.solution import METHODS
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Apply, Power, Product, Quotient, Sum
from symnn.network import Network, network
from symnn.quantities import H, Quantity, W, a, d, slope, symbol, x, z
from symnn.render.terminal import to_text
from tests.examples import NETWORKS

ROOT = Path(__file__).resolve().parent.parent


def example(name: str, only: tuple[str, ...] = (), of: str = "") -> Solution:
    return solve(str(ROOT / "examples" / f"{name}.yaml"), only, of)


def lines_of(document: Document) -> dict[Any, Line]:
    """The last line of every target."""
    blocks = [block for block in document.blocks if isinstance(block, Lines)]
    return {line.target: line for block in blocks for line in block.lines}


def matrices_of(document: Document) -> list[Matrix]:
    """The matrices on the page."""
    return [m for b in document.blocks if isinstance(b, Matrices) for m in b.matrices]


def headings(document: Document) -> list[str]:
    """The prose of the headings."""
    blocks = [block for block in document.blocks if isinstance(block, Heading)]
    return ["".join(piece for piece in block.text if isinstance(piece, str)) for block in blocks]


def text(net: Network, *names: str, **options: Any) -> str:
    """The text of a solution, all space alike."""
    document = solution_document(Solution(net, names), **options)
    return " ".join(to_text(document, 200).split())


def test_the_lecture_s_first_line():
    line = lines_of(solution_document(example("lecture22-forward")))[z(1, 1)]
    formula, numbers, value = line.links
    assert isinstance(formula.expression, Sum)
    assert isinstance(numbers.expression, PutIn)
    assert numbers.expression.formula == formula.expression
    assert numbers.expression.values[W(1, 2, 1)] == Number(4)
    assert value == Link("=", Number(5))


@pytest.mark.parametrize("file", NETWORKS, ids=lambda file: file.stem)
def test_values_are_those_of_the_solution(file):
    solution = solve(str(file))
    for target, line in lines_of(solution_document(solution)).items():
        value = solution.samples()[-1].get(target)
        shown = line.links[-1].expression
        if isinstance(value, (int, Fraction)) and isinstance(shown, Number):
            assert shown.exact == value or Fraction(shown.decimal) == value


@pytest.mark.parametrize("file", NETWORKS, ids=lambda file: file.stem)
@pytest.mark.parametrize("method", METHODS)
def test_blocks_hold_data_and_no_finished_mathematics(file, method):
    solution = solve(str(file))
    for piece in strings_in(solution_document(solution, method, None, compare(solution))):
        assert not set(piece) & set("⁽⁾₁₂₃∂′\\$"), piece


def strings_in(value: Any) -> list[str]:
    """All prose in a document."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [s for field in fields(value) for s in strings_in(getattr(value, field.name))]
    if type(value) is tuple:
        return [s for item in value for s in strings_in(item)]
    return []


def test_why_a_unit_is_off_stands_before_its_zeros():
    document = solution_document(example("lecture22-forward"))
    found = list(lines_of(document).items())
    targets = [target for target, _ in found]
    off, zeros = lines_of(document)[slope("relu", 1, 2)], lines_of(document)[d(H(), W(1, 1, 2))]
    assert off.note == ("since ", z(1, 2), " = ", Number(-10), " < 0", ": the unit is off")
    assert off.faint
    assert targets.index(slope("relu", 1, 2)) < targets.index(d(H(), W(1, 1, 2)))
    assert [link.expression for link in zeros.links][-1] == 0
    assert d(H(), W(1, 2, 2)) not in targets, "zeros from one unit share a line"
    assert len(zeros.links) == 3
    assert zeros.note == ("since ", d(H(), z(1, 2)), " = ", 0)


def test_a_live_unit_is_not_faint():
    line = lines_of(solution_document(example("lecture22-forward")))[a(1, 1)]
    assert not line.faint


KINK: dict[str, Any] = {"layers": [1, 1, 1], "W": [[[1]], [[2]]], "x": [0]}


def test_at_a_kink_the_line_says_so():
    page = text(network(**KINK))
    assert "ReLU′(z₁⁽¹⁾) = ReLU′(0) undefined: ReLU has a kink at 0" in page
    assert "= 2 · ReLU′(z₁⁽¹⁾) undefined, since ReLU′(z₁⁽¹⁾) is" in page


def test_at_a_kink_with_a_convention_it_is_named():
    page = text(network(**KINK, relu_at_zero=1))
    assert "ReLU′(z₁⁽¹⁾) = 1 by convention, since z₁⁽¹⁾ = 0 is the kink of ReLU" in page


def test_an_open_value_keeps_its_formula_and_names_the_unknowns():
    net = network([2, 1], W=[[["w"], [None]]], x=[3, 2])
    page = text(net)
    assert "z₁⁽¹⁾ = W₁₁⁽¹⁾ x₁ + W₂₁⁽¹⁾ x₂ = w·3 + W₂₁⁽¹⁾·2 open: w, W₂₁⁽¹⁾ unknown" in page
    assert "H = a₁⁽¹⁾ open: w, W₂₁⁽¹⁾ unknown" in page
    assert "a₁⁽¹⁾ = z₁⁽¹⁾ open Output" in page


def test_of_many_unknowns_a_few_are_named():
    net = network([7, 1], W=[[[None]] * 7], x=[1] * 7)
    assert "open: W₁₁⁽¹⁾, W₂₁⁽¹⁾ and 5 more unknown" in text(net, "H")


def test_unknowns_that_are_multiplied_by_zero_are_not_blamed():
    net = network([2, 1], W=[[[None], [None]]], x=[0, 2])
    assert "open: W₂₁⁽¹⁾ unknown" in text(net, "H")


def test_what_is_given_is_said_to_be():
    net = network([1, 2, 1], given={"z1_1": 3, "dH/da1_2": "-1/2"})
    page = text(net)
    assert "z₁⁽¹⁾ = 3 given" in page
    assert "∂H/∂a₂⁽¹⁾ = −1/2 given" in page


def test_a_width_that_nobody_knows_is_said_to_be_unknown():
    page = text(network([2, None, 1]))
    assert "A 2-?-1 network" in page
    assert "The number of nodes is not known" in page


@pytest.mark.parametrize(
    ("only", "wanted", "unwanted"),
    [
        (("H",), {z(1, 1), H()}, {d(H(), W(1, 1, 1))}),
        (("dH/dW2_*",), {d(H(), W(2, 1, 1)), d(H(), z(2, 1))}, {d(H(), W(1, 1, 1)), d(H(), x(1))}),
        (("z1_2",), {z(1, 2)}, {z(1, 1), a(1, 2), H()}),
    ],
)
def test_only_what_is_asked_for_and_what_it_needs(only, wanted, unwanted):
    found = set(lines_of(solution_document(example("lecture22-forward", only))))
    assert wanted <= found
    assert not unwanted & found


def test_the_laws_are_those_that_are_used():
    page = to_text(solution_document(example("lecture22-forward", ("z1_2",))), 80)
    assert "weighted sum" in page
    assert "claim #1" not in page


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


@pytest.mark.parametrize(("points", "worked"), [(1, []), (2, [1, 2]), (4, [1, 2, 3, 4]), (5, [1])])
def test_a_few_samples_are_worked_out_and_of_many_the_first(points, worked):
    document = solution_document(Solution(training(points)))
    found = [h for h in headings(document) if h.startswith("Sample")]
    assert found == [f"Sample {number}" for number in worked]
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert [len(table.rows) for table in tables[1:]] == ([points] if points > 1 else [])


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


SQRT2 = Power(2, Fraction(1, 2))


@pytest.mark.parametrize(
    ("form", "digits", "shown"),
    [
        (5, None, Number(5)),
        (Fraction(-3, 4), None, Number(Fraction(-3, 4))),
        (10**20, None, Number(None, "1.00000e20".replace(".00000", ""), True)),
        (Fraction(10**9 + 7, 10**9 + 9), None, Number(None, "1.00000", True)),
        (SQRT2, None, Number(SQRT2, "1.41421", True)),
        (symbol("w"), None, Number(symbol("w"))),
        (5, 3, Number(5)),
        (Fraction(-3, 4), 3, Number(None, "-0.75")),
        (Fraction(1, 3), 3, Number(None, "0.333", True)),
        (SQRT2, 4, Number(None, "1.414", True)),
        (123456, 3, Number(None, "1.23e5", True)),
    ],
)
def test_numbers_are_exact_or_decimals_as_asked(form, digits, shown):
    found = Figures(Solution(network([1, 1], W=[[[2]]])), digits).closed(form)
    if form == 10**20:
        assert (found.exact, Fraction(found.decimal)) == (None, form)
    else:
        assert found == shown


@pytest.mark.parametrize(
    ("weights", "decimals"),
    [
        (["0.15", "2"], True),
        (["1/20"], True),
        (["1/2", "3/4"], False),
        (["0.15", "1/3"], False),
        (["2", "sqrt(2)"], False),
    ],
)
def test_a_network_written_in_decimals_is_solved_in_decimals(weights, decimals):
    net = network([len(weights), 1], W=[[[weight] for weight in weights]])
    assert Figures(Solution(net)).decimals is decimals


def test_a_decimal_that_does_not_end_is_a_fraction_with_its_decimal():
    found = Figures(Solution(network([1, 1], W=[[["0.3"]]]))).closed(Fraction(1, 3))
    assert found == Number(Fraction(1, 3), "0.333333", True)


def test_a_long_closed_form_gives_way_to_its_decimal():
    long = Quotient(1, Sum((1, Apply("exp", Fraction(-123456789, 1000001)), SQRT2)))
    found = Figures(Solution(network([1, 1], W=[[[2]]]))).closed(long)
    assert (found.exact, found.decimal) == (None, "0.414214")


def test_a_number_too_small_for_digits_is_about_zero():
    weight = "1e9*sqrt(2) + ln(3)/7"
    net = network([1, 1], W=[[[weight]]], activations=["tanh"], x=[1])
    assert "1 − (a₁⁽¹⁾)² ≈ 1 − 1.00000² ≈ 0" in text(net)


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (Number(5), Number(5)),
        (Number(SQRT2, "1.41421", True), Number(SQRT2)),
        (Number(None, "0.5"), Number(None, "0.5")),
        (
            Number(Quotient(1, Sum((1, Apply("exp", -5)))), "0.993307", True),
            Number(None, "0.993307", True),
        ),
    ],
)
def test_in_a_formula_a_number_has_one_form(number, short):
    assert brief(number) == short


def test_after_rounded_numbers_everything_is_about():
    line = lines_of(solution_document(example("mazur")))[z(2, 1)]
    assert [link.relation for link in line.links] == ["=", "≈", "≈"]
    exact = lines_of(solution_document(example("mazur")))[a(1, 1)]
    assert [link.relation for link in exact.links] == ["=", "=", "=", "≈"]


def test_a_sum_over_paths_is_that_of_the_chain_rule():
    document = solution_document(example("lecture22-backprop"), "both")
    formula = lines_of(document)[d(H(), W(1, 1, 1))].links[0].expression
    assert isinstance(formula, Sum)
    assert all(isinstance(term, Product) and len(term.factors) == 5 for term in formula.terms)


def test_a_missing_number_in_a_matrix_is_a_gap():
    document = solution_document(example("lecture22-dead-relu"))
    matrices = [
        m for block in document.blocks if isinstance(block, Matrices) for m in block.matrices
    ]
    assert matrices[-2].rows[0] == (Number(0), Missing.UNDETERMINED)
    assert matrices[0].rows[0] == (Number(-2), W(1, 1, 2))


def test_what_holds_for_all_samples_is_said_once():
    document = solution_document(Solution(training(3)))
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert len(set(paragraphs)) == len(paragraphs)
