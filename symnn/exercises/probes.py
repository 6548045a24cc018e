"""What the self-test tries on an exercise: what an author may rely on.

It is written as the files that graders use, read back and marked: its own key, the key as it is
printed, every mistake that it is said to show, an answer that nobody can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.evaluate.comparison import compare, is_quick
from symnn.evaluate.value import Missing, Value
from symnn.evaluate.whole_program import memory_for
from symnn.exercises.diagnosis import can_be_diagnosed, diagnosis
from symnn.exercises.draw import is_within
from symnn.exercises.exercise import Exercise
from symnn.exercises.fairness import computed
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.profile import has_kinks, is_curved
from symnn.exercises.verified import differences, known_net
from symnn.files import parse
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.sheet import Sheet
from symnn.marking.answers.typed import Typed, Unreadable
from symnn.marking.check import Answers, answers_from, check
from symnn.marking.instances import Instance, instances
from symnn.marking.marks import UNREADABLE, WRONG, Marking
from symnn.marking.questions import marked, written
from symnn.marking.task import Task, task_from
from symnn.numbers.digits import Places
from symnn.quantities import d, z

PRINTED_DIGITS = 6
NONSENSE = "3 apples"
"""What nobody can read as a number."""


@dataclass(frozen=True)
class Trial:
    """One exercise on trial.

    Args:
        exercise: the exercise.
    """

    exercise: Exercise

    @cached_property
    def task(self) -> Task:
        """What graders read in its file."""
        return task_from(parse(exercise_yaml(self.exercise), "exercise.yaml"))

    @cached_property
    def points(self) -> tuple[Instance, ...]:
        """The numbers at which answers are compared."""
        return instances(self.task.net)

    @cached_property
    def key(self) -> Answers:
        """The key as graders read it."""
        return answers_from(parse(answers_yaml(self.exercise), "answers.yaml"), self.task)


def _own_key(trial: Trial) -> Iterator[str]:
    result = check(trial.task, trial.key)
    if not result.is_right or result.points != result.of:
        yield f"the own key earns {result.points} of {result.of}"


def _printed_key(trial: Trial) -> Iterator[str]:
    """The key rounded as the sheet asks, or to six digits."""
    exercise, printed = trial.exercise, {}
    places = exercise.setting.decimals
    digits = PRINTED_DIGITS if places is None else Places(places)
    for quantity, answer in trial.key.sheet.answers.items():
        value = exercise.value(quantity)
        if isinstance(value, (Missing, int)):
            printed[quantity] = answer
            continue
        text = str(exercise.solution.decimal(quantity.at(0), digits, quantity.sample or 1))
        printed[quantity] = read_answer(text, trial.task.net)
    result = check(trial.task, Answers(Sheet(printed), trial.key.others))
    if not result.is_right:
        wrong = next(a.mark for a in result.awards.values() if a.mark.verdict != "correct")
        yield f"the printed key is {wrong.verdict} at {wrong.quantity}"


def _both_methods(trial: Trial) -> Iterator[str]:
    """The recursion and the sum over all paths give the same numbers."""
    solution = trial.exercise.solution
    is_asked = any(q.is_gradient for q in trial.exercise.asked)
    if is_asked and is_quick(solution.net) and not compare(solution).agree:
        yield "recursion and chain rule disagree"


def _differences(trial: Trial) -> Iterator[str]:
    """Derivatives are what differences of values say, and none is left open without a reason."""
    found = differences(trial.exercise)
    for quantity in found.differing:
        yield f"{quantity} is not what differences say"
    if found.left_open and _says_all(trial.exercise):
        yield f"{len(found.left_open)} derivatives could not be compared with differences"


def _says_all(exercise: Exercise) -> bool:
    """Whether differences should say all: inputs are there, and nothing is at a kink."""
    net = known_net(exercise)
    entries = [net.entry(q) for q in (*net.weights(), *net.biases())]
    entries += [entry for point in net.data for entry in point.x or (None,)]
    return None not in entries and net.relu_at_zero == "undefined"


def _mistakes(trial: Trial) -> Iterator[str]:
    """Every mistake that is said to be shown is refused."""
    exercise, net = trial.exercise, trial.exercise.setting.net
    if exercise.fair.difficulty is None or not can_be_diagnosed(net):
        return
    asked = computed(net, exercise.asked)
    shown = diagnosis(net, memory_for(net, exercise.drawn.memories, asked), asked).shown
    for name, values in shown.items():
        answers = {q: Typed(str(v), v) for q, v in zip(asked, values, strict=True)}
        if Marking(trial.task.net, answers, asked, among=trial.points, patience=0).is_right:
            yield f"{name} is not refused"


def _questions(trial: Trial) -> Iterator[str]:
    """Every wrong answer that can be recognised is refused and named."""
    marking = Marking(trial.task.net, {}, trial.task.asked)
    for question in trial.task.questions:
        for wrong in question.wrong:
            mark = marked(question, written(wrong.answer), marking)
            name = None if mark.explanation is None else mark.explanation.name
            if mark.verdict != WRONG or name != wrong.name:
                yield f"{wrong.name} is {mark.verdict} and named {name}"


def _nonsense(trial: Trial) -> Iterator[str]:
    """What can't be read gets a message."""
    read = read_answer(NONSENSE, trial.task.net)
    if not isinstance(read, Unreadable) or not str(read.error):
        yield f"{NONSENSE!r} is read as an answer"
    marking = Marking(trial.task.net, {}, trial.task.asked)
    for question in trial.task.questions:
        if marked(question, NONSENSE, marking).verdict != UNREADABLE:
            yield f"{NONSENSE!r} is an answer to {question.name}"


def _accidents(trial: Trial) -> Iterator[str]:
    """No z and no output is 0, no layer dead, flat or without gradient.

    Numbers that an author has fixed, and those that a kind has told by itself, are left alone.
    """
    exercise = trial.exercise
    if not exercise.drawn.memories:
        return
    net, samples = exercise.drawn.net, exercise.whole.samples()
    for layer in range(1, net.depth + 1):
        nodes = range(1, (net.widths[layer] or 0) + 1)
        points = [[values[z(layer, j)] for j in nodes] for values in samples]
        if any(value == 0 for of_sample in points for value in of_sample):
            yield f"a z of layer {layer} is 0"
        if layer < net.depth and has_kinks(net, layer) and all(map(_is_negative, points[0])):
            yield f"layer {layer} is dead"
        most = exercise.profile.limits.curved
        if is_curved(net, layer) and not all(is_within(v, most) for of in points for v in of):
            yield f"layer {layer} is saturated"
        for of in net.differentiated:
            if all(values[d(of, z(layer, j))] == 0 for values in samples for j in nodes):
                yield f"the gradient of {of} in layer {layer} is all 0"
    if any(values[output] == 0 for values in samples for output in net.outputs):
        yield "an output is 0"


def _is_negative(value: Value) -> bool:
    return isinstance(value, (int, Fraction)) and value < 0


PROBES: Mapping[str, Callable[[Trial], Iterator[str]]] = {
    "own key": _own_key,
    "printed key": _printed_key,
    "both methods": _both_methods,
    "differences": _differences,
    "mistakes refused": _mistakes,
    "wrong answers named": _questions,
    "nonsense": _nonsense,
    "accidents": _accidents,
}
"""What is tried on every exercise, by name."""
OF_EXAMPLES = ("both methods", "accidents")
"""What can be tried of a worked example, which asks nothing."""
