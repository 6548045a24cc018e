"""Which entries of a gradient vanish, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Heading, Paragraph, TableBlock, Text
from symnn.errors import InputError
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.kinds.at_kink import at_kink
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number, yes_or_no
from symnn.exercises.kinds.quantities import content, worked
from symnn.exercises.kinds.saturation import saturated, saturation
from symnn.exercises.kinds.targets import one_sample
from symnn.exercises.statement import listed
from symnn.marking.questions import Question, Wrong
from symnn.quantities import Quantity, W, a, d, slope, z

if TYPE_CHECKING:
    from symnn.evaluate.value import Value
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.profile import Off
    from symnn.network.model import Network

MOST_LAYERS = 20
INPUT, UNIT, KINK, LATER = "input", "unit", "kink", "later"
"""Why a derivative by a weight may be 0."""


@dataclass(frozen=True)
class _Layer:
    """The derivatives by the weights into one layer, and the values that they come from."""

    exercise: Exercise

    @property
    def net(self) -> Network:
        return self.exercise.net

    @property
    def of(self) -> Quantity:
        return self.net.outputs[0]

    @property
    def layer(self) -> int:
        number: int = self.exercise.setting.option("layer")
        return number

    @property
    def entries(self) -> list[Quantity]:
        return [d(self.of, q) for q in self.net.weights() if q.layer == self.layer]

    def value(self, quantity: Quantity) -> Value:
        return self.exercise.value(quantity)

    @property
    def zeros(self) -> list[Quantity]:
        return [entry for entry in self.entries if self.value(entry) == 0]

    def slope(self, entry: Quantity) -> Quantity:
        return slope(self.net.activation(self.layer).name, self.layer, entry.j)

    def reasons(self, entry: Quantity) -> set[str]:
        """All that is 0 on the way to an entry."""
        _, i, j = entry.indices
        found = set()
        if self.value(a(self.layer - 1, i)) == 0:
            found.add(INPUT)
        if self.value(d(self.of, a(self.layer, j))) == 0:
            found.add(LATER)
        if self.net.activation(self.layer).entrywise and self.value(self.slope(entry)) == 0:
            found.add(KINK if self.value(z(self.layer, j)) == 0 else UNIT)
        return found

    def to_explain(self) -> Quantity | None:
        """An entry that is 0 for one reason alone, the same in all versions if it can be."""
        source = self.exercise.shared_source("asked")
        entries = source.shuffled(self.entries)
        kink = self.exercise.setting.option("kink")
        for reason in (*[KINK] * kink, *source.shuffled([INPUT, UNIT])):
            for entry in entries:
                if self.reasons(entry) == {reason}:
                    return entry
        return None


def _off(setting: Setting) -> Off:
    """Units are off on both sides of the weights, where these are not the first or the last."""
    layer, depth = setting.option("layer"), setting.net.depth
    if layer > depth:
        expected = f"a layer from 1 to {depth}"
        raise InputError(
            "a layer that the network does not have", found=str(layer), expected=expected
        )
    if setting.option("saturated"):
        return ()
    # Beside a unit at the kink and one that is off there has to be one that is on.
    is_narrow = setting.option("kink") and setting.net.widths[layer] == 2
    before = ((layer - 1, True),) if layer > 1 else ()
    return (*before, (layer, not is_narrow)) if layer < depth else before


def _finish(exercise: Exercise, net: Network) -> Network:
    setting = exercise.setting
    if setting.option("saturated"):
        return saturated(exercise, net, setting.option("layer"))
    return at_kink(exercise, net, setting.option("layer")) if setting.option("kink") else net


def _suits(exercise: Exercise) -> bool:
    at = _Layer(exercise)
    if exercise.setting.option("saturated"):
        return all(at.value(entry) != 0 for entry in at.entries)
    return at.to_explain() is not None and len(at.zeros) < len(at.entries)


def _make(exercise: Exercise) -> Content:
    at = _Layer(exercise)
    if exercise.setting.option("saturated"):
        return saturation(exercise, at.layer)
    explained = at.to_explain()
    if explained is None:
        expected = "other numbers, or another layer"
        raise InputError("no derivative that is 0 for one reason alone", expected=expected)
    words: Text = (
        f"Find the derivatives of the output by the weights into layer {at.layer}."
        " Some of them are 0: say how many, and why.",
    )
    asked = tuple(entry for entry in at.entries if entry != explained)
    made = content(exercise, words, asked)
    why = _why(at, explained)
    questions = (_count(at), why)
    return Content(made.task, made.shown, (*asked, *questions), lambda: [*_solution(at, why)])


def _count(at: _Layer) -> Question:
    only = {
        kind: sum(kind in at.reasons(entry) for entry in at.entries) for kind in (INPUT, UNIT, KINK)
    }
    wrong = [
        Wrong(only[INPUT], "inputs-off-only", "the weights into units that are off were left out"),
        Wrong(
            only[UNIT] + only[KINK],
            "units-off-only",
            "the weights from units that are off were left out",
        ),
        Wrong(only[UNIT], "kink-forgotten", "the unit at the kink was forgotten"),
        Wrong(
            sum(only.values()),
            "counted-twice",
            "an entry that is 0 for two reasons was counted twice",
        ),
    ]
    name = d(at.of, Quantity("W", at.layer))
    prompt: Text = ("How many entries of ", name, " are 0?")
    return Question("zeros", len(at.zeros), prompt, wrong=told_apart(len(at.zeros), wrong))


def _why(at: _Layer, entry: Quantity) -> Question:
    """Why one entry is 0: one statement holds, the others do not."""
    (reason,) = at.reasons(entry)
    _, i, j = entry.indices
    unit, before = z(at.layer, j), a(at.layer - 1, i)
    statements: list[tuple[str, Text, str]] = [
        (
            INPUT,
            (before, " = 0, so that nothing comes in along this weight"),
            "that value is not 0",
        ),
        (UNIT, (unit, " < 0, so that its unit is off"), "that unit is not off"),
        (
            KINK,
            (unit, " = 0, where the slope is 0 by the convention"),
            "the unit is not at the kink",
        ),
        (
            LATER,
            (d(at.of, a(at.layer, j)), " = 0, so that its unit has no influence"),
            "that derivative is not 0",
        ),
        (
            "weight",
            (W(at.layer, i, j), " = 0"),
            "the weight is not 0, and its value would not matter",
        ),
    ]
    options = [
        Option(text, "" if kind == reason else "wrong-reason", "" if kind == reason else why)
        for kind, text, why in statements
        if kind != KINK or at.net.relu_at_zero != "undefined"
    ]
    return choice("why", ("Why is ", entry, " = 0?"), options, at.exercise.source("why"))


def _causes(at: _Layer) -> TableBlock:
    """What makes entries 0, each with all entries that are 0 for it."""
    because: dict[Text, list[Quantity]] = {}
    for entry in at.zeros:
        _, i, j = entry.indices
        says: dict[str, Text] = {
            INPUT: (a(at.layer - 1, i), " = 0: nothing comes in from this node"),
            UNIT: (z(at.layer, j), " < 0: the unit is off"),
            KINK: (z(at.layer, j), " = 0: its slope is 0 by the convention"),
            LATER: (d(at.of, a(at.layer, j)), " = 0: its unit has no influence"),
        }
        for reason in sorted(at.reasons(entry), key=list(says).index):
            because.setdefault(says[reason], []).append(entry)
    rows = [(says, tuple(listed(entries))) for says, entries in because.items()]
    return TableBlock((("because",), ("these are 0",)), tuple(rows))


def _solution(at: _Layer, why: Question) -> Iterator[Block]:
    yield from worked(at.exercise, at.entries)
    yield Heading(2, ("What is 0, and why",))
    yield Paragraph((f"{len(at.zeros)} of {len(at.entries)} entries are 0:",))
    yield _causes(at)
    yield Paragraph((*why.prompt, " ", *said(why), "."))


KIND = Kind(
    name="zero-gradient",
    asks_by_numbers=True,
    summary="which derivatives by the weights into a layer are 0, and why",
    heading="Where the gradient vanishes",
    make=_make,
    takes_ask=False,
    keys={"layers": (2, 3, 2, 1)},
    options=(
        number("layer", "the layer that the weights lead into", "a layer", MOST_LAYERS, 2),
        yes_or_no("kink", "whether a unit is exactly at the kink, with a convention printed"),
        yes_or_no("saturated", "whether a unit is saturated instead, of sigmoid or tanh"),
    ),
    off=_off,
    finish=_finish,
    check=one_sample,
    suits=_suits,
)
