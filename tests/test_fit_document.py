"""The page of a least-squares fit, and the command that prints it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symnn.documents.fit import fit_document
from symnn.files import parse
from symnn.learning import read_fit
from symnn.render.terminal import to_text
from tests.command import Program

LINE = "data: [{x: 0, y: 6}, {x: 1, y: 0}, {x: 2, y: 0}]"


def page(text: str, digits: int = 0) -> list[str]:
    """The lines of the page for a YAML text, without the space around them."""
    document = fit_document(read_fit(parse(text, "fit.yaml")), digits)
    return [line.strip() for line in to_text(document, 100).splitlines()]


@pytest.mark.parametrize(
    "line",
    [
        "H = w₀ + w₁ x₁ = Aug(x) · w",
        "R = (1/n)·(Σᵢ₌₁ⁿ (Hᵢ − yᵢ)²) = (1/n)·‖y − X w‖²",
        "⎡ 1  0 ⎤       ⎡ 6 ⎤",
        "ℓ      = (Hᵢ − yᵢ)²",
        "∂ℓ/∂Hᵢ = 2·(Hᵢ − yᵢ)",
        "∇Hᵢ    = Aug(x⁽ⁱ⁾)",
        "∇R = (1/n)·(Σᵢ₌₁ⁿ ∂ℓ/∂Hᵢ · ∇Hᵢ)",
        "= (2/n)·(Σᵢ₌₁ⁿ (Hᵢ − yᵢ)·Aug(x⁽ⁱ⁾)) = (2/n) Xᵀ(X w − y) = (2/n) (XᵀX w − Xᵀy)",
        "2   w₀ + w₁     2·(w₀ + w₁)     (1, 1)ᵀ",
        "1   w₀          2·(w₀ − 6)      (1, 0)ᵀ",
        "∇R = 2/3 · ⎛⎡3  3⎤ w − ⎡6⎤⎞",
        "XᵀX w = Xᵀy",
        "XᵀX = ⎡ 3  3 ⎤   Xᵀy = ⎡ 6 ⎤",
        "M₀ = ⎡ 3  3 │ 6 ⎤",
        "r₁ ← 1/3 · r₁",
        "r₂ ← r₂ − 3·r₁",
        "r₂ ← 1/2 · r₂",
        "r₁ ← r₁ − r₂",
        "M₂ = ⎡ 1  0 │  5 ⎤",
        "⎣ 0  1 │ −3 ⎦",
        "w₀ = 5",
        "w₁ = −3",
        "H = 5 − 3·x₁",
        "2   0            2         −2",
        "‖y − X w‖² = 6",
        "R          = 1/3 · ‖y − X w‖² = 2",
    ],
)
def test_best_fit_line_is_worked_out(line: str) -> None:
    """From the model to the risk, with every row operation."""
    assert line in page(LINE)


@pytest.mark.parametrize(
    ("text", "digits", "line"),
    [
        ("design: [[0, 1], [0, 2]]\ny: [1, 2]", 0, "r₁ ↔ r₂"),
        ("design: [[0, 1], [0, 2]]\ny: [1, 2]", 0, "Only 1 of the 2 columns of X are independent:"),
        ("design: [[0, 1], [0, 2]]\ny: [1, 2]", 0, "column 1 = 0"),
        ("design: [[0]]\ny: [1]", 0, "There is no pivot, so nothing is to be done."),
        ("design: [[3, -1], [6, -2]]\ny: [1, 2]", 0, "column 2 = −1/3 · column 1"),
        ("design: [[3, -1], [6, -2]]\ny: [1, 2]", 4, "column 2 ≈ −0.3333·column 1"),
        ("design: [[0.2], [0.4]]\ny: [1, 2]", 0, "w₁ = 5"),
        ("design: [[0.2], [0.4]]\ny: [0.1, 2]", 0, "w₁ = 4.1"),
        ("design: [[1/2], [1]]\ny: [0, 1]", 0, "w₁ = 4/5"),
        ("design: [[3]]\ny: [1]", 5, "w₁ ≈ 0.33333"),
        ("design: [[1], [1]]\ny: [sqrt(2), 0]", 0, "w₁ = √2/2 ≈ 0.707107"),
        ("design: [[1], [sqrt(2)]]\ny: [sqrt(2), 2]", 0, "‖y − X w‖² = 0"),
        ("design: [[sqrt(2)]]\ny: [1]\ntitle: One", 3, "w₁ ≈ 0.707"),
    ],
)
def test_numbers_are_shown_as_the_data_are_written(text: str, digits: int, line: str) -> None:
    """One row a case: fractions, decimals where the data have them or where asked for, roots."""
    assert line in page(text, digits)


def test_title_is_the_files() -> None:
    """Or says what the page is."""
    assert page(LINE + "\ntitle: Best fit")[0] == "Best fit"
    assert page(LINE)[0] == "Least squares, worked out"


def test_large_fits_are_cut() -> None:
    """No row operations, no large matrices, and a table of the first samples."""
    rows = [[i**k % 17 for k in range(12)] for i in range(60)]
    lines = page(json.dumps({"design": rows, "y": list(range(60))}))
    assert "Its 60 rows and 12 columns are not shown here." in lines
    assert "20 more samples are in --format json." in lines
    assert not any("←" in line or "⎡" in line for line in lines)
    assert sum(line[:2].strip().isdigit() for line in lines) == 40 + 1  # and the 20 more


def test_irrational_dependent_columns_are_eliminated_exactly() -> None:
    """What is left of them is proven to be 0."""
    lines = page("design: [[1, sqrt(2)], [pi, pi*sqrt(2)]]\ny: [1, 2]")
    assert "column 2 = √2·column 1" in lines
    assert "⎣ 0        0 │        0 ⎦" in lines


def test_row_operations_that_could_not_be_proven_are_left_out() -> None:
    """The weights are known from X all the same: y is √2 times the first column."""
    rows = ["-pi/2, exp(2)", "0, 2*sqrt(2)", "sqrt(3), tanh(1)", "sqrt(2)+1, sqrt(6)", "exp(2), 0"]
    y = ", ".join(f"({row.partition(',')[0]})*sqrt(2)" for row in rows)
    lines = page(f"design: [{', '.join(f'[{row}]' for row in rows)}]\ny: [{y}]")
    assert "w₁ = √2 ≈ 1.41421" in lines
    assert "w₂ = 0" in lines
    assert "‖y − X w‖² = 0" in lines
    assert not any("←" in line for line in lines)


def test_command_prints_page_or_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a file or stdin, to stdout or a file."""
    program = Program(monkeypatch, capsys)
    shown = program("fit", "-", stdin=LINE)
    assert (shown.status, shown.err) == (0, "")
    assert "  w₁ = −3\n" in shown.out
    path = tmp_path / "fit.json"
    written = program("fit", "-", "--numbers", "decimal", "-o", str(path), stdin=LINE)
    assert written == (0, "", "")
    assert json.loads(path.read_text(encoding="utf-8"))["w"] == ["5", "-3"]


