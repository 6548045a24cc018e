"""Laws of reading: what is written is read, and any text is read or refused."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import InputError
from symnn.files import (
    Leaf,
    Null,
    Spot,
    Tree,
    parse,
)
from tests.trees import TOP, leaves, plain

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


trees = st.recursive(
    texts | st.none(), lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=30
)


@given(trees, st.sampled_from([None, 2]), st.booleans())
def test_what_is_written_is_read(tree: object, indent: int | None, flow: bool) -> None:
    """Any tree of texts, written by the standard writers, reads back the same."""
    from_json = parse(json.dumps(tree, indent=indent), "f.json")
    from_yaml = parse(yaml.safe_dump(tree, default_flow_style=flow), "f.yaml")
    assert from_json == from_yaml
    assert plain(from_json) == tree


@given(trees, st.sampled_from([None, 2]))
def test_json_lines_are_the_lines_of_the_leaves(tree: object, indent: int | None) -> None:
    """Each leaf stands in the line that its place names."""
    text = json.dumps(tree, indent=indent)
    rows = text.split("\n")
    for leaf in leaves(parse(text, "f.json")):
        assert json.dumps(leaf.text) in rows[leaf.place.line - 1]


@given(
    st.text(alphabet="[]{}:,-?&*!|>'\"%@#`~<=.\\ \t\n\r0a1e\x00\x85\u2028é", max_size=60),
    st.sampled_from(["f.yaml", "f.json", "f.toml"]),
)
def test_any_text_is_read_or_refused(text: str, file: str) -> None:
    """Nothing but an `InputError` comes out, and it names the file."""
    try:
        place = parse(text, file).place
    except InputError as error:
        place = error.place
    assert place.file == file


@pytest.mark.parametrize("file", ["f.yaml", "f.json", "f.toml"])
def test_matrix_of_100000_entries_is_read_in_time(file: str) -> None:
    """784 by 128, about half a second where the parser written in C is there."""
    row = "[" + ", ".join(["-0.125"] * 128) + "]"
    matrix = "[" + ",\n".join([row] * 784) + "]"
    text = {"f.yaml": f"W: [{matrix}]", "f.json": f'{{"W": [{matrix}]}}', "f.toml": f"W=[{matrix}]"}
    start = time.perf_counter()
    tree = parse(text[file], file)
    assert time.perf_counter() - start < 10
    assert leaves(tree)[-1].place.key == "W[1][784][128]"
    assert len(leaves(tree)) == 784 * 128


def test_nodes_are_equal_where_their_texts_are() -> None:
    """Wherever they stand, and with quotes or without."""
    assert Leaf(TOP, "1", quoted=True) == Leaf(Spot(7, "a", TOP), "1")
    assert Leaf(TOP, "1") != Leaf(TOP, "1.0")
    empty: Tree = Leaf(TOP, "")
    assert empty != Null(TOP)
