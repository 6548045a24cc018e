"""How a network is drawn: which numbers are unknown, and what computes the rest, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from symnn.errors import InputError
from symnn.evaluate.program import Memory, Program, Run, compiled
from symnn.exercises.profile import has_kinks, is_curved
from symnn.network.model import Network
from symnn.numbers.value import ClosedValue, with_enough_bits
from symnn.quantities import Quantity, W, b, d, x, y, z

MOST_PARAMETERS = 500
"""Parameters above which nobody does a network by hand."""

Runs = tuple[tuple[int, Run], ...]


@dataclass(frozen=True)
class Unit:
    """A unit: the places of its unknown weights and bias, that of its z, and what computes it.

    Attributes:
        bias: the place of its bias, if that is unknown.
        is_kinked: whether its activation has a kink at 0.
    """

    places: tuple[int, ...]
    place: int
    run: Run
    bias: int | None = None
    is_kinked: bool = False


@dataclass(frozen=True)
class Plan:
    """How a network is drawn.

    Attributes:
        net: the network, as far as its numbers are fixed.
        program: what computes its quantities.
        known: for each sample the numbers that are fixed, by place.
        of_samples: for each sample the places of its unknown inputs and targets.
        units: layer by layer.
        layers: for each layer what is computed once all its z are there.
        backward: all that comes after the forward pass.
        outputs: the places of the outputs.
        gradients: for each layer and what is differentiated, the places of the gradients by z.
        is_curved: for each layer, whether its activation saturates.
    """

    net: Network
    program: Program
    known: tuple[dict[int, object], ...]
    of_samples: tuple[tuple[int, ...], ...]
    units: tuple[tuple[Unit, ...], ...]
    layers: tuple[Runs, ...]
    backward: Runs
    outputs: tuple[int, ...]
    gradients: tuple[tuple[int, ...], ...]
    is_curved: tuple[bool, ...]

    @property
    def is_fixed(self) -> bool:
        """Whether nothing is left to draw."""
        weights = any(unit.places for layer in self.units for unit in layer)
        return not weights and not any(self.of_samples)

    def memories(self) -> list[Memory]:
        """For each sample a memory with what is fixed."""
        made = []
        for known in self.known:
            memory = self.program.memory()
            for place, number in known.items():
                memory[place] = number
            made.append(memory)
        return made

    @staticmethod
    def run(runs: Runs, memory: Memory) -> None:
        """Carry out some steps."""
        for place, run in runs:
            memory[place] = run(memory)


def planned(net: Network) -> Plan:
    """The plan of a network, made once.

    Raises:
        InputError: if no exercise can be made of the network.
    """
    return net.memo("plan", lambda: _planned(net))


def _planned(net: Network) -> Plan:
    _check(net)
    program = compiled(net)
    places, runs = program.places, dict(program.runs)
    layers = range(1, net.depth + 1)
    nodes = {layer: range(1, (net.widths[layer] or 0) + 1) for layer in range(net.depth + 1)}
    forward = {places[z(layer, j)] for layer in layers for j in nodes[layer]}

    def unknown(quantities: Iterable[Quantity], sample: int) -> tuple[int, ...]:
        return tuple(places[q] for q in quantities if net.entry(q, sample) is None)

    def unit(layer: int, j: int) -> Unit:
        entries = [W(layer, i, j) for i in nodes[layer - 1]] + [b(layer, j)] * net.biased
        place, own = places[z(layer, j)], unknown([b(layer, j)] if net.biased else (), 0)
        bias = own[0] if own else None
        return Unit(unknown(entries, 0), place, runs[place], bias, has_kinks(net, layer))

    of_layer: dict[int, list[tuple[int, Run]]] = {layer: [] for layer in range(net.depth + 1)}
    for step in program.steps:
        place = places[step.target]
        if place not in forward:
            of_layer[_layer_of(step.target)].append((place, runs[place]))
    own = [*map(x, nodes[0]), *(map(y, nodes[net.depth]) if net.loss else ())]
    samples = range(1, len(net.data) + 1)
    return Plan(
        net=net,
        program=program,
        known=tuple(_known(net, program, sample) for sample in samples),
        of_samples=tuple(unknown(own, sample) for sample in samples),
        units=tuple(tuple(unit(layer, j) for j in nodes[layer]) for layer in layers),
        layers=tuple(tuple(of_layer[layer]) for layer in layers),
        backward=tuple(of_layer[0]),
        outputs=tuple(places[output] for output in net.outputs),
        gradients=tuple(
            tuple(places[d(of, z(layer, j))] for j in nodes[layer])
            for of in net.differentiated
            for layer in layers
        ),
        is_curved=tuple(is_curved(net, layer) for layer in layers),
    )


def _layer_of(target: Quantity) -> int:
    """The layer with which a step is carried out; 0 for what comes after all of them."""
    of_layer = target.kind in ("a", "slope") and not target.is_gradient
    is_jacobian = target.is_gradient and target.top.kind == "a"
    return target.indices[0] if of_layer or is_jacobian else 0


def _known(net: Network, program: Program, sample: int) -> dict[int, object]:
    """The numbers of a sample that are fixed, by place."""
    known: dict[int, object] = {}
    for quantity, place in program.places.items():
        entry = net.entry(quantity, sample)
        if entry is not None:
            known[place] = with_enough_bits(lambda a, e=entry: ClosedValue(a)(e))  # type: ignore[misc]
    return known


def _check(net: Network) -> None:
    """Let a network pass that can be drawn."""
    if None in net.widths:
        raise InputError("an exercise with a layer of unknown width", expected="all of `layers`")
    if (net.parameters or 0) > MOST_PARAMETERS:
        found, expected = f"{net.parameters} parameters", f"at most {MOST_PARAMETERS:,}"
        raise InputError("a network too large for an exercise", found=found, expected=expected)
    if any(getattr(activation, "value", None) is None for activation in net.activations):
        expected = "activations that give numbers; `symnn activations` lists them"
        raise InputError("numbers for an abstract activation", expected=expected)
    if net.has_symbols:
        raise InputError("an exercise with a symbol for a number", expected="a number, or `?`")
    is_open = any(net.entry(q) is None for q in (*net.weights(), *net.biases()))
    if net.given and is_open:
        expected = "all numbers of the network, or no `given`"
        raise InputError("given values of a network that is still to be drawn", expected=expected)
