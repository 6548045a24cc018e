"""Sheets of answers: names and layouts, samples, CSV, and what is said of those that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import symnn
from symnn.errors import InputError
from symnn.evaluate.value import UNDEFINED
from symnn.files import parse
from symnn.marking.answers.sheet import Sheet, read_class, read_sheet
from symnn.marking.answers.typed import Typed, Unreadable
from symnn.network import Network
from symnn.quantities import identifier, plain_name
from symnn.render.writer import plain
from tests.command import Program
from tests.examples import NETWORKS

NET = symnn.build([2, 3, 1], x=[1, 2])
PAIRS = symnn.build(
    [2, 2, 2],
    activations=["relu", "softmax"],
    data=[{"x": [1, 2], "y": [0, 1]}, {"x": [3, 4], "y": [0, 1]}],
    loss="cross_entropy",
    learning_rate=1,
)


def sheet(text: str, net: Network = NET, name: str = "a.yaml") -> dict[str, str]:
    """The answers of a file by plain names, as plain formulas."""
    return shown(read_sheet(parse(text, name), net))


def shown(found: Sheet) -> dict[str, str]:
    assert list(found.answers) == list(found.places)
    return {plain_name(q): _text(answer) for q, answer in found.answers.items()}


def _text(answer: Typed | Unreadable) -> str:
    assert isinstance(answer, Typed), answer
    return "undefined" if answer.meaning is UNDEFINED else plain(answer.meaning)  # type: ignore[arg-type]


MATRIX = {"dH/dW1_11": "1", "dH/dW1_12": "2", "dH/dW1_13": "3"} | {
    "dH/dW1_21": "4", "dH/dW1_22": "5", "dH/dW1_23": "6"
}  # fmt: skip
SHEETS = [
    ("z1_1: 5", {"z1_1": "5"}),
    ("z1_1: 0,5", {"z1_1": "1/2"}),
    ("z1_1: '-3/4'\nH: undefined", {"z1_1": "-3/4", "H": "undefined"}),
    ("a1: [5, 0, 1/2]", {"a1_1": "5", "a1_2": "0", "a1_3": "1/2"}),
    ("a1: [5, null, '?']\nH: ''\nz1: null\nz2: '-'", {"a1_1": "5"}),
    ("a1: [1, null, 3]\na1_2: 2", {"a1_1": "1", "a1_3": "3", "a1_2": "2"}),
    ("dH/dW1: [[1, 2, 3], [4, 5, 6]]", MATRIX),
    ("dH_dW1: [[1, 2, 3], [4, 5, 6]]", MATRIX),
    ("'∂H/∂W⁽¹⁾': [[1, 2, 3], [4, 5, 6]]", MATRIX),
    (r"'\frac{\partial H}{\partial W^{(1)}}': [[1, 2, 3], [4, 5, 6]]", MATRIX),
    ("dH1/dW1: [[1, 2, 3], [4, 5, 6]]", MATRIX),
    ("dH/db1: [1, null, 2]", {"dH/db1_1": "1", "dH/db1_3": "2"}),
    ("dH/dx: [1, 2]", {"dH/dx1": "1", "dH/dx2": "2"}),
    ("z2: [7]", {"z2_1": "7"}),
    ("z2: 7", {"z2_1": "7"}),
    ("H: [7]", {"H": "7"}),
    ("H1: 7", {"H": "7"}),
    ("relu_prime(z1): [1, 0, 1]",
     {f"relu_prime(z1_{j})": value for j, value in ((1, "1"), (2, "0"), (3, "1"))}),
    ("\"g'(z1)\": [1, null, null]", {"relu_prime(z1_1)": "1"}),
    ("\"g'(z_2^{(1)})\": 1\ng_prime(z1_1): 0",
     {"relu_prime(z1_2)": "1", "relu_prime(z1_1)": "0"}),
    ("relu_prime_z1_2: 1", {"relu_prime(z1_2)": "1"}),
    ("x: [1, 2]", {"x1": "1", "x2": "2"}),
    ("b1: [1, null, null]", {"b1_1": "1"}),
    ("W: [[[1, null, null], null], null]", {"W1_11": "1"}),
    ("dH/dW: [null, [[1], [2], [3]]]", {"dH/dW2_11": "1", "dH/dW2_21": "2", "dH/dW2_31": "3"}),
    ("z1_1@1: 3", {"z1_1": "3"}),
    ("samples: [{z1_1: 3}]", {"z1_1": "3"}),
    ("name: Ada\nid: 7\nversion: A\ntitle: Homework\nz1_1: 3", {"z1_1": "3"}),
    ("z1_1: z1_1 = 3", {"z1_1": "3"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answers"), SHEETS)
def test_sheets(text: str, answers: dict[str, str]) -> None:
    assert sheet(text) == answers


@pytest.mark.parametrize(
    ("text", "name"),
    [('{"z1_1": 0.50, "a1": [1, 2, null]}', "a.json"), ("z1_1 = 0.50\na1 = [1, 2]", "a.toml")],
)
def test_scalars_are_read_as_the_text_that_stands_there(text: str, name: str) -> None:
    net = symnn.build([2, 3 if name == "a.json" else 2, 1])
    found = read_sheet(parse(text, name), net)
    answer = found.answers[net.quantity("z1_1")]
    assert isinstance(answer, Typed)
    assert (answer.text, answer.decimals) == ("0.50", 2)


SAMPLES = [
    ("z1_1@2: 3", {"z1_1@2": "3"}),
    ("'z1@2': [3, 4]", {"z1_1@2": "3", "z1_2@2": "4"}),
    ("samples: [{z1: [1, 2]}, {H: [3, 4]}]",
     {"z1_1@1": "1", "z1_2@1": "2", "H1@2": "3", "H2@2": "4"}),
    ("samples: null\nrisk: null\nR: 4", {"R": "4"}),
    ("samples: [null, {dH/dz1_1: [3, 4]}]", {"dH1/dz1_1@2": "3", "dH2/dz1_1@2": "4"}),
    ("dH/dz1@1: [[1, 2], [3, 4]]",
     {"dH1/dz1_1@1": "1", "dH1/dz1_2@1": "2", "dH2/dz1_1@1": "3", "dH2/dz1_2@1": "4"}),
    ("da2/dz2@1: [[1, 2], [3, 4]]",
     {"da2_1/dz2_1@1": "1", "da2_1/dz2_2@1": "2", "da2_2/dz2_1@1": "3", "da2_2/dz2_2@1": "4"}),
    ("R: 4\ndR/dW1: [[1, 2], [3, 4]]",
     {"R": "4", "dR/dW1_11": "1", "dR/dW1_12": "2", "dR/dW1_21": "3", "dR/dW1_22": "4"}),
    ("new_b1: [1, 2]\nstep: {W1_11: 3}", {"new_b1_1": "1", "new_b1_2": "2", "new_W1_11": "3"}),
    ("L_2: 5", {"L@2": "5"}),
    ("W1_11: 5", {"W1_11": "5"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answers"), SAMPLES)
def test_samples(text: str, answers: dict[str, str]) -> None:
    assert sheet(text, PAIRS) == answers


BAD = [
    ("a1: [5, 0]", "a.yaml, line 1, a1: a list of the wrong length",
     "3 entries, one for each node of layer 1"),
    ("dH/dW1: [[1, 2, 3], [4, 5]]", "a.yaml, line 1, dH/dW1[2]: a list of the wrong length",
     "3 entries"),
    ("dH/dW1: [[1, 2], [3, 4], [5, 6]]", "dH/dW1: a list of the wrong length",
     "this one looks transposed"),
    ("z1: 3", "z1: not a list", "one key for each: z1_1"),
    ("z1_1: {a: 1}", "not a single value", "one value for z1_1"),
    ("H: 1\nz1_1: [1, 2]", "line 2, z1_1: not a single value", "one value for z1_1"),
    ("z11: 5", "there is no z11", "did you mean z1"),
    ("z3: [5]", "it has layers 1 to 2", "did you mean z"),
    ("dh/dz1_1: 3", "not the name of a quantity", "did you mean dH/dz1_1"),
    ("H: 1\nfoo: 4", "a.yaml, line 2, foo: not the name of a quantity", "a name such as"),
    ("z1_4: 5", "layer 1 has 3 nodes", "did you mean"),
    ("dL/dz1_1: 4", "it has no loss", ""),
    ("sigmoid_prime(z1): [1, 1, 1]", "the activation of layer 1 is relu", ""),
    ("z1_1: 4\n'z_1^{(1)}': 4", "line 2, z_1^{(1)}: z1_1 is answered twice",
     "this one stands at a.yaml, line 1, z1_1 too"),
    ("a1: [1, 2, 3]\na1_2: 2", "a1_2 is answered twice", "line 1, a1[2] too"),
    ("z1_1: 4\nz1_1: 4", "twice", "each key once"),
    ("z1_1@2: 3", "there is no sample 2", ""),
    ("z1_1@0: 3", "a sample that can't be meant", "z1_1@2"),
    ("z1_1@x: 3", "a sample that can't be meant", "z1_1@2"),
    ("samples: [{}, {}]", "too many samples", "at most 1"),
    ("[1, 2]", "not a table", "keys with values"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "expected"), BAD)
def test_bad_sheets(text: str, what: str, expected: str) -> None:
    with pytest.raises(InputError) as error:
        sheet(text)
    assert what in str(error.value)
    assert expected in str(error.value)


def test_a_sample_with_thousands_of_digits_is_none() -> None:
    with pytest.raises(InputError, match="a sample that can't be meant"):
        sheet('{"z1_1@' + "9" * 5000 + '": 3}', name="a.json")


BAD_SAMPLES = [
    ("z1_1: 3", "of which of the 2 samples is not said", "z1_1@1 ... z1_1@2"),
    ("z1_1@3: 3", "there is no sample 3", ""),
    ("R@2: 3", "a quantity of all samples together", "R"),
    ("samples: [{z1_1@2: 3}]", "a sample that can't be meant", "z1_1@2"),
    ("samples: [{}, {z9_1: 3}]", "samples[2].z9_1: there is no z9_1", ""),
    ("dH/dz1_1@1: 3", "not a list", "2 entries, one for each output"),
    ("da1/dz1@1: [[1, 2], [3, 4]]", "relu acts on each node by itself", ""),
]


@pytest.mark.parametrize(("text", "what", "expected"), BAD_SAMPLES)
def test_bad_samples(text: str, what: str, expected: str) -> None:
    with pytest.raises(InputError) as error:
        sheet(text, PAIRS)
    assert what in str(error.value)
    assert expected in str(error.value)


def test_an_answer_that_can_not_be_read_is_no_error() -> None:
    found = read_sheet(parse("z1_1: 3\nH: 4-Mar", "a.yaml"), NET)
    answer = found.answers[NET.quantity("H")]
    assert isinstance(answer, Unreadable)
    assert found.places[NET.quantity("H")].line == 2


def test_of_unknown_widths_there_are_single_quantities_only() -> None:
    net = symnn.build([None, 2, 1])
    assert sheet("dH/dW1_31: 5", net) == {"dH/dW1_31": "5"}
    with pytest.raises(InputError, match="how many nodes layer 0 has is not known"):
        sheet("dH/dW1: [[1, 2]]", net)


@pytest.mark.parametrize("numbers", ["exact", "decimal"])
@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_what_solve_says_is_a_sheet_without_a_gap(
    program: Program, path: Path, numbers: str
) -> None:
    """Every exact value reads back as itself, every decimal as that decimal."""
    out = program("solve", str(path), "--format", "json", "--numbers", numbers).out
    net = symnn.load(str(path))
    found = read_sheet(parse(out, "solution.json"), net)
    assert len(found.answers) > 30
    for quantity, answer in found.answers.items():
        assert isinstance(answer, Typed)
        if answer.is_formula or answer.is_undefined:
            continue
        if numbers == "exact":
            assert answer.number is not None
            assert plain(answer.number) == answer.text, quantity
        elif answer.decimals is not None:
            assert answer.significant == 6 or abs(answer.decimals) < 7


CLASS = """\ufeffName,ID,z1_1,"W[2][1,1]",dH_dz2_1,H
"B, Ada",ada,0.5,"1,5",1,4-Mar

