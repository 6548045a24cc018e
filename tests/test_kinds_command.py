"""`symnn kinds`: the list, and a page about each kind in every format."""

from __future__ import annotations

import json

import pytest
import yaml

from symnn.documents.blocks import Heading
from symnn.exercises.kinds import KINDS
from symnn.exercises.manual import kind_document, sample
from symnn.exercises.spec import read_spec
from symnn.exercises.spec_keys import SETTING_KEYS
from symnn.network.build import tree_of
from symnn.render.formats import FORMATS
from tests.command import Program

NAMES = [kind.name for kind in KINDS]
TEXTS = ("text", "latex", "typst", "html", "markdown", "notebook")


def test_the_list_has_every_kind(program: Program) -> None:
    status, out, err = program("kinds")
    assert (status, err) == (0, "")
    assert all(name in out for name in NAMES)
    entries = json.loads(program("kinds", "--format", "json").out)
    assert entries == [{"name": kind.name, "summary": kind.summary} for kind in KINDS]
    assert sorted(NAMES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_kind_in_every_format(name: str) -> None:
    kind = KINDS[name]
    page = kind_document(kind)
    heads = [block.text[0] for block in page.blocks if isinstance(block, Heading)]
    assert {"What a spec may say", "A sample problem", "Its solution"} <= {*heads}
    for form in TEXTS:
        assert FORMATS[form].make(page)
    text = FORMATS["text"].make(page).decode()
    told = [*SETTING_KEYS, *kind.keys, *(option.name for option in kind.options)]
    assert all(f"\n  {key} " in text for key in told)
    assert kind_document(kind) == page


def test_another_seed_is_another_sample(program: Program) -> None:
    first, same, other = (
        program("kinds", "forward", *seed).out for seed in ([], ["--seed", "0"], ["--seed", "1"])
    )
    assert first == same != other


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_says_of_a_network_can_be_said_in_a_spec(program: Program, name: str) -> None:
    told = json.loads(program("kinds", name, "--format", "json").out)
    said = yaml.safe_load(yaml.safe_dump({"kind": name, **told["network"]}))
    spec = read_spec(tree_of({"exercises": [said]}), ".")
    assert spec.settings[0].net == sample(KINDS[name]).setting.net
    assert [option["name"] for option in told["options"]] == [o.name for o in KINDS[name].options]


def test_an_unknown_kind_is_refused_with_its_nearest(program: Program) -> None:
    status, out, err = program("kinds", "bakprop")
    assert (status, out) == (2, "")
    assert "unknown kind" in err
    assert "did you mean backprop" in err


@pytest.mark.slow
def test_a_page_as_pdf(program: Program, tmp_path: object) -> None:
    target = f"{tmp_path}/kind.pdf"
    assert program("kinds", "least-squares", "-o", target).status == 0
    with open(target, "rb") as file:
        assert file.read(5) == b"%PDF-"
