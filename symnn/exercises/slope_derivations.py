"""The derivatives of sigmoid, tanh and softplus, derived step by step, each step a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from symnn.activations import ACTIVATIONS, A, Entrywise
from symnn.documents.blocks import Line, Link, Text
from symnn.exercises.exact import number_of
from symnn.formula import Apply, Formula, Power, Product, Quotient, Sum, difference, minus, replace
from symnn.functions import Pieces, Z
from symnn.marking.questions import Question, Wrong

_RISING, _FALLING = Apply("exp", Z), Apply("exp", minus(Z))
_NODES = ("a*", "H", "dH*")
"""Names of the network that would hide what is asked."""
_INNER = "the derivative of exp(−z) is −exp(−z): the inner derivative was left out"
_BY_VALUE = ("*_prime*", "exp", *_NODES)
"""What the slope in terms of the function's value may not use."""


@dataclass(frozen=True)
class Step:
    """A step of a derivation.

    Attributes:
        question: what is asked.
        target: what is worked out, as a formula.
        why: how it is found, a remark.
    """

    question: Question
    target: Formula
    why: Text

    @property
    def line(self) -> Line:
        """The step as a line of the solution."""
        right = self.question.right
        assert not isinstance(right, str)
        return Line(self.target, (Link("=", right),), self.why)


def definition(name: str) -> Line:
    """What the function is."""
    value = TANH if name == "tanh" else _entry(name).value
    assert not isinstance(value, (str, type(None)))
    return Line(Apply(name, Z), (Link("=", value),))  # type: ignore[arg-type]


def _entry(name: str) -> Entrywise:
    entry = ACTIVATIONS[name]
    assert isinstance(entry, Entrywise)
    return entry


_TOP, _BOTTOM = difference(_RISING, _FALLING), Sum((_RISING, _FALLING))
TANH = Quotient(_TOP, _BOTTOM)
"""The hyperbolic tangent in exponentials."""


def by_value(name: str) -> Formula:
    """The slope in terms of the function's value at z."""
    form = _entry(name).derivative_by_value
    assert form is not None
    return replace(form, lambda q: Apply(name, Z) if q == A else q)


def _sigmoid() -> Iterator[Step]:
    value, under = Apply("sigmoid", Z), Sum((1, _FALLING))
    square, rest = Power(under, 2), difference(1, value)
    lost = Wrong(_FALLING, "inner-sign-lost", _INNER)
    yield _derivative("inner", under, minus(_FALLING), (lost,))
    yield _slope("sigmoid", Quotient(_FALLING, square), ":", "the derivative of 1/u is −u′/u²", (
        Wrong(Quotient(minus(_FALLING), square), "sign-lost",
              "the derivative of 1/u is −u′/u², and u′ is negative: the signs cancel"),
        Wrong(Quotient(_FALLING, under), "square-forgotten",
              "the derivative of 1/u is −u′/u²: the square was forgotten"),
        Wrong(Quotient(1, square), "inner-derivative-left-out",
              "the derivative of 1/u is −u′/u²: u′ was left out"),
    ))  # fmt: skip
    left_out = Wrong(Quotient(1, under), "one-left-out", "that is the sigmoid itself")
    prompt: Text = (rest, " as one fraction:")
    asked = Question("rest", Quotient(_FALLING, under), prompt, wrong=(left_out,),
                     without=("sigmoid*", *_NODES))  # fmt: skip
    yield Step(asked, rest, ("the same denominator for both",))
    yield _closed("sigmoid", "the fraction above is the product of the two", (
        Wrong(Power(value, 2), "rest-forgotten",
              "the second factor is 1 minus the sigmoid, not the sigmoid"),
        Wrong(Product((value, Sum((1, value)))), "sign-lost",
              "the second factor is 1 minus the sigmoid, not 1 plus it"),
        Wrong(difference(1, Power(value, 2)), "form-of-tanh",
              "that is the form of the slope of tanh"),
    ))  # fmt: skip
    yield from _mirror_and_peak("sigmoid")


def _tanh() -> Iterator[Step]:
    value, square = Apply("tanh", Z), Power(_BOTTOM, 2)
    yield _derivative("top", _TOP, _BOTTOM, (Wrong(_TOP, "inner-sign-lost", _INNER),))
    yield _derivative("bottom", _BOTTOM, _TOP, (Wrong(_BOTTOM, "inner-sign-lost", _INNER),))
    squares, plus = difference(square, Power(_TOP, 2)), Sum((square, Power(_TOP, 2)))
    by, why = ", by the quotient rule:", "the quotient rule: (u′v − uv′)/v²"
    yield _slope("tanh", Quotient(squares, square), by, why, (
        Wrong(Quotient(minus(squares), square), "quotient-rule-turned",
              "the quotient rule is (u′v − uv′)/v², in this order"),
        Wrong(Quotient(plus, square), "sign-lost",
              "the quotient rule is (u′v − uv′)/v², with a minus"),
        Wrong(Quotient(squares, _BOTTOM), "square-forgotten",
              "the quotient rule is (u′v − uv′)/v²: the square was forgotten"),
    ))  # fmt: skip
    yield _closed("tanh", "the fraction above, divided term by term", (
        Wrong(Product((value, difference(1, value))), "form-of-sigmoid",
              "that is the form of the slope of the sigmoid"),
        Wrong(difference(1, value), "square-forgotten", "tanh is squared there"),
        Wrong(Sum((1, Power(value, 2))), "sign-lost", "the square is subtracted"),
    ))  # fmt: skip
    yield from _mirror_and_peak("tanh")


