"""Answers in decimals: the sheet says so, solutions round half away from zero, the key is exact."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import symnn
from symnn.errors import InputError
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.production import produce
from symnn.exercises.sheets import Version, key, problems, solutions
from symnn.exercises.spec import Spec, read_spec
from symnn.files import parse
from symnn.network import network
from symnn.numbers.digits import Places, decimal, to_places
from symnn.quantities import d
from symnn.render.formats import text
from tests.command import Program


def spec(told: str) -> Spec:
    return read_spec(parse(told, "spec.yaml"), ".")


def only(told: str) -> Version:
    return drawn_versions(spec(told))[0]


PLACES = [
    (Fraction(1, 8), 2, "0.13"), (Fraction(-1, 8), 2, "-0.13"), (Fraction(1, 8), 3, "0.125"),
    (Fraction(1, 8), 5, "0.125"), (Fraction(1, 3), 3, "0.333"), (Fraction(-1, 3000), 3, "0.000"),
    (24, 3, "24"), (Fraction(199, 200), 2, "1.00"), (Fraction(5, 2), 0, "3"), (0, 2, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "places", "written"), PLACES)
def test_places_round_half_away_from_zero(number: Fraction, places: int, written: str) -> None:
    assert decimal(number, Places(places), 0) == written


@given(st.fractions(-1000, 1000), st.integers(0, 12))
def test_places_are_the_nearest(number: Fraction, places: int) -> None:
    written = Fraction(to_places(number, places))
    assert abs(written - number) <= Fraction(1, 2 * 10**places)
    assert written * 10**places == int(written * 10**places)


def test_irrational_numbers_to_places() -> None:
    solution = symnn.solve(network(W=[[[1]]], x=[-9], activations=["sigmoid"]))
    quantity = solution.net.quantity("H")  # 1/(1 + e^9) = 0.000123394...
    told = {n: solution.decimal(quantity, Places(n)) for n in (3, 4, 6, 12)}
    assert told == {3: "0.000", 4: "0.0001", 6: "0.000123", 12: "0.000123394576"}
    tiny = symnn.solve(network(W=[[[1]]], x=[-9_000_000], activations=["sigmoid"]))
    assert tiny.decimal(quantity, Places(3)) == "0.000"
    huge = symnn.solve(network(W=[[[1]]], x=["exp(9000)"], activations=["linear"]))
    assert str(huge.decimal(quantity, Places(3))).endswith("e3908")


SIGMOID = "seed: 3\nexercises: [{kind: backprop, layers: [2, 2, 1], activation: sigmoid}]\n"


def test_irrational_answers_are_asked_for_in_decimals_unless_the_spec_says_exact() -> None:
    for told, places in (("", 3), ("numbers: {decimals: 5}\n", 5), ("numbers: exact\n", None)):
        assert spec(told + SIGMOID).settings[0].decimals == places
    relu = "exercises: [{kind: backprop}, {kind: forward, numbers: {decimals: 1}}]\n"
    assert [s.decimals for s in spec(relu).settings] == [None, 1]
    assert [s.decimals for s in spec("numbers: {decimals: 2}\n" + relu).settings] == [2, 1]


def test_the_sheet_says_how_answers_are_rounded_and_the_solution_rounds_so() -> None:
    version = only("numbers: {decimals: 4}\n" + SIGMOID)
    assert "rounded to 4 decimals; keep more digits" in text(problems(version)).replace("\n", " ")
    worked = text(solutions(version))
    assert "Numbers are rounded to 4 decimals" in worked
    exercise = version.exercises[0]
    quantity = d(exercise.net.outputs[0], exercise.net.quantity("W1_11"))
    rounded = str(exercise.solution.decimal(quantity, Places(4)))
    assert len(rounded.lstrip("-")) == 6
    for page in (worked, text(key(version.spec, [version]))):
        assert rounded.replace("-", "−") in page


def test_the_key_has_enough_digits_and_the_exercise_says_how_many_are_asked_for() -> None:
    exercise = only(SIGMOID).exercises[0]
    assert "numbers: {decimals: 3}" in exercise_yaml(exercise)
    told = parse(answers_yaml(exercise), "key.yaml")
    for name, leaf in told.entries.items():  # type: ignore[union-attr]
        value = str(exercise.solution.decimal(exercise.net.quantity(name), 20))
        if "(" not in leaf.text:  # type: ignore[union-attr]
            assert abs(Fraction(leaf.text) - Fraction(value)) <= abs(Fraction(value)) / 10**14  # type: ignore[union-attr]
    fractions = "numbers: {decimals: 2}\nexercises: [{kind: forward, W: [[['1/3']]], x: [1]}]\n"
    assert '"1/3"' in answers_yaml(only(fractions).exercises[0])


def test_every_format_of_a_sigmoid_set_is_made(tmp_path: Path) -> None:
    (files, _) = produce(spec(SIGMOID), ["tex", "html", "pdf", "txt", "md"])
    assert {Path(f.path).suffix for f in files} == {".tex", ".html", ".pdf", ".txt", ".md", ".yaml"}


def test_exercise_files_with_numbers_are_solved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "e.yaml").write_text(exercise_yaml(only(SIGMOID).exercises[0]))
    assert Program(monkeypatch, capsys)("solve", str(tmp_path / "e.yaml")).status == 0


MIXED = """
seed: 11
numbers: {decimals: 4}
exercises:
  - {kind: backprop, layers: [2, 2, 1], activation: sigmoid}
  - {kind: forward, layers: [2, 2, 1], activation: tanh}
  - {kind: backprop, layers: [2, 2, 1], activation: leaky_relu}
"""


def test_the_key_and_the_rounded_key_are_right_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check = Program(monkeypatch, capsys)
    for exercise in only(MIXED).exercises:
        file, answers = tmp_path / "exercise.yaml", tmp_path / "answers.yaml"
        file.write_text(exercise_yaml(exercise))
        solution = exercise.solution
        rounded = "".join(f"{q}: {solution.decimal(q, Places(4))}\n" for q in exercise.asked)
        for told in (answers_yaml(exercise), rounded):
            answers.write_text(told)
            assert check("check", str(file), str(answers)).status == 0


BAD = [
    ("numbers: {decimals: 0}", "a number of decimals, from 1 to 12"),
    ("numbers: {decimals: 13}", "a number of decimals, from 1 to 12"),
    ("numbers: {places: 3}", "unknown key"),
    ("numbers: {}", "without decimals"),
    ("numbers: [3]", "not a table"),
    ("numbers: exakt", "did you mean exact"),
]


@pytest.mark.parametrize(("line", "told"), BAD)
def test_numbers_that_can_not_be_used_are_refused(line: str, told: str) -> None:
    with pytest.raises(InputError, match=r"spec\.yaml, line 1") as refused:
        spec(f"{line}\n{SIGMOID}")
    assert told in str(refused.value)
