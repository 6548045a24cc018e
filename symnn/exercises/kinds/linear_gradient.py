"""The gradient of a linear model: in symbols, at a point, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Line, Lines, Link, Paragraph, Text, Vector
from symnn.documents.fit_names import indexed
from symnn.errors import InputError
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.lines import worked_line
from symnn.formula import Formula, Product, total
from symnn.marking.questions import Question, Wrong
from symnn.network.build import network
from symnn.quantities import H, Quantity, symbol, x

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

MOST_INPUTS = 6
LARGEST = 9
"""The largest number drawn."""
STEPS = (Fraction(1, 10), Fraction(1, 5), Fraction(1, 2))
"""By how much a weight is changed."""
GRADIENT, WEIGHTS, INPUTS = symbol("∇H"), symbol("w"), Quantity("x")
DOES_NOT = "∂H/∂w is what w is multiplied by, and that is no weight"
DOUBLED: Text = (
    "All of ", WEIGHTS, " is doubled, and ", INPUTS, " stays. What becomes of ", GRADIENT, "?",
)  # fmt: skip
OPTIONS = (
    Option(("It stays the same.",)),
    Option(("It is doubled, too.",), "gradient-taken-for-output",
           f"H itself changes with the weights: {DOES_NOT}"),
    Option(("It is halved.",), "gradient-taken-for-inverse", DOES_NOT),
    Option(("That depends on the bias.",), "gradient-depends-on-bias", DOES_NOT),
)  # fmt: skip


def _reshaped(setting: Setting, source: Source) -> Network:
    """The model with its weights by name: w0, w1, ..."""
    inputs = setting.net.widths[0] or 0
    W = [[[f"w{k}"] for k in range(1, inputs + 1)]]
    return network([inputs, 1], W=W, b=[["w0"]], output_activation="linear")


def _make(exercise: Exercise) -> Content:
    inputs = exercise.net.widths[0] or 0
    point, source = _point(exercise.source("point"), inputs), exercise.source("asked")
    searched = exercise.shared_source("asked").integer(1, inputs)
    symbols = tuple(_by_name(k) for k in (0, searched))
    numbers = tuple(_at_point(k, inputs, point) for k in range(inputs + 1))
    moved = _Moved(source.integer(1, inputs), source.choice(STEPS), point)
    doubled = choice("doubled", DOUBLED, OPTIONS, exercise.source("options"))
    line = Line(H(), (Link("=", _model(inputs)),))
    return Content(
        task=(Paragraph(("The model below is linear. Find its gradient by its weights, in symbols"
                         " and at a point.",)), Lines((line,))),
        shown=(Lines(tuple(_vectors(inputs, point)), ("The point:",)),),
        asks=(*symbols, *numbers, moved.question, doubled),
        solution=lambda: list(_solution(inputs, point, moved, doubled)),
    )  # fmt: skip


def factors(inputs: int) -> list[Formula]:
    """What each weight is multiplied by: 1, x₁, x₂, … This is the gradient."""
    return [1, *(x(j) for j in range(1, inputs + 1))]


def _weights(inputs: int) -> list[Quantity]:
    return [indexed("w", k) for k in range(inputs + 1)]


def _model(inputs: int) -> Formula:
    """w₀ + w₁x₁ + …, as people write it."""
    terms = zip(_weights(inputs), factors(inputs), strict=True)
    return total(w if factor == 1 else Product((w, factor)) for w, factor in terms)


Point = Mapping[Quantity, int]


def _point(source: Source, inputs: int) -> Point:
    """Numbers for weights and inputs: no two of one size, and none 1, as the first entry is."""
    sizes = source.shuffled(range(2, LARGEST + 2 * inputs))
    names = [*_weights(inputs), *(x(j) for j in range(1, inputs + 1))]
    return {name: size * source.choice((-1, 1)) for name, size in zip(names, sizes, strict=False)}


def _vectors(inputs: int, point: Point) -> Iterator[Line]:
    yield Line(WEIGHTS, (Link("=", Vector(tuple(point[w] for w in _weights(inputs)))),),
               ("beginning with ", indexed("w", 0)))  # fmt: skip
    entries = tuple(point[x(j)] for j in range(1, inputs + 1))
    yield Line(INPUTS, (Link("=", Vector(entries)),))


def _derivative(k: int) -> Quantity:
    """The name of a derivative by a weight."""
    return symbol(f"∂H/∂{indexed('w', k).of}")


def _by_name(k: int) -> Question:
    right, weight = factors(k)[k], symbol(f"w{k}")
    why = "the derivative by a weight is what it is multiplied by, not the weight"
    wrong = [Wrong(weight, "weight-for-its-factor", why)]
    if k:
        why = "the term itself was taken: its derivative has no w in it any more"
        wrong.append(Wrong(Product((weight, x(k))), "term-for-its-derivative", why))
    else:
        why = "H changes by as much as w₀ does: the derivative is 1, not 0"
        wrong.append(Wrong(0, "constant-term-for-constant", why))
    prompt: Text = ("In symbols, ", _derivative(k), ":")
    return Question(f"d{k}", right, prompt, wrong=tuple(wrong))


def _at_point(k: int, inputs: int, point: Point) -> Question:
    weights, at = _weights(inputs), [1, *(point[x(j)] for j in range(1, inputs + 1))]
    wrong = [
        Wrong(point[weights[k]], "weight-for-its-factor",
              "the weight was taken, not what it is multiplied by"),
        Wrong(number_of(Product((point[weights[k]], at[k]))), "term-for-its-derivative",
              "the term itself was taken, not its derivative"),
    ]  # fmt: skip
    if k < inputs:
        why = "the gradient begins with 1, the derivative by w₀"
        wrong.append(Wrong(at[k + 1], "derivative-by-bias-left-out", why))
    prompt = ("At the point, ", _derivative(k), ":")
    return Question(f"g{k}", at[k], prompt, wrong=told_apart(at[k], wrong))


@dataclass(frozen=True)
class _Moved:
    """What becomes of H if one weight moves by a step."""

    k: int
    step: Fraction
    point: Point

    @property
    def formula(self) -> Formula:
        """The change of H: the step times the derivative."""
        return Product((self.step, factors(self.k)[self.k]))

    @property
    def question(self) -> Question:
        """By how much H changes."""
        k, weight = self.k, self.point[indexed("w", self.k)]
        right = number_of(Product((self.step, self.point[x(k)])))
        wrong = [
            Wrong(number_of(Product((self.step, weight))), "weight-for-its-factor",
                  "the step was multiplied by the weight, not by its derivative"),
            Wrong(self.point[x(k)], "step-left-out", "that is the derivative; times the step"),
            Wrong(self.step, "derivative-left-out", "that is the step; times the derivative"),
        ]  # fmt: skip
        prompt: Text = ("At the point, ", indexed("w", k), " grows by ", self.step,
                        " and all else stays. By how much does ", H(), " change?")  # fmt: skip
        return Question("change", right, prompt, wrong=told_apart(right, wrong))


def _solution(inputs: int, point: Point, moved: _Moved, doubled: Question) -> Iterator[Block]:
    first = (
        "Each weight stands in one term, and its derivative is what it is multiplied by there: 1"
    )
    yield Paragraph((first, " for ", indexed("w", 0), ", an input for the others."))
    gradient = factors(inputs)
    links = (Link("=", Vector(tuple(map(_derivative, range(inputs + 1))))),
             Link("=", Vector(tuple(gradient))))  # fmt: skip
    yield Lines((Line(GRADIENT, links),))
    numbers = [1, *(point[x(j)] for j in range(1, inputs + 1))]
    there = Line(GRADIENT, (Link("=", Vector(tuple(numbers))),))
    yield Lines((there,), ("At the point, of which only ", INPUTS, " matters:"))
    lead = "H is linear in each weight, so it changes by the step times the derivative:"
    yield Lines((worked_line(symbol("change"), moved.formula, point),), (lead,))
    stays = (" There is no weight in ", GRADIENT, ".")
    yield Paragraph(("If ", WEIGHTS, " is doubled: ", *said(doubled), *stays))


def _check(net: Network) -> None:
    inputs = net.widths[0]
    is_linear = net.depth == 1 and net.widths[-1] == 1 and net.activation(1).is_identity
    if not is_linear or inputs is None or inputs > MOST_INPUTS or not net.is_symbolic:
        expected = f"layers [d, 1], d at most {MOST_INPUTS}, no numbers, and a linear output"
        raise InputError("not a linear model", expected=expected)


KIND = Kind(
    name="linear-gradient",
    summary="the gradient of a linear model by its weights, in symbols and at a point",
    heading="The gradient of a linear model",
    make=_make,
    takes_ask=False,
    keys={"layers": (3, 1)},
    reshape=_reshaped,
    draws=False,
    check=_check,
)
