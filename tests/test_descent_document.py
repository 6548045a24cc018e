"""The page of a descent: its lines, its table, what it says of the learning rate, its plots."""

from __future__ import annotations

from math import isclose

import numpy as np
import pytest

from symnn.documents.descent import shown_steps
from symnn.documents.fit import fit_document
from symnn.documents.plot import Plot
from symnn.files import read
from symnn.learning import least_squares, read_fit
from symnn.numbers.real import Arithmetic
from symnn.render.formats import FORMATS
from symnn.render.terminal import to_text
from tests.examples import FOLDER
from tests.fits import EXACT, problem
from tests.test_fit_document import page

LINE = "data: [{x: -1, y: 3}, {x: 0, y: -1}, {x: 2, y: 5}]\nlearning_rate: 1/2"
FLAT = "data: [{x: [1, 1], y: 0}, {x: [2, 2], y: 3}]\nlearning_rate: 1/16\nw0: [1, 1, 0]"
SWINGS = "design: [[1], [1]]\ny: [1, 3]\nlearning_rate: 1\nsteps: 2"


def drawn(text: str) -> list[Plot]:
    """The plots on the page of a YAML text."""
    return [block for block in fit_document(problem(text)).blocks if isinstance(block, Plot)]


@pytest.mark.parametrize(
    "line",
    [
        "w⁽ᵗ⁾ = w⁽ᵗ⁻¹⁾ − λ ∇R(w⁽ᵗ⁻¹⁾)",
        "3   (1, 2)ᵀ      5    0      −10   (−10, −20)ᵀ",
        "sum                                  (−14, −14)ᵀ",
        "∇R(w⁽⁰⁾) = 1/3 · ⎡−14⎤ = ⎡−14/3⎤",
        "w⁽¹⁾     = w⁽⁰⁾ − λ ∇R(w⁽⁰⁾) = ⎡0⎤ − 1/2 · ⎡−14/3⎤ = ⎡7/3⎤",
        "1   2.33333   2.33333   8.03704   4.91910",
        "least risk         2         1   4.66667         0",
        "det(μ I − XᵀX) = μ² − 8·μ + 14",
        "μ₁             = 4 + √2 ≈ 5.41421",
        "n/μ₁           = 3/(4 + √2) ≈ 0.554097",
        "1 − 2·λ·μ₁/n   = 1 − (4 + √2)/3 ≈ −0.804738",
        "n/(μ₁ + μ₂)    = 3/8   the λ whose largest factor is the smallest",
    ],
)
def test_descent_is_worked_out(line: str) -> None:
    """From the law of a step to the bound of the learning rate."""
    assert line in page(LINE)


BATCHES, BATCH = LINE + "\nbatch: [[1, 2], [3]]", LINE + "\nbatch: [1, 3]"
ONE = LINE + "\nbatch: [2]"
FLAT_BATCH = "design: [[0], [1]]\ny: [1, 2]\nbatch: [1]\nlearning_rate: 1"
ROUNDED = (
    "design: [[sqrt(2), 1], [1, sqrt(3)]]\ny: [1, 2]\n"
    "learning_rate: 2/(7/2 + sqrt(5/4 + 2*sqrt(6)))"
)
AT_THE_END, TOO_LONG = LINE + "\nw0: [2, 1]", LINE.replace("1/2", "3/5")
LEVEL, IRRATIONAL = "design: [[0]]\ny: [1]", "design: [[pi, 1, 0], [0, 1, 2]]\ny: [1, 2]"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (LINE, "The learning rate is λ = 1/2, and the start w⁽⁰⁾ = (0, 0)ᵀ."),
        (LINE, "the steps converge, along the eigenvector of μ₁ from both sides in turn."),
        (LINE, "They lead to w = (2, 1)ᵀ."),
        (AT_THE_END, "The start has the least risk already: the gradient is 0 there,"),
        (BATCHES, "Here each step has a batch, taken in turn: samples 1 and 2; sample 3; in"),
        (BATCHES, "Every batch has a risk and a bound of its own; none is worked out for batches"),
        (BATCH, "Here every step has a batch: samples 1 and 3; in a step, ∇R is the gradient of"),
        (BATCH, "is the largest eigenvalue. Here X, n and the risk are those of the batch."),
        (ONE, "of all weights of least risk of the batch the nearest to w⁽⁰⁾."),
        (f"{ONE}\nw0: [-1, 0]", "The start has the least risk of the batch already: the gradient"),
        (
            TOO_LONG,
            "λ = 0.6 is above the bound: along the eigenvector of μ₁ the distance grows with",
        ),
        (
            SWINGS,
            "λ = 1 is the bound itself: along the eigenvector of μ₁ the steps swing to and fro",
        ),
        (FLAT, "λ = 1/16 is below the bound: the steps converge. They lead to w = (−3, 2, 1)ᵀ, of"),
        (FLAT, "of all weights of least risk the nearest to w⁽⁰⁾."),
        (FLAT, "Where μ is 0, the gradient has no part in that direction, and w keeps what it"),
        (FLAT, "from the start. All other factors lie between −1 and 1 if λ is above 0 and below"),
        (f"{LEVEL}\nlearning_rate: 1", "The risk is the same everywhere: its gradient is 0,"),
        (ROUNDED, "The learning rate is λ ≈ 0.334464, and the start w⁽⁰⁾ = (0, 0)ᵀ."),
        (ROUNDED, "λ ≈ 0.334464 is above the bound:"),
        (f"{ROUNDED}/9", "the steps converge. They lead to w ≈ (−0.184858, 1.26143)ᵀ."),
        (FLAT_BATCH, "The risk of the batch is the same everywhere: its gradient is 0,"),
        (f"{IRRATIONAL}\nlearning_rate: 1", "they are worked out for up to 10 columns, or 2 where"),
    ],
)
def test_page_says_what_the_steps_do(text: str, sentence: str) -> None:
    """One row a case: the file, and what its page says."""
    assert sentence in " ".join(page(text))


