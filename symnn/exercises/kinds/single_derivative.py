"""One entry of the gradient, at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symnn.documents.blocks import Text
from symnn.errors import InputError
from symnn.exercises.content import Content
from symnn.exercises.hiding import needed_only
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number, one_of, yes_or_no
from symnn.exercises.kinds.quantities import content, named
from symnn.exercises.kinds.targets import one_sample, picked
from symnn.exercises.statement import listed
from symnn.quantities import Quantity, d, slope

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.profile import Off
    from symnn.network.model import Network

MOST_LAYERS = 20
UNKNOWN = " Its numbers that are not told are unknown, and the answer does not need them."


def _off(setting: Setting) -> Off:
    return ((setting.option("layer"), True),) if setting.option("dead") else ()


def _finish(exercise: Exercise, net: Network) -> Network:
    """With `unknown`, the network without the numbers that the answer does not depend on."""
    if not exercise.setting.option("unknown"):
        return net
    return needed_only(net, _asked(exercise))


def _asked(exercise: Exercise) -> tuple[Quantity, ...]:
    """What is asked for: as the spec says, or the one entry that is chosen."""
    ask = exercise.setting.ask
    return tuple(named(exercise.drawn.net, ask)) if ask else (_target(exercise),)


def _target(exercise: Exercise) -> Quantity:
    """The entry that is asked for: of a unit that is off with `dead`, else one that is not 0.

    Raises:
        InputError: if the network has none.
    """
    setting, net, whole = exercise.setting, exercise.drawn.net, exercise.whole
    layer = setting.option("layer")
    if layer > net.depth:
        raise InputError("a layer that the network does not have", found=f"layer {layer}")
    parameters = net.weights() if setting.option("parameter") == "W" else net.biases()
    among = [d(net.outputs[0], q) for q in parameters if q.layer == layer]
    activation = net.activation(layer)

    def is_off(target: Quantity) -> bool:
        here = slope(activation.name, layer, target.j)
        return activation.entrywise and whole.of_quantity(here) == 0

    if setting.option("dead"):
        return picked(exercise, among, is_off)
    telling = [q for q in among if whole.of_quantity(q) not in (0, 1, -1)]
    return picked(exercise, telling or among, lambda q: whole.of_quantity(q) != 0)


def _make(exercise: Exercise) -> Content:
    setting = exercise.setting
    asked = _asked(exercise)
    words: Text = (
        "Find ",
        *listed(asked),
        " for this network at the input ",
        Quantity("x"),
        " below.",
    )
    return content(exercise, (*words, UNKNOWN * setting.option("unknown")), asked)


KIND = Kind(
    name="single-derivative",
    summary="one derivative of H by a weight or a bias at a point, perhaps of a unit that is off",
    heading="One derivative",
    make=_make,
    keys={"layers": (2, 2, 2, 1), "biases": False},
    options=(
        one_of("parameter", "by a weight or a bias: `W` or `b`", ("W", "b"), "W"),
        number("layer", "the layer of the weight or bias", "a layer", MOST_LAYERS, 1),
        yes_or_no("dead", "whether its unit is off, so that the derivative is 0"),
        yes_or_no("unknown", "whether the numbers that the answer does not need are left out"),
    ),
    off=_off,
    asks_by_numbers=True,
    finish=_finish,
    check=one_sample,
)
