"""The file of a least-squares problem: `data:`, or `design:` with `y:`; and of a descent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from symnn.errors import InputError, Place
from symnn.files import Items, Leaf, Null, Table, Tree, described, table
from symnn.formula import Formula
from symnn.learning.plan import KEYS as DESCENT
from symnn.learning.plan import RATE, STEPS, Plan, read_plan
from symnn.network.entries import items, leaf, number
from symnn.numbers.reading import EXPECTED

KEYS = ("data", "design", "y", "title", *DESCENT)
"""The keys of a file for `symnn fit`."""
MOST_ROWS = 2_000
MOST_COLUMNS = 50
MOST_BITS = 10_000
"""Columns times the bits of a number, all brought over one denominator: what bounds the time."""
MOST_IRRATIONAL_ROWS = 200
MOST_IRRATIONAL_COLUMNS = 6
MOST_IRRATIONAL_STEPS = 100
"""Where a number is irrational, every operation costs a thousand times as much."""
MOST_BITS_OF_A_DESCENT = 60_000
"""Bits of all weights after the last step: every step makes exact numbers longer."""


@dataclass(frozen=True)
class FitProblem:
    """A design matrix X and targets y, as closed forms: numbers that are known exactly.

    Args:
        design: n rows of d numbers.
        y: n numbers.
        augmented: whether the rows are Aug(x) = (1, x₁, x₂, …); else w₁ belongs to column 1.
        title: as the file has it.
        descent: the steps of gradient descent that are asked for, if any.
    """

    design: tuple[tuple[Formula, ...], ...]
    y: tuple[Formula, ...]
    augmented: bool
    title: str = ""
    descent: Plan | None = None

    @property
    def is_rational(self) -> bool:
        """Whether all numbers are rational."""
        return all(isinstance(number, (int, Fraction)) for number in self.numbers())

    def numbers(self) -> Iterable[Formula]:
        """All entries of X and y, and the numbers of the descent."""
        yield from self.y
        for row in self.design:
            yield from row
        if self.descent is not None:
            yield from self.descent.numbers()


def read_fit(tree: Tree) -> FitProblem:
    """The least-squares problem that a file describes.

    Raises:
        InputError: for anything else, with its place; also for unknowns, several targets, and
            more or longer numbers than can be worked out in reasonable time.
    """
    file = table(tree, KEYS)
    problem = _from_data(file) if "data" in file.entries else _from_design(file)
    plan = read_plan(file, len(problem.design[0]), len(problem.y))
    problem = replace(problem, descent=plan)
    _check_size(problem, file.place)
    _check_steps(problem, file)
    return problem


def _from_data(file: Table) -> FitProblem:
    for key in ("design", "y"):
        if key in file.entries:
            what = f"`{key}` beside `data`"
            raise InputError(what, file.place_of(key), expected="one of the two")
    listed = _rows(file.entries["data"], "a list of points, each with x and y")
    points = [table(point, ("x", "y")) for point in listed]
    design = [(1, *_numbers(_needed(point, "x"))) for point in points]
    _check_widths([_needed(point, "x") for point in points], [len(row) - 1 for row in design])
    y = tuple(_target(_needed(point, "y")) for point in points)
    return FitProblem(tuple(design), y, augmented=True, title=_title(file))


def _from_design(file: Table) -> FitProblem:
    if "design" not in file.entries:
        expected = "`data`, or `design` with `y`"
        raise InputError("nothing to fit", file.place, described(file), expected)
    rows = _rows(file.entries["design"], "a list of rows")
    for row in rows:
        items(row, "a row: a list of numbers")
    design = tuple(_numbers(row) for row in rows)
    _check_widths(rows, [len(row) for row in design])
    targets = _needed(file, "y")
    listed = items(targets, "a list of numbers, one for each row of `design`")
    if len(listed) != len(rows):
        expected = f"{len(rows)} numbers, one for each row of `design`"
        raise InputError("`y` of the wrong length", targets.place, described(targets), expected)
    return FitProblem(design, tuple(map(_target, listed)), augmented=False, title=_title(file))


def _rows(tree: Tree, expected: str) -> tuple[Tree, ...]:
    rows = items(tree, expected)
    if not 1 <= len(rows) <= MOST_ROWS:
        what = f"from 1 to {MOST_ROWS:,} of them"
        raise InputError("a number of rows that can't be used", tree.place, described(tree), what)
    return rows


def _needed(where: Table, key: str) -> Tree:
    tree = where.entries.get(key)
    if tree is None:
        raise InputError(f"no `{key}`", where.place, described(where), f"`{key}`, all of it known")
    return tree


def _numbers(tree: Tree) -> tuple[Formula, ...]:
    """The numbers of a list; one that stands alone is a list of one."""
    listed = (tree,) if isinstance(tree, (Leaf, Null)) else items(tree, "a list of numbers")
    if not 1 <= len(listed) <= MOST_COLUMNS:
        expected = f"from 1 to {MOST_COLUMNS} numbers"
        raise InputError("a row that can't be used", tree.place, described(tree), expected)
    return tuple(_known(item) for item in listed)


def _check_widths(rows: Sequence[Tree], widths: Sequence[int]) -> None:
    for row, width in zip(rows, widths, strict=True):
        if width != widths[0]:
            expected = f"as many numbers as in the first row: {widths[0]}"
            raise InputError("a row of another length", row.place, described(row), expected)


def _target(tree: Tree) -> Formula:
    if not isinstance(tree, Items):
        return _known(tree)
    if len(tree.items) != 1:
        expected = "one number for each row: fit one target at a time"
        raise InputError("not one target", tree.place, described(tree), expected)
    return _known(tree.items[0])


def _known(tree: Tree) -> Formula:
    if isinstance(tree, Null) or (isinstance(tree, Leaf) and tree.text.strip() == "?"):
        raise InputError("an unknown in a fit", tree.place, described(tree), EXPECTED)
    return number(tree)


def _title(file: Table) -> str:
    tree = file.entries.get("title")
    return "" if tree is None or isinstance(tree, Null) else leaf(tree, "a text")


def _check_size(problem: FitProblem, place: Place) -> None:
    rows, columns = len(problem.design), len(problem.design[0])
    if not problem.is_rational:
        if rows > MOST_IRRATIONAL_ROWS or columns > MOST_IRRATIONAL_COLUMNS:
            what = f"irrational numbers in {rows} rows of {columns}"
            expected = f"at most {MOST_IRRATIONAL_ROWS} rows of {MOST_IRRATIONAL_COLUMNS}"
            raise InputError(what, place, expected=f"{expected}, or decimals in their place")
        return
    under, over = 1, 1
    for entry in problem.numbers():
        assert isinstance(entry, (int, Fraction))
        under, over = lcm(under, entry.denominator), max(over, abs(entry.numerator))
        if columns * (under.bit_length() + over.bit_length()) > MOST_BITS:
            expected = "fewer columns, or numbers with fewer digits"
            raise InputError("numbers too long for an exact fit", place, str(entry), expected)


def _check_steps(problem: FitProblem, file: Table) -> None:
    plan = problem.descent
    if plan is None:
        return
    most = MOST_IRRATIONAL_STEPS
    if problem.is_rational:
        bits = len(problem.design[0]) * _bits_of_a_step(problem, plan)
        most = MOST_BITS_OF_A_DESCENT // bits
    if plan.steps > most:
        place = file.place_of(STEPS if STEPS in file.entries else RATE)
        what = "steps whose exact numbers would be too long"
        expected = f"at most {most:,} steps with these data and this learning rate"
        raise InputError(what, place, f"{plan.steps:,} steps", expected)


def _bits_of_a_step(problem: FitProblem, plan: Plan) -> int:
    """How many bits longer the weights are after a step, at most: I − (2 λ/n) XᵀX makes them so."""
    entries = [Fraction(e) for row in problem.design for e in row if isinstance(e, (int, Fraction))]
    under = lcm(*(entry.denominator for entry in entries))
    largest = int(max(map(abs, entries))) + 1
    sizes = [len(batch) for batch in plan.batches] or [len(problem.y)]
    assert isinstance(plan.rate, (int, Fraction))
    rate = Fraction(plan.rate)
    below = rate.denominator * lcm(*sizes) * under**2
    growth = int(2 * rate * len(problem.design[0]) * largest**2) + 1
    return below.bit_length() + growth.bit_length()