def test_closed_forms_of_hundreds_of_digits_are_decimals() -> None:
    """A root of such a number tells nobody anything."""
    lines = page("design: [[1e200, 1e200], [1, 2]]\ny: [1, 2]\nlearning_rate: 1/2")
    assert "μ₁             ≈ 2.00000·10⁴⁰⁰" in lines
    assert "μ₂             ≈ 0.500000" in lines


def test_one_sample_is_its_own_mean() -> None:
    """No factor 1 before the sum; and one step has no curve of risks."""
    assert "∇R(w⁽⁰⁾) = ⎡−10⎤" in page(LINE + "\nbatch: [3]")
    assert [plot.title for plot in drawn(LINE)] == ["The path of the step"]


def test_many_samples_are_taken_from_the_matrices() -> None:
    """No table a step, but 2/n (XᵀX w − Xᵀy) with its numbers."""
    points = ", ".join(f"{{x: {k}, y: {k * k % 7}}}" for k in range(20))
    lines = page(f"data: [{points}]\nlearning_rate: 1/1024")
    assert "Its 20 rows stand beside the predictions, in the table below." in lines
    assert any(line.startswith("∇R(w⁽⁰⁾) = 1/10 · (XᵀX w⁽⁰⁾ − Xᵀy)") for line in lines)
    assert not any("∂ℓ/∂Hᵢ · ∇Hᵢ" in line for line in lines if "Aug" in line and "yᵢ" in line)


@pytest.mark.parametrize(
    ("steps", "rows"),
    [
        (1, [0, 1]),
        (12, list(range(13))),
        (13, [0, 1, 2, 3, 4, 5, 10, 13]),
        (100, [0, 1, 2, 3, 4, 5, 10, 20, 50, 100]),
        (1000, [0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000]),
    ],
)
def test_table_stays_short(steps: int, rows: list[int]) -> None:
    """All steps where they are few; else those that differ."""
    assert shown_steps(steps) == rows