Bob,bob,1,,,3
"""


def test_a_class() -> None:
    (ada, first), (bob, second) = read_class(parse(CLASS, "c.csv"), NET)
    assert (ada, bob) == ("ada", "bob")
    assert [str(place) for place in second.places.values()] == [
        "c.csv, line 4, z1_1",
        "c.csv, line 4, H",
    ]
    assert shown(second) == {"z1_1": "1", "H": "3"}
    assert isinstance(first.answers[NET.quantity("H")], Unreadable)
    assert _text(first.answers[NET.quantity("W2_11")]) == "3/2"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_separators(mark: str) -> None:
    text = f"id{mark}z1_1{mark}H\r\nada{mark}0,5{mark}3/4\r\n"
    assert sheet(text, name="a.csv") == {"z1_1": "1/2", "H": "3/4"}
    assert sheet(f"sep={mark}\r\n{text}", name="a.csv") == {"z1_1": "1/2", "H": "3/4"}


def test_every_identifier_is_a_column() -> None:
    from symnn.derive.order import quantities

    names = [q.at(1) for q in quantities(PAIRS)]
    text = ",".join(map(identifier, names)) + "\n" + ",".join("7" for _ in names) + "\n"
    assert sheet(text, PAIRS, "a.csv") == {plain_name(name): "7" for name in names}


BAD_CLASSES = [
    ("id,z1_1\nada,1\nada,2", "c.csv, line 3: a person who is there twice", "after line 2"),
    ("z1_1\n1", "no column says who it is", "a column `id`"),
    ("id,z1_1\n,1", "c.csv, line 2, id: a row without an id", ""),
    ("id,z1_1\na,1,2", "c.csv, line 2: a row with more cells than columns", "at most 2 cells"),
    ("id,z1_1,z1_1\na,1,2", "c.csv, line 1: a key that stands here twice", "once"),
    ("id,z1x1\na,2", "c.csv, line 1, z1x1: not the name of a quantity", "did you mean z1"),
    ("id,,z1_1\na,2,3", "column 2 has no name", "first line"),
    ('id,z1_1\na,"2', "not CSV", "quotes closed"),
    ("id,a1\na,5", "c.csv, line 2, a1: not a list", "one key for each: a1_1"),
    ("id,z1_1\na," + "9" * 20_000, "too long", "characters"),
]


@pytest.mark.parametrize(("text", "what", "expected"), BAD_CLASSES)
def test_bad_classes(text: str, what: str, expected: str) -> None:
    with pytest.raises(InputError) as error:
        read_class(parse(text, "c.csv"), NET)
    assert what in str(error.value)
    assert expected in str(error.value)


def test_one_person_has_one_row() -> None:
    with pytest.raises(InputError, match="not the answers of one person"):
        sheet("id,z1_1\nada,1\nbob,2", name="a.csv")
    with pytest.raises(InputError, match="not the answers of a class"):
        read_class(parse("z1_1: 3", "a.yaml"), NET)
