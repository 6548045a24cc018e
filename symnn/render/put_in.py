"""Worked steps of one shape for many sets of integers: what a writer makes of them, found out once.

A writer is shown each formula twice, with positive numbers in all places and with negative ones.
From its two answers follows where a number stands, and whether a negative one has brackets there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from symnn.documents.blocks import Number
from symnn.documents.worked import says_the_target
from symnn.formula import Apply, Formula, leaves, parts
from symnn.quantities import Quantity
from symnn.render.shown import ShownWriter

MakeWriter = Callable[[Mapping[Quantity, Number]], ShownWriter]
"""A writer for formulas with numbers put in."""

_FIRST = 10**9
"""Stands for the first quantity of a formula while a writer is watched, the next for the next."""
_STAND_IN = re.compile(r"1\d{9}")
_SLOT = "%s"


class WorkedSteps:
    """The lines `target = formula = numbers put in = value` of some steps.

    Args:
        steps: targets and their formulas.
        places: where the number of each quantity stands among the numbers.
        writer: makes a writer of the format.

    Raises:
        ValueError: for a formula with a power of e, whose look depends on the number put in.
    """

    def __init__(
        self,
        steps: Sequence[tuple[Quantity, Formula]],
        places: Mapping[Quantity, int],
        writer: MakeWriter,
    ) -> None:
        self._places, self._writer, self._minus = places, writer, writer({}).sign
        lines, slots = [], list[int]()
        for target, formula in steps:
            text, of_line = self._line(target, formula)
            lines.append(text)
            slots += of_line
        self._text = "\n".join(lines)
        self._pick = itemgetter(*slots, slots[0])

    def lines(self, numbers: Sequence[int | None]) -> list[str]:
        """The lines for these integers, as a writer would write them one by one."""
        minus = self._minus
        plain = [str(number).replace("-", minus) for number in numbers]
        # Behind the plain numbers the same once more, for where a negative one has brackets.
        signed = [f"({text})" if text[0] == minus else text for text in plain]
        picked: tuple[str, ...] = self._pick(plain + signed)[:-1]
        return (self._text % picked).split("\n")

    def _line(self, target: Quantity, formula: Formula) -> tuple[str, list[int]]:
        """A line with `%s` for each number, and which of the numbers and bracketed numbers."""
        named = self._writer({})
        pieces, slots = [named.text(target).replace("%", "%%")], list[int]()
        if type(formula) is not int and not says_the_target(target, formula):
            pieces.append(named.text(formula).replace("%", "%%"))
        if parts(formula):
            text, slots = self._put_in(formula)
            pieces.append(text)
        return " = ".join([*pieces, _SLOT]), [*slots, self._places[target]]

    def _put_in(self, formula: Formula) -> tuple[str, list[int]]:
        if _has_exponential(formula):
            raise ValueError("a power of e looks different for one digit and for several")
        quantities = list(dict.fromkeys(leaves(formula)))
        positive = self._watched(formula, {q: _FIRST + k for k, q in enumerate(quantities)})
        negative = self._watched(formula, {q: -_FIRST - k for k, q in enumerate(quantities)})
        texts, slots, at = [], list[int](), 0
        for before, number in zip(
            _STAND_IN.split(positive), [*_STAND_IN.findall(positive), ""], strict=True
        ):
            assert negative.startswith(before, at)
            at += len(before)
            texts.append(before.replace("%", "%%"))
            if number:
                brackets = negative.startswith(f"({self._minus}{number})", at)
                at += len(self._minus + number) + 2 * brackets
                place = self._places[quantities[int(number) - _FIRST]]
                slots.append(place + len(self._places) * brackets)
        assert at == len(negative)
        return _SLOT.join(texts), slots

    def _watched(self, formula: Formula, numbers: Mapping[Quantity, int]) -> str:
        return self._writer({q: Number(number) for q, number in numbers.items()}).text(formula)


def _has_exponential(formula: Formula) -> bool:
    is_one = isinstance(formula, Apply) and formula.function == "exp"
    return is_one or any(map(_has_exponential, parts(formula)))
