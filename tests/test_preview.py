"""The preview: versions beside each other, with their figures, on a page that stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from symnn.exercises.preview import preview
from symnn.exercises.spec import read_spec
from symnn.network.build import tree_of
from tests.command import Program

EXAMPLE = str(Path(__file__).parent.parent / "examples" / "lecture22.yaml")


def page(**told: object) -> str:
    spec = read_spec(
        tree_of({"exercises": [{"kind": "forward", "layers": [2, 2, 1]}], **told}), "."
    )
    return preview(spec)


def test_versions_stand_beside_each_other_with_figures_and_mistakes() -> None:
    text = page(versions=3)
    assert text.count("<section>") == 3
    for said in (
        "Version 01",
        "Version 03",
        "expected score",
        "bias-left-out",
        "lines to be worked",
    ):
        assert said in text


def test_titles_are_text() -> None:
    text = page(title="<script>alert(1)</script>")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_the_page_stands_alone() -> None:
    text = page(versions=2)
    assert "http://www.w3.org" in text
    assert text.count("http") == text.count("http://www.w3.org")
    assert "src=" not in text


@pytest.mark.slow
def test_the_command_writes_a_page(program: Program, tmp_path: Path) -> None:
    status, out, err = program("preview", EXAMPLE, "-n", "2", "-o", str(tmp_path / "set.html"))
    assert (status, out, err) == (0, "", "")
    text = (tmp_path / "set.html").read_text()
    assert text.startswith("<!doctype html>")
    assert text.count("<section>") == 4
