"""Texts that people, and people up to something, might type as answers; and what has to hold."""

from __future__ import annotations

import time

from hypothesis import strategies as st

import symnn
from symnn.errors import InputError
from symnn.evaluate.value import UNDEFINED, Missing
from symnn.files import parse
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.sheet import read_class, read_sheet
from symnn.marking.answers.typed import Typed, Unreadable
from symnn.numbers.real import Arithmetic
from symnn.numbers.value import ClosedValue
from symnn.render.writer import plain

NETS = (
    symnn.build([2, 2, 1], activation="sigmoid"),
    symnn.build(
        W=[[[1, "w"]], None], layers=[1, 2, 2], activations=["relu", "softmax"], relu_at_zero=0,
        data=[{"x": [1], "y": [1, 0]}, {"x": [2], "y": [0, 1]}], loss="cross_entropy",
    ),
)  # fmt: skip

WORDS = r"""
0 1 2 3 7 10 12 000 234 999 0.5 1.50 .25 5. 0,5 1,234 1.234,5 1e-3 2E5 1e999 10^-3
½ ⅓ ³/₄ 3⁄4 ² ³ ⁻⁵ ⁰ ₁ ₁₂ ⁽¹⁾ ⁽²⁾ ３ ٣ + - − – * ** × · ⋅ / ÷ ^ % ( ) [ ] { } | , . ; : ! ? = ≈ ~
@ @1 @2 ' ′ _ $ & # \ " e pi π √ σ ∂ ∞ exp ln log sqrt tanh sin cos erf abs sign max
relu sigmoid softmax gelu step g g' σ' relu_prime relu_prime(z1_1) nan inf undefined DNE n/a null
x1 x2 y1 W1_11 W2_113 b1_2 z1_1 a1_2 H H1 L R w d dH dH/dz1_1 da2_1/dz2_2 dH_dW1_11 new_W1_11
\frac \dfrac \frac12 \frac{3}{4} \sqrt \sqrt{2} \sqrt2 \pi \cdot \times \left( \right) \, \; \ln
\sigma \operatorname{ReLU} \mathrm{e} \partial \text{undefined} \lvert \rvert \prime
z_1^{(1)} W_{11}^{(1)} W[2][1,3] \frac{\partial H}{\partial z_1^{(2)}}
∂H/∂W₁₁⁽¹⁾ z₁⁽¹⁾ x_1 H_2
4-Mar 3. Apr 2026-03-04 #DIV/0! __import__ ().__class__ lambda 9**9**9 1_000
"""
PIECES = WORDS.split()

TEXTS = st.one_of(
    st.lists(st.sampled_from([*PIECES, " "]), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.text(max_size=60),
    st.text(alphabet="0123456789.,eE+-*/^()[]{}|\\_'% xzWbaHdσ√π½²⁻₁⁽⁾∂", max_size=40),
    st.builds(
        lambda piece, times, end: piece * times + end,
        st.sampled_from(PIECES), st.integers(2, 700), st.sampled_from(["", *PIECES]),
    ),
)  # fmt: skip
"""Pieces in any order, any characters at all, and one piece over and over."""


def check_answer(text: str) -> float:
    """Read a text as an answer; the seconds that it took.

    Raises:
        AssertionError: if what comes out is not as it has to be.
    """
    slowest = 0.0
    for net in NETS:
        begin = time.process_time()
        answer = read_answer(text, net)
        slowest = max(slowest, time.process_time() - begin)
        assert answer.text == text
        if isinstance(answer, Unreadable):
            _check_message(str(answer.error))
        else:
            _check_typed(answer)
    return slowest


def _check_message(message: str) -> None:
    assert 0 < len(message) < 1500
    assert "Traceback" not in message


def _check_typed(answer: Typed) -> None:
    assert answer.half_unit >= 0
    assert (answer.decimals is None) == (answer.half_unit == 0) == (answer.significant is None)
    if isinstance(answer.meaning, Missing):
        assert answer.meaning is UNDEFINED
        return
    text = plain(answer.meaning)
    if answer.number is not None:
        ClosedValue(Arithmetic(4096))(answer.number)
        if len(text) < 500:
            again = read_answer(text, NETS[0])
            assert isinstance(again, Typed), (text, again)
            assert again.meaning == answer.meaning, text


def check_file(data: str, ending: str) -> None:
    """Read a text as a sheet and as a class: it is one, or an InputError says why not."""
    for read in (read_sheet, read_class):
        try:
            read(parse(data, f"answers.{ending}"), NETS[0])  # type: ignore[operator]
        except InputError as error:
            message = str(error)
        else:
            continue
        assert 0 < len(message) < 5000
