"""The text of a diagram, and how much room it takes, for every format alike.

Formats measure text differently, so widths are estimates on the safe side: no usual font is wider.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from unicodedata import east_asian_width

from symnn.documents.blocks import Inline, Number
from symnn.evaluate.value import Missing
from symnn.formula import Formula
from symnn.quantities import Quantity

NORMAL = 12.0
"""The size of what stands in nodes."""
SMALL = 32 / 3
"""The size of everything else."""
SCRIPT = 0.72
"""How large an index is beside its letter."""
LEADING = 1.2
"""The height of a line by the size of its text."""
TALL_LEADING = 1.4
"""The same where something is raised or lowered, one above the other in some formats."""
LONGEST_SYMBOL = 8
"""Characters of an author's symbol; of a longer one its beginning is shown."""

_WIDTHS = {
    **dict.fromkeys("il.,:;'!|/() []", 0.36),
    **dict.fromkeys("mwMW@%", 0.98),
    **dict.fromkeys("0123456789", 0.6),
}
_MISSING = {Missing.UNDETERMINED: "?", Missing.UNDEFINED: "undef."}

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Run(NamedTuple):
    """A piece of text; `level` is 1 where it is raised and -1 where it is lowered."""

    text: str
    level: int = 0
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class LabelLine:
    """A line of a label.

    Attributes:
        runs: what it says.
        size: of its text.
        gradient: whether it is about a gradient, which has a colour of its own.
    """

    runs: Runs
    size: float = SMALL
    gradient: bool = False

    @cached_property
    def width(self) -> float:
        """At least as wide as the line will be."""
        return self.size * sum(
            _width(character) * (SCRIPT if run.level else 1)
            for run in self.runs
            for character in run.text
        )

    @cached_property
    def height(self) -> float:
        """The distance to the next line."""
        return self.size * (LEADING if all(run.level == 0 for run in self.runs) else TALL_LEADING)


@dataclass(frozen=True)
class Label:
    """Lines below each other, centred around a point.

    Attributes:
        x: the centre.
        y: the centre.
        lines: from top to bottom.
        faint: whether it is about something without effect.
    """

    x: float
    y: float
    lines: tuple[LabelLine, ...]
    faint: bool = False

    @cached_property
    def box(self) -> Box:
        """The room that it takes."""
        width, height = extent(self.lines)
        return (
            self.x - width / 2, self.y - height / 2, self.x + width / 2, self.y + height / 2,
        )  # fmt: skip

    @property
    def centred_lines(self) -> tuple[tuple[LabelLine, float], ...]:
        """The lines, each with the y of its centre."""
        top, placed = self.box[1], []
        for line in self.lines:
            placed.append((line, top + line.height / 2))
            top += line.height
        return tuple(placed)


def extent(lines: tuple[LabelLine, ...]) -> tuple[float, float]:
    """Width and height of lines below each other."""
    return max((line.width for line in lines), default=0), sum(line.height for line in lines)


def prose(text: str) -> Runs:
    """Words, upright."""
    return (Run(text),)


def runs_of(piece: Inline) -> Runs:
    """A name, or a number that is short enough for a diagram."""
    if isinstance(piece, Quantity):
        return name(piece)
    if isinstance(piece, Missing):
        return prose(_MISSING[piece])
    assert isinstance(piece, Number)
    return _number(piece.exact, piece.decimal)


def name(quantity: Quantity) -> Runs:
    """The name of a quantity, its indices lowered and its layer raised."""
    if quantity.kind == "symbol":
        text = str(quantity.of)
        short = text if len(text) <= LONGEST_SYMBOL else text[: LONGEST_SYMBOL - 1] + "…"
        return (Run(short, italic=True),)
    if isinstance(quantity.of, Quantity):
        below = name(quantity.base)
        return (Run("∂"), *name(quantity.of), Run("/∂"), *below)
    layer, i, j = quantity.indices
    indices = [str(index) for index in (i, j) if index]
    between = "" if all(len(index) == 1 for index in indices) else ","
    lowered = (Run(between.join(indices), -1),) if indices else ()
    raised = (Run(f"({layer})", 1),) if layer else ()
    return (Run(quantity.kind, italic=True), *lowered, *raised)


def _number(exact: Formula | None, decimal: str) -> Runs:
    text = (decimal if exact is None else str(exact)).replace("-", "−")
    mantissa, _, exponent = text.partition("e")
    return (Run(f"{mantissa}·10"), Run(exponent.lstrip("+"), 1)) if exponent else prose(mantissa)


def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if east_asian_width(character) in "WF":
        return 1.05
    return 0.64 if character.islower() or not character.isalpha() else 0.85
