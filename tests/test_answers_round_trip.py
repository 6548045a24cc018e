"""What symnn prints is read back as the same: numbers and formulas, in every format of text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import symnn
from symnn.derive.order import overall_families, parameter_families, quantities
from symnn.documents.blocks import Number as Shown
from symnn.errors import UndecidedError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Apply, Constant, Formula, Power, Product, Quotient, Sum, minus, parts
from symnn.marking.answers.equality import same
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed
from symnn.network import Network
from symnn.numbers.digits import decimal
from symnn.numbers.real import Arithmetic, Irrational
from symnn.numbers.value import ClosedValue
from symnn.quantities import H as OUTPUT
from symnn.quantities import Quantity, W, a, d, identifier, plain_name, slope, x, z
from symnn.render.json_solution import exact_text
from symnn.render.latex_formula import LatexWriter
from symnn.render.unicode import UnicodeWriter
from symnn.render.writer import plain
from tests.strategies import keys

HALF = Fraction(1, 2)
NET = symnn.shape([2, 2, 1], "sigmoid")
WRITERS: dict[str, Callable[[Formula], str]] = {
    "plain": plain,
    "unicode": UnicodeWriter().text,
    "latex": LatexWriter().text,
    "latex inline": LatexWriter(inline=True).text,
    "unicode decimals": UnicodeWriter(decimals=True).text,
    "latex decimals": LatexWriter(decimals=True).text,
}


def read(text: str, net: Network = NET) -> Typed:
    answer = read_answer(text, net)
    assert isinstance(answer, Typed), f"{text}: {answer}"
    return answer


RATIONAL = st.integers(-(10**12), 10**12) | st.fractions(max_denominator=10**9)


@pytest.mark.parametrize("writer", WRITERS)
@given(number=RATIONAL)
def test_rational_numbers(writer: str, number: int | Fraction) -> None:
    assert read(WRITERS[writer](number)).meaning == number
    assert read(f"${WRITERS[writer](number)}$").meaning == number


@given(RATIONAL, st.integers(2, 20))
def test_decimals_are_within_half_a_unit(number: int | Fraction, digits: int) -> None:
    text = decimal(number, digits, 0)
    answer = read(text)
    assert isinstance(answer.meaning, (int, Fraction))
    assert abs(answer.meaning - number) <= (answer.half_unit or (answer.meaning != number))
    for writer in (UnicodeWriter(), LatexWriter()):
        shown = writer.shown(Shown(None, text)).text
        assert read(shown) == Typed(
            shown, answer.meaning, answer.half_unit, answer.decimals, answer.significant
        )


CLOSED = st.recursive(
    st.integers(1, 9)
    | st.fractions(Fraction(1, 9), 3, max_denominator=9)
    | st.just(Constant("pi")),
    lambda inner: st.one_of(
        st.builds(lambda *t: Sum(t), inner, inner),
        st.builds(lambda u, v: Sum((u, minus(v))), inner, inner),
        st.builds(lambda *f: Product(f), inner, inner),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, st.sampled_from([2, -1, HALF])),
        st.builds(Apply, st.sampled_from(["exp", "ln", "tanh", "abs"]), inner),
        st.builds(minus, inner),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=25)
@given(form=CLOSED)
def test_closed_forms(writer: str, form: Formula) -> None:
    """The value, as it is read, of what is written, however untidily."""
    expected = read_answer(plain(form), NET)
    assume(isinstance(expected, Typed) and not isinstance(expected.meaning, Missing))
    assert isinstance(expected, Typed)
    found = read(WRITERS[writer](form))
    assert found.meaning == expected.meaning


LEAVES: list[Formula] = [
    W(1, 1, 2), W(2, 2, 1), x(1), z(1, 2), a(1, 1), d(OUTPUT(), z(1, 1)),
    d(OUTPUT(), W(1, 2, 1)), slope("sigmoid", 1, 2),
]  # fmt: skip


def _flat(*factors: Formula) -> Formula:
    """A product as laws have them: no product in it, and a number only in front."""
    flat = [f for factor in factors for f in (factor if isinstance(factor, Product) else (factor,))]
    numbers = [f for f in flat if isinstance(f, (int, Fraction))]
    return Product((*numbers[:1], *(f for f in flat if not isinstance(f, (int, Fraction))), x(2)))


FORMULAS = st.recursive(
    st.integers(1, 9)
    | st.fractions(Fraction(1, 9), 3, max_denominator=9)
    | st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds(lambda *t: Sum(t), inner, inner),
        st.builds(lambda u, v: Sum((u, minus(v))), inner, inner),
        st.builds(_flat, inner, inner),
        st.builds(_flat, inner, inner, inner),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, st.sampled_from([2, 3])),
        st.builds(Apply, st.sampled_from(["exp", "sigmoid", "tanh"]), inner),
        st.builds(minus, inner),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=25)
@given(formula=FORMULAS)
def test_formulas(writer: str, formula: Formula) -> None:
    assume(any(True for _ in _quantities(formula)))
    found = read(WRITERS[writer](formula)).meaning
    assert not isinstance(found, Missing)
    try:
        verdict = same(NET, found, formula)
    except UndecidedError:  # a division by what is zero everywhere
        assume(False)
    assert verdict.same, (WRITERS[writer](formula), plain(found))


def _quantities(formula: Formula) -> list[Quantity]:
    if type(formula) is Quantity:
        return [formula]
    return [q for part in parts(formula) for q in _quantities(part)]


NETS = {
    "softmax": symnn.build(
        [11, 2, 3], activations=["tanh", "softmax"], loss="cross_entropy", learning_rate=1,
        data=[{"x": [1] * 11, "y": [1, 0, 0]}, {"x": [2] * 11, "y": [0, 1, 0]}],
    ),
    "relu": symnn.build([2, 12, 1], loss="square", y=[1], learning_rate=HALF),
}  # fmt: skip


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("writer", ["plain", "unicode", "latex", "latex inline", "identifier"])
def test_all_names(net: str, writer: str) -> None:
    """Names alone, and each in a product; tagged with samples where the network has several."""
    network = NETS[net]
    several = len(network.data) > 1
    written = WRITERS.get(writer, lambda q: identifier(q))  # type: ignore[arg-type]
    families = (*overall_families(network), *parameter_families(network))
    overall = [q for family in families for q in family.members()]
    for quantity in [*(q.at(2 * several) for q in quantities(network)), *overall]:
        if quantity.of == "linear":
            continue  # its slope is read as the 1 that it is
        text = written(quantity)
        assert read(text, network).meaning == quantity, text
        # Without a mark where it ends, H has to be multiplied with a sign.
        if writer != "identifier" and not (writer == "unicode" and text in ("H", "L", "R")):
            product = written(Product((3, quantity, z(1, 1))))
            expected = Product((3, quantity, z(1, 1)))
            assert read(product, network).meaning == expected, product


@settings(max_examples=20)
@given(keys(samples=1, layers=2, width=2))
def test_solved_networks(told: dict[str, object]) -> None:
    """Every exact text and every decimal of a solution is read back to the same value."""
    net = symnn.build(**told)
    values = Solution(net).samples()[0]
    arithmetic = Arithmetic(256)
    for quantity, value in values.items():
        if isinstance(value, Missing):
            continue
        text = exact_text(value)
        if text is None or len(text) > 400:
            continue
        found = read(text, net).number
        assert found is not None
        expected = value.closed if isinstance(value, Irrational) else value
        again = ClosedValue(arithmetic)(found)
        assert found == expected or _agree(arithmetic, again, value), plain_name(quantity)


def _agree(arithmetic: Arithmetic, left: object, right: object) -> bool:
    from symnn.numbers.balls import add, exponent, multiply, sign

    minus_one = arithmetic.ball(-1)
    low = arithmetic.ball(left)  # type: ignore[arg-type]
    high = multiply(arithmetic.ball(right), minus_one, 256)  # type: ignore[arg-type]
    difference = add(low, high, 256)
    return sign(difference) in (None, 0) and exponent(difference) < -60


LAWS = {"g": symnn.shape([2, 3, 2]), "softmax": symnn.shape([2, 2, 3], "relu", "softmax")}


@pytest.mark.parametrize("net", LAWS)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_law_as_it_is_printed(net: str, writer: str) -> None:
    for step in symnn.derivation(LAWS[net]):
        text = WRITERS[writer](step.formula)
        found = read(text, LAWS[net]).meaning
        assert not isinstance(found, Missing)
        assert same(LAWS[net], found, step.formula).same, text
