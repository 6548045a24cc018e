"""Values that an exercise tells beside its network's numbers: a forward pass, say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.derive.order import families, matching
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Formula
from symnn.marking.laws import Laws
from symnn.network.model import Network
from symnn.numbers.real import Irrational
from symnn.quantities import Quantity


def with_given(net: Network, globs: Sequence[str]) -> Network:
    """The network with the values of some of its quantities given.

    Args:
        net: a network with numbers.
        globs: plain names, or globs over them.

    Raises:
        InputError: for a glob that nothing matches, or a quantity without a value.
    """
    if not globs:
        return net
    solution = Solution(net)
    laws = Laws(net)
    found = [one for q in matching(net, list(families(net)), globs) for one in laws.sampled(q)]
    told = {q: form_of(solution, q) for q in found}
    return replace(net, given={**net.given, **told})


def form_of(solution: Solution, quantity: Quantity) -> Formula:
    """The value of a quantity as a closed form.

    Raises:
        InputError: if it has none.
    """
    value = solution.of_quantity(quantity, quantity.sample or 1)
    form = value.closed if isinstance(value, Irrational) else value
    if isinstance(form, Missing) or form is None:
        raise InputError("a quantity whose value can't be told", found=str(quantity))
    return form
