"""Arrays: the same laws over whole batches give what exact evaluation gives sample by sample."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given

from symnn.errors import InputError, MissingExtraError
from symnn.evaluate.arrays import array_values
from symnn.evaluate.doubles import array_parameters
from symnn.evaluate.exact import is_overall
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing, Value
from symnn.network import Network, network, shape
from symnn.quantities import Quantity, a, plain_name, y
from tests import strategies
from tests.oracles import interval

np = pytest.importorskip("numpy")

SMALL: dict[str, Any] = {
    "layers": [2, 2, 1],
    "activation": "relu",
    "W": [[[2, -1], [4, 5]], [[3], [2]]],
    "b": [[3, -2], [-4]],
    "data": [{"x": [3, -1], "y": [1]}, {"x": [1, 1], "y": [2]}],
    "loss": "square",
}


def entry(arrays: dict[str, Any], quantity: Quantity, row: int) -> float:
    """Where the arrays have a quantity of the sample in that row."""
    name, top = plain_name(quantity), quantity.of
    place: list[int] = [] if is_overall(quantity) else [row]
    if isinstance(top, Quantity) and top.kind == "a":
        name = f"da{quantity.layer}/dz{quantity.layer}"
        place.append(top.j - 1)
    elif quantity.kind == "H":
        name = "H"
        place.append(max(quantity.j, 1) - 1)
    elif quantity.kind == "slope":
        name = f"{top}_prime(z{quantity.layer})"
    elif quantity.kind not in "LR":
        stem = quantity.kind if quantity.kind in "xy" else f"{quantity.kind}{quantity.layer}"
        name = f"d{top}/d{stem}" if top else stem
    place += [index - 1 for index in (quantity.i, quantity.j) if index and quantity.kind != "H"]
    return float(arrays[name][tuple(place)])


def is_near(value: Value, double: float, largest: float) -> bool:
    """Whether a double is as near as rounding allows (see test_against_torch); nan is undefined."""
    if isinstance(value, Missing):
        return bool(np.isnan(double))
    low, high = interval(value)
    slack = Fraction(largest**2) / 2**38
    return low - slack <= Fraction(double) <= high + slack


def meets_the_same_kinks(
    net: Network, values: Mapping[Quantity, Value], double: Callable[[Quantity], float]
) -> bool:
    """Whether the doubles are at a kink where the exact numbers are.

    Thirds are no doubles, so a sum of them may miss a kink at exactly 0 and fall beside it; and
    gelu(-40) is no double but 0, so that it may fall onto a kink that it is beside.
    """
    zs = [q for q in values if q.kind == "z" and not q.is_gradient]
    if any((values[q] == 0) != (double(q) == 0) for q in zs):
        return False
    last = [(a(net.depth, j), y(j)) for j in range(1, (net.widths[-1] or 0) + 1)]
    return all((values[p] == values[q]) == (double(p) == double(q)) for p, q in last if q in values)


@given(strategies.keys(samples=3))
def test_arrays_are_the_exact_values(told: strategies.Keys) -> None:
    net = network(**told, batch=[3, 1], l2="1/3", train_biases="shared")
    solution = Solution(net)
    tops = [str(output) for output in net.outputs] + ["L"]
    arrays = array_values(net, per_sample=tops)
    known = [v for s in solution.samples() for v in s.values() if not isinstance(v, Missing)]
    largest = max(1.0, *(abs(float(interval(v)[0])) for v in known))
    for row, sample in enumerate(net.batch):
        values = solution.samples()[sample - 1]
        assume(meets_the_same_kinks(net, values, lambda q, row=row: entry(arrays, q, row)))
        for quantity, value in values.items():
            if quantity.kind not in ("W", "b") or quantity.is_gradient:
                assert is_near(value, entry(arrays, quantity, row), largest), str(quantity)
    for quantity, value in solution.whole().items():
        assert is_near(value, entry(arrays, quantity, 0), largest), str(quantity)


def test_shapes() -> None:
    arrays = array_values(network(**SMALL), per_sample=["H"])
    assert {name: array.shape for name, array in arrays.items()} == {
        "W1": (2, 2), "b1": (2,), "W2": (2, 1), "b2": (1,), "x": (2, 2), "y": (2, 1),
        "z1": (2, 2), "a1": (2, 2), "relu_prime(z1)": (2, 2),
        "z2": (2, 1), "a2": (2, 1), "linear_prime(z2)": (2, 1), "H": (2, 1), "L": (2,),
        "dH/da2": (2, 1), "dH/dz2": (2, 1), "dH/da1": (2, 2), "dH/dz1": (2, 2), "dH/dx": (2, 2),
        "dH/dW1": (2, 2, 2), "dH/dW2": (2, 2, 1), "dH/db1": (2, 2), "dH/db2": (2, 1),
        "dL/da2": (2, 1), "dL/dz2": (2, 1), "dL/da1": (2, 2), "dL/dz1": (2, 2), "dL/dx": (2, 2),
        "R": (), "dR/dW1": (2, 2), "dR/dW2": (2, 1), "dR/db1": (2,), "dR/db2": (1,),
    }  # fmt: skip


def test_other_data_and_parameters() -> None:
    net = shape([2, 2, 1], "relu", loss="square")
    parameters = array_parameters(network(**SMALL))
    arrays = array_values(net, [[3, -1], [1, 1]], [[1], [2]], parameters=parameters)
    expected = array_values(network(**SMALL))
    assert arrays.keys() == expected.keys()
    assert all(np.array_equal(arrays[name], expected[name]) for name in arrays)
    assert "L" not in array_values(net, [[3, -1]], parameters=parameters)


def test_irrational_entries_and_pi() -> None:
    net = network(W=[[["sqrt(2)", "pi"]], [[1], ["exp(-1000)"]]], x=["ln 3"])
    arrays = array_values(net)
    assert arrays["W1"].tolist() == [[2**0.5, np.pi]]
    assert arrays["W2"].tolist() == [[1.0], [0.0]]
    assert arrays["x"].tolist() == [[np.log(3)]]


@pytest.mark.parametrize(
    ("keys", "arguments", "message"),
    [
        ({"W": [[[2, None], [4, 5]], [[3], [2]]]}, {}, "W1_12 is not known"),
        ({"data": [{"x": [3, "?"]}, {"x": [1, 1]}]}, {}, "x2@1 is not known"),
        ({"W": [[[2, "w"], [4, 5]], [[3], [2]]]}, {}, "W1_12 is not known"),
        ({"W": [[[2, "1e999"], [4, 5]], [[3], [2]]]}, {}, "W1_12 is too large for a double"),
        ({"b": [[2, "exp(10**6)"], [1]]}, {}, "b1_2 is too large for a double"),
        ({"activation": "g"}, {}, "an abstract activation has no values"),
        ({"given": {"z1_1@2": 9}}, {}, "values are given"),
        ({"layers": [2, None, 1], "W": None, "b": None}, {}, "width of layer 1 is not known"),
        ({}, {"X": [1, 2]}, "X has another shape"),
        ({}, {"X": [[1, 2, 3]]}, "X has another shape"),
        ({}, {"X": [["one", 2]]}, "X is no array of numbers"),
        ({}, {"X": np.zeros((0, 2))}, "X has no samples"),
        ({}, {"X": [[1, 2]], "Y": [[1], [2]]}, "Y has another shape"),
        ({}, {"parameters": {"W1": 1}}, "not the parameters of this network"),
        ({}, {"per_sample": ["z1_1"]}, "nothing to differentiate here"),
        ({}, {"X": [[1, 2]], "per_sample": ["L"]}, "nothing to differentiate here"),
        ({}, {"per_sample": ["H2"]}, "no H2"),
    ],
)
def test_refused(keys: dict[str, Any], arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        array_values(network(**SMALL | keys), **arguments)


def test_numpy_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    net: Network = network(**SMALL)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'symnn\[arrays\]'"):
        array_values(net)
