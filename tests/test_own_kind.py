"""The kind of the how-to, taken from its page: drawn, worked, marked, and found when announced."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from symnn.exercises.kinds import KINDS
from symnn.exercises.problem_set import version, version_files
from symnn.exercises.production import writers
from symnn.exercises.selftest import selftest
from symnn.exercises.spec import read_spec
from symnn.network.build import tree_of
from tests.kind_checks import TEXTS

PAGE = Path(__file__).parent.parent / "docs" / "own-kind.md"
NAME = "descent-steps"


def block(language: str) -> str:
    """The page's only block of code in a language."""
    (code,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(code)


@pytest.fixture
def known() -> Iterator[None]:
    """The kind in the table of all kinds."""
    module = ModuleType("descent_steps")
    exec(compile(block("python"), str(PAGE), "exec"), module.__dict__)
    kept = dict(KINDS._entries)
    KINDS.add(module.KIND)
    yield
    KINDS._entries = kept


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("form", [{}, {"choices": "true"}, {"form": "worked"}])
def test_the_kind_of_the_page_stands_the_selftest(form: dict[str, str]) -> None:
    spec = read_spec(tree_of({"exercises": [{"kind": NAME, **form}]}), ".")
    (tested,) = selftest(spec, 100)
    assert tested.is_sound
    assert tested.alike == 0
    assert version_files(version(spec, 1), writers(TEXTS))


@pytest.mark.slow
def test_a_package_announces_it_as_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "your_package").mkdir()
    (tmp_path / "your_package" / "descent_steps.py").write_text(block("python"), encoding="utf-8")
    announced = block("toml").splitlines()[1].replace('"', "")
    told = tmp_path / "outside-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: outside\nVersion: 1\n")
    (told / "entry_points.txt").write_text(f"[symnn.kinds]\n{announced}\n")
    command = [sys.executable, "-m", "symnn.cli", "kinds", NAME]
    there = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=there, capture_output=True, text=True, check=True)
    assert "How many steps are made?" in done.stdout
