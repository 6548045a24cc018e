"""Siblings of an exercise that is there already: as hard as it is, with other numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Any

from symnn.errors import InputError
from symnn.evaluate.program import Memory, compiled
from symnn.exercises.exercise import Setting
from symnn.exercises.kinds import KINDS
from symnn.exercises.plan import Plan, planned
from symnn.exercises.profile import Limits, Model, Profile, has_kinks, is_curved
from symnn.exercises.spec import Spec, usual_decimals
from symnn.files import Leaf, Tree, table
from symnn.formula import Formula
from symnn.marking.task import task_from
from symnn.network.entries import leaf
from symnn.network.model import Entry, Matrix, Network, Sample, Vector
from symnn.numbers.real import Arithmetic, Irrational, MorePrecision, NotReal
from symnn.numbers.value import ClosedValue, with_enough_bits
from symnn.quantities import Quantity, plain_name, z

ROOM = Fraction(3, 2)
"""How much larger the numbers of a sibling may be."""
Place = tuple[int, int]
"""A sample, and a place in the network's program or in its plan."""
FORWARD, OF_OUTPUTS, OF_LOSS = ("z*", "a*", "H*"), ("dH*",), ("L", "dL*")
"""What is asked of a network that does not say."""


def like_spec(tree: Tree, count: int, seed: str) -> Spec:
    """The spec of siblings of a network or an exercise.

    Args:
        tree: what was read from its file.
        count: how many siblings.
        seed: the key of their draws.

    Raises:
        InputError: if it is no network with numbers, or one that can't be drawn.
    """
    task = task_from(tree)
    named = table(tree).entries.get("kind")
    kind = KINDS["backprop" if not isinstance(named, Leaf) else leaf(named, "a kind")]
    if not kind.draws or task.questions:
        raise InputError(
            "an exercise without siblings", tree.place, kind.name, "one that asks for quantities"
        )
    net = blanked(task.net, tree)
    setting = Setting(
        kind=kind,
        net=net,
        points=1 if task.points is None else int(task.points),
        ask=tuple(map(plain_name, task.asked)) or _asked(task.net),
        decimals=task.decimals if task.decimals is not None else usual_decimals(kind, net),
        is_own=True,
        has_activations=True,
        model=model_of(task.net, net, tree),
    )
    title = f"{kind.heading}, {count} alike"
    return Spec(title=title, course="", seed=seed, versions=count, settings=(setting,))


def _asked(net: Network) -> tuple[str, ...]:
    return (*FORWARD, *(OF_OUTPUTS if net.loss is None else OF_LOSS))


def blanked(net: Network, tree: Tree) -> Network:
    """The network with every number but 0 unknown; targets of a cross-entropy are kept.

    Raises:
        InputError: if not all numbers are known, or some are given beside the network.
    """
    entries = [*net.weights(), *net.biases()]
    if None in net.widths or net.given or any(not _is_number(net.entry(q)) for q in entries):
        expected = (
            "a network whose numbers are all known, with nothing given beside them; pieces of a"
            " network are drawn by the kinds partial-backprop and single-derivative"
        )
        raise InputError("no exercise to be like", tree.place, expected=expected)
    return replace(
        net,
        W=tuple(map(_open_matrix, net.W)),
        b=tuple(map(_open, net.b)),
        data=tuple(Sample(_open(point.x), _targets(net, point.y)) for point in net.data),
    )


def _targets(net: Network, y: Vector) -> Vector:
    """The targets of a sibling: none without a loss, and classes stay what they are."""
    if net.loss is None:
        return None
    return y if "entropy" in net.loss.name else _open(y)


def _is_number(entry: Entry) -> bool:
    return entry is not None and type(entry) is not Quantity


def _open(vector: Vector) -> Vector:
    """Rational numbers but 0 become unknown; roots and the like stay as they are."""
    if vector is None:
        return None
    return tuple(None if e != 0 and isinstance(e, (int, Fraction)) else e for e in vector)


