"""The pages that the tests of every format look at: examples, derivations, a fit."""

from __future__ import annotations

from symnn.api import agreement, shape, solve
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.fit import fit_document
from symnn.evaluate.comparison import compare
from symnn.files import read
from symnn.learning import read_fit
from tests.examples import FOLDER

LECTURE = ("lecture22-forward", "lecture22-dead-relu", "lecture22-backprop")
"""The three examples of the lecture."""
SOLVED = {
    "lecture22-forward": "backprop",
    "lecture22-backprop": "both",
    "lecture22-dead-relu": "backprop",
    "mazur": "backprop",
    "softmax": "backprop",
    "descent": "chain-rule",
}
"""The examples that are solved, by which method."""
LARGER = "derive-3-4-4-2"
SHAPES = {"derive-2-3-1": [2, 3, 1], "derive-2-2-2-1": [2, 2, 2, 1], LARGER: [3, 4, 4, 2]}
"""What is derived; the last one takes a while."""
FIT, MATRICES = "best-fit-line", "softmax-in-matrices"
PAGES = (*SOLVED, *(name for name in SHAPES if name != LARGER), FIT)


def page(name: str, method: str = "", drawn: bool = True) -> Document:
    """One of the pages.

    Args:
        name: of `PAGES`, or `LARGER`, or `MATRICES`.
        method: another one than the usual.
        drawn: whether the network is drawn, as it is not in a terminal.
    """
    if name in SHAPES:
        net = shape(SHAPES[name])
        return derivation_document(net, method or "both", (), agreement(net), drawn)
    if name == MATRICES:
        return solution_document(solve(str(FOLDER / "softmax.yaml")), form="matrix")
    file = str(FOLDER / f"{name}.yaml")
    if name == FIT:
        return fit_document(read_fit(read(file)))
    solution = solve(file)
    return solution_document(solution, method or SOLVED[name], None, compare(solution), drawn)
