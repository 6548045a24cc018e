"""Whatever bytes come in, an answer comes out or a message, soon.

`python -m benchmarks.fuzz_answers --minutes 60` looks for longer.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answer_texts import PIECES, TEXTS, check_answer, check_file

SLOWEST = 0.5
"""Seconds of a busy machine; 50 ms at most on a quiet one."""


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    """So that no import is timed."""
    check_answer("1/(sin(1)^2 + cos(1)^2 - 1)")


@settings(max_examples=300)
@given(TEXTS)
def test_any_text(text: str) -> None:
    assert check_answer(text) < SLOWEST


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    assert check_answer(data.decode("utf-8", "replace")) < SLOWEST
    assert check_answer(data.decode("latin-1")) < SLOWEST


@pytest.mark.parametrize("ending", ["yaml", "json", "toml", "csv"])
@settings(max_examples=50)
@given(data=st.text(max_size=200))
def test_any_file(data: str, ending: str) -> None:
    check_file(data, ending)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.sampled_from(["z1_1", "a1", "dH/dW1", "H", "id", *PIECES]), TEXTS)),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_row(cells: list[tuple[str, str]], mark: str) -> None:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in zip(*cells)]  # noqa: B905
    check_file("\n".join(map(mark.join, quoted)), "csv")
