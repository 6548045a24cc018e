"""Every mistake of the table is found where it was made, and called by its name."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.marking.networks import either, general, small
from benchmarks.marking.own_keys import WAYS, Way, marked
from benchmarks.marking.papers import lines
from benchmarks.marking.perturbed import shares
from benchmarks.marking.planted import Tally, final_lines, judge, plants
from benchmarks.marking.random_answers import DRAWN, drawn
from symnn.formula import leaves
from symnn.marking.attempts import pairs, variants
from symnn.marking.laws import tagged
from symnn.marking.marks import RIGHT
from symnn.marking.mistakes import MISTAKES
from symnn.marking.mistakes.arithmetic import DIGITS_SWAPPED
from symnn.rules import RULES

MOST_NETWORKS = 60


@given(st.integers(0, 10**6))
def test_mistakes_use_quantities_that_the_network_has(seed: int) -> None:
    net = either(Random(seed))
    line = Random(seed).choice(lines(net))
    formulas = [f for mistake in MISTAKES for f in variants(net, mistake, line)]
    formulas += [f for attempt in pairs(net, line) for f in attempt.changes.values()]
    for quantity in {q for formula in formulas for q in leaves(formula)}:
        assert net.canonical(quantity, "") == quantity
        assert quantity != line
        assert quantity.sample or not line.sample or tagged(quantity, line.sample) == quantity


def test_every_mistake_names_rules_and_says_what_to_do() -> None:
    names = {rule.name for rule in RULES.values()}
    for mistake in MISTAKES:
        assert set(mistake.rules) <= names, mistake.name
        assert mistake.summary[0].islower() or mistake.summary[0] in "WagR", mistake.name
        assert mistake.advice.endswith("."), mistake.name


@pytest.mark.slow
@pytest.mark.parametrize("final", [False, True])
def test_every_mistake_is_named_where_it_was_made(final: bool) -> None:
    tally = Tally()
    to_plant = [mistake for mistake in MISTAKES if mistake != DIGITS_SWAPPED]
    waiting = to_plant
    for seed in range(MOST_NETWORKS):
        random = Random(seed)
        net = (small if seed % 2 else general)(random)
        wanted = final_lines(net) if final else lines(net)
        for plant in plants(net, random, waiting):
            judge(net, plant, wanted, tally)
        waiting = [mistake for mistake in to_plant if mistake.name not in tally.calls]
        if not waiting:
            break
    assert not waiting
    assert not tally.missed
    assert not tally.stray


@pytest.mark.slow
@pytest.mark.parametrize("final", [False, True])
def test_random_answers_are_seldom_called_a_mistake(final: bool) -> None:
    tally = drawn(small, DRAWN["integers from -99 to 99"], 25, final)
    assert tally.wrong > 90
    assert tally.names.total() <= tally.wrong * 0.05
    assert max(tally.names.values(), default=0) <= 2


@pytest.mark.slow
def test_two_units_of_the_last_digit_hardly_ever_pass_for_rounding() -> None:
    one, two, *more = shares("sigmoid", 4)
    assert two <= 0.2
    assert max(more) <= 0.1
    assert one > two


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_right_papers_are_right(way: Way) -> None:
    for seed in range(6):
        for mark in marked(seed, way):
            assert mark.verdict in RIGHT, (seed, str(mark.quantity))
