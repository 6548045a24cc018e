"""A line of a whole layer: the matrix law, the law with its numbers, the result, the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from symnn.documents.blocks import (
    Grid,
    Inline,
    Line,
    Link,
    MatrixLines,
    Number,
    OfMatrices,
    Text,
)
from symnn.documents.figures import brief
from symnn.documents.laws import LAMBDA
from symnn.documents.listing import listed
from symnn.documents.matrix_shapes import shapes
from symnn.documents.network import MOST_ROWS
from symnn.documents.worked import Worked
from symnn.evaluate.value import UNDEFINED, Missing
from symnn.formula import Formula, leaves
from symnn.matrix_formula import Mapped, MatrixFormula, OfColumn, Whole, Written, spoken
from symnn.matrix_reading import entry, members, scalars, wholes
from symnn.matrix_rules import matrix_rule_for, whole
from symnn.network.model import Network
from symnn.quantities import Quantity

MOST_COLUMNS_OF_FORMULAS = 4
"""Columns of a matrix of formulas above which it is not written."""
MOST_IN_A_LAW = 6
"""Matrices in a law, such as a mean over samples, above which only the result is written."""
MOST_IN_SYMBOLS = 40
"""Quantities in the entries of a result above which these are not written out in symbols."""
TOO_LARGE = "too large to be written here"


def matrix_lines(worked: Worked, targets: Sequence[Quantity], lead: Text = ()) -> list[MatrixLines]:
    """The lines of columns and matrices as one block; no block without lines.

    Args:
        worked: the sample or the whole data.
        targets: names without nodes, such as z of layer 2.
        lead: what stands above them.
    """
    lines = [line for line in (matrix_line(worked, target) for target in targets) if line]
    return [MatrixLines(tuple(lines), lead)] if lines else []


def matrix_line(worked: Worked, name: Quantity) -> Line | None:
    """The line of all quantities that go by a name; None if none is wanted, or nothing known."""
    rule, target = matrix_rule_for(name), whole(worked.net, name)
    assert rule is not None
    if not _is_wanted(worked, target):
        return None
    law = rule.law(_with_letters(worked.net), name)
    made = _Line(worked, target, law)
    links = made.links()
    return Line(name, tuple(links), made.note()) if links else None


def grid(worked: Worked, target: Whole) -> Grid:
    """The entries of a column or matrix: numbers in short, what is not known by its name."""
    return Grid(tuple(tuple(_cell(worked, q) for q in row) for row in members(target)))


def is_small(target: Whole) -> bool:
    """Whether the entries of a column or matrix can be written."""
    return all(isinstance(size, int) and size <= MOST_ROWS for size in target.shape)


def _cell(worked: Worked, quantity: Quantity) -> Inline:
    number = worked.number(quantity)
    if isinstance(number, Missing):
        return number if number is UNDEFINED else quantity
    return brief(number)


def _is_wanted(worked: Worked, target: Whole) -> bool:
    """Whether the line of one of the quantities is wanted."""
    if worked.shown is None or not all(isinstance(size, int) for size in target.shape):
        return worked.shown is None
    return any(worked.wanted(quantity) for row in members(target) for quantity in row)


def _with_letters(net: Network) -> Network:
    """The network with λ for its learning rate, as the law of a step has it."""
    return net if net.learning_rate is None else replace(net, learning_rate=LAMBDA)


@dataclass(frozen=True)
class _Line:
    """The making of a line.

    Args:
        worked: the sample or the whole data.
        target: what it is about.
        law: what gives it, if anything does.
    """

    worked: Worked
    target: Whole
    law: MatrixFormula | None

    def links(self) -> list[Link]:
        """The chain: law, numbers put in, result."""
        links = self._law()
        result = self._result()
        if result is not None:
            exactly = not any(link.relation == "≈" for link in links)
            links.append(Link("=" if exactly and not is_rounded(result) else "≈", result))
        return links

    def note(self) -> Text:
        """The shapes, and what else has to be said."""
        given = self._given()
        if given and len(given) == len(self._quantities()):
            return ("given",)
        notes: list[Text] = [(shapes(self.law or self.target),)]
        if not self._is_written and not self.worked.overview:
            unknown = [spoken(size) for size in self.target.shape if not isinstance(size, int)]
            notes.append((f"{unknown[0]} is not known" if unknown else TOO_LARGE,))
        if given:
            notes.append(("given: ", *listed(given)))
        if self.target.name.kind == "slope" and self._is_written:
            notes += self._at_kinks()
        return tuple(_joined(notes))

    @property
    def _is_written(self) -> bool:
        """Whether the entries of the result are written out."""
        return not self.worked.overview and is_small(self.target)

    def _law(self) -> list[Link]:
        law, given = self.law, self._given()
        if law is None or (given and len(given) == len(self._quantities())):
            return []
        if isinstance(law, Written):
            return self._written(law)
        if len(list(islice(wholes(law), MOST_IN_A_LAW + 1))) > MOST_IN_A_LAW:
            return []
        links = [] if _says_the_target(self.target, law) else [Link("=", OfMatrices(law))]
        in_symbols = isinstance(law, Mapped) and self.worked.net.is_symbolic
        is_put_in = not self.worked.overview and all(map(is_small, wholes(law)))
        if isinstance(law, Whole) or in_symbols or not is_put_in:
            return links
        numbers = self._numbers(scalars(law))
        put = OfMatrices(law, {one: grid(self.worked, one) for one in wholes(law)}, numbers)
        return [*links, Link("≈" if is_rounded(put) else "=", put)]

    def _written(self, law: Written) -> list[Link]:
        """The law of every entry, and every entry with numbers put in."""
        rows, columns = law.shape
        assert isinstance(rows, int)
        assert isinstance(columns, int)
        if rows > MOST_ROWS or columns > MOST_COLUMNS_OF_FORMULAS:
            return []
        links = [Link("=", OfMatrices(law))]
        if self.worked.overview:
            return links
        if _is_plain(law):
            return []
        put = OfMatrices(law, {}, self._numbers(q for row in law.rows for q in row))
        return [*links, Link("≈" if is_rounded(put) else "=", put)] if put.values else links

    def _result(self) -> Grid | OfMatrices | None:
        """The result; None where there is no number in it."""
        if not self._is_written:
            return None
        found = grid(self.worked, self.target)
        if any(isinstance(cell, Number | Missing) for row in found.rows for cell in row):
            return found
        return self._in_symbols() if self.worked.net.is_symbolic else None

    def _in_symbols(self) -> OfMatrices | None:
        """The entries of the result as formulas, where they are few and say more than the law."""
        law = self.law
        if law is None or isinstance(law, Written | Whole | OfColumn):
            return None
        if not all(map(is_small, wholes(law))):
            return None
        entries = _entries(law)
        count = sum(1 for row in entries.rows for cell in row for _ in leaves(cell))
        if count > MOST_IN_SYMBOLS or len(entries.rows[0]) > MOST_COLUMNS_OF_FORMULAS:
            return None
        return OfMatrices(entries, {}, self._numbers(cell for row in entries.rows for cell in row))

    def _numbers(self, formulas: Iterable[Formula]) -> dict[Quantity, Number]:
        """The numbers of the quantities in formulas, as far as there are any."""
        numbers = {q: self.worked.number(q) for formula in formulas for q in leaves(formula)}
        return {q: brief(n) for q, n in numbers.items() if not isinstance(n, Missing)}

    def _quantities(self) -> list[Quantity]:
        return [q for row in members(self.target) for q in row] if is_small(self.target) else []

    def _given(self) -> list[Quantity]:
        known, sample = self.worked.net.given, self.worked.sample
        return [q for q in self._quantities() if q in known or q.at(sample) in known]

    def _at_kinks(self) -> Iterator[Text]:
        """Why a slope is undefined, or one by convention."""
        reasons = self.worked.reasons
        at_zero = [q for q in self._quantities() if reasons.sign(_argument(q)) == 0]
        return (reasons.note(q) for q in at_zero if reasons.note(q))


def _entries(law: MatrixFormula) -> Written:
    """A law by its entries as formulas over single quantities."""
    rows, columns = law.shape
    assert isinstance(rows, int)
    assert isinstance(columns, int)
    nodes = range(1, columns + 1)
    return Written(tuple(tuple(entry(law, i, j) for j in nodes) for i in range(1, rows + 1)))


def _argument(local: Quantity) -> Quantity:
    """The pre-activation at which a slope is taken."""
    return Quantity("z", local.layer, 0, local.j)


def _says_the_target(target: Whole, law: MatrixFormula) -> bool:
    """Whether the law is the target written once more, as g'(z) is for the slopes there."""
    return target.name.kind == "slope" and isinstance(law, Mapped)


def _is_plain(law: Written) -> bool:
    """Whether there are only numbers in it."""
    return all(isinstance(cell, int) for row in law.rows for cell in row)


def is_rounded(put: Grid | OfMatrices) -> bool:
    """Whether a number in it is rounded."""
    if isinstance(put, OfMatrices):
        numbers = list(put.values.values())
        return any(n.rounded for n in numbers) or any(map(is_rounded, put.entries.values()))
    cells = (cell for row in put.rows for cell in row)
    return any(isinstance(cell, Number) and cell.rounded for cell in cells)


def _joined(notes: list[Text]) -> Iterator[Inline]:
    for k, note in enumerate(notes):
        yield from ("; ", *note) if k else note
