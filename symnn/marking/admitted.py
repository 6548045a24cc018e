"""Which formulas are answers: those that say something which the name alone does not.

`H: H` is true, and so is every law; neither is the number that was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDETERMINED, Missing
from symnn.formula import leaves
from symnn.marking.answers.typed import Answer, Typed, Unreadable
from symnn.marking.laws import Laws
from symnn.quantities import Quantity

A_NUMBER = "a formula where a number is asked for"
CIRCULAR = "a quantity in terms of itself"


def admitted(laws: Laws, answers: Mapping[Quantity, Answer]) -> dict[Quantity, Answer]:
    """The answers; a formula that begs the question as an Unreadable that says so.

    Where numbers were set, a formula for what has one may name nothing else that has one; and no
    formula may name what is worked out from the quantity itself.

    Args:
        laws: of the network that the answers are about.
        answers: as they were read.
    """
    solution = Solution(laws.net)
    return {q: _admitted(laws, solution, q, answer) for q, answer in answers.items()}


def _admitted(laws: Laws, solution: Solution, target: Quantity, answer: Answer) -> Answer:
    if not isinstance(answer, Typed) or isinstance(answer.meaning, Missing):
        return answer
    named = tuple(dict.fromkeys(leaves(answer.meaning)))
    numbers = [] if laws.net.is_symbolic else [q for q in named if _has_number(solution, q)]
    if numbers and _has_number(solution, target):
        return _refused(answer, A_NUMBER, "the number, or how it is worked out from numbers")
    if any(_hangs_on(laws, q, target) for q in named):
        return _refused(answer, CIRCULAR, "names of what stands before it in the computation")
    return answer


def _has_number(solution: Solution, quantity: Quantity) -> bool:
    if quantity.kind == "symbol":  # an author's, for what is unknown
        return False
    return solution.of_quantity(quantity, quantity.sample or 1) is not UNDETERMINED


def _hangs_on(laws: Laws, quantity: Quantity, target: Quantity) -> bool:
    """Whether a quantity is the target, or is worked out from it."""
    if quantity == target:
        return target.kind != "slope"  # g′(z) of an abstract g has no other name
    places = laws.positions
    if places.get(quantity, -1) < places.get(target, -1):
        return False
    return target in laws.closure([quantity])


def _refused(answer: Typed, what: str, expected: str) -> Unreadable:
    return Unreadable(answer.text, InputError(what, found=answer.text, expected=expected))
