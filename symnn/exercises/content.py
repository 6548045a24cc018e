"""What an exercise says, asks and answers, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

from symnn.documents.blocks import Block
from symnn.marking.questions import Question
from symnn.quantities import Quantity

Ask = Quantity | Question
"""What is asked: a quantity of the network, or something else under a name."""


class Later(Sequence[Block]):
    """Blocks that are made when somebody looks at them: many draws are never written.

    Args:
        make: makes them.
    """

    def __init__(self, make: Callable[[], Iterable[Block]]) -> None:
        self._make = make

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Block]: ...

    def __getitem__(self, at: int | slice) -> Block | Sequence[Block]:
        return self._blocks[at]


@dataclass(frozen=True)
class Content:
    """An exercise as its kind makes it.

    Attributes:
        task: what is to be done, in a sentence or two.
        shown: what is known: the drawing, the numbers, a formula, a plot.
        asks: what is asked, in the order in which it is worked out.
        solution: makes the worked solution; called only where one is written.
        numbers: what is drawn and shown, but stands neither in the network nor in a question.
        lines: makes the lines of the solution alone, where it has pictures that take their time.
    """

    task: tuple[Block, ...]
    shown: Sequence[Block]
    asks: tuple[Ask, ...]
    solution: Callable[[], Sequence[Block]]
    numbers: tuple[object, ...] = ()
    lines: Callable[[], Iterable[Block]] | None = None

    @property
    def worked(self) -> Iterable[Block]:
        """The lines of its worked solution, perhaps with what else stands there."""
        return (self.lines or self.solution)()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities among what is asked."""
        return tuple(ask for ask in self.asks if isinstance(ask, Quantity))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything else that is asked."""
        return tuple(ask for ask in self.asks if isinstance(ask, Question))


def without(content: Content, told: Collection[Quantity]) -> Content:
    """The content without asking for what is told."""
    asks = tuple(ask for ask in content.asks if isinstance(ask, Question) or ask not in told)
    return content if asks == content.asks else replace(content, asks=asks)