@pytest.mark.parametrize("text", [f"{LINE}\nsteps: 9", f"{FLAT}\nsteps: 5", SWINGS])
def test_risk_is_drawn_over_the_steps_with_the_least_risk(text: str) -> None:
    """As floating point has it."""
    plot, wanted = drawn(text)[0], problem(text)
    X = np.array([[float(e) for e in row] for row in wanted.design])  # type: ignore[arg-type]
    y = np.array([float(e) for e in wanted.y])  # type: ignore[arg-type]
    assert wanted.descent is not None
    w = np.array([float(e) for e in wanted.descent.start])  # type: ignore[arg-type]
    least, path = plot.curves
    for t, place in enumerate(path.points):
        assert np.allclose(place, (t, ((X @ w - y) ** 2).mean()))  # type: ignore[arg-type]
        w = w - float(wanted.descent.rate) * 2 / len(y) * X.T @ (X @ w - y)  # type: ignore[arg-type]
    best = X @ np.linalg.lstsq(X, y)[0] - y
    assert all(
        isclose(place[1], (best**2).mean(), abs_tol=1e-12) for place in least.points if place
    )
    assert plot.y.low == 0
    assert plot.x.high == len(path.points) - 1
    assert plot.x.grid == 1  # there is no half a step
    assert not plot.caption


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\nsteps: 9",
        "design: [[1, 2], [2, 4]]\ny: [5, 0]\nlearning_rate: 1/20\nsteps: 3",
        "design: [[0, 1], [0, 3]]\ny: [5, 0]\nlearning_rate: 1/20\nsteps: 3",
        "design: [[1, 1], [1, 1.001]]\ny: [5, 0]\nlearning_rate: 1/20\nsteps: 3",
    ],
)
def test_contours_have_one_risk_each(text: str) -> None:
    """That of a point of the path; of dependent columns they are lines."""
    wanted, plot = problem(text), drawn(text)[1]
    X = np.array([[float(e) for e in row] for row in wanted.design])  # type: ignore[arg-type]
    y = np.array([float(e) for e in wanted.y])  # type: ignore[arg-type]

    def risk(place: tuple[float, float] | None) -> float:
        return float(((X @ np.array(place) - y) ** 2).mean())

    *contours, path = plot.curves
    on_path = [risk(place) for place in path.points]
    assert contours
    for contour in contours:
        risks = [risk(place) for place in contour.points if place]
        assert np.allclose(risks, risks[0], rtol=1e-6)
        assert any(isclose(risks[0], other, rel_tol=1e-6) for other in on_path)
    lowest = least_squares(wanted, EXACT).risk(Arithmetic())
    assert isclose(risk(plot.dots[1].points[0]), float(lowest), rel_tol=1e-6, abs_tol=1e-9)  # type: ignore[arg-type]


def test_steps_that_diverge_are_drawn_as_far_as_they_can_be_seen() -> None:
    """A thousand of them end beyond all floating point."""
    risks, path = drawn("design: [[1, 0], [0, 2]]\ny: [1, 2]\nlearning_rate: 99\nsteps: 900")
    assert [len(plot.curves[-1].points) for plot in (risks, path)] == [3, 3]
    assert "The steps after 2 would need a higher picture." in risks.description
    assert risks.caption == ("the first 2 of 900 steps",)


@pytest.mark.parametrize(("target", "plots"), [("1e150", 2), ("1e200", 0), ("1e-200", 2)])
def test_nothing_is_drawn_where_floating_point_ends(target: str, plots: int) -> None:
    """The lines say it all the same."""
    text = f"data: [{{x: 1, y: {target}}}, {{x: 2, y: 0}}]\nlearning_rate: 1/3\nsteps: 3"
    assert len(drawn(text)) == plots
    assert "Which learning rates converge" in page(text)


@pytest.mark.parametrize(("columns", "plots"), [(1, 1), (2, 2), (3, 1)])
def test_only_two_weights_have_contours(columns: int, plots: int) -> None:
    """Each descent has the picture of its risk."""
    rows = [[k**j for j in range(columns)] for k in range(1, 5)]
    assert len(drawn(f"design: {rows}\ny: [1, 2, 0, 1]\nlearning_rate: 1/5000\nsteps: 2")) == plots


@pytest.mark.parametrize("form", [entry.name for entry in FORMATS])
@pytest.mark.parametrize("name", ["fit-descent", "linnerud"])
def test_examples_are_written_in_every_format(name: str, form: str) -> None:
    """The same page twice has the same bytes."""
    wanted = read_fit(read(str(FOLDER / f"{name}.yaml")))
    made = [FORMATS[form].make(fit_document(wanted)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0]


def test_linnerud_is_scikit_learns_and_its_fit_numpys() -> None:
    """The file has the data that ship with the library; the weights agree to eleven digits."""
    from sklearn.datasets import load_linnerud

    data = load_linnerud()
    wanted = read_fit(read(str(FOLDER / "linnerud.yaml")))
    assert [row[1:] for row in wanted.design] == [tuple(map(int, row)) for row in data.data]
    assert list(wanted.y) == [int(target[1]) for target in data.target]
    X = np.column_stack([np.ones(20), data.data])
    w, *_ = np.linalg.lstsq(X, data.target[:, 1])
    exact = least_squares(wanted, EXACT).w
    assert np.allclose(w, np.array(exact, float), rtol=1e-11)


def test_ascii_has_a_sign_for_everything() -> None:
    """No question mark where a sign is missing."""
    for name in ("fit-descent", "linnerud"):
        document = fit_document(read_fit(read(str(FOLDER / f"{name}.yaml"))))
        text = to_text(document, 80, unicode=False)
        assert text.isascii()
        assert "?" not in text
