"""One sample of a solution, worked: its lines with formula, numbers put in, and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice

from symnn.documents.blocks import Inline, Line, Lines, Link, Number, PutIn, Text
from symnn.documents.figures import Figures, brief
from symnn.documents.laws import LAMBDA, general
from symnn.documents.reasons import Reasons
from symnn.documents.targets import some
from symnn.evaluate.exact import is_overall
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDETERMINED, Missing, Value
from symnn.formula import Apply, Formula, leaves, parts
from symnn.network.model import Network
from symnn.quantities import Letter, Quantity, R
from symnn.rules import STEP

MOST_LEAVES = 40
"""Quantities in a formula above which the law is shown in its general form."""
MOST_LEAVES_IN_AN_OVERVIEW = 16
"""The same in an overview."""

MOST_SUMMED = 6
"""Samples above which a mean of gradients is written with numbers only."""
MOST_OF_A_KIND = 40
"""Lines of one kind in a layer above which some are left out."""
MOST_IN_AN_OVERVIEW = 3
"""The same in an overview."""


@dataclass(frozen=True)
class Worked:
    """The lines of one sample, or of the whole data.

    Args:
        figures: the numbers of the solution, as they are to be shown.
        tops: what gradients are taken of.
        sample: the number of the data point.
        shown: the quantities whose lines are wanted; None for all.
        spared: quantities that are not worked out, since nothing depends on them.
        overview: whether only the first and last lines of a kind are shown, of a large network.
    """

    figures: Figures
    tops: tuple[Quantity, ...] = ()
    sample: int = 1
    shown: frozenset[Quantity] | None = None
    spared: frozenset[Quantity] = frozenset()
    overview: bool = False

    @property
    def solution(self) -> Solution:
        """What the lines are about."""
        return self.figures.solution

    @property
    def net(self) -> Network:
        """The network."""
        return self.solution.net

    @cached_property
    def reasons(self) -> Reasons:
        """Why quantities are zero, open or undefined."""
        return Reasons(self.net, self.value, self.number)

    @property
    def most(self) -> int:
        """Lines of one kind above which some are left out."""
        return MOST_IN_AN_OVERVIEW if self.overview else MOST_OF_A_KIND

    def is_first(self, of: Quantity) -> bool:
        """Whether this is the first sample and gradient: what is said once is said there."""
        return self.sample == 1 and of == self.tops[0]

    def wanted(self, quantity: Quantity) -> bool:
        """Whether the quantity's line is to be shown."""
        return self.shown is None or quantity in self.shown

    def value(self, quantity: Quantity) -> Value:
        """The value of a quantity, undetermined if it was not worked out."""
        if quantity.at(0) in self.spared:
            return UNDETERMINED
        if is_overall(quantity):
            return self.solution.whole().get(quantity.at(0), UNDETERMINED)
        sample = quantity.sample or self.sample
        return self.solution.samples()[sample - 1].get(quantity.at(0), UNDETERMINED)

    def number(self, quantity: Quantity) -> Number | Missing:
        """A quantity's number as it is shown; of an unknown entry the author's symbol, if any."""
        sample = quantity.sample or self.sample
        is_rate = quantity == LAMBDA
        form = self.net.learning_rate if is_rate else self.net.entry(quantity.at(0), sample)
        if form is not None:
            return self.figures.closed(form)
        return self.figures.of(quantity.at(0), self.value(quantity), sample)

    def put_in(self, formula: Formula) -> PutIn:
        """The formula with the numbers that are known."""
        numbers = {q: self.number(q) for q in leaves(formula)}
        return PutIn(
            formula, {q: brief(n) for q, n in numbers.items() if not isinstance(n, Missing)}
        )

    def line(self, target: Quantity) -> Line | None:
        """The line of a quantity; None if there is nothing to say about it."""
        step = self.solution.step(target)
        number = self.number(target)
        if target in self.net.given or target.at(self.sample) in self.net.given:
            return Line(target, tuple(ending(number, True)), ("given",))
        if step is None:
            return None
        formula = self._spelled(target, step.formula)
        links = [] if formula is None else self.chain(target, formula)
        exactly = not any(link.relation == "≈" for link in links)
        links += ending(number, exactly)
        if not links:
            return None
        return Line(target, tuple(links), self.reasons.note(target), self.reasons.is_off(target))

    def chain(self, target: Quantity, formula: Formula) -> list[Link]:
        """The formula, and the formula with numbers put in, where they say more than the value."""
        if isinstance(formula, (int, Fraction)) or self.reasons.says_it_all(target):
            return []
        is_long = target.of == R and len(self.net.batch) > MOST_SUMMED
        links = [] if is_long or says_the_target(target, formula) else [Link("=", formula)]
        put = self.put_in(formula) if parts(formula) and not _has_letters(formula) else None
        if put is not None and put.values:
            rounded = any(number.rounded for number in put.values.values())
            links.append(Link("≈" if rounded else "=", put))
        return links

    def group(
        self,
        targets: Sequence[Quantity],
        lead: Text = (),
        line: Callable[[Quantity], Line | None] | None = None,
    ) -> list[Lines]:
        """The lines of quantities of one kind, as one block; no block without lines.

        Args:
            targets: the quantities.
            lead: what stands above them.
            line: makes the line of one, if it is not that of its law.
        """
        wanted = targets if self.shown is None else [q for q in targets if self.wanted(q)]
        chosen = some(wanted, self.most)
        lines = [made for made in map(line or self.line, chosen) if made is not None]
        left_out = len(wanted) - len(chosen)
        return [Lines(tuple(lines), lead, left_out)] if lines else []

    def _spelled(self, target: Quantity, formula: Formula) -> Formula | None:
        """The formula of a line: with λ in a step, in general form where it is too long."""
        if target.kind in ("new_W", "new_b"):
            return STEP.general(target)
        return general(self.net, target) if self._too_long(formula) else formula

    def _too_long(self, formula: Formula) -> bool:
        most = MOST_LEAVES_IN_AN_OVERVIEW if self.overview else MOST_LEAVES
        return sum(1 for _ in islice(leaves(formula), most + 1)) > most


def ending(number: Number | Missing, exactly: bool) -> list[Link]:
    """The end of a chain: the exact form, then its decimal.

    Args:
        number: the value.
        exactly: whether the chain is exact so far; after rounded numbers only a decimal follows.
    """
    if isinstance(number, Missing):
        return []
    links: list[Link] = []
    if number.exact is not None and (exactly or not number.decimal):
        links.append(Link("=", Number(number.exact)))
    if number.decimal:
        links.append(Link("≈" if number.rounded else "=", Number(None, number.decimal)))
    return links


def equal(targets: Sequence[Quantity], value: Inline, note: Text) -> Line:
    """One line for quantities that have the same value: `q1 = q2 = ... = value`."""
    first, *rest = targets
    middle: list[Inline] = [*rest]
    if len(middle) > 6:
        middle = [*middle[:2], "...", middle[-1]]
    return Line(first, tuple(Link("=", item) for item in (*middle, value)), note, faint=True)


def _has_letters(formula: Formula) -> bool:
    """Whether the formula is a general law, with letters that have no numbers."""
    return any(isinstance(q.i, Letter) or isinstance(q.j, Letter) for q in leaves(formula))


def says_the_target(target: Quantity, formula: Formula) -> bool:
    """Whether the formula is the target written once more, as g'(z) is for the slope there."""
    return target.kind == "slope" and isinstance(formula, Apply)
