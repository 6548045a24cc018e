"""Problem sets: right keys, distinct versions, nothing by accident, and the same bytes anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import symnn
from symnn.errors import InputError
from symnn.exercises.network_file import network_yaml
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.production import produce
from symnn.exercises.source import Source
from symnn.exercises.spec import Spec, read_spec
from symnn.files import parse
from symnn.network import read_network
from tests.command import Program
from tests.examples import NETWORKS

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "examples" / "lecture22.yaml"


def spec(text: str) -> Spec:
    return read_spec(parse(text, "spec.yaml"), str(ROOT / "examples"))


def test_sources_follow_from_their_key_alone() -> None:
    assert [Source(1, "a").below(10**9) for _ in range(2)] == [Source(1, "a").below(10**9)] * 2
    keys = [(1, "a"), (1, "b"), ("1", "a"), (1, "a", 1), ("1a",), (1,)]
    assert len({Source(*key).below(10**12) for key in keys}) == len(keys)
    numbers = [Source(k).nonzero(2) for k in range(200)]
    assert set(numbers) == {-2, -1, 1, 2}


def test_keys_are_what_solve_gives(program: Program, tmp_path: Path) -> None:
    assert program("generate", str(SPEC), "-o", str(tmp_path), "--to", "txt").status == 0
    staff = sorted((tmp_path / "staff").glob("0*"))
    assert [folder.name for folder in staff] == ["01", "02", "03"]
    for folder in staff:
        for exercise in sorted(folder.glob("exercise-?.yaml")):
            key = parse(exercise.with_suffix(".answers.yaml").read_text(), "key.yaml")
            out = program("solve", str(exercise), "--format", "json").out
            solved = json.loads(out)["samples"][0]
            told = {name: leaf.text for name, leaf in key.entries.items()}  # type: ignore[union-attr]
            assert told
            assert told.items() <= solved.items()


def test_students_see_no_answers(tmp_path: Path, program: Program) -> None:
    program("generate", str(SPEC), "-o", str(tmp_path), "--to", "txt")
    seen = sorted(path.name for path in (tmp_path / "students" / "01").iterdir())
    assert seen == ["problems.txt"]


def test_manifest_has_the_sum_of_every_sheet(tmp_path: Path, program: Program) -> None:
    from hashlib import sha256

    program("generate", str(SPEC), "-o", str(tmp_path), "--to", "txt")
    manifest = json.loads((tmp_path / "staff" / "manifest.json").read_text())
    files = [f for v in manifest["versions"] for f in v["files"]] + manifest["files"]
    for file in files:
        content = (tmp_path / file["path"]).read_bytes()
        assert sha256(content).hexdigest() == file["sha256"]
    there = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert there == {file["path"] for file in files} | {"staff/manifest.json"}


def test_versions_are_distinct_or_refused() -> None:
    text = (
        "versions: 40\nalike: 1\nexercises: [{kind: backprop, layers: [1, 1, 1], biases: false}]\n"
    )
    versions = drawn_versions(spec(text))
    assert len({(v.exercises[0].net.W, v.exercises[0].net.data) for v in versions}) == 40
    fixed = "versions: 3\nexercises: [{kind: forward, W: [[[2]]], x: [3]}]\n"
    with pytest.raises(InputError, match="no version 2 that differs"):
        drawn_versions(spec(fixed))


@pytest.mark.slow
def test_same_bytes_on_any_machine_and_for_any_number_of_workers(tmp_path: Path) -> None:
    """The command itself, in every format, under other hash seeds, time zones and locales."""
    made = []
    for seed, zone, locale, jobs in (("1", "UTC", "C", "1"), ("2", "Asia/Tokyo", "C.UTF-8", "2")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
        out = tmp_path / jobs
        arguments = ["generate", str(SPEC), "-o", str(out), "--jobs", jobs, "--quiet"]
        subprocess.run([sys.executable, "-m", "cli", *arguments], env=env, cwd=ROOT, check=True)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        made.append({path.relative_to(out): path.read_bytes() for path in files})
    assert len(made[0]) == 3 * (2 * 3 + 4) + 4
    assert made[0] == made[1]


@pytest.mark.slow
def test_the_number_of_workers_changes_nothing() -> None:
    text = "versions: 3\nexercises: [{kind: backprop, layers: [2, 2, 1]}]\n"
    one, two = (list(produce(spec(text), ["tex", "pdf"], jobs)) for jobs in (1, 2))
    assert one == two


@pytest.mark.slow
def test_what_can_not_be_drawn_is_said_by_any_number_of_workers() -> None:
    fixed = "versions: 3\nexercises: [{kind: forward, W: [[[2]]], x: [3]}]\n"
    for jobs in (1, 2):
        with pytest.raises(InputError, match="no version 2 that differs"):
            list(produce(spec(fixed), ["txt"], jobs))


def test_a_written_network_reads_the_same() -> None:
    for example in NETWORKS:
        net = symnn.load(str(example))
        assert read_network(parse(network_yaml(net), "again.yaml")) == net


BAD = [
    ("exercises: []\n", ["1 to 50 exercises"]),
    ("title: x\n", ["a spec without exercises"]),
    ("exercises: [{kind: bckprop}]\n", ["unknown kind", "did you mean backprop"]),
    ("exercises: [{kind: forward, points: -1}]\n", ["a number of points"]),
    ("exercises: [{kind: forward, layerss: [2]}]\n", ["unknown key", "did you mean layers"]),
    ("exercises: [{network: ../../etc/passwd}]\n", ["leads out of the folder"]),
    ("exercises: [{network: /etc/passwd}]\n", ["leads out of the folder"]),
    ("versions: many\nexercises: [{kind: forward}]\n", ["a number of versions"]),
    ("titel: x\nexercises: [{kind: forward}]\n", ["did you mean title"]),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_bad_specs_are_refused(text: str, told: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        spec(text)
    for part in told:
        assert part in str(refused.value)


def test_a_network_file_can_be_the_exercise() -> None:
    text = "exercises: [{network: lecture22-backprop.yaml, ask: ['dH/dW1_*', H]}]\n"
    (version,) = drawn_versions(spec(text))
    exercise = version.exercises[0]
    assert [str(q) for q in exercise.asked] == [
        "H", "dH/dW1_11", "dH/dW1_12", "dH/dW1_21", "dH/dW1_22",
    ]  # fmt: skip
    assert exercise.solution.value("H") == 24


@pytest.mark.parametrize("shape", ["2,4,4,1", "3,3,3,3,1", "8,8,8,1"])
@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
def test_ordinary_shapes_are_met(shape: str, activation: str) -> None:
    for seed in (1, 2, 3):
        told = f"kind: backprop, layers: [{shape}], activation: {activation}, fair: false"
        assert drawn_versions(spec(f"seed: {seed}\nexercises: [{{{told}}}]\n"))


def test_a_network_that_is_fixed_is_set_as_it_is() -> None:
    text = "numbers: exact\nexercises: [{kind: forward, network: lecture22-forward.yaml}]\n"
    assert drawn_versions(spec(text))[0].exercises[0].solution.value("H") == 11


def test_one_liner_and_unknown_sheets(program: Program, tmp_path: Path) -> None:
    arguments = ["generate", "--kind", "forward", "--layers", "2,2,1", "-o", str(tmp_path)]
    assert program(*arguments, "--to", "txt", "--quiet").err == ""
    refused = program(*arguments, "--to", "pdff")
    assert refused.status == 2
    assert "did you mean pdf" in refused.err
