"""Diagrams: nothing lies on anything else, every format escapes, golden files to be read.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_diagram.py` writes the files anew; read the difference.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.api import build, shape, solve
from symnn.documents.diagram import Diagram, diagram
from symnn.documents.diagram_geometry import Segment, overlap, within
from symnn.documents.diagram_parts import Node
from symnn.documents.diagram_table import description, diagram_table
from symnn.network.model import Network
from symnn.quantities import W, symbol
from symnn.render.diagram_svg import svg
from symnn.render.diagram_text import text
from symnn.render.diagram_tikz import tikz
from symnn.render.diagram_typst import typst_diagram
from tests.command import Program
from tests.examples import FOLDER, NETWORKS
from tests.goldens import check

EMITTERS: dict[str, Callable[[Diagram], str]] = {
    "svg": svg, "tex": tikz, "typ": typst_diagram, "txt": text,
}  # fmt: skip
HOSTILE = '</text>&"\\}#$%_^~`{]'


def drawn(name: str) -> Diagram:
    """An example with all that can be shown."""
    solution = solve(str(FOLDER / f"{name}.yaml"))
    return diagram(solution.net, solution, values=True, gradients=True)


def hostile(name: str = HOSTILE) -> Network:
    """A network in which the unknowns have names that mean something elsewhere."""
    net = shape([1, 1])
    return replace(net, W=(((symbol(name),),),), b=((symbol(name[::-1]),),))


def assert_is_legible(picture: Diagram) -> None:
    """No label lies on another, on a line, or on a node that is not its own."""
    for one, other in combinations(picture.labels, 2):
        assert not overlap(one.box, other.box)
    for label in picture.labels:
        left, top, right, bottom = label.box
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height
        for node in picture.nodes:
            assert label is node.label or not touches(label.box, node, picture.radius)
    weights = [edge.label for edge in picture.edges if edge.label]
    for label in weights:
        for edge in picture.edges:
            assert not any(crosses(piece, label.box) for piece in edge.pieces)
    assert_edges_pass_nodes(picture)
    for node in picture.nodes:
        left, top, right, bottom = node.label.box
        assert max(abs(left - node.x), right - node.x) <= picture.radius
        assert max(abs(top - node.y), bottom - node.y) <= picture.radius


def assert_edges_pass_nodes(picture: Diagram) -> None:
    """No edge touches a node that it does not join."""
    for edge in picture.edges:
        line = Segment(edge.start.x, edge.start.y, edge.end.x, edge.end.y)
        for node in picture.nodes:
            if node not in (edge.start, edge.end) and node.layer in (
                edge.start.layer, edge.end.layer,
            ):  # fmt: skip
                dx, dy = line.x2 - line.x1, line.y2 - line.y1
                cross = dx * (node.y - line.y1) - dy * (node.x - line.x1)
                assert abs(cross) / line.length > picture.radius


def touches(box: tuple[float, float, float, float], node: Node, radius: float) -> bool:
    """Whether a box and a node's circle have a point in common."""
    dx = max(box[0] - node.x, 0, node.x - box[2])
    dy = max(box[1] - node.y, 0, node.y - box[3])
    return bool(dx * dx + dy * dy < radius * radius)


def crosses(piece: Segment, box: tuple[float, float, float, float]) -> bool:
    """Whether a line is drawn through a box."""
    part = within(piece, box)
    return part is not None and (part[1] - part[0]) * piece.length > 0.01


