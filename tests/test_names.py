"""Plain names: every quantity has one, and every name means one quantity or is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import InputError
from symnn.names import quantity_named
from symnn.quantities import (
    H,
    L,
    Quantity,
    R,
    W,
    a,
    b,
    d,
    identifier,
    new,
    plain_name,
    slope,
    x,
    y,
    z,
)

TABLE = [
    ("x2", x(2), "x2"),
    ("x12", x(12), "x12"),
    ("y1", y(1), "y1"),
    ("W2_13", W(2, 1, 3), "W2_13"),
    ("W2_10_3", W(2, 10, 3), "W2_10_3"),
    ("W2_1_12", W(2, 1, 12), "W2_1_12"),
    ("W12_34", W(12, 3, 4), "W12_34"),
    ("b2_3", b(2, 3), "b2_3"),
    ("z2_3", z(2, 3), "z2_3"),
    ("a12_34", a(12, 34), "a12_34"),
    ("H", H(), "H"),
    ("H2", H(2), "H2"),
    ("L", L, "L"),
    ("R", R, "R"),
    ("dH/dz2_1", d(H(), z(2, 1)), "dH_dz2_1"),
    ("dH/dW2_13", d(H(), W(2, 1, 3)), "dH_dW2_13"),
    ("dH/db1_2", d(H(), b(1, 2)), "dH_db1_2"),
    ("dH/da1_2", d(H(), a(1, 2)), "dH_da1_2"),
    ("dH/dx1", d(H(), x(1)), "dH_dx1"),
    ("dH2/dW1_11", d(H(2), W(1, 1, 1)), "dH2_dW1_11"),
    ("dL/dW1_11", d(L, W(1, 1, 1)), "dL_dW1_11"),
    ("dR/dW1_11", d(R, W(1, 1, 1)), "dR_dW1_11"),
    ("da2_1/dz2_2", d(a(2, 1), z(2, 2)), "da2_1_dz2_2"),
    ("relu_prime(z1_2)", slope("relu", 1, 2), "relu_prime_z1_2"),
    ("g_prime(z1_2)", slope("g", 1, 2), "g_prime_z1_2"),
    ("z1_1@2", z(1, 1).at(2), "z1_1_at_2"),
    ("dL/dW1_11@3", d(L, W(1, 1, 1)).at(3), "dL_dW1_11_at_3"),
    ("relu_prime(z1_2)@2", slope("relu", 1, 2).at(2), "relu_prime_z1_2_at_2"),
    ("new_W1_11", new(W(1, 1, 1)), "new_W1_11"),
    ("new_b1_1", new(b(1, 1)), "new_b1_1"),
]


@pytest.mark.parametrize(("name", "quantity", "form"), TABLE, ids=[row[0] for row in TABLE])
def test_names_there_and_back(name: str, quantity: Quantity, form: str) -> None:
    assert plain_name(quantity) == str(quantity) == name
    assert quantity_named(name) == quantity
    assert identifier(quantity) == form
    assert form.isidentifier()


REFUSED = [
    "", "w1_11", "W", "W1", "W1_", "W1_1", "W0_11", "W1_01", "W1_1_", "W1_1_0", "W1-11",
    "x", "x0", "x01", "x1_1", "x-1", "y", "z1", "z1_", "z1_0", "z0_1", "zz1_1", "h", "H0", "H01",
    "L1", "R1", "dH", "dH/", "dH/dH", "dH/dL", "dL/dH", "dH/dy1", "dR/dz1_1", "dR/dx1",
    "dz1_1/dz1_1", "da1_1/dz2_1", "da1_1/dW1_11", "dW1_11/dH", "dH /dz1_1", "dH/dz1_1 ", " H",
    "dH/dz1_1@", "z1_1@0", "z1_1@01", "z1_1@-1", "z1_1@1@2", "@1", "dH@1/dz1_1", "H\n",
    "relu_prime", "relu_prime(x1)", "relu_prime(z1_1", "relu_prime (z1_1)", "new_z1_1", "new_W1",
    "dH/dnew_W1_11", "W\N{ARABIC-INDIC DIGIT ONE}_11", "z1_\N{SUPERSCRIPT TWO}",
    "\N{FULLWIDTH LATIN CAPITAL LETTER H}",
]  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        quantity_named(name)


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("W2_113", ("W2_1_13", "W2_11_3")),
        ("W2_1234", ("W2_1_234", "W2_12_34", "W2_123_4")),
        ("W2_103", ("W2_10_3",)),
        ("dH/dW2_113", ("W2_1_13", "W2_11_3")),
    ],
)
def test_two_readings_are_both_told(name: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as error:
        quantity_named(name)
    assert error.value.near == readings


@pytest.mark.parametrize("name", ["W2_" + "1" * 10**6, "x" + "9" * 10**6, "d" * 10**6, "(" * 3000])
def test_long_names_are_refused_at_once(name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError) as error:
        quantity_named(name)
    assert time.perf_counter() - start < 0.1
    assert len(str(error.value)) < 600


INDEX = st.integers(1, 120)
BASES = st.one_of(
    st.builds(x, INDEX),
    st.builds(y, INDEX),
    *(st.builds(of, INDEX, INDEX) for of in (z, a, b)),
    st.builds(W, INDEX, INDEX, INDEX),
)
TOPS = st.one_of(st.just(L), st.just(H()), st.builds(H, INDEX))


@given(BASES | st.builds(d, TOPS, BASES.filter(lambda q: q.kind != "y")), st.integers(0, 1000))
def test_every_quantity_is_found_by_its_name(quantity: Quantity, sample: int) -> None:
    tagged = quantity.at(sample)
    assert quantity_named(plain_name(tagged)) == tagged
    assert identifier(tagged).isidentifier()


@given(st.text(alphabet="dHLRWbzaxy_/()@0123456789prime", max_size=14))
def test_a_name_that_is_understood_is_the_name(name: str) -> None:
    try:
        quantity = quantity_named(name)
    except InputError:
        return
    # Two ways to write small indices are understood: W2_13 and W2_1_3.
    assert plain_name(quantity).replace("_", "") == name.replace("_", "")
