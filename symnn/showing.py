"""What networks, derivations, steps and solutions look like in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symnn.derive import Derivation, Step
from symnn.display import MAKERS
from symnn.evaluate.solution import Solution
from symnn.network import Network

if TYPE_CHECKING:
    from symnn.documents import Document


def _bundle(document: Document) -> dict[str, str]:
    from symnn.render.mimebundle import mimebundle  # half a second, for those who look

    return mimebundle(document)


def _network(net: Network) -> dict[str, str]:
    from symnn.documents.solution import network_document

    return _bundle(network_document(net))


def _derivation(derivation: Derivation) -> dict[str, str]:
    from symnn.documents import derivation_document
    from symnn.quantities import plain_name

    only = tuple(plain_name(goal) for goal in derivation.goals or ())
    return _bundle(derivation_document(derivation.net, "backprop", only))


def _step(step: Step) -> dict[str, str]:
    from symnn.documents.derivation import step_document

    return _bundle(step_document(step))


def _solution(solution: Solution) -> dict[str, str]:
    from symnn.documents import solution_document
    from symnn.evaluate.comparison import compare, is_quick

    comparison = compare(solution) if is_quick(solution.net) else None
    return _bundle(solution_document(solution, comparison=comparison))


MAKERS.update({Network: _network, Derivation: _derivation, Step: _step, Solution: _solution})
