"""Laws that hold for every network: two methods, one order, names and formulas there and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.derive.chain_rule import chain_rule_formula
from symnn.derive.derivation import OrderError, check_order, derivation
from symnn.derive.order import overall_families, quantities
from symnn.evaluate.comparison import values_by_paths
from symnn.evaluate.exact import Values, valuation
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.expressions.parse import parse_formula
from symnn.formula import Apply, leaves
from symnn.names import quantity_named
from symnn.network import Network, network
from symnn.numbers.reading import read_number
from symnn.numbers.real import Arithmetic, Irrational
from symnn.numbers.value import ClosedValue
from symnn.quantities import Quantity, plain_name
from symnn.render.writer import plain
from tests import strategies
from tests.oracles import same

BITS = 200
RATIONAL = strategies.keys(hidden=strategies.PIECEWISE_LINEAR, layers=4, width=4)
ANY = strategies.keys()


def gradients(values: Values) -> Iterator[Quantity]:
    """The gradients of outputs and losses among some values."""
    return (q for q in values if q.is_gradient and q.top.kind in "HL")


def solved(told: strategies.Keys) -> tuple[Network, Values, int]:
    """The network, its values, and the bits it took to tell their signs."""
    solution = Solution(network(**told), bits=BITS)
    return solution.net, solution.samples()[0], solution.bits


# Both methods.


@given(RATIONAL)
def test_recursion_is_the_sum_over_all_paths_exactly(told: strategies.Keys) -> None:
    # At a kink the methods may differ in what they leave undefined: sums that cancel to 0 in front
    # of an undefined slope decide a product. What the sum over paths decides, the recursion does.
    net = network(**told)
    values = Solution(net).samples()[0]
    reading = valuation(net, Arithmetic(), values.__getitem__)
    by_paths = values_by_paths(net, values, BITS)
    for gradient in gradients(values):
        written_out = chain_rule_formula(net, gradient)
        assert written_out is not None
        by_hand, recursion = reading(written_out), values[gradient]
        if not isinstance(by_hand, Missing):
            assert by_hand == recursion
            assert not isinstance(recursion, Irrational)
        if not isinstance(by_paths[gradient], Missing) and not isinstance(recursion, Missing):
            assert by_paths[gradient] == recursion


@given(ANY)
def test_recursion_is_the_sum_over_all_paths_enclosed(told: strategies.Keys) -> None:
    net, values, bits = solved(told)
    reading = valuation(net, Arithmetic(bits), values.__getitem__)
    by_paths = values_by_paths(net, values, bits)
    for gradient in gradients(values):
        written_out = chain_rule_formula(net, gradient)
        assert written_out is not None
        found = reading(written_out), values[gradient], by_paths[gradient]
        if not any(isinstance(value, Missing) for value in found):
            assert same(found[0], found[1])
            assert same(found[2], found[1])


# One order.


@given(ANY.flatmap(strategies.with_unknowns), st.data())
def test_every_step_uses_only_what_stands_before_it(
    told: strategies.Keys, data: st.DataObject
) -> None:
    net = network(**told)
    check_order(derivation(net))
    in_order = list(quantities(net))
    steps = {step.target: step for step in derivation(net)}
    check_order(steps[q] for q in in_order if q in steps)
    goals = data.draw(st.lists(st.sampled_from(in_order), max_size=3, unique=True))
    some = list(derivation(net, goals))
    check_order(some)
    assert {step.target for step in some} >= {q for q in goals if q in steps}
    assert all(steps[step.target] == step for step in some)


@given(strategies.keys(hidden=["relu"], samples=3))
def test_the_whole_uses_samples_and_what_stands_before(told: strategies.Keys) -> None:
    net = network(**told, learning_rate="1/2", l2="1/3", train_biases="shared")
    steps = list(Solution(net).overall)
    of_samples = {q for step in steps for q in leaves(step.formula) if q.sample}
    assert {q.kind if not q.is_gradient else str(q.of) for q in of_samples} == {"L"}
    check_order(steps, of_samples)
    assert [s.target for s in steps] == [q for f in overall_families(net) for q in f.members()]


@given(RATIONAL)
def test_another_order_is_refused(told: strategies.Keys) -> None:
    steps = list(derivation(network(**told)))
    for wrong in (steps[::-1], [*steps, steps[0]]):
        with pytest.raises(OrderError):
            check_order(wrong)


# Names and formulas, there and back.


@given(ANY)
def test_a_plain_name_is_the_name_of_its_quantity(told: strategies.Keys) -> None:
    net = network(**told, learning_rate=1)
    overall = [q for family in overall_families(net) for q in family.members()]
    for quantity in [*quantities(net), *overall]:
        for each in (quantity, quantity.at(12)):
            assert quantity_named(plain_name(each)) == each


@given(ANY)
def test_a_formula_parsed_back_has_the_same_value(told: strategies.Keys) -> None:
    net, values, bits = solved(told)
    reading = valuation(net, Arithmetic(bits), values.__getitem__)
    for step in derivation(net):
        parsed = parse_formula(plain(step.formula), quantity_named, Apply)
        assert same(reading(parsed), reading(step.formula))


@given(ANY)
def test_a_closed_form_read_again_is_the_same_number(told: strategies.Keys) -> None:
    solution = Solution(network(**told), bits=BITS)
    for value in [solution.of_quantity(output) for output in solution.net.outputs]:
        if isinstance(value, Irrational) and value.closed is not None:
            again = ClosedValue(Arithmetic(BITS))(read_number(plain(value.closed)))
            assert same(again, value)
