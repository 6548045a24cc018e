"""Pages that everyone can use: axe-core finds nothing wrong, in light and in dark colours."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from symnn.api import build, shape, solve
from symnn.derive.agreement import agreement
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.fit import fit_document
from symnn.evaluate.comparison import compare
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.sheets import key, problems, solutions
from symnn.exercises.spec import read_spec
from symnn.files import read
from symnn.learning import read_fit
from symnn.plots.player import player
from symnn.plots.scene import Scene
from symnn.render.html import html
from tests.browser import SCHEMES, Seen, looked_at
from tests.examples import FOLDER
from tests.plots import DOCUMENT as PLOTS
from tests.trainings import training

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium", "axe")]
DESK, PHONE = 1200, 390
UNKNOWN = build([2, 2, 1], W=[[[1, "w"], [None, -1]], [[2], [3]]], b=[[0, -4], [1]], x=[1, 2])
COLOURED = ("forward", "unknown", "problems", "key", "fit", "plots", "player", "bad")
"""Together these have every colour there is; they are looked at in the dark, too."""
ON_A_PHONE = ("forward", "plots", "player")
BAD = (
    "<!doctype html><html><head><style>@media (prefers-color-scheme: dark) "
    "{ p { color: #333; background: #000 } }</style></head><body>"
    "<p>dark</p><img src='data:,'></body></html>"
)
"""A page with no language, no title, a picture without words, and text that is too dark."""


@cache
def pages() -> dict[str, Seen]:
    """The pages by their names."""
    made = {name: html(document) for name, document in _documents().items()} | {"bad": BAD}
    made["player"] = player(Scene(training("plane")))
    wide = {name: Seen(text, DESK, name in COLOURED) for name, text in made.items()}
    narrow = {f"{name} on a phone": Seen(made[name], PHONE, False) for name in ON_A_PHONE}
    return {**wide, **narrow}


def _documents() -> dict[str, Document]:
    spec = read_spec(read(str(FOLDER / "lecture22.yaml")), str(FOLDER))
    versions = drawn_versions(spec)
    unknown = solve(UNKNOWN)
    return {
        **{name: _example(f"lecture22-{name}") for name in ("forward", "dead-relu", "backprop")},
        "softmax": _example("softmax"),
        "matrices": solution_document(solve(str(FOLDER / "softmax.yaml")), form="matrix"),
        "unknown": solution_document(unknown, comparison=compare(unknown)),
        "problems": problems(versions[0]),
        "solutions": solutions(versions[0]),
        "key": key(spec, versions),
        "fit": fit_document(read_fit(read(str(FOLDER / "best-fit-line.yaml")))),
        "plots": PLOTS,
        "derive": derivation_document(shape([2, 1]), agreement=agreement(shape([2, 1]))),
    }


def _example(name: str) -> Document:
    solution = solve(str(FOLDER / f"{name}.yaml"))
    return solution_document(solution, comparison=compare(solution))


@pytest.fixture(scope="module", params=list(SCHEMES))
def told(request, tmp_path_factory) -> tuple[str, dict[str, Any]]:
    """What axe-core says of the pages, in the colours of a scheme."""
    scheme: str = request.param
    folder = tmp_path_factory.mktemp("pages")
    names = pages() if scheme == "light" else COLOURED
    return scheme, looked_at({name: pages()[name] for name in names}, scheme, folder)


def test_nothing_is_wrong_with_any_page(told) -> None:
    scheme, found = told
    assert list(found) == list(pages() if scheme == "light" else COLOURED)
    wrong = {name: page["violations"] for name, page in found.items() if name != "bad"}
    assert {name: violations for name, violations in wrong.items() if violations} == {}
    for page in found.values():
        assert page["dark"] == (scheme == "dark")
        assert not page["wide"]
    for name, page in found.items():
        looked_for = pages()[name].contrast and name != "bad"
        assert not looked_for or "color-contrast" in page["passes"]


def test_what_is_wrong_is_found(told) -> None:
    """A page that breaks rules is told so: else the test above would say nothing."""
    scheme, found = told
    rules = {violation[0] for violation in found["bad"]["violations"]}
    assert {"html-has-lang", "document-title", "image-alt"} <= rules
    assert ("color-contrast" in rules) == (scheme == "dark")
