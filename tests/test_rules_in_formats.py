"""Every law, activation and loss in every format: one table of their spellings.

`golden/spellings.yaml` has them for a person to read; each must stand in whatever a format makes.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from functools import cache
from html import unescape

import pytest
import yaml

from symnn.activations import ACTIVATIONS
from symnn.api import agreement
from symnn.documents.blocks import Document, Line, Lines, Link
from symnn.formula import Formula
from symnn.losses import LOSSES
from symnn.network import network
from symnn.quantities import L, Letter, Quantity, a, d, symbol, y
from symnn.render.ascii import AsciiWriter
from symnn.render.formats import FORMATS
from symnn.render.json_derivation import derivation_json
from symnn.render.latex_formula import LatexWriter
from symnn.render.terminal import to_text
from symnn.render.typst_formula import TypstWriter
from symnn.render.unicode import UnicodeWriter
from symnn.rules import RULES
from tests.goldens import GOLDEN, check

WRITERS: dict[str, Callable[[Formula], str]] = {
    "text": UnicodeWriter().text,
    "ascii": AsciiWriter().text,
    "latex": LatexWriter().text,
    "typst": TypstWriter().text,
}
"""What spells a formula."""
Case = tuple[Formula, Formula]
"""A target, and its formula."""


def _letters(kind: str, of: str) -> Quantity:
    """A quantity with letters for its indices, as a general law is about it."""
    ell, i, j = Letter("ℓ"), Letter("i"), Letter("j")
    layered = kind not in ("x", "H", "L", "R")
    top = a(ell, i) if of == "a" else Quantity(of) if of else "g" if kind == "slope" else ""
    node = 0 if kind in "LR" else j
    return Quantity(kind, ell if layered else 0, i if kind.endswith("W") else 0, node, top)


def _cases() -> dict[str, Case]:
    """Every law in letters, then activations and losses with what they bring: three nodes wide."""
    cases: dict[str, Case] = {}
    for kind, of in RULES:
        if kind != "L":  # the loss of a sample has no general form, but one for every loss
            target = _letters(kind, of)
            name = f"law of d{of}/d{kind}" if of else f"law of {kind}"
            cases[name] = (target, RULES[kind, of].general(target))
    for entry in ACTIVATIONS:
        cases[f"activation {entry.name}"] = (a(1, 2), entry.output(3, 1, 2))
        for local in entry.locals(3, 1)[1:2]:
            cases[f"derivative of {entry.name}"] = (local, entry.local_law(local))
    for loss in LOSSES:
        cases[f"loss {loss.name}"] = (L, loss.term(a(2, 1), y(1)))
        slope = (d(L, a(2, 1)), loss.slope(a(2, 1), y(1)))
        cases[f"derivative of {loss.name}"] = slope
    return cases


CASES = _cases()


@cache
def spellings() -> dict[str, dict[str, str]]:
    """The golden table: by case and writer."""
    table: dict[str, dict[str, str]] = yaml.safe_load(
        (GOLDEN / "spellings.yaml").read_text("utf-8")
    )
    return table


def test_the_table_is_the_golden_one() -> None:
    made = {
        name: {kind: f"{write(left)} = {write(right)}" for kind, write in WRITERS.items()}
        for name, (left, right) in CASES.items()
    }
    text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=1000)
    check("spellings.yaml", text)


def _pdf_text(made: bytes) -> str:
    """What a PDF says to those who listen: its alternative texts."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    parts = [made, *map(_inflated, found)]
    told = [text for part in parts for text in re.findall(rb"/Alt ?<([0-9A-Fa-f]+)>", part)]
    told_plainly = [text for part in parts for text in re.findall(rb"/Alt ?\(([^)]*)\)", part)]
    texts = [bytes.fromhex(text.decode()).decode("utf-16") for text in told]
    return "\n".join([*texts, *(text.decode("latin-1") for text in told_plainly)])


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:  # a font or a picture
        return b""


def _cells(made: bytes) -> str:
    return "".join("".join(cell["source"]) for cell in json.loads(made)["cells"])


def _same(text: str) -> str:
    return text


def _thin(latex: str) -> str:
    """As Markdown has it, where a comma might be left of a thin space."""
    return re.sub(r"\\, ?", r"\\thinspace ", latex)


