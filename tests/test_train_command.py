"""`symnn train`: its summary, its files, and how it ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cli import train as train_command
from symnn.plots import FORMATS
from tests.command import Program

np = pytest.importorskip("numpy")
pytest.importorskip("matplotlib")

XOR = """\
title: Exclusive or
layers: [2, 4, 2, 1]
activation: tanh
output_activation: sigmoid
loss: binary_cross_entropy
learning_rate: 1
data: {shape: xor, samples: 40}
epochs: 150
seed: 1
frames: 2
"""


@pytest.fixture
def symnn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


@pytest.fixture
def xor(tmp_path: Path) -> Path:
    path = tmp_path / "xor.yaml"
    path.write_text(XOR)
    return path


def test_the_summary(symnn: Program, xor: Path) -> None:
    status, out, err = symnn("train", str(xor))
    assert (status, err) == (0, "")
    words = " ".join(out.split())
    assert words.startswith("Exclusive or")
    assert "A 2-4-2-1 network (tanh, tanh, sigmoid; 25 parameters)" in words
    assert "learns to tell the 2 classes of 40 points apart (data: xor)" in words
    assert "λ = 1, 150 epochs, all points in every step. Seed 1." in words
    assert "relu_at_zero: 0" in words
    assert "100.0 %" in words
    assert "input 2 no no" in words
    assert "hidden layer 1 4 none found none found" in words
    assert "hidden layer 2 2 no yes" in words


def test_json_and_the_seed(symnn: Program, xor: Path) -> None:
    told = [
        json.loads(symnn("train", str(xor), "--format", "json", *more).out)
        for more in ((), ("--seed", "1"), ("--seed", "2"))
    ]
    assert told[0] == told[1]
    assert told[0]["risk"] != told[2]["risk"]
    assert (told[0]["format"], told[0]["version"], told[0]["relu_at_zero"]) == (
        "symnn/training",
        1,
        "0",
    )
    assert told[0]["network"] == {
        "layers": [2, 4, 2, 1],
        "activations": ["tanh", "tanh", "sigmoid"],
        "parameters": 25,
        "parameters_per_layer": [12, 10, 3],
    }
    assert told[0]["data"] == {"name": "xor", "samples": 40, "classes": ["0", "1"]}
    assert told[0]["accuracy"]["end"] == 1
    assert [layer["end"] for layer in told[0]["separable"]] == [False, None, True]
    assert told[0]["files"] == []


@pytest.mark.slow
def test_the_files(symnn: Program, xor: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = symnn("train", str(xor), "-o", str(out), "--to", "png", "--format", "json")
    told = json.loads(ran.out)
    found = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert ran.status == 0
    assert found == sorted(told["files"])
    assert {"curves.csv", "parameters.json", "trained.yaml", "frames/0002.png"} <= set(found)
    assert f"{len(found)} files in {out}" in ran.err
    rows = (out / "curves.csv").read_text().splitlines()
    assert rows[0] == "epoch,risk,accuracy"
    assert len(rows) == 152
    assert rows[-1].split(",") == ["150", repr(told["risk"]["end"]), "1.0"]
    kept = json.loads((out / "parameters.json").read_text())["snapshots"]
    assert [snapshot["epoch"] for snapshot in kept] == [0, 150]
    again = tmp_path / "again"
    symnn("train", str(xor), "-o", str(again), "--to", "png", "--quiet")
    for name in found:
        assert (out / name).read_bytes() == (again / name).read_bytes(), name


def test_what_was_trained_is_a_network_file(symnn: Program, xor: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = json.loads(symnn("train", str(xor), "-o", str(out), "--to", "", "--format", "json").out)
    assert told["files"] == ["curves.csv", "parameters.json", "trained.yaml"]
    asked = ("--only", "H", "--only", "y1", "--numbers", "decimal", "--format", "json")
    solved = json.loads(symnn("solve", str(out / "trained.yaml"), *asked).out)
    (values,) = solved["samples"]
    assert solved["network"] == told["network"]
    assert abs(float(values["H"]) - float(values["y1"])) < 0.5


def test_divergence_is_said_and_nothing_is_written(
    symnn: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "far.yaml", tmp_path / "out"
    path.write_text(
        XOR.replace("rate: 1", "rate: 1000")
        .replace("sigmoid", "linear")
        .replace("binary_cross_entropy", "square")
    )
    ran = symnn("train", str(path), "-o", str(out))
    assert (ran.status, ran.out) == (1, "")
    assert "training diverged: after epoch " in ran.err
    assert "A smaller learning_rate may help" in ran.err
    assert not out.exists()


@pytest.mark.parametrize("missing", ["numpy", "matplotlib"])
def test_what_is_missing_is_said_at_once(
    symnn: Program, xor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    ran = symnn("train", str(xor), "-o", str(tmp_path / "out"))
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'symnn[plots]'" in ran.err


def test_a_missing_peer_is_said_before_training(
    symnn: Program, xor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    ran = symnn("train", str(xor), "--with", "torch")
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'symnn[torch]'" in ran.err


def test_unknown_pictures(symnn: Program, xor: Path, tmp_path: Path) -> None:
    ran = symnn("train", str(xor), "-o", str(tmp_path / "out"), "--to", "png,jif")
    assert ran.status == 2
    assert "did you mean gif?" in ran.err
    assert tuple(FORMATS) == train_command.PICTURES


def test_beside_torch(symnn: Program, xor: Path) -> None:
    pytest.importorskip("torch")
    told: dict[str, Any] = json.loads(
        symnn("train", str(xor), "--with", "torch", "--format", "json").out
    )
    assert told["torch"]["largest_relative_difference"] < 1e-12
    assert told["torch"]["agrees_to_epoch"] == 150
    assert "Beside PyTorch" in symnn("train", str(xor), "--with", "torch").out


def test_frames_of_an_earlier_training_are_told(symnn: Program, xor: Path) -> None:
    out = xor.parent / "out"
    assert symnn("train", str(xor), "-o", str(out), "--to", "png").err == f"6 files in {out}\n"
    (out / "frames" / "0003.png").write_bytes(b"older")
    err = symnn("train", str(xor), "-o", str(out), "--to", "png").err
    assert "left as it is: 1 file there that is not of this training" in err
    assert str(Path("frames") / "0003.png") in err


def test_a_risk_that_grew_is_told(symnn: Program, xor: Path) -> None:
    told = "The risk has grown: a smaller learning_rate may help."
    assert told not in symnn("train", str(xor)).out
    rate = XOR.replace("learning_rate: 1", "learning_rate: 1000").replace("tanh", "relu")
    square = rate.replace("binary_cross_entropy", "square").replace("sigmoid", "linear")
    xor.write_text(square.replace("epochs: 150", "epochs: 2"))
    assert told in symnn("train", str(xor)).out