def _softplus() -> Iterator[Step]:
    value, slope = Apply("softplus", Z), Apply("softplus_prime", Z)
    under = Sum((1, _RISING))
    yield _derivative("inner", under, _RISING, (
        Wrong(under, "constant-kept", "the derivative of 1 is 0"),
        Wrong(Product((Z, _RISING)), "power-rule", "the exponential is its own derivative"),
    ))  # fmt: skip
    yield _slope("softplus", Quotient(_RISING, under), ":", "the derivative of ln u is u′/u", (
        Wrong(Quotient(1, under), "inner-derivative-left-out",
              "the derivative of ln u is u′/u: u′ was left out"),
    ))  # fmt: skip
    wrong = (
        Wrong(Apply("sigmoid", minus(Z)), "mirrored", "that is 1 minus the sigmoid"),
        Wrong(by_value("sigmoid"), "slope-of-sigmoid", "that is the slope of the sigmoid"),
    )
    asked = Question("closed", Apply("sigmoid", Z), ("So ", slope, " as a value of the sigmoid:"),
                     wrong=wrong, without=("softplus*", *_BY_VALUE))  # fmt: skip
    yield Step(asked, slope, ("divide both by exp(z)",))
    both = difference(value, Apply("softplus", minus(Z)))
    asked = Question("mirror", Z, (both, ", without a function:"),
                     wrong=(Wrong(0, "evenness", "softplus is not even"),),
                     without=("softplus*", "ln", *_NODES))  # fmt: skip
    yield Step(asked, both, ("the logarithm of the quotient, which is exp(z)",))


def _slope(name: str, right: Formula, by: str, why: str, wrong: tuple[Wrong, ...]) -> Step:
    """The slope as one fraction in exponentials, by a rule of differentiation."""
    slope, without = Apply(f"{name}_prime", Z), (*dict.fromkeys((f"{name}*", "sigmoid*")), *_NODES)
    prompt: Text = ("So ", slope, f" as one fraction{by}")
    return Step(Question("slope", right, prompt, wrong=wrong, without=without), slope, (why,))


def _closed(name: str, why: str, wrong: tuple[Wrong, ...]) -> Step:
    """The slope in terms of the function's value."""
    value, slope = Apply(name, Z), Apply(f"{name}_prime", Z)
    prompt: Text = ("So ", slope, " in terms of ", value, " alone:")
    asked = Question("closed", by_value(name), prompt, wrong=wrong, without=_BY_VALUE)
    return Step(asked, slope, (why,))


_SUMS = {
    "sigmoid": (1, Wrong(0, "oddness-of-tanh", "tanh(−z) is −tanh(z); the sigmoid is above 0"),
                "times exp(−z) above and below, σ(−z) is the fraction of 1 − σ(z)"),
    "tanh": (0, Wrong(1, "sum-of-sigmoids", "that is what sigmoids give; tanh is odd"),
             "with −z for z the numerator changes its sign, the denominator does not"),
}  # fmt: skip
"""What the values at z and −z add up to, a wrong sum, and why."""
_PEAKS = {
    "sigmoid": (
        Wrong(Fraction(1, 2), "value-for-slope", "that is the value at 0, not the slope there"),
        Wrong(1, "slope-of-tanh", "that is the largest slope of tanh"),
    ),
    "tanh": (
        Wrong(Fraction(1, 4), "slope-of-sigmoid", "that is the largest slope of the sigmoid"),
        Wrong(0, "value-for-slope", "that is the value at 0, not the slope there"),
    ),
}
"""Wrong answers for the largest slope."""


def _mirror_and_peak(name: str) -> Iterator[Step]:
    """What the values at z and −z add up to, and the largest slope."""
    right, wrong, why = _SUMS[name]
    both = Sum((Apply(name, Z), Apply(name, minus(Z))))
    prompt = (both, ", the same number for every ", Z, ":")
    yield Step(Question("mirror", right, prompt, wrong=(wrong,)), both, (why,))
    yield _peak(name, _PEAKS[name])


def _derivative(name: str, of: Formula, right: Formula, wrong: tuple[Wrong, ...]) -> Step:
    question = Question(name, right, ("The derivative of ", of, " by ", Z, ":"), wrong=wrong)
    return Step(question, question.quantity, ("the derivative of ", of))


def _peak(name: str, wrong: tuple[Wrong, ...]) -> Step:
    slope, definition = f"{name}_prime", _entry(name).derivative
    assert definition is not None
    assert not isinstance(definition, Pieces)
    right = number_of(replace(definition, lambda q: 0 if q == Z else q))
    prompt = ("The largest value of ", Apply(slope, Z), ", which it has at 0:")
    why = ("the slope at 0, where the function rises most",)
    return Step(Question("peak", right, prompt, wrong=wrong), Apply(slope, 0), why)


DERIVATIONS: dict[str, Callable[[], Iterator[Step]]] = {
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "softplus": _softplus,
}
"""By the name of the activation."""
