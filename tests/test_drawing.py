"""The drawing in worked solutions: its numbers are those of the lines, in every format."""

from __future__ import annotations

import pytest

from cli.output import Output
from symnn.api import build, derivation, shape, solve
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.blocks import Line, Lines, Number
from symnn.documents.diagram_facts import Entry
from symnn.documents.diagram_parts import Diagram
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.quantities import H, L, W, a, plain_name, symbol, x, z
from symnn.render.terminal import to_text
from tests.command import Program
from tests.examples import FOLDER, NETWORKS


def drawn(document: Document) -> Diagram:
    """The one drawing of a document."""
    (found,) = [block for block in document.blocks if isinstance(block, Diagram)]
    return found


def entries(document: Document) -> dict[str, Entry]:
    """What the drawing says, by plain names."""
    picture = drawn(document)
    said = [entry for node in picture.nodes for entry in node.entries]
    said += [edge.entry for edge in picture.edges if edge.entry is not None]
    return {plain_name(entry.quantity): entry for entry in said}


def lines(document: Document) -> dict[str, Line]:
    """The lines of a document, by the plain names of their targets; of samples, the first's."""
    blocks = [block for block in document.blocks if isinstance(block, Lines)]
    found = [line for block in reversed(blocks) for line in reversed(block.lines)]
    return {plain_name(line.target): line for line in found if hasattr(line.target, "kind")}


def worked(name: str, **options: object) -> Document:
    return solution_document(solve(str(FOLDER / f"{name}.yaml"), **options))  # type: ignore[arg-type]


def test_numbers_are_those_of_the_lecture() -> None:
    said = entries(worked("lecture22-backprop"))
    assert said["a1_1"] == Entry(a(1, 1), Number(6))
    assert said["z1_1"] == Entry(z(1, 1), Number(6), Number(4))
    assert said["W2_12"] == Entry(W(2, 1, 2), Number(1), Number(-12))
    assert said["x1"] == Entry(x(1), Number(2), Number(8))
    assert said["H"].value == Number(24)


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_every_exact_number_is_also_that_of_its_line(path) -> None:
    document = solution_document(solve(str(path)))
    worked_lines, checked = lines(document), 0
    top = drawn(document).top
    for name, entry in entries(document).items():
        named = ((name, entry.value), (f"d{top}/d{name}", entry.gradient))
        for line, number in ((worked_lines.get(key), number) for key, number in named):
            if line is None or not isinstance(number, Number) or number.exact is None:
                continue
            ends = [link.expression for link in line.links if isinstance(link.expression, Number)]
            assert number.exact in [end.exact for end in ends] or not ends
            checked += bool(ends)
    assert checked or path.stem in ("mazur", "softmax")


def test_gradients_are_of_what_the_lines_are_of() -> None:
    assert drawn(worked("mazur")).top == L
    assert drawn(worked("mazur", of="H")).top == H(1)
    assert drawn(worked("mazur", only=["dH2/dW1_11"])).top == H(2)


def test_only_what_is_worked_out_is_drawn() -> None:
    """Asked for one weight's gradient, the drawing shows what that needs, and nothing else."""
    document = worked("lecture22-backprop", only=["dH/dW2_11"])
    said, known = entries(document), lines(document)
    assert said["z2_1"].gradient == Number(3)
    assert said["W2_11"].gradient == Number(18)
    assert said["W2_12"].gradient is None
    assert said["H"].value is None
    for name, entry in said.items():
        assert entry.quantity.kind in "xWb" or (entry.value is None) == (name not in known)
        assert entry.gradient is None or f"dH/d{name}" in known


def test_forward_quantities_alone_bring_no_gradients() -> None:
    picture = drawn(worked("lecture22-forward", only=["H", "a1_*"]))
    assert picture.top is None
    assert all(node.entries[0].gradient is None for node in picture.nodes)


def test_of_symbols_names_are_drawn_and_no_gradients() -> None:
    for document in (solution_document(Solution(shape([2, 3, 1]))), _derived([2, 3, 1])):
        assert drawn(document).top is None
        assert entries(document)["W1_12"] == Entry(W(1, 1, 2), W(1, 1, 2))


def test_unknown_entries_leave_what_a_dead_unit_decides() -> None:
    net = build([1, 2, 1], W=[[[1, -1]], [["w"], [None]]], x=[2], biases=False)
    said = entries(solution_document(solve(net)))
    assert said["W2_11"].value == symbol("w")
    assert said["W1_12"].gradient == Number(0)
    assert said["W1_11"].gradient is Missing.UNDETERMINED


def test_a_large_network_is_summed_up_without_numbers() -> None:
    net = shape([784, 128, 10], activation="relu")
    picture = drawn(solution_document(Solution(net)))
    assert picture.summary
    assert picture.top is None
    assert [edge.entry for edge in picture.edges if edge.entry] == []


def test_decimals_of_a_page_are_decimals_in_its_drawing() -> None:
    net = build([1, 1, 1], W=[[["1/3"]], [[2]]], x=[1], biases=False, activation="linear")
    exact, decimal = (solution_document(solve(net), digits=digits) for digits in (None, 3))
    assert entries(exact)["z1_1"].value == Number(net.W[0][0][0])  # type: ignore[index]
    assert entries(decimal)["z1_1"].value == Number(decimal="0.333")


def test_several_samples_are_drawn_as_the_first() -> None:
    picture = drawn(worked("descent"))
    assert "sample 1" in picture.title


@pytest.mark.parametrize("width", [40, 60, 80, 140])
@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_in_text_it_fits_the_page(path, width) -> None:
    rows = to_text(solution_document(solve(str(path))), width).splitlines()
    start = rows.index("The network")
    assert all(len(row) <= width for row in rows[start : rows.index("The laws")])
    assert any("from x₁: " in row for row in rows)


def test_plain_text_is_ascii() -> None:
    text = to_text(worked("lecture22-backprop"), 80, unicode=False)
    assert text.isascii()
    assert "(a1_2 = 0, off)" in text
    assert "dH/dW1 from x1: 8, 0" in text


def test_pages_are_drawn_and_what_scrolls_by_is_not(program: Program, tmp_path) -> None:
    file, page = str(FOLDER / "lecture22-backprop.yaml"), tmp_path / "page.txt"
    assert "off)" not in program("solve", file).out
    assert program("solve", file, "-o", str(page)).status == 0
    assert "(a₂⁽¹⁾ = 0, off)" in page.read_text(encoding="utf-8")
    for command in (("solve", file), ("derive", "2,3,1")):
        assert "<svg" in program(*command, "--format", "html").out
    assert not Output("text", "-").is_page


def _derived(widths: list[int]) -> Document:
    return derivation_document(derivation(widths).net)


def test_a_unit_is_off_where_only_its_z_was_worked_out() -> None:
    """A forward pass has no slopes; the sign of z says as much."""
    picture = drawn(worked("lecture22-forward", only=["H", "z1_*", "a1_*"]))
    assert [node.off for node in picture.nodes if node.layer == 1] == [False, True, True]
    leaky = build([1, 1, 1], W=[[[-1]], [[2]]], x=[3], biases=False, activation="leaky_relu")
    assert not any(node.off for node in drawn(solution_document(solve(leaky, ["H"]))).nodes)
