"""Papers to be marked: answers by plain names, and whole keys."""

from __future__ import annotations

from collections.abc import Mapping

from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.sheet import Sheet
from symnn.marking.check import Answers, check
from symnn.marking.credit import Result
from symnn.marking.laws import Laws
from symnn.marking.marks import Marking
from symnn.marking.task import Task
from symnn.network.model import Network
from symnn.quantities import Quantity, plain_name
from symnn.render.json_solution import exact_text


def sheet(net: Network, answers: Mapping[str, str]) -> Sheet:
    """The answers as a sheet."""
    return Sheet({net.quantity(name): read_answer(text, net) for name, text in answers.items()})


def marked(net: Network, answers: Mapping[str, str]) -> Marking:
    """The answers marked."""
    return Marking(net, sheet(net, answers).answers)


def verdicts(marking: Marking) -> dict[str, str]:
    """The verdicts by plain names."""
    return {plain_name(q): mark.verdict for q, mark in marking.marks.items()}


def graded(net: Network, answers: Mapping[str, str], policy: str | None = None) -> Result:
    """The answers with points; what is asked is what they are of."""
    asked = Laws(net).ordered(map(net.quantity, answers))
    return check(Task(net, tuple(asked)), Answers(sheet(net, answers)), policy)


def key(net: Network) -> dict[str, str]:
    """The exact key of all that a law gives."""
    laws, solution = Laws(net), Solution(net)
    return {plain_name(q): _text(solution, q) for q in laws.positions if laws.step(q) is not None}


def _text(solution: Solution, quantity: Quantity) -> str:
    value = solution.of_quantity(quantity, quantity.sample or 1)
    if isinstance(value, Missing):
        return value.value
    return exact_text(value) or str(solution.decimal(quantity.at(0), 12, quantity.sample or 1))
