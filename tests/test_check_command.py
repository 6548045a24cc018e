"""`symnn check` as its users call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symnn.render.formats import FORMATS
from tests.command import Program

EXAMPLES = Path(__file__).parent.parent / "examples"
BACKPROP = str(EXAMPLES / "lecture22-backprop.yaml")
RIGHT = "z1_1: 6\nz1_2: -5\nH: 24\ndH/dW1_11: 8\n"
WRONG = "z1_1: 6\na1_2: -5\nH: twenty\ndH/dW1_11: 12\ndH/dW1_22:\n"
HOSTILE = r"\input{/etc/passwd} #read(\"/etc/passwd\") <script>alert(1)</script> $x$ ]]> %"


@pytest.fixture
def symnn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


@pytest.fixture
def right(tmp_path: Path) -> str:
    path = tmp_path / "right.yaml"
    path.write_text(RIGHT)
    return str(path)


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG)
    return str(path)


def test_right_answers_end_with_0(symnn: Program, right: str) -> None:
    status, out, err = symnn("check", BACKPROP, right)
    assert (status, err) == (0, "")
    assert "Everything is right." in out


def test_wrong_answers_end_with_1_and_the_first_wrong_line_leads(
    symnn: Program, wrong: str
) -> None:
    status, out, err = symnn("check", BACKPROP, wrong)
    assert (status, err) == (1, "")
    assert "The first line that is wrong: a₂⁽¹⁾: the activation function was not applied" in out


def test_json_has_what_the_interface_says(symnn: Program, wrong: str) -> None:
    status, out, _ = symnn("check", BACKPROP, wrong, "--format", "json")
    told = json.loads(out)
    assert status == 1
    assert (told["format"], told["version"]) == ("symnn/marks", 1)
    by_name = {answer["quantity"]: answer for answer in told["answers"]}
    assert list(by_name) == ["z1_1", "a1_2", "H", "dH/dW1_11"]
    assert by_name["a1_2"] == {
        "quantity": "a1_2", "given": "-5", "expected": "0", "verdict": "wrong",
        "mistake": "activation-ignored-forward", "points": "0", "of": "1",
        "at": "a1_2", "done": "z1_2", "others": [], "flags": [],
    }  # fmt: skip
    assert (by_name["H"]["verdict"], by_name["H"]["mistake"]) == ("unreadable", None)
    assert (told["points"], told["of"]) == ("1", "4")


def test_what_an_exercise_asks_counts_even_if_left_blank(
    symnn: Program, right: str, tmp_path: Path
) -> None:
    exercise = tmp_path / "exercise.yaml"
    asked = 'kind: backprop\npoints: 6\nask: ["z1_*", H, dH/dW3_11]\n'
    exercise.write_text(asked + Path(BACKPROP).read_text())
    _, out, _ = symnn("check", str(exercise), right, "--format", "json")
    told = json.loads(out)
    assert {a["quantity"]: a["verdict"] for a in told["answers"]} == {
        "z1_1": "correct", "z1_2": "correct", "H": "correct", "dH/dW3_11": "blank",
        "dH/dW1_11": "correct",
    }  # fmt: skip
    assert (told["points"], told["of"]) == ("9/2", "6")


LIVE = {
    "latex": (r"\input{", r"\write18"),
    "html": ("<script", "alert(1)</"),
    "typst": ("[#read", "]#read"),
    "markdown": ("<script",),
    "notebook": ("<script",),
    "text": (),
}
"""What would be alive in a format."""


@pytest.mark.parametrize("form", LIVE)
def test_hostile_answers_stay_text(symnn: Program, tmp_path: Path, form: str) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"H": HOSTILE, "z1_1": "$\\write18{ls}$"}))
    status, out, err = symnn("check", BACKPROP, str(answers), "--format", form)
    assert (status, err) == (1, "")
    for live in LIVE[form]:
        assert live not in out


def test_every_format_of_text_is_tried_with_hostile_answers() -> None:
    assert set(LIVE) == {entry.name for entry in FORMATS if "pdf" not in entry.name}


@pytest.mark.slow
def test_hostile_answers_make_a_pdf(symnn: Program, tmp_path: Path) -> None:
    answers, page = tmp_path / "answers.json", tmp_path / "report.pdf"
    answers.write_text(json.dumps({"H": HOSTILE, "z1_1": "6"}))
    status, _, err = symnn("check", BACKPROP, str(answers), "-o", str(page))
    assert (status, err) == (1, "")
    assert page.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("z9_1: 3\n", "layers 1 to 3"),
        ("banana: 3\n", "banana"),
        ("- 3\n", "not a table"),
    ],
)
def test_unusable_answers_end_with_2_and_a_message(
    symnn: Program, tmp_path: Path, answers: str, said: str
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(answers)
    status, out, err = symnn("check", BACKPROP, str(path))
    assert (status, out) == (2, "")
    assert "answers.yaml, line 1" in err
    assert said in err


def test_no_answers_end_with_2(symnn: Program) -> None:
    status, _, err = symnn("check", BACKPROP)
    assert status == 2
    assert "--ask" in err


def test_asking_judges_at_once_and_hints_on_demand(symnn: Program) -> None:
    typed = "?\n?\n7\n6\nshow\n\nquit\n"
    status, out, err = symnn("check", "--ask", BACKPROP, "--only", "z*", stdin=typed)
    assert status == 1
    assert "z₁⁽¹⁾ = W₁₁⁽¹⁾ x₁ + W₂₁⁽¹⁾ x₂" in err
    assert "Wrong" in err
    assert "Right." in err
    assert "z₂⁽¹⁾ = −5" in err
    assert "1 of 6 points" not in err
    assert "Your computation, checked" in out
    assert "12" not in out, "what nobody tried to find is not told"


def test_a_learning_rate_without_a_loss_is_no_step(symnn: Program, tmp_path: Path) -> None:
    net, paper = tmp_path / "net.yaml", tmp_path / "paper.yaml"
    net.write_text("W: [[[1, 2], [3, 4]], [[1], [2]]]\nx: [1, 1]\nlearning_rate: 1/2\n")
    paper.write_text("dH/dW1_11: 7\n")
    status, out, err = symnn("check", str(net), str(paper))
    assert (status, err) == (1, "")
    assert "wrong" in out
