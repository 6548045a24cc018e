"""How hard an exercise is: what has to be computed, counted line by line.

The expected score is that of a plain model of a student, who slips with `SLIP` in every product of
numbers that are not 0, 1 or -1, in every sum of numbers with both signs and in every fraction, and
who makes each mistake of the table with a frequency of its weight in `FREQUENCY`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from symnn.evaluate.program import Memory
from symnn.evaluate.whole_program import program_for
from symnn.exercises.diagnosis import Diagnosis, can_be_diagnosed, diagnosis
from symnn.formula import Formula, Product, Sum
from symnn.marking.laws import Laws
from symnn.marking.mistakes import MISTAKES
from symnn.network.model import Network
from symnn.quantities import Quantity

SLIP = 0.03
"""How likely a slip is where something has to be computed."""
FREQUENCY = 1000
"""A mistake of weight w is made by w students in this many."""
UNLISTED = 1
"""The weight of a wrong answer that a kind recognises by itself."""
SCORE_WITHIN = 0.01
"""How far an expected score may be from the measure: two versions differ by 2 % at most."""

TRIVIAL = (0, 1, -1)
"""Factors that make a product nothing to be computed."""

Term = tuple[Quantity | int | Fraction, ...]


@dataclass(frozen=True)
class Counts:
    """What has to be computed.

    Attributes:
        lines: the lines to be worked out.
        products: products of factors other than 0, 1 and -1.
        mixed_sums: sums of numbers with both signs.
        fractions: lines whose value is no integer.
        digits: the digits of the largest number on the way.
    """

    lines: int
    products: int
    mixed_sums: int
    fractions: int
    digits: int

    def is_like(self, other: Counts, within: int = 1) -> bool:
        """Whether two versions are alike: as many fractions, and the rest within one.

        Args:
            other: the counts of the other one.
            within: how far products and mixed sums may differ; fractions by one less.
        """
        return (
            abs(self.products - other.products) <= within
            and abs(self.mixed_sums - other.mixed_sums) <= within
            and abs(self.fractions - other.fractions) < within
            and abs(self.digits - other.digits) <= 1
        )


@dataclass(frozen=True)
class Difficulty:
    """The figures of an exercise.

    Attributes:
        counts: what has to be computed.
        shown: the mistakes that the asked values show.
        hidden: those that can be made and are not shown.
        told_apart: how many different results the shown mistakes have.
        telling: the asked quantity that tells most of them apart by itself; None without any.
        told_by_it: how many it tells apart.
        expected_score: the share of the points that the plain model of a student earns.
    """

    counts: Counts
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    told_apart: int = 0
    telling: Quantity | None = None
    told_by_it: int = 0
    expected_score: float = 1.0

    def is_like(self, other: Difficulty, within: int = 1) -> bool:
        """Whether two versions are equally hard: they show the same mistakes, too."""
        near = abs(self.expected_score - other.expected_score) <= SCORE_WITHIN
        return self.shown == other.shown and near and self.counts.is_like(other.counts, within)

    def figures(self) -> dict[str, Any]:
        """The figures as they stand in a manifest."""
        return {
            **asdict(self.counts),
            "mistakes_shown": list(self.shown),
            "mistakes_hidden": list(self.hidden),
            "mistakes_told_apart": self.told_apart,
            "expected_score": round(self.expected_score, 4),
        }


def counts(net: Network, memory: Memory, asked: Sequence[Quantity]) -> Counts:
    """What has to be computed in one draw.

    Args:
        net: the network as it was planned, of whose program the memory is.
        memory: all its numbers, in the memory for what is asked.
        asked: the quantities that are asked for.
    """
    places = program_for(net, asked).places
    lines = net.memo(("lines", tuple(asked)), lambda: _lines(net, asked))
    products = mixed = fractions = digits = 0
    for target, terms in lines:
        value = memory[places[target]]
        fractions += type(value) is not int
        digits = max(digits, len(str(abs(int(value)))) if _is_rational(value) else 1)
        signs = set()
        for term in terms:
            factors = [memory[places[f]] if type(f) is Quantity else f for f in term]
            products += len(factors) > 1 and all(f not in TRIVIAL for f in factors)
            signs.add(_sign(factors))
        mixed += {1, -1} <= signs
    return Counts(len(lines), products, mixed, fractions, digits)


def difficulty(
    net: Network, memory: Memory, asked: Sequence[Quantity], counted: Counts | None = None
) -> Difficulty:
    """The figures of one draw.

    Args:
        net: the network as it was planned, of whose program the memory is.
        memory: all its numbers, in the memory for what is asked.
        asked: the quantities that are asked for.
        counted: its counts, if they are known already.
    """
    counted = counted or counts(net, memory, asked)
    found = diagnosis(net, memory, asked) if can_be_diagnosed(net) else Diagnosis({}, ())
    shown = tuple(found.shown)
    values = list(found.shown.values())
    apart = [len({each[k] for each in values}) for k in range(len(asked))] if shown else [0]
    best = max(range(len(apart)), key=apart.__getitem__)
    return Difficulty(
        counted, shown, found.hidden, found.told_apart,
        asked[best] if shown else None, apart[best], expected_score(counted, shown, len(asked)),
    )  # fmt: skip


def expected_score(counted: Counts, shown: Sequence[str], asked: int) -> float:
    """The expected score: a slip costs its line, a mistake that is shown costs one answer."""
    chances = counted.products + counted.mixed_sums + counted.fractions
    slips = 1 - float((1 - SLIP) ** (chances / max(counted.lines, 1)))
    weights = sum(MISTAKES[name].weight if name in MISTAKES else UNLISTED for name in shown)
    return 1 - slips - weights / FREQUENCY / max(asked, 1)


def _lines(net: Network, asked: Sequence[Quantity]) -> list[tuple[Quantity, list[Term]]]:
    """The lines on the way to what is asked, each as the terms that it adds."""
    laws = Laws(net)
    needed = laws.closure(asked)
    found = []
    for step in program_for(net, asked).steps:
        if step.target in needed:
            found.append((step.target, list(_terms(step.formula))))
    return found


def _terms(formula: Formula) -> Iterator[Term]:
    """The terms of a formula that are products of quantities and numbers."""
    for term in formula.terms if isinstance(formula, Sum) else (formula,):
        factors = term.factors if isinstance(term, Product) else (term,)
        plain = [f for f in factors if isinstance(f, (int, Fraction)) or type(f) is Quantity]
        if len(plain) == len(factors):
            yield tuple(plain)


def _is_rational(value: Any) -> bool:
    return isinstance(value, (int, Fraction))


def _sign(factors: Sequence[Any]) -> int:
    """The sign of a product of numbers; 0 where it is not plain to see."""
    sign = 1
    for factor in factors:
        if not _is_rational(factor):
            return 0
        sign *= (factor > 0) - (factor < 0)
    return sign
