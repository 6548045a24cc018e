"""Numbers that suit hands: nothing by accident, of the profile, and the same as exact solving."""

from __future__ import annotations

from fractions import Fraction

import pytest

import symnn
from symnn.errors import InputError
from symnn.evaluate.program import compiled
from symnn.evaluate.rational import stays_rational
from symnn.exercises.draw import Drawn, drawn, drawn_profile
from symnn.exercises.profile import Profile
from symnn.exercises.source import Source
from symnn.network import Network, network
from symnn.numbers.real import Irrational, NotReal
from symnn.quantities import Quantity, d, z

SHAPES = [[2, 3, 1], [2, 2, 2, 1], [3, 4, 3, 2], [1, 2, 1]]


def draw(net: Network, seed: int, decimals: int | None = None) -> tuple[Profile, Drawn]:
    profile = drawn_profile(net, Source(seed, "profile"), decimals)
    return profile, drawn(net, profile, Source(seed))


def numbers(found: Drawn, sample: int = 1) -> dict[Quantity, object]:
    """The numbers that the drawing worked with, by quantity."""
    places = compiled(found.net).places
    return {q: found.memories[sample - 1][place] for q, place in places.items()}


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("widths", SHAPES)
def test_drawn_numbers_suit_hands(seed: int, widths: list[int]) -> None:
    net = network(widths, activation="relu")
    profile, found = draw(net, seed)
    values = numbers(found)
    for layer in range(1, net.depth):
        hidden = [values[z(layer, j)] for j in range(1, widths[layer] + 1)]
        assert 0 not in hidden
        assert sum(v < 0 for v in hidden) == profile.dead[layer - 1]  # type: ignore[operator, misc]
        assert any(v > 0 for v in hidden)  # type: ignore[operator]
    known = [v for v in values.values() if v is not None]
    assert all(abs(v) <= profile.limits.value for v in known)  # type: ignore[arg-type]
    for of in net.outputs:
        assert values[of] != 0
        for layer in range(1, net.depth + 1):
            assert any(values[d(of, z(layer, j))] for j in range(1, widths[layer] + 1))


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "linear", "step"])
@pytest.mark.parametrize("widths", SHAPES)
def test_what_is_drawn_with_is_what_solving_gives(widths: list[int], activation: str) -> None:
    """The compiled program against the exact valuation, on every quantity of every network."""
    net = network(widths, activation=activation, loss="square", relu_at_zero=0)
    assert stays_rational(net)
    if activation == "step":  # its gradient is zero throughout, which no exercise is about
        with pytest.raises(InputError, match="no numbers"):
            draw(net, 1)
        return
    for seed in range(5):
        _, found = draw(net, seed)
        solved = symnn.solve(found.net).samples()[0]
        assert {q: v for q, v in numbers(found).items() if q in solved} == solved


RATIONAL = {"layers": [2, 2, 1], "W": [[[1, "1/2"], [-2, 3]], [[2], [-1]]], "x": [3, "-1/3"]}


@pytest.mark.parametrize("loss", ["square", "half_square", "absolute"])
def test_losses_and_fractions_in_a_program(loss: str) -> None:
    net = network(**RATIONAL, activation="leaky_relu", loss=loss, y=["7/2"])
    program = compiled(net)
    memory = program.memory()
    for quantity, place in program.places.items():
        memory[place] = net.entry(quantity)
    program.carry_out(memory)
    solved = symnn.solve(net).samples()[0]
    assert {q: memory[place] for q, place in program.places.items()} == solved


def test_a_kink_in_a_program_is_an_error_or_the_convention() -> None:
    for at_zero, slope in ((0, 0), (1, 1), ("undefined", None)):
        net = network(W=[[[1]], [[2]]], x=[0], activation="relu", relu_at_zero=at_zero)
        program = compiled(net)
        memory = program.memory()
        for quantity, place in program.places.items():
            memory[place] = net.entry(quantity)
        if slope is None:
            with pytest.raises(NotReal, match="kink"):
                program.carry_out(memory)
            continue
        program.carry_out(memory)
        assert memory[program.places[net.quantity("relu_prime(z1_1)")]] == slope


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
@pytest.mark.parametrize("widths", [[2, 2, 1], [2, 2, 2, 1]])
def test_sigmoids_do_not_saturate_and_are_seen_in_their_decimals(
    widths: list[int], activation: str
) -> None:
    net = network(widths, activation=activation)
    for seed in range(2):
        profile, found = draw(net, seed, decimals=3)
        assert profile.limits.least == Fraction(1, 1000)
        solution = symnn.solve(found.net)
        for layer in range(1, net.depth):
            for j in range(1, widths[layer] + 1):
                assert 0 < abs(float(str(solution.decimal(z(layer, j), 12)))) <= 3
        irrational = [q for q, v in solution.samples()[0].items() if isinstance(v, Irrational)]
        assert irrational
        assert all(abs(float(str(solution.decimal(q, 12)))) > 0.001 for q in irrational)


def test_several_samples_are_all_looked_after() -> None:
    net = network([2, 2, 1], activation="relu", data=[{}, {}, {}], loss="square")
    _, found = draw(net, 3)
    assert len(found.net.data) == 3
    for sample, solved in enumerate(symnn.solve(found.net).samples(), 1):
        mine = numbers(found, sample)
        assert solved.items() <= mine.items()
        assert all(mine[z(1, j)] != 0 for j in (1, 2))


def test_what_is_fixed_stays() -> None:
    net = network([2, 2, 1], W=[[[1, None], [None, -2]], None], b=None, x=[None, 4])
    _, found = draw(net, 1)
    assert found.net.W[0] is not None
    assert (found.net.W[0][0][0], found.net.W[0][1][1]) == (1, -2)
    assert found.net.data[0].x is not None
    assert found.net.data[0].x[1] == 4
    assert symnn.solve(found.net).samples()[0].items() <= numbers(found).items()


def test_a_root_among_the_fixed_numbers_is_drawn_around() -> None:
    net = network([2, 2, 1], W=[[["sqrt(2)", None], [None, None]], None], activation="relu")
    _, found = draw(net, 1)
    assert str(symnn.solve(found.net).decimal(found.net.quantity("W1_11"), 4)) == "1.414"


def test_what_can_not_be_drawn_is_refused_at_once() -> None:
    for keys, told in (
        ({"layers": [60, 60, 1]}, "too large for an exercise"),
        ({"layers": [2, None, 1]}, "unknown width"),
        ({"W": [[["w"]]], "x": [1]}, "symbol"),
        ({"layers": [2, 1], "given": {"z1_1": 3}}, "given values"),
    ):
        with pytest.raises(InputError, match=told):
            drawn_profile(network(**keys), Source(1))


def test_an_abstract_activation_has_no_numbers() -> None:
    with pytest.raises(InputError, match="abstract activation"):
        draw(network([2, 2, 1], activation="g"), 1)