READ: dict[str, tuple[str, Callable[[bytes], str], Callable[[str], str]]] = {
    "text": ("text", bytes.decode, _same),
    "latex": ("latex", bytes.decode, _same),
    "html": ("latex", lambda made: unescape(made.decode()), _same),
    "pdf": ("text", _pdf_text, _same),
    "typst": ("typst", bytes.decode, _same),
    "markdown": ("latex", bytes.decode, _thin),
    "notebook": ("latex", _cells, _thin),
}
"""By format: whose spelling it has, how its bytes are read, and what it changes in the spelling."""


def parts(spelled: str) -> list[str]:
    """The terms of a formula: formats may break a line before the signs outside brackets.

    >>> parts("x = a + (b - c) - d")
    ['x', 'a', '(b - c)', 'd']
    """
    found, depth, start = [], 0, 0
    for place, character in enumerate(spelled):
        depth += (character in "({") - (character in ")}")
        if depth == 0 and re.match(r" [=+−-] ", spelled[place : place + 3]):
            found.append(spelled[start:place])
            start = place + 3
    return [*found, spelled[start:]]


def test_every_format_is_looked_at() -> None:
    assert sorted(READ) == sorted(entry.name for entry in FORMATS if entry.endings)


@pytest.mark.parametrize("form", list(READ))
@pytest.mark.parametrize("name", list(CASES))
def test_every_case_stands_in_every_format(name: str, form: str) -> None:
    target, formula = CASES[name]
    document = Document((symbol("w"),), (Lines((Line(target, (Link("=", formula),)),)),))
    speller, read, changed = READ[form]
    said = read(FORMATS[form].make(document))
    for part in parts(spellings()[name][speller]):
        assert changed(part) in said


@pytest.mark.parametrize("name", list(CASES))
def test_every_case_stands_in_ascii(name: str) -> None:
    target, formula = CASES[name]
    document = Document(("law",), (Lines((Line(target, (Link("=", formula),)),)),))
    assert spellings()[name]["ascii"] in to_text(document, 200, unicode=False)


IN_JSON = {
    "z": ("forward", "z2_1", "W2_11*a1_1 + W2_21*a1_2 + b2_1"),
    "a": ("forward", "a1_2", "g(z1_2)"),
    "slope": ("forward", "g_prime(z1_2)", "g_prime(z1_2)"),
    "H": ("forward", "H", "a2_1"),
    "dx": ("quantities", "dH/dx1", "dH/dz1_1*W1_11 + dH/dz1_2*W1_12"),
    "da": ("quantities", "dL/da1_2", "dL/dz2_1*W2_21"),
    "dz": ("quantities", "dH/dz1_2", "dH/da1_2*g_prime(z1_2)"),
    "dW": ("quantities", "dL/dW1_12", "dL/dz1_2*x1"),
    "db": ("quantities", "dH/db1_2", "dH/dz1_2"),
}
"""JSON has no letters: there the laws stand for numbered nodes, in plain names."""


def _derived(**keys: object) -> dict[str, dict[str, object]]:
    net = network([2, 2, 1], **{"activation": "g", "loss": "square", **keys})
    made: dict[str, dict[str, object]] = json.loads("".join(derivation_json(net, agreement(net))))
    return made


@pytest.mark.parametrize(("part", "name", "formula"), IN_JSON.values(), ids=IN_JSON)
def test_every_law_stands_in_json(part: str, name: str, formula: str) -> None:
    said = _derived()[part][name]
    assert (said if part == "forward" else said["recursion"]) == formula  # type: ignore[index]


@pytest.mark.parametrize("activation", [entry.name for entry in ACTIVATIONS])
def test_every_activation_stands_in_json(activation: str) -> None:
    said = json.loads("".join(_json_of(activation)))["forward"]
    for name in (f"activation {activation}", f"derivative of {activation}"):
        target, formula = spellings()[name]["ascii"].split(" = ")
        assert said[target] == formula


def _json_of(activation: str) -> list[str]:
    net = network([1, 3, 1], activation=activation)
    return list(derivation_json(net, agreement(net)))


@pytest.mark.parametrize("loss", [entry.name for entry in LOSSES])
def test_every_loss_stands_in_json(loss: str) -> None:
    said = _derived(loss=loss)
    target, formula = spellings()[f"derivative of {loss}"]["ascii"].split(" = ")
    assert f"L = {said['forward']['L']}" == spellings()[f"loss {loss}"]["ascii"]
    assert said["quantities"][target]["recursion"] == formula  # type: ignore[index]