ENTRIES = (
    st.none()
    | st.integers(-999, 999)
    | st.fractions(-99, 99, max_denominator=97)
    | st.sampled_from(["w", "omega", "ein_langer_name", "sqrt(2)", "1e-30", "123456789", "权重"])
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Networks of all shapes that are drawn in full, from 1-1 to 8-16-16-4."""
    widths = draw(st.lists(st.sampled_from([1, 1, 2, 3, 4, 5, 8, 16]), min_size=2, max_size=5))
    known = {}
    if draw(st.booleans()):
        few = [m * n <= 40 for m, n in pairwise(widths)]
        known["W"] = [
            [[draw(ENTRIES) for _ in range(n)] for _ in range(m)] if is_small else None
            for is_small, (m, n) in zip(few, pairwise(widths), strict=True)
        ]
        known["b"] = [[draw(ENTRIES) for _ in range(n)] for n in widths[1:]]
        known["x"] = [draw(ENTRIES) for _ in range(widths[0])]
    return build(widths, activation="relu", output_activation="linear", **known)


@given(networks(), st.booleans(), st.booleans())
@settings(max_examples=40)
def test_no_label_lies_on_anything_else(net: Network, values: bool, gradients: bool) -> None:
    assert_is_legible(diagram(net, None, values, gradients))


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_examples_are_legible_with_all_that_can_be_shown(path: Path) -> None:
    assert_is_legible(drawn(path.stem))


@pytest.mark.parametrize("widths", [[8, 16, 16, 4], [784, 128, 10], [17, 17], [2] * 30, [1, 20]])
def test_large_networks_are_legible(widths: list[int]) -> None:
    assert_is_legible(diagram(shape(widths)))


@pytest.mark.parametrize("ending", EMITTERS)
@pytest.mark.parametrize("name", ["lecture22-forward", "lecture22-backprop"])
def test_golden(name: str, ending: str) -> None:
    made = EMITTERS[ending](drawn(name))
    check(f"diagram/{name}.{ending}", made)
    assert made == EMITTERS[ending](drawn(name))


def test_what_stands_in_the_lecture_s_picture() -> None:
    picture = drawn("lecture22-backprop")
    assert [node.off for node in picture.nodes] == [False, False, False, True, False, False, False]
    values = {edge.entry.quantity: edge.entry for edge in picture.edges if edge.entry}
    assert values[W(1, 1, 2)].value is not None
    assert str(values[W(2, 1, 2)].gradient.exact) == "-12"  # type: ignore[union-attr]
    assert "Off: node 2 of layer 1." in description(picture)


def test_above_twenty_edges_the_matrices_say_the_weights() -> None:
    few, many = diagram(shape([4, 5])), diagram(shape([3, 7]))
    assert all(edge.label for edge in few.edges)
    assert not any(edge.label for edge in many.edges)


@pytest.mark.parametrize(
    ("widths", "nodes"), [([784, 128, 10], 18), ([17, 1], 5), ([16, 16], 32), ([2] * 30, 8)]
)
def test_summaries_show_the_first_and_the_last(widths: list[int], nodes: int) -> None:
    picture = diagram(shape(widths))
    assert len(picture.nodes) == nodes
    assert picture.summary == (widths != [16, 16])
    assert f"{widths[0]} nodes" in description(picture)


def test_a_width_that_is_not_known_is_a_question_mark() -> None:
    picture = diagram(build([2, None, 1], activation="relu", output_activation="linear"))
    assert "? nodes" in text(picture)
    assert_is_legible(picture)


def test_tables_have_what_the_picture_has() -> None:
    picture = drawn("lecture22-forward")
    table = diagram_table(picture)
    assert len(table.rows) == len(picture.edges) + sum(len(n.entries) for n in picture.nodes)
    assert {len(row) for row in table.rows} == {len(table.header)} == {4}
    assert [row[0] for row in diagram_table(diagram(shape([99, 2]))).rows] == [
        ("input",), ("layer 1",),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [HOSTILE, "</svg><script>", "权重", "\x00\x1b[31m\n", "w" * 500])
def test_hostile_names_are_text(name: str) -> None:
    picture = diagram(hostile(name))
    assert_is_legible(picture)
    root = ElementTree.fromstring(svg(picture))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg", "title", "desc", "style", "path", "circle", "text", "tspan",
    }  # fmt: skip
    for emit in EMITTERS.values():
        assert "\x1b" not in emit(picture)
        assert "\x00" not in emit(picture)


@pytest.mark.parametrize("widths", [[1, 1], [3, 4, 4, 2], [784, 128, 10]])
def test_svg_is_xml_whose_text_can_be_read(widths: list[int]) -> None:
    root = ElementTree.fromstring(svg(diagram(shape(widths))))
    kind = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{kind}title") is not None
    assert "".join(root.find(f"{kind}text").itertext())  # type: ignore[union-attr]


def test_rounded_numbers_are_short() -> None:
    net = build([1, 1], activation="linear", W=[[[Fraction(10**9 + 1, 7)]]], x=["sqrt(2)"])
    assert_is_legible(diagram(net, None, values=True, gradients=True))
    assert "1.429" in text(diagram(net))


@pytest.mark.parametrize(
    "picture", [drawn("lecture22-forward"), drawn("mazur"), diagram(hostile("a_b%$#{")),
                diagram(shape([784, 128, 10]))],
    ids=["forward", "mazur", "hostile", "large"],
)  # fmt: skip
def test_typst_compiles(picture: Diagram) -> None:
    typst = pytest.importorskip("typst")
    assert typst.compile(typst_diagram(picture).encode()).startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.needs("pdflatex")
def test_latex_takes_pictures_without_a_warning(tmp_path: Path) -> None:
    pictures = [drawn(name.stem) for name in NETWORKS]
    pictures += [diagram(hostile("a_b%$#{^~\\")), diagram(shape([8, 16, 16, 4]))]
    page = "\n\n\\newpage\n".join(map(tikz, pictures))
    source = (
        "\\documentclass{article}\\usepackage{tikz}\\pagestyle{empty}\\parindent=0pt\n"
        f"\\begin{{document}}\n{page}\\end{{document}}\n"
    )
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "page.tex"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout
    for word in ("Warning", "Overfull", "Missing character", "! "):
        assert word not in ran.stdout


@pytest.fixture
def symnn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


def test_draw_shows_a_shape_in_the_terminal(symnn: Program) -> None:
    status, out, err = symnn("draw", "2,3,1")
    assert (status, err) == (0, "")
    assert "(x₁)" in out
    assert symnn("draw", "2,3,1", "--plain").out.isascii()


@pytest.mark.parametrize(
    ("ending", "begin"),
    [(".svg", "<svg"), (".tex", "% A 2"), (".typ", "#figure"), (".txt", "A 2-3-1 network")],
)
def test_draw_writes_what_the_ending_says(
    symnn: Program, tmp_path: Path, ending: str, begin: str
) -> None:
    path = tmp_path / f"net{ending}"
    network = str(FOLDER / "lecture22-forward.yaml")
    assert symnn("draw", network, "--values", "-o", str(path)) == (0, "", "")
    assert path.read_text(encoding="utf-8").startswith(begin)


def test_draw_names_the_endings_that_it_knows(symnn: Program) -> None:
    status, _, err = symnn("draw", "2,1", "-o", "net.png")
    assert status == 2
    assert ".svg" in err


def test_draw_takes_gradients_of_what_is_asked(symnn: Program) -> None:
    mazur = str(FOLDER / "mazur.yaml")
    assert "∂L/∂z" in symnn("draw", mazur, "--gradients").out
    assert "∂H₁/∂z" in symnn("draw", mazur, "--gradients", "--of", "H").out
    assert "∂R/∂W" in symnn("draw", mazur, "--gradients", "--of", "R").out
