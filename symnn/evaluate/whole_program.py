"""The program of all samples together, with the risk, its gradient and a step made of them."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.derive import Derivation, Step
from symnn.evaluate.exact import is_overall
from symnn.evaluate.program import Memory, Program, compiled, formula_compiler
from symnn.formula import leaves, replace
from symnn.network.model import Network
from symnn.quantities import Quantity


def program_for(net: Network, asked: Sequence[Quantity]) -> Program:
    """The program that computes what is asked: that of one sample, where it is enough."""
    return compiled_whole(net) if _takes_all(net, asked) else compiled(net)


def memory_for(net: Network, memories: Sequence[Memory], asked: Sequence[Quantity]) -> Memory:
    """The memory of that program.

    Args:
        net: the network.
        memories: of each sample, as the program of one sample has left it.
        asked: what is asked.
    """
    return whole_memory(net, memories) if _takes_all(net, asked) else memories[0]


def _takes_all(net: Network, asked: Sequence[Quantity]) -> bool:
    return len(net.data) > 1 or any(map(is_overall, asked))


def compiled_whole(net: Network) -> Program:
    """The program of a network's samples, one after the other, then of the whole data.

    Where there are several samples every quantity carries its own, but for parameters. What needs a
    number that is not there, such as a learning rate in letters, is left out.
    """
    return net.memo("whole program", lambda: _compiled_whole(net))


def whole_memory(net: Network, memories: Sequence[Memory]) -> Memory:
    """The memory of the whole program, from those of the samples."""
    program = compiled_whole(net)
    memory = [number for each in memories for number in each]
    own = len(memory)
    memory += [None] * (1 + max(program.places.values(), default=0) - own)
    for place, run in program.runs:
        if place >= own:
            memory[place] = run(memory)
    return memory


def _compiled_whole(net: Network) -> Program:
    one, samples = compiled(net), range(1, len(net.data) + 1)
    places: dict[Quantity, int] = {}
    steps: list[Step] = []
    for sample in samples:
        tag = sample if len(net.data) > 1 else 0
        begin = (sample - 1) * len(one.places)
        for quantity, place in one.places.items():
            places.setdefault(_tagged(quantity, tag), begin + place)
        steps += [
            Step(s.target.at(tag), s.rule, replace(s.formula, lambda q, t=tag: _tagged(q, t)))  # type: ignore[misc]
            for s in one.steps
        ]
    free = len(samples) * len(one.places)
    for step in Derivation(net, overall=True):
        if all(leaf in places for leaf in leaves(step.formula)):
            places[step.target] = free
            free += 1
            steps.append(step)
    compile_formula = formula_compiler(net, places)
    return Program(
        tuple(steps), places, tuple((places[s.target], compile_formula(s.formula)) for s in steps)
    )


def _tagged(quantity: Quantity, sample: int) -> Quantity:
    """The quantity of a sample; a parameter belongs to all of them."""
    is_shared = quantity.kind in ("W", "b", "symbol") and not quantity.is_gradient
    return quantity if is_shared else quantity.at(sample)