def test_command_refuses_with_the_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, with status 2 and no page."""
    outcome = Program(monkeypatch, capsys)("fit", "-", stdin="data: [{x: w, y: 6}]")
    assert (outcome.status, outcome.out) == (2, "")
    assert "standard input, line 1, data[1].x: a name where a number was expected" in outcome.err


def test_options_stand_in_the_place_of_keys(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of the file and those it does not have."""
    program = Program(monkeypatch, capsys)
    text = LINE + "\nlearning_rate: 9\nw0: [1, 1]"
    shown = program("fit", "-", "--learning-rate", "1/2", "--steps", "3", stdin=text)
    assert (shown.status, shown.err) == (0, "")
    assert "The learning rate is λ = 1/2, and the" in shown.out
    made = program("fit", "-", "--format", "json", "--learning-rate", "1e-1", stdin=LINE)
    assert json.loads(made.out)["descent"]["w"] == [["0", "0"], ["2/5", "0"]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--steps", "3"], "the command line, --steps: `steps` without `learning_rate`"),
        (["--learning-rate", "0"], "the command line, --learning-rate: a learning rate that leads"),
        (["--learning-rate", "lambda"], "the command line, --learning-rate: a name where a number"),
    ],
)
def test_options_are_refused_by_their_names(
    options: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """They stand in no file."""
    outcome = Program(monkeypatch, capsys)("fit", "-", *options, stdin=LINE)
    assert (outcome.status, outcome.out) == (2, "")
    assert message in outcome.err
