"""Quantities with all laws put into each other, and how large that gets before anyone does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import NamedTuple, TypeVar

from symnn.derive.derivation import step_for
from symnn.evaluate.exact import definitions
from symnn.evaluate.value import ELEMENTARY
from symnn.formula import Apply, Formula, Reading, leaves, parts, replace
from symnn.functions import ABSOLUTE, Definition, Pieces
from symnn.network.model import Network
from symnn.quantities import Quantity

MANY = 10**6
"""Cases are counted up to here."""

T = TypeVar("T")


class TreeSize(NamedTuple):
    """How large a formula is once everything is put in: exact, counted on the shared steps.

    Attributes:
        nodes: the nodes of the tree. A function in pieces counts one for the distinction, and for
            each piece its formula and its condition: comparison, argument and 0.
        levels: how deeply it is nested.
        cases: the cases that its pieces distinguish together, up to `MANY`.
        folded: the most cases that one condition has.
    """

    nodes: int = 1
    levels: int = 1
    cases: int = 1
    folded: int = 1


class Measure(Reading[TreeSize]):
    """The size of a formula once its functions are written out by their definitions.

    Args:
        of: the size of what stands for a quantity.
        functions: the definitions of functions by name; others stay as they are.
    """

    def __init__(
        self, of: Callable[[Quantity], TreeSize], functions: Mapping[str, Definition]
    ) -> None:
        self.of = of
        self.functions = functions

    def __call__(self, formula: Formula) -> TreeSize:
        """One for the node, and what its parts come to."""
        if type(formula) is Quantity:
            return self.of(formula)
        if isinstance(formula, Apply) and formula.function not in ELEMENTARY:
            return self._written_out(formula.function, self(formula.argument))
        return _node([self(part) for part in parts(formula)])

    def _written_out(self, function: str, argument: TreeSize) -> TreeSize:
        definition = self.functions.get(function)
        if definition is None:
            return _node([argument])
        inner = Measure(lambda _: argument, self.functions)
        if not isinstance(definition, Pieces):
            return inner(definition)
        formulas = [inner(definition.below), inner(definition.above)]
        if not goes_on_from_above(definition):
            formulas.append(inner(0 if definition.at is None else definition.at))
        condition = _node([argument, TreeSize()])
        node = _node([*formulas, *[condition] * (len(formulas) - 1)])
        cases = min(sum(formula.cases for formula in formulas), MANY)
        return node._replace(cases=cases, folded=max(node.folded, argument.cases))


def tree_size(net: Network, quantity: str | Quantity, by_name: bool = False) -> TreeSize:
    """The size of a quantity composed down to x, W, b and y, counted without composing it.

    Args:
        net: the network.
        quantity: any quantity of the network.
        by_name: whether activations stay functions, instead of what defines them.

    Raises:
        InputError: if the network has no such quantity.
    """
    table = written_out(net, by_name)
    return put_together(net, quantity, lambda of: Measure(of, table), lambda _: TreeSize())


def written_out(net: Network, by_name: bool) -> Mapping[str, Definition]:
    """The functions that are written out: all, or where activations stay by name only |z|."""
    return ABSOLUTE if by_name else definitions(net)


def goes_on_from_above(pieces: Pieces) -> bool:
    """Whether the value at 0 is that of the piece above, so that two pieces say it all."""
    return pieces.at is not None and replace(pieces.above, lambda _: 0) == pieces.at


def put_together(
    net: Network,
    quantity: str | Quantity,
    reading: Callable[[Callable[[Quantity], T]], Reading[T]],
    end: Callable[[Quantity], T],
) -> T:
    """A quantity read law by law; what was read of a quantity is used wherever it stands.

    Args:
        net: the network.
        quantity: any quantity of the network, or its plain name.
        reading: the reading of formulas, given what to make of a quantity.
        end: what to make of a quantity that has no law: x, W, b, y, and what is given.

    Raises:
        InputError: if the network has no such quantity.
    """
    goal = net.quantity(quantity) if isinstance(quantity, str) else net.canonical(quantity)
    found: dict[Quantity, T] = {}
    for target, formula in laws(net, (goal,)).items():
        if formula is None:
            found[target] = end(target)
        else:
            sample = target.sample
            found[target] = reading(lambda q, s=sample: found[of_sample(q, s)])(formula)  # type: ignore[misc]
    return found[goal]


def laws(net: Network, goals: Iterable[Quantity]) -> dict[Quantity, Formula | None]:
    """The laws of the goals and all that they are made of, each after its needs; None at the ends.

    Args:
        net: the network.
        goals: quantities as the network names them.
    """
    laws: dict[Quantity, Formula | None] = {}
    waiting = [(goal, False) for goal in goals]
    while waiting:
        target, ready = waiting.pop()
        if target in laws:
            continue
        given = target in net.given or target.at(0) in net.given
        step = None if given else step_for(net, target.at(0))
        if step is None or ready:
            laws[target] = None if step is None else step.formula
            continue
        waiting.append((target, True))
        waiting.extend((of_sample(need, target.sample), False) for need in leaves(step.formula))
    return laws


def of_sample(quantity: Quantity, sample: int) -> Quantity:
    """What a law of that sample means by a quantity: parameters belong to no sample."""
    is_parameter = quantity.kind in ("W", "b", "symbol") and not quantity.is_gradient
    return quantity if is_parameter or quantity.sample else quantity.at(sample)


def _node(inside: list[TreeSize]) -> TreeSize:
    return TreeSize(
        1 + sum(part.nodes for part in inside),
        1 + max((part.levels for part in inside), default=0),
        reduce(lambda cases, part: min(cases * part.cases, MANY), inside, 1),
        max((part.folded for part in inside), default=1),
    )
