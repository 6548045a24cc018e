"""The program as its users call it: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Program
from tests.examples import NETWORKS

EXAMPLES = Path(__file__).parent.parent / "examples"
FORWARD = str(EXAMPLES / "lecture22-forward.yaml")


@pytest.fixture
def symnn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


def test_help_names_every_command_on_stdout(symnn: Program) -> None:
    status, out, err = symnn("--help")
    assert (status, err) == (0, "")
    for name in ("solve", "derive", "init", "generate", "fit", "kinds", "activations"):
        assert f"  {name} " in out


@pytest.mark.parametrize(
    "name", ["solve", "derive", "fit", "init", "kinds", "activations", "completion"]
)
def test_every_command_has_help(symnn: Program, name: str) -> None:
    status, out, err = symnn(name, "--help")
    assert (status, err) == (0, "")
    assert "Usage: symnn" in out


def test_version(symnn: Program) -> None:
    assert symnn("--version").out == "symnn, version 0.1.0\n"


def test_solve_json_has_the_shape_of_the_interface(symnn: Program) -> None:
    status, out, err = symnn("solve", FORWARD, "--format", "json")
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert told["format"] == "symnn/solution"
    assert told["network"] == {
        "layers": [2, 3, 1],
        "activations": ["relu", "linear"],
        "parameters": 13,
        "parameters_per_layer": [9, 4],
    }
    expected = {"x1": "3", "z1_1": "5", "a1_1": "5", "relu_prime(z1_1)": "1", "H": "11"}
    expected |= {"dH/dz2_1": "1", "dH/dW1_11": "9"}
    assert expected.items() <= told["samples"][0].items()


def test_the_matrix_form(symnn: Program) -> None:
    _, scalar, _ = symnn("solve", FORWARD)
    status, out, err = symnn("solve", FORWARD, "--form", "matrix", "--width", "80")
    assert (status, err) == (0, "")
    assert "z⁽¹⁾ = [W⁽¹⁾]ᵀ x + b⁽¹⁾ = ⎢−1  5⎥ ⎡ 3⎤ + ⎢−2⎥ = ⎢−10⎥" in out
    assert "By claim #1:" in out
    assert "matrix form" not in scalar
    both = symnn("solve", FORWARD, "--form", "both").out
    assert "Forward pass\n" in both
    assert "Forward pass in matrix form\n" in both


def test_a_derivation_in_matrix_form_is_the_recursion_alone(symnn: Program) -> None:
    status, out, err = symnn("derive", "2,3,1", "--form", "matrix")
    assert (status, err) == (0, "")
    assert "over all paths" not in out
    assert "over all paths" in symnn("derive", "2,3,1", "--form", "matrix", "--method", "both").out


def test_json_has_no_forms(symnn: Program) -> None:
    forms = [
        symnn("solve", FORWARD, "--format", "json", "--form", f).out for f in ("scalar", "matrix")
    ]
    assert forms[0] == forms[1]


def test_stdin_and_only(symnn: Program) -> None:
    text = Path(FORWARD).read_text()
    status, out, _ = symnn(
        "solve", "-", "--format", "json", "--only", "H1", "--only", "dH/dW2_*", stdin=text
    )
    assert status == 0
    assert json.loads(out)["samples"] == [
        {"H": "11", "dH/dW2_11": "5", "dH/dW2_21": "0", "dH/dW2_31": "0"}
    ]


def test_only_understands_other_spellings(symnn: Program) -> None:
    _, out, _ = symnn("solve", FORWARD, "--format", "json", "--only", "∂H/∂W₁₁⁽¹⁾")
    assert json.loads(out)["samples"] == [{"dH/dW1_11": "9"}]


def test_of_leaves_other_gradients_out(symnn: Program) -> None:
    _, out, _ = symnn("solve", str(EXAMPLES / "mazur.yaml"), "--format", "json", "--of", "L")
    names = json.loads(out)["samples"][0]
    assert "dL/dW1_11" in names
    assert "z1_1" in names
    assert not [name for name in names if name.startswith("dH")]


def test_methods_agree(symnn: Program) -> None:
    for example in NETWORKS:
        status, out, _ = symnn("solve", str(example), "--method", "both", "--format", "json")
        assert status == 0
        assert json.loads(out)["agreement"]["agree"] is True


def test_derive_json(symnn: Program) -> None:
    _, out, _ = symnn("derive", "2,2,2,1", "--format", "json")
    told = json.loads(out)
    assert told["quantities"]["dH/dW1_12"] == {
        "recursion": "dH/dz1_2*x1",
        "chain_rule": "W3_11*g_prime(z2_1)*W2_21*g_prime(z1_2)*x1"
        " + W3_21*g_prime(z2_2)*W2_22*g_prime(z1_2)*x1",
        "paths": 2,
        "agree": True,
    }
    assert told["forward"]["z1_1"] == "W1_11*x1 + W1_21*x2 + b1_1"


def test_author_symbols_stand_in_formulas(symnn: Program) -> None:
    text = "layers: [1, 1]\nW: [[[w]]]\nx: [3]\n"
    _, out, _ = symnn("solve", "-", "--format", "json", stdin=text)
    assert json.loads(out)["samples"][0]["z1_1"] == "w*x1"


def test_decimals_and_kinks(symnn: Program) -> None:
    text = "layers: [1, 2, 1]\nW: [[[1, 2]], [[1], [1]]]\nx: [0.3]\nb: [[-0.3, 0], [0]]\n"
    _, out, _ = symnn("solve", "-", "--format", "json", "--numbers", "decimal", stdin=text)
    sample = json.loads(out)["samples"][0]
    assert sample["relu_prime(z1_1)"] == sample["dH/dz1_1"] == sample["dH/dW1_11"] == "undefined"
    assert sample["dH/dW1_12"] == "0.3"
    assert sample["dH/dx1"] == "undefined"
    assert sample["H"] == "0.6"


BAD = [
    (["solve", "missing.yaml"], ["missing.yaml"]),
    (["solve", "."], ["a folder"]),
    (["solve", FORWARD, "--only", "dH/dW1_99"], ["there is no dH/dW1_99", "layer 0 has 2 nodes"]),
    (["solve", FORWARD, "--only", "q*"], ["q*"]),
    (["solve", FORWARD, "--format", "pdff"], ["pdff"]),
    (["solve", FORWARD, "-o", "out.xyz"], [".xyz", ".json"]),
    (["solve", FORWARD, "-o", "no/such/folder/out.json"], ["can't write"]),
    (["solve", FORWARD, "--digits", "0"], ["--digits"]),
    (["solve", FORWARD, "--form", "tensor"], ["tensor"]),
    (
        ["derive", "2,1", "--form", "matrix", "--method", "chain-rule"],
        ["no matrix form", "backprop"],
    ),
    (["solve"], ["NETWORK"]),
    (["slove", FORWARD], ["no such command", "did you mean solve"]),
    (["derive", "2,x,1"], ["2,x,1"]),
    (["derive", "2"], ["at least two layers"]),
    (["derive", "9" * 5000], ["5000 characters"]),
    (["derive", "2,3,1", "--activation", "sigmoidd"], ["did you mean sigmoid"]),
    (["derive", "2,3,1", "--loss", "sqare"], ["did you mean square"]),
]


@pytest.mark.parametrize(("arguments", "told"), BAD)
def test_bad_input_is_one_message_and_status_2(
    symnn: Program, arguments: list[str], told: list[str]
) -> None:
    status, out, err = symnn(*arguments)
    assert status == 2
    assert out == ""
    assert "Traceback" not in err
    for part in told:
        assert part in err


def test_output_file_is_written_whole(symnn: Program, tmp_path: Path) -> None:
    target = tmp_path / "solution.json"
    assert symnn("solve", FORWARD, "-o", str(target)).out == ""
    assert json.loads(target.read_text())["samples"][0]["H"] == "11"
    assert os.listdir(tmp_path) == ["solution.json"]


def test_failed_output_leaves_nothing(symnn: Program, tmp_path: Path) -> None:
    net = tmp_path / "net.yaml"
    net.write_text("layers: [1, 1]\nW: [[[2]]]\nx: [3]\ngiven: {z1_1: 7}\n")
    assert symnn("solve", str(net), "-o", str(tmp_path / "out.json")).status == 2
    assert os.listdir(tmp_path) == ["net.yaml"]


def test_activations_json(symnn: Program) -> None:
    entries = json.loads(symnn("activations", "--format", "json").out)
    assert {"relu", "sigmoid", "softmax", "g"} <= {entry["name"] for entry in entries}
    assert all(entry["summary"] for entry in entries)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(symnn: Program, shell: str) -> None:
    assert "_SYMNN_COMPLETE" in symnn("completion", shell).out


def test_closed_pipe_ends_quietly() -> None:
    program = f"{sys.executable} -c 'from cli.__main__ import main; main()'"
    run = f"{program} derive 20,20,10 --format json | head -1"
    done = subprocess.run(
        ["sh", "-c", run], capture_output=True, text=True, cwd=EXAMPLES.parent, check=False
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""
