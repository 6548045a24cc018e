"""Training files that can't be used: what is wrong, where, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.files import parse
from symnn.learning.training_file import read_training

pytest.importorskip("numpy")

GOOD = {
    "layers": "[2, 4, 1]",
    "output_activation": "sigmoid",
    "loss": "binary_cross_entropy",
    "learning_rate": "1/2",
    "data": "{shape: xor, samples: 40}",
}
BAD = [
    ({"layers": "[3, 4, 1]"}, "line 1, layers", "2 inputs"),
    ({"layers": "[2, null, 1]"}, "widths that can't be trained", "1 to 256 nodes"),
    ({"layers": "[2, 257, 1]"}, "widths that can't be trained", "257"),
    ({"layers": str([2, *[3] * 16, 1])}, "too many layers", "at most 16"),
    ({"layers": "[2, 4, 3]"}, "line 5, data: outputs that do not fit the classes", "1 or 2"),
    ({"output_activation": "linear"}, "outputs that may be negative", "sigmoid"),
    ({"output_activation": "softmax", "loss": "cross_entropy"}, "always 1", "sigmoid"),
    ({"activation": "g"}, "an abstract activation", "one with a formula"),
    ({"loss": None}, "training without a loss", "loss: square"),
    ({"learning_rate": None}, "without a learning rate", "1/10"),
    ({"learning_rate": "0"}, "line 4, learning_rate", "above 0"),
    ({"learning_rate": "-1"}, "a learning rate that can't be used", "above 0"),
    ({"learning_rate": "1e999"}, "a learning rate that can't be used", "above 0"),
    ({"data": None}, "no data to train on", "shape: spiral"),
    ({"data": "{shape: sprial}"}, "line 5, data.shape: unknown data set", "did you mean spiral"),
    ({"data": "{samples: 40}"}, "data without a shape", "shape: spiral"),
    ({"data": "{shape: xor, samples: 3}"}, "too few points", "4 or more, two in each of 2 classes"),
    ({"data": "{shape: xor, classes: 1}"}, "data.classes: points of one class only", "two or more"),
    ({"data": "{shape: xor, samples: 5001}"}, "not a number of samples", "1 to 5,000"),
    ({"data": "{shape: xor, classes: 3}"}, "not a number of classes", "1 to 2"),
    ({"data": "{shape: xor, noise: -1}"}, "noise that can't be used", "from 0"),
    ({"data": "{shape: xor, noisy: 1}"}, "unknown key", "did you mean noise"),
    ({"data": "{file: points.csv, samples: 3}"}, "`samples` beside `file`", "one of them"),
    ({"data": "{file: ../points.csv}"}, "leads out of the folder", "a file below"),
    ({"data": "{file: nothing.csv}"}, "nothing.csv: no such file", ""),
    ({"data": "{file: word.csv}"}, "word.csv, line 3, x2", "found:    two"),
    ({"data": "{file: short.csv}"}, "short.csv, line 2", "a row without class"),
    ({"data": "{file: columns.csv}"}, "unknown key", "x1, x2, class"),
    ({"data": "{file: huge.csv}"}, "too large for a double", "1e999"),
    ({"data": "{file: one.csv}"}, "points of one class only", "two or more"),
    ({"data": "[{x: [1, 2], y: 0}]"}, "a number of points", "2 to 5,000"),
    ({"data": "[{x: [1, 2], y: 0}, {x: [1, 3], y: 1/2}]"}, "targets that say no class", "0 or 1"),
    ({"data": "[{x: [1, 2], y: 0}, {x: [1, 3]}]"}, "points without targets", "y"),
    ({"data": "[{x: [1, 2], y: 0}, {x: [1, a], y: 1}]"}, "line 5, data: x2@2", "a number"),
    ({"x": "[1, 2]"}, "`x` in a training file", "`data` instead"),
    ({"batch": "[1]"}, "`batch` in a training file", "`batch_size` instead"),
    ({"steps": "3"}, "`steps` in a training file", "`epochs` instead"),
    ({"given": "{z1_1: 2}"}, "`given` in a training file", "W and b"),
    ({"epochs": "0"}, "not a number of epochs", "1 to 100,000"),
    ({"batch_size": "41"}, "not a number of points", "1 to 40"),
    ({"frames": "501"}, "not a number of frames", "1 to 500"),
    ({"epoch": "7"}, "unknown key", "did you mean epochs"),
    ({"relu_at_zero": "undefined"}, "a slope at kinks", "0 (the usual) or 1"),
    ({"W": "[[[w, 1, 1, 1], [1, 1, 1, 1]], null]"}, "a symbol can't be trained", "w"),
    ({"layers": "[2, 250, 250, 1]", "epochs": "100000"}, "more work", "at most 100,000,000,000"),
    (
        {"layers": "[2, 256, 1]", "activation": "softmax", "data": "{shape: xor, samples: 200}"},
        "line 1, layers: a layer whose nodes all depend",
        "13,107,200",
    ),
    ({"batch_size": "1", "epochs": "100000"}, "more work", "30,000 a step"),
    ({"title": "x" * 201}, "a text that can't be used", "200 characters"),
]
FILES = {
    "points.csv": "x1,x2,class\n1,2,a\n3,4,b\n",
    "word.csv": "x1,x2,class\n1,2,a\n3,two,b\n",
    "short.csv": "x1,x2,class\n1,2\n3,4,b\n",
    "columns.csv": "x1,x3,class\n1,2,a\n3,4,b\n",
    "huge.csv": "x1,x2,class\n1,1e999,a\n3,4,b\n",
    "one.csv": "x1,x2,class\n1,2,a\n3,4,a\n",
    "signs.csv": "x1,x2,class\n1,2,1\n3,4,-1\n",
}


def written(changes: dict[str, str | None]) -> str:
    told = {**GOOD, **changes}
    return "".join(f"{key}: {value}\n" for key, value in told.items() if value is not None)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return str(tmp_path)


@pytest.mark.parametrize(("changes", "where", "expected"), BAD)
def test_refused(folder: str, changes: dict[str, str | None], where: str, expected: str) -> None:
    with pytest.raises(InputError) as refused:
        read_training(parse(written(changes), "train.yaml"), folder)
    assert where in str(refused.value)
    assert expected in str(refused.value)


@pytest.mark.parametrize("seed", ["", "two\nlines", "\x1b[31m", "x" * 201])
def test_a_seed_of_the_command_is_a_line_too(folder: str, seed: str) -> None:
    with pytest.raises(InputError, match="seed: a text that can't be used"):
        read_training(parse(written({}), "train.yaml"), folder, seed)


def test_points_of_a_csv_file(folder: str) -> None:
    plan = read_training(parse(written({"data": "{file: points.csv}"}), "train.yaml"), folder)
    assert plan.dataset.name == "points"
    assert plan.dataset.classes == ("a", "b")
    assert plan.dataset.X.tolist() == [[1, 2], [3, 4]]
    assert plan.net.relu_at_zero == 0


def test_classes_that_are_numbers_are_in_their_order(folder: str) -> None:
    plan = read_training(parse(written({"data": "{file: signs.csv}"}), "train.yaml"), folder)
    assert plan.dataset.classes == ("-1", "1")
    assert plan.dataset.y.tolist() == [1, 0]


def test_listed_points(folder: str) -> None:
    listed = "[{x: [1/2, sqrt(4)], y: 1}, {x: [3, 4], y: [0]}]"
    plan = read_training(parse(written({"data": listed}), "train.yaml"), folder)
    assert plan.dataset.X.tolist() == [[0.5, 2], [3, 4]]
    assert plan.dataset.y.tolist() == [1, 0]
    assert plan.dataset.targets(plan.net).tolist() == [[1], [0]]
