"""Steps of gradient descent, one after the other: w⁽ᵗ⁾ = w⁽ᵗ⁻¹⁾ − λ·∇R(w⁽ᵗ⁻¹⁾).

Every step is a solution of its own, over its batch, which starts from the parameters that the one
before left. These stay exact as long as they are short; then they are enclosed, and where that
leaves a sign or a digit open, all steps before are carried out again with twice the bits.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

from symnn.errors import UndecidedError
from symnn.evaluate.exact import Values, entry_value
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing, Value
from symnn.network.model import Network
from symnn.network.packing import in_order
from symnn.numbers.real import Arithmetic, Irrational
from symnn.numbers.value import ClosedValue
from symnn.quantities import new

WANTED = ("R", "dR/*", "new_*")
"""What is worked out of a step, and what it needs."""
LONGEST_FRACTION = 6_000
"""Bits of numerator and denominator above which a fraction is carried on as an enclosure."""
LARGEST_CLOSED_FORM = 40
"""Nodes above which a closed form is not carried on."""


def descent(solution: Solution) -> list[Solution]:
    """The steps that the network asks for, each solved; the first is this solution if it has all.

    Only the batch of a step is worked out in those that follow.

    Args:
        solution: of a network with a loss, a learning rate, and widths that are known.
    """
    has_all = not solution.only and solution.of in ("", "R")
    found = [solution if has_all else Solution(solution.net, WANTED)]
    for step in range(2, solution.net.steps + 1):
        net = _over(solution.net, solution.net.batch_of(step))
        found.append(Solution(net, WANTED, start=partial(parameters_after, found[-1])))
    return found


def values_of(steps: list[Solution], number: int) -> Values:
    """The risk of a step, its gradient, and the parameters after it.

    Args:
        steps: as `descent` gives them.
        number: of the step, from 1.

    Raises:
        UndecidedError: if a sign is left open, with the number of the step.
    """
    try:
        return steps[number - 1].whole()
    except UndecidedError as error:
        raise UndecidedError(f"step {number}: {error}") from None


def risk_of(step: Solution, batch: tuple[int, ...], after: bool) -> Solution:
    """The risk over some samples, before a step or after it.

    Args:
        step: one of `descent`.
        batch: the samples; none for all.
        after: whether with the parameters that the step leaves.
    """
    start = partial(parameters_after if after else parameters_before, step)
    return Solution(_over(step.net, batch), ("R",), start=start)


def parameters_after(solution: Solution, arithmetic: Arithmetic) -> Values:
    """All parameters as a step leaves them, at least as precise as the arithmetic is.

    Biases that are kept are what they were.
    """
    solution.refine(arithmetic.bits)
    net, whole = solution.net, solution.whole()
    is_kept = {"W": False, "b": net.train_biases == "false"}
    before = parameters_before(solution, arithmetic) if any(is_kept.values()) else {}
    return {
        q: before[q] if is_kept[q.kind] else _carried_on(whole[new(q)], arithmetic)
        for q in in_order(net)
    }


def parameters_before(solution: Solution, arithmetic: Arithmetic) -> Values:
    """All parameters as they are when the step is made."""
    if solution.start is not None:
        return solution.start(arithmetic)
    closed = ClosedValue(arithmetic)
    return {q: entry_value(solution.net, q, 0, closed) for q in in_order(solution.net)}


def _over(net: Network, batch: tuple[int, ...]) -> Network:
    """The network with a batch, and without numbers: those of its file hold no longer."""
    nothing = (None,) * net.depth
    batches = (batch,) if batch not in ((), (0,)) else ()
    return replace(net, W=nothing, b=nothing, batches=batches, steps=1)


def _carried_on(value: Value, arithmetic: Arithmetic) -> Value:
    """A number as the next step takes it: without a form that is too long."""
    if isinstance(value, Missing):
        return value
    if isinstance(value, Irrational):
        return value if _is_short(value) else Irrational(None, value.ball)
    bits = Fraction(value).numerator.bit_length() + Fraction(value).denominator.bit_length()
    return value if bits <= LONGEST_FRACTION else Irrational(None, arithmetic.ball(value))


def _is_short(value: Irrational) -> bool:
    from symnn.numbers.closed import size

    most = LARGEST_CLOSED_FORM
    return value.closed is not None and size(value.closed, most + 1) <= most
