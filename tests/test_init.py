"""`symnn init`: a spec that can be used as it is, and line by line; nothing is overwritten."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from symnn.exercises.kinds import KINDS
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.spec import Spec, read_spec
from symnn.exercises.starter import starter
from symnn.files import parse
from tests.command import Program

EXAMPLES = Path(__file__).parent.parent / "examples"
USUAL = starter([KINDS["forward"], KINDS["backprop"]])
BEHIND = [n for n, line in enumerate(USUAL.splitlines()) if re.match(r"\s*# [a-z]+: ", line)]
"""The lines that are a key behind a #."""


def test_what_is_written_can_be_generated(program: Program, tmp_path: Path) -> None:
    spec = tmp_path / "set.yaml"
    assert program("init", str(spec)).status == 0
    assert spec.read_text() == program("init").out == program("init", "-").out == USUAL
    made = program("generate", str(spec), "-o", str(tmp_path / "out"), "--to", "txt")
    assert made.status == 0
    sheets = sorted(tmp_path.glob("out/students/*/problems.txt"))
    assert len(sheets) == 3
    assert "My problem set" in sheets[0].read_text()


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_can_be_started_with(kind: str) -> None:
    text = starter([KINDS[kind]])
    assert max(map(len, text.splitlines())) <= 120
    used = "\n".join(_used(line) if _is_option(line, kind) else line for line in text.splitlines())
    for told in (text, used):
        spec = read_spec(parse(told, "set.yaml"), ".")
        assert spec.settings[0].kind.name == kind
        assert len(drawn_versions(spec)) == 3


def _is_option(line: str, kind: str) -> bool:
    """Whether a line has an option of the kind behind a #."""
    return any(re.match(rf"\s*# {option.name}: ", line) for option in KINDS[kind].options)


def _used(line: str) -> str:
    return line.replace("# ", "", 1)


@pytest.mark.parametrize("number", BEHIND)
def test_each_line_can_be_used(number: int, tmp_path: Path) -> None:
    lines = USUAL.splitlines()
    lines[number] = _used(lines[number])
    if "roster:" in lines[number]:
        lines = [line for line in lines if not line.startswith("versions:")]
        shutil.copy(EXAMPLES / "students.csv", tmp_path)
    spec = read_spec(parse("\n".join(lines), "set.yaml"), str(tmp_path))
    versions = drawn_versions(spec)
    assert all(version.exercises[0].content.task for version in versions)
    changes = not lines[number].startswith("    layers:")  # which say what the kind has anyway
    before = read_spec(parse(USUAL, "set.yaml"), str(tmp_path))
    assert (replace_own(spec) != before) == changes


def replace_own(spec: Spec) -> Spec:
    """The spec as if nobody had said which network its exercises have."""
    return replace(spec, settings=tuple(replace(s, is_own=False) for s in spec.settings))


def test_there_are_lines_to_be_used() -> None:
    assert len(BEHIND) == 14


def test_a_network_of_one_s_own(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "lecture22-backprop.yaml", tmp_path / "my-network.yaml")
    text = USUAL.replace("  # - network", "  - network").replace("  #   ask", "    ask")
    spec = read_spec(parse(text, "set.yaml"), str(tmp_path))
    assert len(spec.settings) == 3


def test_what_is_there_is_kept(program: Program, tmp_path: Path) -> None:
    spec = tmp_path / "set.yaml"
    spec.write_text("mine\n")
    status, out, err = program("init", str(spec))
    assert (status, out) == (2, "")
    assert "is there already" in err
    assert "--force" in err
    assert spec.read_text() == "mine\n"
    assert program("init", str(spec), "--force").status == 0
    assert spec.read_text() == USUAL


def test_an_unknown_kind_writes_nothing(program: Program, tmp_path: Path) -> None:
    spec = tmp_path / "set.yaml"
    status, _, err = program("init", str(spec), "--kind", "backprp")
    assert status == 2
    assert "did you mean backprop" in err
    assert not spec.exists()
