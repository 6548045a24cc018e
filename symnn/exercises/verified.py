"""A key is handed out when it has been checked: by both methods, and as a paper."""

from __future__ import annotations

from symnn.errors import SymnnError
from symnn.evaluate.comparison import compare, is_quick
from symnn.exercises.exercise import Exercise
from symnn.files import parse
from symnn.marking.check import answers_from, check
from symnn.marking.task import task_from

WAYS = (
    "Every key was checked before it was written: gradients by the recursion and by the sum over "
    "all paths, and the whole key as a paper, marked against the exercise file."
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
        WrongKeyError: if the two methods disagree, or the key does not get full marks.
    """
    solution = exercise.solution
    has_gradients = any(quantity.is_gradient for quantity in exercise.asked)
    if has_gradients and is_quick(solution.net) and not compare(solution).agree:
        raise WrongKeyError(f"exercise {exercise.number}: recursion and paths disagree")
    task = task_from(parse(told, "exercise.yaml"))
    result = check(task, answers_from(parse(key, "answers.yaml"), task))
    if not result.is_right:
        wrong = next(a.mark for a in result.awards.values() if a.points != a.of)
        raise WrongKeyError(f"exercise {exercise.number}: the key of {wrong.quantity} is not right")
