"""The parameter vector: a stated order, packed and unpacked, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import symnn
from symnn.network import Network, shape
from symnn.network.packing import ORDERS, blocks, in_order

LECTURE = shape([2, 2, 1])


def test_the_order_is_the_lecture_s() -> None:
    assert symnn.parameters(LECTURE) == [
        "W1_11", "W1_12", "W1_21", "W1_22", "b1_1", "b1_2", "W2_11", "W2_21", "b2_1",
    ]  # fmt: skip


def test_columns_are_packed_as_pytorch_has_them() -> None:
    assert symnn.parameters(LECTURE, "columns")[:4] == ["W1_11", "W1_21", "W1_12", "W1_22"]


def test_without_biases_there_are_weights_only() -> None:
    net = shape([1, 2, 1], biases=False)
    assert symnn.parameters(net) == ["W1_11", "W1_12", "W2_11", "W2_21"]


def test_a_network_packed() -> None:
    told: dict[str, Any] = {"W1": [[1, 2], [3, 4]], "b1": [5, 6], "W2": [[7], [8]], "b2": [9]}
    assert symnn.pack(LECTURE, told) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert symnn.pack(LECTURE, told, "columns") == [1, 3, 2, 4, 5, 6, 7, 8, 9]


def test_a_vector_unpacked() -> None:
    assert symnn.unpack(LECTURE, [*range(1, 10)], "columns") == {
        "W1": [[1, 3], [2, 4]], "b1": [5, 6], "W2": [[7], [8]], "b2": [9],
    }  # fmt: skip


def test_entries_may_be_anything() -> None:
    entries = [Fraction(1, 2), "w", 0.5, None, *in_order(LECTURE)[:5]]
    assert symnn.pack(LECTURE, symnn.unpack(LECTURE, entries)) == entries


def test_arrays_are_packed_like_lists() -> None:
    numpy = pytest.importorskip("numpy")
    told = {name: numpy.array(rows) for name, rows in symnn.unpack(LECTURE, [*range(9)]).items()}
    assert symnn.pack(LECTURE, told) == [*range(9)]


networks = st.builds(
    shape,
    st.lists(st.integers(1, 4), min_size=2, max_size=4),
    biases=st.booleans(),
)


@given(networks, st.sampled_from([*ORDERS]))
def test_unpacking_undoes_packing(net: Network, order: str) -> None:
    vector = in_order(net, order)
    assert sorted(map(str, vector)) == sorted(map(str, [*net.weights(), *net.biases()]))
    assert len(vector) == net.parameters
    matrices = symnn.unpack(net, vector, order)
    assert symnn.pack(net, matrices, order) == vector
    for quantity in vector:
        layer, i, j = quantity.indices
        rows = matrices[f"{quantity.kind}{layer}"]
        assert (rows[i - 1][j - 1] if i else rows[j - 1]) == quantity


@given(networks)
def test_blocks_are_whole_layers_in_turn(net: Network) -> None:
    kinds = [{(q.kind, q.layer) for q in block} for block in blocks(net)]
    assert all(len(kind) == 1 for kind in kinds)
    layers = [layer for kind in kinds for _, layer in kind]
    assert layers == sorted(layers)


REFUSED: dict[str, tuple[Any, str]] = {
    "a missing one": ({"W1": [[1, 2], [3, 4]]}, "not the parameters of this network"),
    "a ragged one": ({"W1": [[1], [3, 4]], "W2": [[1], [1]]}, "found:    2 by 1 and 2 by 2"),
    "a vector for a matrix": ({"W1": [1, 2], "W2": [[1], [1]]}, "found:    2\n"),
    "a matrix of matrices": ({"W1": [[[1], [2]]] * 2, "W2": [[1], [1]]}, "found:    2 by 2 by 1"),
    "a number": ({"W1": 3, "W2": [[1], [1]]}, "found:    a single entry"),
    "nothing": ({"W1": [], "W2": [[1], [1]]}, "found:    0"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused(case: str) -> None:
    told, message = REFUSED[case]
    with pytest.raises(symnn.InputError) as error:
        symnn.pack(shape([2, 2, 1], biases=False), told)
    assert message in f"{error.value}\n"


def test_a_vector_too_short_an_unknown_order_an_unknown_width() -> None:
    with pytest.raises(symnn.InputError, match=r"found:    3 entries\n.*9, one for every param"):
        symnn.unpack(LECTURE, [1, 2, 3])
    with pytest.raises(symnn.InputError, match=r"(?s)unknown order.*did you mean.*rows"):
        symnn.parameters(LECTURE, "row")
    with pytest.raises(symnn.InputError, match="width of layer 1 is not known"):
        symnn.parameters(symnn.build([2, None, 1]))
