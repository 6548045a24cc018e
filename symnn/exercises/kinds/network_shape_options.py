"""The networks that one may choose from for a piecewise linear prediction function."""

from __future__ import annotations

from dataclasses import dataclass

from symnn.exercises.choices import Option
from symnn.exercises.source import Source
from symnn.exercises.statement import many

MOST_OTHERS = 2
"""Wrong options beside those that are always there."""


@dataclass(frozen=True)
class Shape:
    """A kind of network that could be behind the function, or could not.

    Attributes:
        inputs: how many there are.
        more_nodes: how many more nodes the hidden layer has than the function has kinks.
        outputs: how many there are.
        hidden: the activation of its hidden layer.
        output: that of its output.
        name: the mistake of those who take it for possible; empty for the one that is.
        why: why it is not, in words that end a sentence.
    """

    inputs: int
    more_nodes: int
    outputs: int
    hidden: str
    output: str
    name: str = ""
    why: str = ""

    def option(self, kinks: int) -> Option:
        """The option of a choice that it is."""
        nodes = f"{many(kinks + self.more_nodes, 'hidden node')} ({self.hidden})"
        text = f"{many(self.inputs, 'input')}, {nodes}, {many(self.outputs, 'output')}"
        return Option((f"{text} ({self.output})",), self.name, self.why)


ALWAYS = (
    Shape(1, 0, 1, "ReLU", "linear"),
    Shape(
        1, -1, 1, "ReLU", "linear", "too-few-nodes",
        "each node has one kink only, so there are fewer than those to be made",
    ),
    Shape(
        1, 0, 1, "linear", "linear", "linear-without-kinks",
        "with linear activations it is one straight line",
    ),
)  # fmt: skip
"""The right one, and those that every choice has."""
OTHERS = (
    Shape(
        1, 0, 1, "sigmoid", "linear", "smooth-activation",
        "a sum of sigmoids is curved everywhere and has no kinks",
    ),
    Shape(
        2, 0, 1, "ReLU", "linear", "another-number-of-inputs",
        "the function takes one number, not two",
    ),
    Shape(
        1, 0, 2, "ReLU", "linear", "another-number-of-outputs",
        "the function gives one number, not two",
    ),
    Shape(
        1, 0, 1, "ReLU", "ReLU", "output-never-negative",
        "a ReLU at the output gives no negative numbers, but there are some",
    ),
    Shape(
        1, 0, 1, "ReLU", "sigmoid", "output-between-0-and-1",
        "a sigmoid at the output gives numbers between 0 and 1 only",
    ),
)  # fmt: skip


def options(kinks: int, source: Source) -> list[Option]:
    """The options of a choice.

    Args:
        kinks: how many the function has.
        source: where the wrong options beside the usual ones are drawn from.
    """
    shapes = (*ALWAYS, *source.shuffled(OTHERS)[:MOST_OTHERS])
    return [shape.option(kinks) for shape in shapes]
