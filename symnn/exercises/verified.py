"""A key is handed out when it has been checked: by three methods, and as a paper."""

from __future__ import annotations

from symnn.errors import SymnnError
from symnn.evaluate.comparison import compare, is_quick
from symnn.evaluate.degrees import is_quadratic_by_pieces
from symnn.evaluate.differences import Differences, compare_differences
from symnn.exercises.exercise import Exercise
from symnn.files import parse
from symnn.marking.check import answers_from, check
from symnn.marking.task import task_from
from symnn.network.model import Network

WAYS = (
    "Every key was checked before it was written: gradients by the recursion, by the sum over all "
    "paths and, of networks made of straight pieces, by differences of values; and the whole key "
    "as a paper, marked against the exercise file."
)
"""What `verify` does, for those who rely on it."""


class WrongKeyError(SymnnError):
    """A key that does not hold: a defect of symnn, or of a kind of exercise."""


def verify(exercise: Exercise, told: str, key: str) -> None:
    """Let an exercise pass whose key holds.

    Args:
        exercise: the exercise.
        told: its file, as it is handed out.
        key: the file of its key.

    Raises:
        WrongKeyError: if two methods disagree, or the key does not get full marks.
    """
    solution = exercise.solution
    has_gradients = any(quantity.is_gradient for quantity in exercise.asked)
    if has_gradients and is_quick(solution.net) and not compare(solution).agree:
        raise WrongKeyError(f"exercise {exercise.number}: recursion and paths disagree")
    if is_quick(solution.net) and is_quadratic_by_pieces(solution.net):
        differing = differences(exercise).differing
        if differing:
            what = f"the key of {differing[0]} is not what differences say"
            raise WrongKeyError(f"exercise {exercise.number}: {what}")
    if not exercise.content.asks:
        return
    task = task_from(parse(told, "exercise.yaml"))
    result = check(task, answers_from(parse(key, "answers.yaml"), task))
    if not result.is_right:
        wrong = next(a.mark for a in result.awards.values() if a.points != a.of)
        raise WrongKeyError(f"exercise {exercise.number}: the key of {wrong.quantity} is not right")


def differences(exercise: Exercise) -> Differences:
    """The derivatives among the answers, against differences of the network's values."""
    answers = {quantity: exercise.value(quantity) for quantity in exercise.asked}
    return compare_differences(known_net(exercise), answers)


def known_net(exercise: Exercise) -> Network:
    """Its network with its numbers, also where its kind hides some of them."""
    net = exercise.net
    is_hidden = any(net.entry(q) is None for q in (*net.weights(), *net.biases()))
    return exercise.drawn.net if is_hidden else net
