"""The risk and its gradient over a few samples, and what one of them contributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Text
from symnn.documents.overview import worked_of
from symnn.documents.worked import ending
from symnn.errors import InputError
from symnn.exercises.choices import told_apart
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.given import form_of
from symnn.exercises.kinds.gradient_step import POINT, all_layers_move
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import chosen, content, worked
from symnn.exercises.kinds.targets import picked
from symnn.formula import Formula, Product
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network
from symnn.quantities import L, Quantity, R, d

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

WORDS = (
    "Find the risk of the network on these samples, and the derivatives of the risk by every weight"
    " and every bias.",
)


def _check(net: Network) -> None:
    """Let a network pass that has a loss and several samples."""
    if net.loss is None or len(net.batch) < 2:
        expected = "the key `loss`, and `data` of two samples or more"
        raise InputError("a network without a mean over samples", expected=expected)


@dataclass(frozen=True)
class _Share:
    """What one sample contributes to the derivative of the risk by one weight."""

    exercise: Exercise

    @property
    def weight(self) -> Quantity:
        """A weight whose derivative no sample leaves at 0, if there is one."""
        net, samples = self.exercise.drawn.net, self.exercise.whole.samples()
        weights = [d(L, q) for q in net.weights()]
        counts = [q for q in weights if all(samples[k - 1][q] != 0 for k in net.batch)]
        return picked(self.exercise, counts or weights, lambda q: True).base

    @property
    def sample(self) -> int:
        return self.exercise.shared_source("sample").choice(self.exercise.net.batch)

    @property
    def formula(self) -> Formula:
        size = len(self.exercise.net.batch)
        return Product((Fraction(1, size), d(L, self.weight).at(self.sample)))

    def value(self, sample: int) -> Formula:
        """The contribution of a sample."""
        of_sample = form_of(self.exercise.solution, d(L, self.weight).at(sample))
        return number_of(Product((Fraction(1, len(self.exercise.net.batch)), of_sample)))

    def question(self) -> Question:
        net, solution = self.exercise.net, self.exercise.solution
        right = self.value(self.sample)
        alone = form_of(solution, d(L, self.weight).at(self.sample))
        wrong = [Wrong(alone, "mean-forgotten", "it was not divided by the number of samples")]
        wrong += [
            Wrong(self.value(other), "another-sample", f"that is what sample {other} contributes")
            for other in net.batch
            if other != self.sample
        ]
        whole = form_of(solution, d(R, self.weight))
        wrong.append(Wrong(whole, "all-samples", "that is what all samples contribute"))
        prompt: Text = (
            f"What is the share of sample {self.sample} in ",
            d(R, self.weight),
            ", so that the shares of all samples add up to it?",
        )
        return Question("share", right, prompt, wrong=told_apart(right, wrong))

    def solution(self) -> Iterator[Block]:
        page = worked_of(self.exercise.solution, self.exercise.setting.digits)
        number = page.figures.closed(self.value(self.sample))
        links = (
            Link("=", self.formula),
            Link("=", page.put_in(self.formula)),
            *ending(number, True),
        )
        yield Heading(2, (f"The share of sample {self.sample}",))
        yield Lines((Line(self.question().quantity, links),))


def _make(exercise: Exercise) -> Content:
    asked, share = tuple(chosen(exercise, ("R", "dR/dW*", "dR/db*"))), _Share(exercise)
    made = content(exercise, WORDS, asked)
    needed = (*asked, d(L, share.weight))
    return Content(
        made.task,
        made.shown,
        (*asked, share.question()),
        lambda: [*worked(exercise, needed), *share.solution()],
    )


KIND = Kind(
    name="risk-gradient",
    summary="the risk and its gradient over a few samples, and the share of one of them",
    heading="The gradient of the risk",
    make=_make,
    keys={"layers": (1, 1), "data": (POINT, POINT, POINT), "loss": "square"},
    suits=all_layers_move,
    check=_check,
)
