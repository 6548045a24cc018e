"""What is shown of a solution: all of it, what was asked for, or an overview of a large one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Paragraph
from symnn.documents.figures import Figures
from symnn.documents.targets import (
    by_biases,
    by_nodes,
    by_weights,
    counted,
    local_derivatives,
    some,
)
from symnn.documents.worked import MOST_IN_AN_OVERVIEW, Worked
from symnn.evaluate.solution import Solution
from symnn.network.model import Network
from symnn.numbers.digits import Digits
from symnn.quantities import L, Quantity, R, a, d, new, plain_name, x, z

MOST_LINES = 400
"""Lines above which a solution is an overview."""
MOST_PARAMETERS = 3_000
"""Parameters above which an overview works out nothing but what it shows."""

OVERVIEW = (
    "Too large for every line to be written here: of each kind the first and the last lines "
    "follow. Any others can be asked for with --only, and --format json has all of them."
)


def worked_of(solution: Solution, digits: Digits | None) -> Worked:
    """What is to be shown of a solution."""
    tops, figures = _tops(solution), Figures(solution, digits)
    if solution.only:
        return Worked(figures, tops, shown=_needed(solution))
    if counted(solution.net, tops) <= MOST_LINES:
        return Worked(figures, tops)
    if (solution.net.parameters or 0) <= MOST_PARAMETERS:
        return Worked(figures, tops[:1], overview=True)
    names = [plain_name(q) for q in _first_and_last(solution.net, tops[:1])]
    return Worked(Figures(Solution(solution.net, names), digits), tops[:1], overview=True)


def overview(worked: Worked) -> Iterator[Block]:
    """What an overview leaves out."""
    if not worked.overview:
        return
    yield Paragraph((OVERVIEW,))
    differentiated = worked.net.differentiated
    if worked.tops and worked.tops[0].kind == "H" and len(differentiated) > 1:
        yield Paragraph(
            ("The gradient is that of ", worked.tops[0], "; the others go the same way.")
        )


def _tops(solution: Solution) -> tuple[Quantity, ...]:
    """What gradients are written of: what was asked for, else the loss, else the outputs."""
    differentiated, goals = solution.net.differentiated, solution.goals
    if goals.sample is None:
        kind = "H" if solution.of == "H" or L not in differentiated else "L"
        return tuple(of for of in differentiated if of.kind == kind)
    asked = {goal.of for goal in goals.sample}
    return tuple(of for of in differentiated if of in asked or (of == L and goals.overall))


def _needed(solution: Solution) -> frozenset[Quantity]:
    """The quantities asked for and all that they need; only the former if these are too many."""
    needed = {step.target for step in solution.derivation}
    needed |= {step.target for step in solution.overall}
    if len(needed) > MOST_LINES:
        needed = {*(solution.goals.sample or ()), *(solution.goals.overall or ())}
    return frozenset(needed)


def _first_and_last(net: Network, tops: Sequence[Quantity]) -> Iterator[Quantity]:
    """The quantities whose lines stand in an overview."""
    for group in _groups(net, tops):
        yield from some(group, MOST_IN_AN_OVERVIEW)


def _groups(net: Network, tops: Sequence[Quantity]) -> Iterator[Sequence[Quantity]]:
    layers = range(1, net.depth + 1)
    for n in layers:
        yield by_nodes(net, n, lambda j, n=n: z(n, j))  # type: ignore[misc]
        yield by_nodes(net, n, lambda j, n=n: a(n, j))  # type: ignore[misc]
        yield local_derivatives(net, n)
    yield net.outputs
    for of in tops:
        yield [of]
        yield by_nodes(net, 0, lambda j, of=of: d(of, x(j)))  # type: ignore[misc]
        for n in layers:
            yield by_nodes(net, n, lambda j, n=n, of=of: d(of, a(n, j)))  # type: ignore[misc]
            yield by_nodes(net, n, lambda j, n=n, of=of: d(of, z(n, j)))  # type: ignore[misc]
            yield by_weights(net, n, lambda q, of=of: d(of, q))  # type: ignore[misc]
            yield by_biases(net, n, lambda q, of=of: d(of, q))  # type: ignore[misc]
    if net.loss is not None:
        yield [R]
        for n in layers:
            yield by_weights(net, n, lambda q: d(R, q))
            yield by_biases(net, n, lambda q: d(R, q))
    if net.learning_rate is not None:
        for n in layers:
            yield by_weights(net, n, new)
            yield by_biases(net, n, new) if net.train_biases != "false" else []
