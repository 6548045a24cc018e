"""The self-test of a set: what an author may rely on, tried on many seeds.

Every exercise is drawn, written as the files that graders use, read back and marked: its own key,
the key as it is printed, every mistake that it is said to show, an answer that nobody can read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from symnn.errors import SymnnError
from symnn.evaluate.comparison import compare, is_quick
from symnn.evaluate.value import Missing
from symnn.exercises.diagnosis import can_be_diagnosed, diagnosis
from symnn.exercises.exercise import Exercise, Setting
from symnn.exercises.fairness import computed
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.profile import has_kinks
from symnn.exercises.spec import Spec
from symnn.exercises.verified import differences
from symnn.files import parse
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.sheet import Sheet
from symnn.marking.answers.typed import Typed, Unreadable
from symnn.marking.check import Answers, answers_from, check
from symnn.marking.marks import UNREADABLE, WRONG, Marking
from symnn.marking.questions import marked, written
from symnn.marking.task import Task, task_from
from symnn.numbers.digits import Places
from symnn.quantities import z

PRINTED_DIGITS = 6
NONSENSE = "3 apples"
"""What nobody can read as a number."""
MOST_TOLD = 3
"""Failures of one sort that are kept."""


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
    net = exercise.known_net
    entries = [net.entry(q) for q in (*net.weights(), *net.biases())]
    entries += [entry for point in net.data for entry in point.x or (None,)]
    return None not in entries and net.relu_at_zero == "undefined"


def _mistakes(trial: Trial) -> Iterator[str]:
    """Every mistake that is said to be shown is refused."""
    exercise, net = trial.exercise, trial.exercise.setting.net
    if exercise.fair.difficulty is None or not can_be_diagnosed(net):
        return
    asked = computed(net, exercise.asked)
    shown = diagnosis(net, exercise.drawn.memories[0], asked).shown
    for name, values in shown.items():
        answers = {q: Typed(str(v), v) for q, v in zip(asked, values, strict=True)}
        if Marking(trial.task.net, answers, asked, patience=0).is_right:
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
    """No z is 0, no layer is dead; what an author has fixed is left alone."""
    exercise = trial.exercise
    if exercise.fair.difficulty is None:
        return
    for layer in range(1, exercise.drawn.net.depth):
        nodes = range(1, (exercise.drawn.net.widths[layer] or 0) + 1)
        signs = [exercise.whole.of_quantity(z(layer, j)) for j in nodes]
        if any(value == 0 for value in signs):
            yield f"a z of layer {layer} is 0"
        if has_kinks(exercise.drawn.net, layer) and all(_is_negative(v) for v in signs):
            yield f"layer {layer} is dead"


def _is_negative(value: Any) -> bool:
    return not isinstance(value, Missing) and not hasattr(value, "ball") and value < 0


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


@dataclass
class Tested:
    """What came of the trials of one exercise of a set.

    Attributes:
        setting: the exercise.
        seeds: how many were tried.
        seconds: how long they took to be drawn.
        draws: how many draws they took.
        failures: by probe, what failed and the seed that shows it.
        alike: how many seeds gave an exercise that another seed had given.
        spread: the least and greatest of every figure.
    """

    setting: Setting
    seeds: int = 0
    seconds: float = 0.0
    draws: int = 0
    failures: dict[str, list[str]] = field(default_factory=dict)
    alike: int = 0
    spread: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing failed."""
        return not any(self.failures.values())

    def fail(self, probe: str, seed: int, why: str) -> None:
        """Take down a failure."""
        self.failures.setdefault(probe, []).append(f"seed {seed}: {why}")


def selftest(spec: Spec, seeds: int, first: int = 1) -> Iterator[Tested]:
    """The trials of every exercise of a set, one after the other.

    Args:
        spec: the set.
        seeds: how many seeds are tried of each.
        first: the first of them.
    """
    for number, setting in enumerate(spec.settings, 1):
        tested, seen = Tested(setting), set()
        for seed in range(first, first + seeds):
            exercise = _timed(spec, number, seed, tested)
            if exercise is None:
                continue
            tested.alike += exercise.signature in seen
            seen.add(exercise.signature)
            _try(exercise, seed, tested)
        yield tested


def _timed(spec: Spec, number: int, seed: int, tested: Tested) -> Exercise | None:
    """The exercise of a seed; a refusal is a failure of its own."""
    key = replace(spec, seed=f"{spec.seed} selftest {seed}").key
    start = time.perf_counter()
    try:
        exercise = tested.setting.version(key, number, ("version", 1, 0))
        _ = exercise.content
    except SymnnError as error:
        tested.fail("drawing", seed, str(error).splitlines()[0])
        return None
    finally:
        tested.seconds += time.perf_counter() - start
        tested.seeds += 1
    tested.draws += exercise.fair.tries
    return exercise


def _try(exercise: Exercise, seed: int, tested: Tested) -> None:
    trial = Trial(exercise)
    names = PROBES if exercise.content.asks else OF_EXAMPLES
    for name in names:
        for why in PROBES[name](trial):
            tested.fail(name, seed, why)
    found = exercise.fair.difficulty
    for figure, value in {} if found is None else found.figures().items():
        number = float(len(value) if isinstance(value, list) else value)
        low, high = tested.spread.get(figure, (number, number))
        tested.spread[figure] = min(low, number), max(high, number)
