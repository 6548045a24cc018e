"""What training did, as a page: what was trained on what, risk and accuracy, separability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Document, Heading, Paragraph, TableBlock, Text
from symnn.documents.reasons import spoken_name
from symnn.documents.titles import title
from symnn.learning.beside_torch import NEAR, Comparison
from symnn.learning.representation import separable
from symnn.learning.training import Training
from symnn.learning.training_file import Plan
from symnn.quantities import Quantity

DIGITS = 6
"""Significant digits of doubles; they are not certified, as those of exact values are."""
VERDICTS = {True: "yes", False: "no", None: "none found"}


def training_document(training: Training, beside: Comparison | None = None) -> Document:
    """The summary of a training.

    Args:
        training: what happened.
        beside: the same training in PyTorch, if it was made.
    """
    blocks = [*_told(training.plan), *_course(training), *_separability(training)]
    if beside is not None:
        blocks += _comparison(beside)
    return Document((training.plan.title,), tuple(blocks))


def _told(plan: Plan) -> Iterator[Block]:
    net, data = plan.net, plan.dataset
    names = ", ".join(spoken_name(activation) for activation in net.activations)
    assert net.loss is not None
    assert net.learning_rate is not None
    yield Paragraph(
        (
            f"{title(net)} ({names}; {net.parameters} parameters) learns to tell the "
            f"{len(data.classes)} classes of {len(data.X)} points apart (data: {data.name}).",
        )
    )
    steps = "all points in every step"
    if plan.batch_size not in (None, len(data.X)):
        steps = f"{plan.batch_size} points a step, in an order drawn for each epoch"
    penalty: Text = (", penalty μ = ", net.l2) if net.l2 else ()
    biases = {"true": "", "false": "; biases stay as they are", "shared": "; one bias a layer"}
    yield Paragraph(
        (
            f"Gradient descent on the risk with the loss {net.loss.name}, ",
            Quantity("symbol", of="λ"),
            " = ",
            net.learning_rate,
            *penalty,
            f", {plan.epochs:,} epochs, {steps}{biases[net.train_biases]}. Seed {plan.seed}. "
            f"Slopes at kinks are those of relu_at_zero: {net.relu_at_zero}.",
        )
    )


def _course(training: Training) -> Iterator[Block]:
    """Risk and accuracy at the start and at the end, of the network beside, too."""
    rows = []
    for name, one in (("", training), (" (beside)", training.beside)):
        if one is not None:
            first, last = one.snapshots[0], one.snapshots[-1]
            rows.append((f"risk{name}", _double(first.risk), _double(last.risk)))
            rows.append((f"accuracy{name}", _percent(first.accuracy), _percent(last.accuracy)))
    yield _table(("", "at the start", f"after {training.plan.epochs:,} epochs"), rows, (1, 2))
    if training.risks[-1] > training.risks[0]:
        yield Paragraph(("The risk has grown: a smaller learning_rate may help.",))


def _separability(training: Training) -> Iterator[Block]:
    """Whether lines separate the classes in the input and in each hidden layer."""
    yield Heading(2, ("Separable by a line",))
    if len(training.plan.dataset.classes) > 2:
        yield Paragraph(("Any two classes, each pair by a line of its own.",))
    rows = []
    for layer in range(training.plan.net.depth):
        name = f"hidden layer {layer}" if layer else "input"
        width = training.plan.net.widths[layer]
        moments = (training.snapshots[0], training.snapshots[-1])
        verdicts = [VERDICTS[separable(training, moment, layer)] for moment in moments]
        rows.append((name, str(width), *verdicts))
    yield _table(("layer", "nodes", "at the start", "at the end"), rows, (1,))


def _comparison(found: Comparison) -> Iterator[Block]:
    yield Heading(2, ("Beside PyTorch",))
    last, where = len(found.risks) - 1, f"{found.largest:.2g} of the risk, at epoch {found.epoch:,}"
    told = (
        f"PyTorch {found.version}, in double precision, from the same start and over the same "
        f"batches, ends with the risk {_double(float(found.risks[-1]))}. "
    )
    if found.agrees_to == last:
        yield Paragraph((told + f"The largest difference of all epochs is {where}.",))
        return
    yield Paragraph(
        (
            f"{told}The risks differ by less than {NEAR:g} of their size up to epoch "
            f"{found.agrees_to:,}; later the difference grows to {where}. Steps that are long for "
            "how curved the risk is enlarge the rounding of the last digit, here as there.",
        )
    )


def _table(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], numeric: tuple[int, ...]
) -> TableBlock:
    cells = tuple(tuple((cell,) for cell in row) for row in rows)
    return TableBlock(tuple((name,) for name in header), cells, frozenset(numeric))


def _double(number: float) -> str:
    return f"{number:.{DIGITS}g}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