def _open_matrix(matrix: Matrix) -> Matrix:
    return None if matrix is None else tuple(_open(row) or () for row in matrix)


def model_of(net: Network, blank: Network, tree: Tree) -> Model:
    """The exercise as what its siblings are to be like.

    Args:
        net: the network with its numbers.
        blank: the same without.
        tree: where it stands, for messages.

    Raises:
        InputError: if it has what never happens to a drawn network: a dead layer.
    """
    plan = planned(blank)
    if plan.is_fixed:
        raise InputError("nothing to be drawn", tree.place, expected="a network with numbers")
    memories = [_memory(net, blank, sample, tree) for sample in range(1, len(net.data) + 1)]
    places = compiled(blank).places
    dead: list[int | None] = []
    for layer in range(1, net.depth + 1):
        nodes = [memories[0][places[z(layer, j)]] for j in range(1, (net.widths[layer] or 0) + 1)]
        off = sum(_sign(node) < 0 for node in nodes)
        kinks = has_kinks(net, layer) and layer < net.depth
        if kinks and off == len(nodes):
            what = f"a dead layer {layer}, which is not drawn"
            raise InputError(what, tree.place, expected="an exercise without")
        if layer < net.depth:
            dead.append(off if kinks else None)
    zeros, still = _zeros(plan, memories)
    return Model(Profile(tuple(dead), _limits(net, memories), zeros, still), tuple(memories))


def _zeros(plan: Plan, memories: list[Memory]) -> tuple[frozenset[Place], frozenset[Place]]:
    """The z and outputs that are 0 in some sample, and the layers whose gradient is all 0."""
    nodes = [unit.place for layer in plan.units for unit in layer]
    zeros, still = set(), set()
    for sample, memory in enumerate(memories, 1):
        zeros |= {(sample, at) for at in (*nodes, *plan.outputs) if _sign(memory[at]) == 0}
        for k, layer in enumerate(plan.gradients):
            if all(_sign(memory[at]) == 0 for at in layer):
                still.add((sample, k))
    return frozenset(zeros), frozenset(still)


def _memory(net: Network, blank: Network, sample: int, tree: Tree) -> Memory:
    program = compiled(blank)
    memory = program.memory()
    for quantity, place in program.places.items():
        entry = net.entry(quantity, sample)
        if entry is not None:
            memory[place] = _value(entry)
    try:
        program.carry_out(memory)
    except (NotReal, MorePrecision):
        raise InputError("a value that is undefined", tree.place) from None
    return memory


def _value(entry: Formula) -> Any:
    return with_enough_bits(lambda arithmetic: ClosedValue(arithmetic)(entry))


def _limits(net: Network, memories: list[Memory]) -> Limits:
    """The size of the numbers, with some room, and what the entries are multiples of."""
    entries = [e for e in _entries(net) if isinstance(e, (int, Fraction)) and e != 0]
    grain = Fraction(1, lcm(*(Fraction(entry).denominator for entry in entries)))
    usual = Limits()
    largest = max(_size(number) for memory in memories for number in memory if number is not None)
    curved = any(is_curved(net, layer) for layer in range(1, net.depth + 1))
    return Limits(
        entry=max(abs(Fraction(entry)) for entry in entries),
        value=max(largest * ROOM, Fraction(usual.value)),
        curved=max(Fraction(usual.curved), largest) if curved else usual.curved,
        grain=grain,
    )


def _entries(net: Network) -> Iterator[Entry]:
    yield from (net.entry(q) for q in (*net.weights(), *net.biases()))
    for point in net.data:
        yield from point.x or ()


def _size(number: Any) -> Fraction:
    if isinstance(number, Irrational):
        from symnn.numbers.balls import ends

        return max(abs(end) for end in ends(number.ball))
    return abs(Fraction(number))


def _sign(number: Any) -> int:
    return Arithmetic().sign(number)
