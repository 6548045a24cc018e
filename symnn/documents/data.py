"""What the samples make together: the risk, its gradient, and the step of gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symnn.documents.blocks import Block, Heading, Paragraph, TableBlock, Text, Vector
from symnn.documents.laws import LAMBDA
from symnn.documents.network import cell
from symnn.documents.targets import by_biases, by_weights
from symnn.documents.worked import Worked
from symnn.quantities import L, Quantity, R, d, new, x, y

MOST_ROWS = 40
"""Samples above which a table shows the first ones only."""
MOST_NAMED = 12
"""Samples of a batch above which their numbers are not listed."""


def _parameters(
    worked: Worked, make: Callable[[Quantity], Quantity], biases: bool
) -> Sequence[Block]:
    """The lines of a quantity for every parameter, layer by layer."""
    net, found = worked.net, []
    for layer in range(1, net.depth + 1):
        found += worked.group(by_weights(net, layer, make))
        found += worked.group(by_biases(net, layer, make)) if biases else []
    return found


OfParameters = Callable[[Worked, Callable[[Quantity], Quantity], bool], Sequence[Block]]
"""Makes the lines of a quantity for every weight and, if these are wanted, every bias."""


def risk(worked: Worked, parameters: OfParameters = _parameters) -> Iterator[Block]:
    """R and its gradient; of one sample without a penalty they are those of its loss."""
    net = worked.net
    if net.loss is None:
        return
    is_loss = len(net.data) == 1 and not net.l2 and not net.shared_biases
    blocks: list[Block] = [*worked.group([R])]
    if is_loss and blocks:
        blocks.append(Paragraph(("Of one sample, the risk is the loss, with the same gradient.",)))
    if not is_loss:
        blocks += parameters(worked, lambda q: d(R, q), True)
    if blocks:
        yield Heading(2, ("Risk",))
        if not is_loss:
            yield Paragraph(_mean(worked))
        yield from blocks


def step(worked: Worked, parameters: OfParameters = _parameters) -> Iterator[Block]:
    """The parameters after one step of gradient descent."""
    net = worked.net
    if net.learning_rate is None:
        return
    kept = net.biased and net.train_biases == "false"
    lines = parameters(worked, new, not kept)
    if lines:
        yield Heading(2, ("A step of gradient descent",))
        words: Text = (" The biases are kept.",) if kept else ()
        yield Paragraph(
            ("Against the gradient, with ", LAMBDA, " = ", worked.number(LAMBDA), ".", *words)
        )
        yield from lines


def samples_table(worked: list[Worked]) -> Iterator[Block]:
    """A row a sample: x, y, the outputs and the loss; nothing if these were not asked for."""
    net = worked[0].net
    outputs = [*net.outputs, *[L] * (net.loss is not None)]
    outputs = [q for q in outputs if worked[0].wanted(q)]
    if not outputs:
        return
    header: list[Text] = [("sample",), (Quantity("x"),), (Quantity("y"),), *((q,) for q in outputs)]
    rows: list[tuple[Text, ...]] = []
    for one in worked[:MOST_ROWS]:
        inputs = tuple(cell(one, x(j)) for j in range(1, (net.widths[0] or 0) + 1))
        targets = tuple(cell(one, y(j)) for j in range(1, (net.widths[-1] or 0) + 1))
        values: list[Text] = [(cell(one, q),) for q in outputs]
        rows.append(((str(one.sample),), (Vector(inputs),), (Vector(targets),), *values))
    yield TableBlock(tuple(header), tuple(rows), frozenset([0, *range(3, len(header))]))
    if len(worked) > MOST_ROWS:
        yield Paragraph((f"... and {len(worked) - MOST_ROWS} more samples.",))


def spoken_samples(batch: Sequence[int]) -> str:
    """The samples of a batch by their numbers, or how many they are: samples 1 and 4."""
    *most, last = map(str, batch)
    if len(most) >= MOST_NAMED:
        return f"{len(batch)} samples"
    return f"samples {', '.join(most)} and {last}" if most else f"sample {last}"


def _mean(worked: Worked) -> Text:
    net = worked.net
    which = spoken_samples(net.batch) if net.batches else f"{len(net.batch)} samples"
    first = f"The mean over {which}" if len(net.data) > 1 else "The loss of the sample"
    penalty = ", plus the penalty on the weights" if net.l2 else ""
    shared = "; the biases of a layer are one, so their gradients are added" * net.shared_biases
    return (f"{first}{penalty}{shared}:",)
