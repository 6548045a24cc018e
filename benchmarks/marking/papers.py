"""Papers of people who follow the laws: exactly, in decimals, or with one line gone wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from symnn.errors import UndecidedError
from symnn.evaluate.exact import valuation
from symnn.evaluate.value import UNDEFINED, Missing, Valuation, Value
from symnn.formula import Formula
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Answer
from symnn.marking.functions import functions_of
from symnn.marking.intervals import bounds, middle
from symnn.marking.laws import Laws, is_entry
from symnn.network.model import Network
from symnn.numbers.digits import decimal, rounded
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.quantities import Quantity

Writing = Callable[[Real], str]
"""How a person writes a number down."""
Paper = dict[Quantity, str]
BITS = 256


def exact(number: Real) -> str:
    """The number itself; 12 digits of an irrational one."""
    return significant(12)(number) if isinstance(number, Irrational) else str(number)


def significant(digits: int) -> Writing:
    """That many significant digits; what is exact with fewer is written with fewer."""

    def written(number: Real) -> str:
        low, high = bounds(number)
        if low < 0 < high:  # what has cancelled
            return places(digits)(number)
        text = decimal(number, digits, BITS)
        is_whole = "." not in text and "e" not in text
        if not is_whole or number == int(text):
            return text
        # Without a point it would say that the number is whole.
        figures = text.lstrip("-")
        return f"{text[: -len(figures)]}{figures[0]}.{figures[1:digits]}e{len(figures) - 1}"

    return written


def places(decimals: int) -> Writing:
    """That many digits behind the point, all of them written."""

    def written(number: Real) -> str:
        units = middle(number) * 10**decimals
        whole = int(abs(units) + Fraction(1, 2))
        digits = str(whole).rjust(decimals + 1, "0")
        sign = "-" if units < 0 and whole else ""
        return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"

    return written


def lines(net: Network) -> list[Quantity]:
    """All that a paper can have, in the lecture's order."""
    laws = Laws(net)
    return [q for q in laws.positions if not is_entry(q) and laws.step(q) is not None]


def work(
    net: Network,
    wanted: Iterable[Quantity],
    writing: Writing = exact,
    changes: Mapping[Quantity, Formula] | None = None,
    on_the_way: bool = False,
) -> Paper:
    """What a person writes who works out line after line.

    Args:
        net: the network.
        wanted: the lines of the paper, in their order; what they need is worked out, too.
        writing: how numbers are written.
        changes: what was done in the place of laws.
        on_the_way: whether the person goes on with what was written down, not with what it was.
    """
    worker = Worker(net, changes or {}, writing, on_the_way)
    return {q: worker.written(q) for q in wanted}


def worked_out(net: Network, changes: Mapping[Quantity, Formula] | None = None) -> Worker:
    """The exact values of a person who does this in the place of laws."""
    return Worker(net, changes or {}, exact, False)


def typed(net: Network, paper: Mapping[Quantity, str]) -> dict[Quantity, Answer]:
    """The answers of a paper, read."""
    return {q: read_answer(text, net) for q, text in paper.items()}


class Worker:
    """The values of one person."""

    def __init__(
        self, net: Network, changes: Mapping[Quantity, Formula], writing: Writing, rounds: bool
    ) -> None:
        self.net, self.laws, self.changes = net, Laws(net), changes
        self.writing, self.rounds = writing, rounds
        self.known: dict[Quantity, Value] = {}
        self.texts: dict[Quantity, str] = {}
        functions = functions_of(net).definitions
        self.reading = Valuation(Arithmetic(BITS), self.value, functions, net.relu_at_zero)
        self.closed = valuation(net, Arithmetic(BITS), lambda _: UNDEFINED)

    def value(self, quantity: Quantity) -> Value:
        """The value that the person goes on with."""
        if quantity not in self.known:
            value = self._found(quantity)
            if self.rounds and not is_entry(quantity) and not isinstance(value, Missing):
                self.texts[quantity] = self.writing(value)
                value = Fraction(self.texts[quantity])
            # Closed forms only cost time here.
            is_irrational = isinstance(value, Irrational)
            self.known[quantity] = Irrational(None, value.ball) if is_irrational else value
        return self.known[quantity]

    def written(self, quantity: Quantity) -> str:
        """What stands on the paper."""
        value = self.value(quantity)
        if isinstance(value, Missing):
            return "undefined"
        return self.texts.get(quantity) or self.writing(value)

    def _found(self, quantity: Quantity) -> Value:
        if quantity in self.changes:
            return self._range(self.changes[quantity])
        step = self.laws.step(quantity)
        if step is not None:
            return self._range(step.formula)
        given = self.net.given.get(quantity, self.net.entry(quantity.at(0), quantity.sample))
        assert given is not None
        return self.closed(given)

    def _range(self, formula: Formula) -> Value:
        try:
            return self.reading(formula)
        except UndecidedError:
            return UNDEFINED


def size(number: Real) -> Fraction:
    """About how large it is: one unit of its first digit."""
    mantissa, exponent = rounded(middle(number), 1)
    return Fraction(10) ** exponent if mantissa else Fraction(1)
