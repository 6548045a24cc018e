"""Exercises worked, half-filled, with values given, and as multiple choice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.documents.backward import ZEROS
from symnn.documents.blocks import Heading, Lines, Matrices, TableBlock
from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.problem_set import drawn_versions, version, version_files
from symnn.exercises.production import writers
from symnn.exercises.selftest import selftest
from symnn.exercises.sheets import problems
from symnn.exercises.spec import read_spec
from symnn.files import parse
from symnn.marking.answers.sheet import read_sheet
from symnn.marking.check import Answers, check
from symnn.marking.marks import CORRECT
from symnn.marking.questions import Question, read_questions
from symnn.marking.task import Task
from symnn.network.build import tree_of
from symnn.network.reader import EXERCISE_KEYS, read_network
from symnn.quantities import Quantity, plain_name
from symnn.render.terminal import to_text

Stated = Matrices | TableBlock
"""What a statement shows and a solution shows again."""


def exercise(seed: int = 0, **told: object) -> Exercise:
    spec = read_spec(tree_of({"seed": seed, "exercises": [told]}), ".")
    return drawn_versions(spec)[0].exercises[0]


def sheet(seed: int = 0, **told: object) -> str:
    spec = read_spec(tree_of({"seed": seed, "exercises": [told]}), ".")
    return to_text(problems(drawn_versions(spec)[0]), 100, unicode=False)


@pytest.mark.parametrize("kind", ["forward", "backprop"])
@pytest.mark.parametrize("seed", range(4))
def test_half_filled_lines_do_not_tell_what_is_asked(kind: str, seed: int) -> None:
    one = exercise(seed, kind=kind, layers=[2, 2, 1], form="half-filled")
    lines = sheet(seed, kind=kind, layers=[2, 2, 1], form="half-filled").splitlines()
    whole = exercise(seed, kind=kind, layers=[2, 2, 1])
    assert one.asked == whole.asked[1::2]
    for quantity in one.asked:
        name = plain_name(quantity)
        told = [line for line in lines if line.strip().startswith(f"{name} =")]
        assert all("________" in line for line in told), told


def test_worked_asks_nothing() -> None:
    one = exercise(kind="forward", layers=[2, 2, 1], form="worked")
    assert one.content.asks == ()


@pytest.mark.parametrize("kind", ["loss-value", "forward", "find-the-mistake"])
def test_a_worked_example_says_nothing_twice(kind: str) -> None:
    shown = [b for b in exercise(kind=kind, form="worked").content.shown if isinstance(b, Stated)]
    assert shown
    assert all(shown.count(block) == 1 for block in shown)


def test_given_values_stand_there_and_are_not_asked() -> None:
    one = exercise(kind="backprop", layers=[2, 2, 1], given=["z*", "a*", "H"])
    assert {plain_name(q) for q in one.net.given} >= {"z1_1", "a1_2", "H"}
    assert "H" not in map(plain_name, one.asked)
    assert "Known already" in sheet(kind="backprop", layers=[2, 2, 1], given=["z*", "a*", "H"])


@pytest.mark.parametrize("seed", range(6))
def test_choices_are_one_right_value_and_named_mistakes(seed: int) -> None:
    one = exercise(seed, kind="backprop", layers=[2, 2, 1], choices="true")
    (question,) = one.content.asks
    assert isinstance(question, Question)
    values = [option[0] for option in question.options]
    assert len({str(value) for value in values}) == len(values) >= 3
    assert len(question.wrong) == len(values) - 1
    assert question.right not in [wrong.answer for wrong in question.wrong]


@pytest.mark.parametrize("told", [
    {"kind": "forward", "form": "half-filled"},
    {"kind": "backprop", "layers": [2, 2, 1], "form": "half-filled"},
    {"kind": "backprop", "layers": [2, 2, 1], "choices": "true"},
    {"kind": "backprop", "layers": [2, 2, 1], "given": ["z*", "a*"]},
])  # fmt: skip
def test_own_keys_are_right(told: dict[str, object]) -> None:
    one = exercise(3, **told)
    file, key = (parse(text, "key.yaml") for text in (exercise_yaml(one), answers_yaml(one)))
    net = read_network(file, EXERCISE_KEYS)
    questions = read_questions(file.entries.get("questions"), net)  # type: ignore[union-attr]
    task = Task(net, one.asked, Fraction(1), None, questions)
    if questions:
        others = {name: leaf.text for name, leaf in key.entries.items()}  # type: ignore[union-attr]
        result = check(task, Answers(read_sheet(tree_of({}), net), others))
    else:
        result = check(task, Answers(read_sheet(key, net)))
    assert result.points == result.of == 1
    assert {award.mark.verdict for award in result.awards.values()} == {CORRECT}


@pytest.mark.parametrize(("told", "said"), [
    ({"kind": "parameter-count", "form": "half-filled"}, "nothing to fill in"),
    (
        {"kind": "parameter-count", "choices": "true", "biases": "false", "ask": "gradient"},
        "can't be multiple choice",
    ),
    ({"kind": "forward", "form": "quarter-filled"}, "half-filled"),
])  # fmt: skip
def test_what_cannot_be_says_so(told: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        _ = exercise(0, **told).content


def test_a_worked_example_is_written_and_stands_the_selftest() -> None:
    told = tree_of({"exercises": [{"kind": "backprop", "form": "worked"}]})
    spec = read_spec(told, ".")
    files = {f.path: f.content for f in version_files(version(spec, 1), writers(["txt"]))}
    assert files["staff/01/exercise-1.answers.yaml"] == b"{}\n"
    (tested,) = selftest(spec, 3)
    assert tested.is_sound


@pytest.mark.parametrize("kind", ["representation", "gradient-step", "risk-gradient"])
@pytest.mark.parametrize("seed", range(4))
def test_half_filled_samples_do_not_tell_what_is_asked(kind: str, seed: int) -> None:
    """Every line of an asked quantity, found below the heading of its sample, has room instead."""
    one = exercise(seed, kind=kind, form="half-filled")
    sample, told = 0, set()
    for block in one.content.shown:
        if isinstance(block, Heading) and str(block.text[0]).startswith("Sample "):
            sample = int(str(block.text[0]).removeprefix("Sample "))
        elif isinstance(block, Heading) and block.level == 2:
            sample = 0
        for line in block.lines if isinstance(block, Lines) else ():
            if isinstance(line.target, Quantity) and "_" not in str(line.links[-1].expression):
                told.add(line.target.at(sample or line.target.sample))
    assert told
    assert not told & set(one.asked)


def test_half_filled_lines_do_not_say_that_what_is_asked_is_zero() -> None:
    zeros = 0
    for seed in range(6):
        one = exercise(seed, kind="zero-gradient", form="half-filled")
        zeros += sum(one.value(asked) == 0 for asked in one.asked)
        for block in one.content.shown:
            if isinstance(block, Lines) and block.lead == ZEROS:
                links = [link.expression for line in block.lines for link in line.links]
                assert not {*links, *(line.target for line in block.lines)} & set(one.asked)
    assert zeros
