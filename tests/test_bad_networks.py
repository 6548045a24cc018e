"""What is no network is refused: status 2, one message that says what, where and what instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.files import parse
from symnn.network import read_network

LEARNS = "W: [[[1]]]\ndata: [{x: [1]}, {x: [2]}]\nloss: square\nlearning_rate: 1\n"
BAD = [
    # text of the file, and what the message has to say
    ("layers: [2, 1]\nW: [[[1], [2, 3]]]\n", ["line 2", "W[1][2]", "1 entries"]),
    ("layers: [2, 1]\nW: [[[1]]]\n", ["line 2", "rows: 1", "2, the width of layer 0"]),
    ("W: [[[1], [2]]]\nx: [1, 2, 3]\n", ["line 2", "entries: 3", "2, the width of layer 0"]),
    ("layers: [2, 1]\nx: [1, nan]\n", ["line 2", "x[2]", "not a finite number"]),
    ("layers: [2, 1]\nx: [1, .inf]\n", ["x[2]", ".inf"]),
    ("layers: [2, 1]\nactivaton: relu\n", ["line 2", "unknown key", "did you mean activation"]),
    (
        "layers: [2, 2, 1]\nactivation: rleu\n",
        ["line 2", "unknown activation", "did you mean relu"],
    ),
    ("layers: [2, 1]\nloss: sqare\ny: [1]\n", ["unknown loss", "did you mean square"]),
    ("layers: [2, 1]\ngiven: {z3_1: 2}\n", ["given.z3_1", "layers 1 to 1"]),
    ("layers: [2, 1]\ngiven: {z1_2: 2}\n", ["there is no z1_2", "layer 1 has 1 node"]),
    ("layers: [2, 1]\ngiven: {foo: 2}\n", ["not the name of a quantity", "foo"]),
    ("layers: [20, 20]\ngiven: {W1_113: 2}\n", ["W1_1_13", "W1_11_3", "several ways"]),
    ("layers: [2, 1]\nx: [1, 1]\ngiven: {x1: 2}\n", ["line 3", "not what stands in the network"]),
    ("layers: [2]\n", ["number of layers"]),
    ("layers: []\n", ["number of layers"]),
    ("layers: [2, 0]\n", ["layers[2]", "a number of nodes"]),
    ("layers: [2, 1.5]\n", ["layers[2]", "1.5"]),
    ("layers: [2, -1]\n", ["layers[2]", "-1"]),
    ("layers: [99999, 99999]\n", ["too many parameters"]),
    ("title: nothing\n", ["nothing says how many layers"]),
    ("layers: 5\n", ["layers", "not a list"]),
    ("layers: [2, 1]\nW: 5\n", ["W", "not a list"]),
    ("layers: [2, 1]\nW: [[1, 2]]\n", ["W[1][1]", "a row"]),
    ("layers: [2, 1]\nW: [[[1], [2]], [[3]]]\n", ["`W` has another number of layers"]),
    ("layers: [2, 1]\nactivations: [relu, relu]\n", ["`activations`", "1 of them"]),
    ("layers: [2, 1]\nactivation: relu\nactivations: [relu]\n", ["`activation` beside"]),
    ("layers: [2, 1]\nx: [1, 2]\ndata: [{x: [1, 2]}]\n", ["`x` beside `data`"]),
    ("layers: [2, 1]\ndata: []\n", ["number of points"]),
    ("layers: [2, 1]\ndata: [{x: [1, 2], z: [1]}]\n", ["data[1]", "unknown key"]),
    ("layers: [2, 1]\ndata: [5]\n", ["data[1]", "not a data point"]),
    ("layers: [2, 1]\nbiases: maybe\n", ["biases", "true, false"]),
    ("layers: [2, 1]\nbiases: yes\n", ["biases", "yes", "true, false"]),
    ("layers: [2, 1]\nbiases: false\nb: [[1]]\n", ["`b` in a network that has"]),
    ("layers: [2, 1]\nrelu_at_zero: 0.5\n", ["relu_at_zero", "undefined, 0, 1"]),
    ("layers: [2, 1]\nbatch: [1, 1]\n", ["batch"]),
    ("layers: [2, 1]\ndata: [{x: [1, 2]}, {x: [2, 1]}]\nbatch: [3]\n", ["batch[1]", "from 1 to 2"]),
    (f"{LEARNS}l2: -1/10\n", ["line 5", "a negative penalty", "0 or more"]),
    (f"{LEARNS}batch: []\n", ["line 5", "batches that can't be used", "as in [1, 4]"]),
    (f"{LEARNS}batch: [[1], 2]\n", ["batch[2]", "not a list", "as in [1, 4]"]),
    (f"{LEARNS}batch: [[1], [2, 2]]\n", ["batch[2]", "each sample once"]),
    (f"{LEARNS}batch: [[1], [3]]\n", ["batch[2][1]", "from 1 to 2"]),
    (f"{LEARNS}batch: [{'[1],' * 101}]\n", ["batch", "batches that can't be used"]),
    (f"{LEARNS}batches: [[1]]\n", ["line 5", "unknown key", "did you mean batch"]),
    (f"{LEARNS}steps: 0\n", ["line 5", "steps", "from 1 to 100"]),
    (f"{LEARNS}steps: 101\n", ["steps", "101", "from 1 to 100"]),
    (f"{LEARNS}steps: 1.5\n", ["steps", "1.5"]),
    (f"{LEARNS}step: 2\n", ["line 5", "unknown key", "did you mean steps"]),
    (f"{LEARNS}steps: 2\ngiven: {{z1_1: 1}}\n", ["line 5", "hold before the first step only"]),
    (
        "layers: [2, null, 1]\nloss: square\nlearning_rate: 1\nsteps: 2\n",
        ["line 4", "whose layer 1 has no known width", "one step, or all widths"],
    ),
    ("layers: [2, 1]\nloss: square\nsteps: 2\n", ["line 3", "`loss` and `learning_rate`"]),
    ("layers: [2, 1]\nlearning_rate: 1\nsteps: 2\n", ["line 3", "`loss` and `learning_rate`"]),
    (
        "layers: [999, 999]\nloss: square\nlearning_rate: 1\nsteps: 5\n",
        ["line 4", "too many steps", "3,996,000 in 5 steps", "at most 500,000"],
    ),
    ("layers: [2, 1]\nx: [1, H]\n", ["x[2]", "reserved word"]),
    ("layers: [2, 1]\nx: [1, relu]\n", ["x[2]", "reserved word"]),
    ("layers: [2, 1]\nx: [1, W1_11]\n", ["x[2]", "name of another quantity"]),
    ("layers: [2, 1]\nx: [1, 2*w]\n", ["x[2]", "a name where a number was expected"]),
    ("layers: [2, 1]\nx: [1, 1/0]\n", ["x[2]", "division by zero"]),
    ("layers: [2, 1]\nx: [1, 0777]\nlearning_rate: abc\n", ["learning_rate"]),
    ("layers: [2, 1]\nx: [1, '" + "9" * 5000 + "']\n", ["x[2]", "5000 characters"]),
    ("layers: [2, 1]\nx: [1, 1e999999]\n", ["x[2]", "too large"]),
    (
        "layers: [2, 1]\nx: [1, '" + "(" * 300 + "1" + ")" * 300 + "']\n",
        ["x[2]", "nested too deeply"],
    ),
    ("layers: [2, 1]\nx: [1, 9**9**9**9]\n", ["x[2]", "exponent"]),
    ("layers: [2, 1]\nx: [[1], 2]\n", ["x[1]", "not a single value"]),
    ("layers: [2, 1]\nx: {a: 1}\n", ["x", "not a list"]),
    ("layers: [2, 1]\nx: &a [1, 2]\ny: *a\n", ["line 2"]),
    ("layers: !!python/object [2, 1]\n", ["line 1"]),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_refused_with_place_and_expectation(text: str, told: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        read_network(parse(text, "net.yaml"))
    message = str(refused.value)
    assert "net.yaml" in message
    for part in told:
        assert part in message
    assert len(message) < 1000


def test_numbers_are_decimal_whatever_yaml_thinks() -> None:
    net = read_network(parse("layers: [3, 1]\nx: [0777, 1e-3, '3/4']\n", "net.yaml"))
    assert [str(value) for value in net.data[0].x or ()] == ["777", "1/1000", "3/4"]


def test_contradicting_given_is_refused() -> None:
    from symnn.evaluate.solution import Solution

    text = "layers: [1, 1]\nW: [[[2]]]\nx: [3]\ngiven: {z1_1: 7}\n"
    with pytest.raises(InputError, match="z1_1 contradicts") as refused:
        Solution(read_network(parse(text, "net.yaml"))).samples()
    assert refused.value.found == "7"
    assert refused.value.expected == "6"


def test_agreeing_given_is_taken() -> None:
    from symnn.evaluate.solution import Solution

    text = "layers: [1, 1]\nW: [[[2]]]\nx: [3]\ngiven: {z1_1: 6}\n"
    assert Solution(read_network(parse(text, "net.yaml"))).value("H") == 6


def test_toml_and_json_name_the_key(tmp_path: Path) -> None:
    for ending, text in (
        ("json", '{"layers": [2, 1],\n "x": [1, "nan"]}'),
        ("toml", "layers = [2, 1]\nx = [1, nan]\n"),
    ):
        with pytest.raises(InputError, match=r"x\[2\]"):
            read_network(parse(text, f"net.{ending}"))
