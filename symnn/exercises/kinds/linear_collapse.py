"""Find the single linear model that a network with linear activations is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from symnn.derive.chain_rule import MOST_PATHS as MOST_TERMS
from symnn.derive.collapse import constant_formula, slope_formula
from symnn.derive.path_counts import count_paths
from symnn.documents.blocks import Block, Line, Lines, Link, Paragraph, Text
from symnn.documents.collapse import Model
from symnn.documents.collapse_plot import collapse_plot
from symnn.documents.overview import worked_of
from symnn.documents.worked import Worked
from symnn.errors import InputError
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.lines import Known, numbers_of, valued, worked_line
from symnn.exercises.statement import ASKED_ROUNDED, numbers, rounding, task
from symnn.exercises.wanted import wanted
from symnn.formula import Formula, Product, Sum, parts, total
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network
from symnn.quantities import H, Quantity, W, b, d, symbol, x, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

MOST_PATHS = 12
"""Paths from an input to the output above which nobody sums them by hand."""
LARGEST = 99
"""The largest number of the model that is found."""
WORDS: Text = (
    "All activations are linear. Find the single linear model that makes the same prediction as"
    " the network, whatever the input is.",
)
PROMPT: Text = (
    "What can networks with linear activations represent, if they have enough hidden layers, that"
    " no single linear model can?",
)
SUBSTITUTED = (
    "A linear activation passes on what it gets, so that every node is a weighted sum of nodes"
    " before it. Put into each other, multiplied out and sorted by the inputs, these sums are one"
    " weighted sum of the inputs and a constant."
)
BY_PATHS: Text = (
    "The weight of an input: along each path to the output the weights are multiplied; then the"
    " paths are summed.",
)
AT_ZERO: Text = (
    "The constant is what is left when all inputs are 0: every bias, times the weights on its way"
    " to the output.",
)
OPTIONS = (
    Option((
        "Nothing: a weighted sum of weighted sums of the inputs is a weighted sum of the inputs.",
    )),
    Option(
        ("Polynomials of a higher degree, since weights are multiplied with weights.",),
        "degree-of-weights-as-of-inputs",
        "weights are multiplied with weights on the way, but inputs never with inputs",
    ),
    Option(
        ("Piecewise linear functions, with a kink for each hidden node.",),
        "linear-taken-for-relu",
        "the kinks of a network come from activations such as ReLU, not from its layers",
    ),
    Option(
        ("Any function, if only the layers are wide enough.",),
        "width-taken-for-non-linearity",
        "however wide it is, a layer of weighted sums gives weighted sums",
    ),
)  # fmt: skip


def _check(net: Network) -> None:
    """Let networks pass that are one linear model, by few enough paths."""
    if not all(activation.is_identity for activation in net.activations):
        found = ", ".join(activation.name for activation in net.activations)
        raise InputError("activations that are not linear", found=found, expected="linear ones")
    if net.widths[-1] != 1 or net.depth == 1:
        found, expected = str(list(net.widths)), "hidden layers, and one output"
        raise InputError("no network to be made one linear model", found=found, expected=expected)
    paths = count_paths(net, d(H(), x(1)))
    if paths is None or paths > MOST_PATHS:
        expected = f"a network with at most {MOST_PATHS} paths from an input to the output"
        raise InputError("more paths than anyone sums by hand", expected=expected)


def _make(exercise: Exercise) -> Content:
    net, places = exercise.net, exercise.setting.decimals
    known = _entries(net)
    found = _found(net, known)
    known |= numbers_of(found)
    why = choice("why", PROMPT, OPTIONS, exercise.source("why"))
    model = Lines((Line(H(), (Link("=", _model(net)),)),), ("The model has this form:",))
    worked = worked_of(exercise.solution, exercise.setting.digits)
    return Content(
        task=(*task(net, WORDS), model),
        shown=(*rounding(places, ASKED_ROUNDED), *numbers(net, exercise.solution)),
        asks=wanted((*found, _prediction(net, known), why), exercise.setting.ask),
        solution=lambda: list(_solution(worked, known, why)),
        lines=lambda: _lines(worked, known),
    )


def _found(net: Network, known: Known) -> list[Question]:
    """The questions for the numbers of the model."""
    weights = [_weight(net, one, known) for one in _inputs(net)]
    return [*weights, *([_constant(net, known)] if net.biased else [])]


def _suits(exercise: Exercise) -> bool:
    """Whether no number of the model is 0 or too large, and some mistake shows in each."""
    found = _found(exercise.net, _entries(exercise.net))
    sizes = [abs(q.right) for q in found if isinstance(q.right, int)]
    return all(0 < size <= LARGEST for size in sizes) and all(q.wrong for q in found)


def _inputs(net: Network) -> list[Quantity]:
    return [x(i) for i in range(1, (net.widths[0] or 0) + 1)]


def _entries(net: Network) -> dict[Quantity, Formula]:
    """The numbers of the network by name."""
    entries = {q: net.entry(q) for q in (*net.weights(), *net.biases(), *_inputs(net))}
    return {q: entry for q, entry in entries.items() if entry is not None}


def _model(net: Network) -> Formula:
    """The linear model in letters, as the lecture has it: w0 + w1 x1 + ..."""
    weighted = [Product((symbol(f"w{one.j}"), one)) for one in _inputs(net)]
    return total([symbol("w0"), *weighted] if net.biased else weighted)


def _named(index: int) -> Quantity:
    """w0, w1, …: the constant and the weights, as the answers are named."""
    return symbol(f"w{index}")


def _by_paths(net: Network, of: Quantity) -> Formula:
    """What an input is multiplied by on its way to the output: the sum over paths."""
    formula = slope_formula(net, H(), of.j, MOST_TERMS)  # type: ignore[arg-type]
    assert formula is not None
    return formula


def _constant_formula(net: Network) -> Formula:
    """What is left where all inputs are 0: each bias times what it is multiplied by."""
    formula = constant_formula(net, H(), MOST_TERMS)
    assert formula is not None
    return formula


def _weight(net: Network, of: Quantity, known: Known) -> Question:
    formula = _by_paths(net, of)
    into = total(W(1, of.j, j) for j in range(1, (net.widths[1] or 0) + 1))
    wrong = [
        Wrong(valued(path, known), "one-path-only", "only one path to the output was taken")
        for path in (parts(formula) if isinstance(formula, Sum) else ())
    ]
    wrong.append(
        Wrong(
            valued(into, known), "weights-onward-left-out",
            "the weights of layer 1 were added up without those that come after them",
        )
    )  # fmt: skip
    right = valued(formula, known)
    return Question(f"w{of.j}", right, ("The weight of ", of, ":"), (), told_apart(right, wrong))


def _constant(net: Network, known: Known) -> Question:
    formula, last = _constant_formula(net), b(net.depth, 1)
    hidden = total(term for term in parts(formula) if term != last)
    wrong = [
        Wrong(
            valued(last, known), "hidden-biases-left-out",
            "only the bias of the output was taken, but those of hidden nodes arrive there, too",
        ),
        Wrong(
            valued(total(net.biases()), known), "biases-not-weighted",
            "the biases were added up without the weights on their way to the output",
        ),
        Wrong(valued(hidden, known), "bias-left-out", "the bias of the output was left out"),
    ]  # fmt: skip
    right = valued(formula, known)
    return Question("w0", right, ("The constant:",), (), told_apart(right, wrong))


def _prediction(net: Network, known: Known) -> Question:
    right = valued(_model(net), known)
    weighted = total(term for term in parts(_model(net)) if isinstance(term, Product))
    short = Wrong(valued(weighted, known), "constant-left-out", "the constant was left out")
    wrong = told_apart(right, [short] if net.biased else [])
    return Question("prediction", right, ("What it predicts for ", Quantity("x"), ":"), (), wrong)


def _lines(worked: Worked, known: Known) -> Iterator[Block]:
    net = worked.net
    weights = [worked_line(symbol(f"w{one.j}"), _by_paths(net, one), known) for one in _inputs(net)]
    yield Lines(tuple(weights), BY_PATHS)
    if net.biased:
        yield Lines((worked_line(symbol("w0"), _constant_formula(net), known),), AT_ZERO)
    yield Lines((worked_line(H(), _model(net), known),), ("The model predicts:",))
    nodes = [z(k, j) for k in range(1, net.depth + 1) for j in range(1, (net.widths[k] or 0) + 1)]
    yield from worked.group(nodes, ("The network, node by node, arrives at the same:",))


def _solution(worked: Worked, known: Known, why: Question) -> Iterator[Block]:
    yield Paragraph((SUBSTITUTED,))
    yield Model(worked, _named).laws()
    yield from _lines(worked, known)
    yield from collapse_plot(worked.net)
    yield Paragraph(("What more hidden layers can do: ", *said(why)))


KIND = Kind(
    name="linear-collapse",
    summary="the single linear model equal to a network with linear activations, and why",
    heading="A network that is a linear model",
    make=_make,
    keys={"layers": (2, 3, 1), "activation": "linear"},
    suits=_suits,
    check=_check,
)
