"""What pages and JSON say of the parameter vector and of several steps."""

from __future__ import annotations

import json
from typing import Any

import pytest

import symnn
from symnn.documents import solution_document
from symnn.documents.blocks import Document, TableBlock
from symnn.evaluate.solution import Solution
from symnn.network import network
from symnn.render.json_solution import solution_json
from symnn.render.terminal import to_text
from tests.command import Program
from tests.documents import ROOT, headings
from tests.goldens import check

EXAMPLES = ROOT / "examples"
MINI = str(EXAMPLES / "mini-batches.yaml")


def page(path: str, **options: Any) -> Document:
    return solution_document(symnn.solve(path, **options), drawn=False)


def text(path: str, **options: Any) -> str:
    return to_text(page(path, **options), 80)


@pytest.mark.parametrize(("name", "steps"), [("mini-batches", None), ("mazur", 6), ("descent", 3)])
def test_the_page_is_the_golden_one(name: str, steps: int | None) -> None:
    whole = text(str(EXAMPLES / f"{name}.yaml"), steps=steps)
    check(f"steps/{name}.txt", whole[whole.index("The parameter vector") :])


def test_one_step_has_its_vector_and_no_more() -> None:
    found = headings(page(str(EXAMPLES / "descent.yaml")))
    assert "The parameter vector" in found
    assert not any("steps" in heading for heading in found)


def test_what_is_asked_for_is_all_that_is_shown() -> None:
    whole = text(MINI, only=["new_W2_*"])
    assert "The parameter vector" not in whole
    assert "risk, step by step" not in whole
    table = whole[whole.index("The parameters, step by step") :]
    assert "W₁₁⁽²⁾" in table
    assert "W₁₁⁽¹⁾" not in table
    assert "steps" not in text(MINI, only=["H"])


def test_of_a_large_network_the_vector_is_shown_by_its_blocks() -> None:
    net = symnn.build([4, 6, 1], W=[[[1] * 6] * 4, [[1]] * 6], b=[[1] * 6, [1]],
                      x=[1] * 4, y=[0], loss="square", learning_rate="1/1000")  # fmt: skip
    document = solution_document(Solution(net), drawn=False)
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert ("31", "36") in [(str(row[1][0]), str(row[2][0])) for row in tables[-1].rows]
    assert "w⁽¹⁾ = (0.938, 0.938, ..., 0.938)ᵀ" in to_text(document, 80)


def test_nothing_is_announced_where_all_is_too_large() -> None:
    net = symnn.build([40, 30], W=[[[1] * 30] * 40], b=[[1] * 30], x=[1] * 40, y=[0] * 30,
                      loss="square", learning_rate="1/1000", steps=2)  # fmt: skip
    whole = to_text(solution_document(Solution(net), drawn=False), 80)
    assert "The parameter vector" in whole
    assert "Unpacked" not in whole
    assert "The parameters after" not in whole


def test_steps_end_where_parameters_have_no_number() -> None:
    told: dict[str, Any] = {"b": [[0], [0]], "y": [1], "loss": "square", "learning_rate": 1}
    kink = network(W=[[[1]], [[1]]], x=[0], steps=3, **told)
    whole = to_text(solution_document(Solution(kink), drawn=False), 80)
    assert "Step 1 leaves parameters that are undefined: it is the last." in whole
    unknown = network(W=[[["w"]], [[1]]], x=[1], steps=3, **told)
    whole = to_text(solution_document(Solution(unknown), drawn=False), 80)
    assert "Step 1 leaves parameters that are not known: it is the last." in whole


def test_json_has_all_steps_beside_the_first() -> None:
    told = json.loads("".join(solution_json(symnn.solve(MINI))))
    assert [step["batch"] for step in told["steps"]] == [[1, 2], [3, 4], [1, 2]]
    assert told["steps"][0] == {"batch": [1, 2], "risk": told["risk"], "step": told["step"]}
    assert told["steps"][1]["risk"]["R"] == "5790817/160000"
    assert told["steps"][2]["step"]["b2_1"] == "280637824363/256000000000"
    only = json.loads("".join(solution_json(symnn.solve(MINI, ["new_b2_1"], steps=2))))
    assert only["steps"] == [
        {"batch": [1, 2], "risk": {}, "step": {"b2_1": "13/10"}},
        {"batch": [3, 4], "risk": {}, "step": {"b2_1": "879/1000"}},
    ]
    assert "steps" not in json.loads("".join(solution_json(symnn.solve(MINI, steps=1))))


def test_json_in_decimals() -> None:
    told = json.loads("".join(solution_json(symnn.solve(MINI), digits=4)))
    assert told["steps"][2]["step"]["W1_21"] == "1.525"


def test_the_command_makes_as_many_steps_as_it_is_told(program: Program) -> None:
    told = program("solve", MINI, "--steps", "2", "--format", "json")
    assert len(json.loads(told.out)["steps"]) == 2
    refused = program("solve", str(EXAMPLES / "lecture22-backprop.yaml"), "--steps", "2")
    assert refused.status == 2
    assert "steps of a network that none can be made with" in refused.err
    assert "`loss` and `learning_rate`" in refused.err


@pytest.mark.slow
def test_an_open_sign_ends_the_steps_and_is_told() -> None:
    """Both outputs of a softmax move against each other, so z1_1 stays 0, but in no closed form."""
    net = network(
        W=[[[3], [3]], [[-1, -1]]], b=[[0], ["1/3", 0]], activations=["elu", "softmax"],
        data=[{"x": [2, -2], "y": [1, 0]}], loss="half_square", learning_rate="1/2", steps=3,
    )  # fmt: skip
    whole = to_text(solution_document(Solution(net), drawn=False), 80)
    assert "No further step can be made. In step 3" in whole
    assert "undecided" in whole
    assert "The parameters after 2 steps" in whole
    with pytest.raises(symnn.SymnnError, match=r"step 3: a number .* could not be decided"):
        "".join(solution_json(Solution(net)))
