"""Banks: exercises by the thousand, whose lines and values are those of the slow ways."""

from __future__ import annotations

from random import Random

import pytest

import symnn
from symnn.documents.blocks import Number, PutIn
from symnn.errors import InputError
from symnn.evaluate.program import compiled
from symnn.exercises.bank import Bank
from symnn.formula import Formula, leaves, parts
from symnn.network import network
from symnn.quantities import Quantity
from symnn.render.inline import Inscription
from symnn.render.latex_formula import LatexWriter
from symnn.render.put_in import WorkedSteps
from symnn.render.unicode import UnicodeWriter


def bank(layers: str, activation: str = "relu") -> Bank:
    widths = [int(width) for width in layers.split(",")]
    return Bank(network(widths, activation=activation), ("a course", "a bank"))


@pytest.mark.parametrize("layers", ["2,2,2,1", "2,3,1", "3,2,2"])
def test_values_are_what_solving_gives(layers: str) -> None:
    one = bank(layers)
    for number in range(20):
        worked = one.exercise(number)
        solution = symnn.solve(worked.net)
        assert len(worked.values) > 20
        assert worked.values == {name: solution.value(name) for name in worked.values}


def by_the_writer(target: Quantity, formula: Formula, values: dict[Quantity, int]) -> str:
    """A line as the writer has it, formula by formula."""
    writer = LatexWriter()
    texts = [writer.text(target)]
    if not isinstance(formula, int) and target.kind != "slope":
        texts.append(writer.text(formula))
    if parts(formula):
        numbers = {q: Number(values[q]) for q in leaves(formula)}
        texts.append(LatexWriter(numbers).text(formula))
    return " = ".join([*texts, writer.text(values[target])])


@pytest.mark.parametrize("layers", ["2,2,2,1", "2,3,1", "3,2,2", "1,1,1"])
def test_lines_are_what_the_writer_writes_one_by_one(layers: str) -> None:
    one = bank(layers)
    for number in range(5):
        worked = one.exercise(number)
        values = symnn.solve(worked.net).samples()[0]
        program = compiled(worked.net)
        steps = [s for s in program.steps if "linear_prime" not in str(s.target)]
        assert worked.lines == [by_the_writer(s.target, s.formula, values) for s in steps]  # type: ignore[arg-type]


@pytest.mark.parametrize("loss", ["square", "binary_cross_entropy"])
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "elu"])
def test_lines_of_any_law_for_any_integers(activation: str, loss: str) -> None:
    """The lines of laws with powers, quotients and functions, for numbers that need not fit."""
    net = network([2, 2, 2], activations=[activation, "sigmoid"], loss=loss)
    program = compiled(net)
    steps = [(s.target, s.formula) for s in program.steps]
    random = Random(1)
    for writer in (LatexWriter, UnicodeWriter):
        lines = WorkedSteps(steps, program.places, writer)
        for _ in range(5):
            numbers = [random.randint(-99, 99) for _ in program.places]
            values = {q: Number(numbers[place]) for q, place in program.places.items()}
            for (_, formula), line in zip(steps, lines.lines(numbers), strict=True):
                if parts(formula):
                    assert writer(values).text(formula) == line.split(" = ")[-2]


def test_what_looks_different_from_number_to_number_is_refused() -> None:
    program = compiled(network([2, 2], activations=["softmax"]))
    with pytest.raises(ValueError, match="power of e"):
        WorkedSteps([(s.target, s.formula) for s in program.steps], program.places, LatexWriter)


def test_an_exercise_depends_on_key_and_number_alone() -> None:
    one = bank("2,2,1")
    assert one.exercise(3) == bank("2,2,1").exercise(3) != one.exercise(4)
    assert Bank(one.net, ("another",)).exercise(3) != one.exercise(3)
    assert len({tuple(one.exercise(k).lines) for k in range(50)}) == 50


def test_what_is_not_in_integers_is_refused() -> None:
    for activation in ("sigmoid", "leaky_relu"):
        with pytest.raises(InputError, match="can't be filled"):
            bank("2,2,1", activation).exercise(1)


def test_a_line_reads_like_the_document() -> None:
    worked = bank("2,2,1").exercise(1)
    step = compiled(worked.net).steps[0]
    values = {q: Number(worked.net.entry(q)) for q in leaves(step.formula)}
    assert Inscription().text(PutIn(step.formula, values))
    assert worked.lines[0].startswith(r"z_1^{(1)} = W_{11}^{(1)} \, x_1 + W_{21}^{(1)} \, x_2 + b")
