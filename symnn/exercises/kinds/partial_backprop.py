"""A piece of backpropagation: what follows from some z, some ∂H/∂z, and the weights between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symnn.documents.blocks import Text
from symnn.errors import InputError
from symnn.exercises.content import Content
from symnn.exercises.given import form_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number
from symnn.exercises.kinds.quantities import chosen, content
from symnn.exercises.kinds.targets import one_sample
from symnn.exercises.profile import has_kinks
from symnn.network.model import Network, Sample
from symnn.quantities import Quantity, d, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.profile import Off

MOST_LAYERS = 20


def _later(setting: Setting) -> int:
    """The layer whose ∂H/∂z are told; those of the layer before it are asked for.

    Raises:
        InputError: if the network has no such layer.
    """
    layer: int = setting.option("layer")
    depth = setting.net.depth
    if not 2 <= layer <= depth:
        expected = f"a layer from 2 to {depth}"
        what = "a layer that has no hidden one before it"
        raise InputError(what, found=f"layer {layer}", expected=expected)
    return layer


def _off(setting: Setting) -> Off:
    """Some unit of the earlier layer is off, and none of the later: its ∂H/∂z would be 0."""
    later, net = _later(setting), setting.net
    some = net.widths[later - 1] != 1 and has_kinks(net, later - 1)
    return ((later - 1, True),) * some + ((later, False),) * (later < net.depth)


def _finish(exercise: Exercise, net: Network) -> Network:
    """The network of which nothing is told but the piece."""
    later, whole = _later(exercise.setting), exercise.whole
    told = [z(later - 1, j) for j in range(1, (net.widths[later - 1] or 0) + 1)]
    told += [d(_output(net), z(later, k)) for k in range(1, (net.widths[later] or 0) + 1)]
    empty = (None,) * net.depth
    return replace(
        net,
        W=tuple(W if layer == later else None for layer, W in enumerate(net.W, 1)),
        b=empty,
        data=(Sample(),),
        given={**net.given, **{q: form_of(whole, q) for q in told}},
    )


def _suits(exercise: Exercise) -> bool:
    """Whether no derivative of the earlier layer is 0 but those of units that are off."""
    net, whole, layer = exercise.drawn.net, exercise.whole, _later(exercise.setting) - 1
    for j in range(1, (net.widths[layer] or 0) + 1):
        local = net.activation(layer).locals(net.widths[layer] or 0, layer)[j - 1]
        is_off = local.kind == "slope" and whole.of_quantity(local) == 0
        if not is_off and whole.of_quantity(d(_output(net), z(layer, j))) == 0:
            return False
    return True


def _output(net: Network) -> Quantity:
    return net.outputs[0]


def _make(exercise: Exercise) -> Content:
    later, of = _later(exercise.setting), _output(exercise.net)
    asked = chosen(exercise, (f"d{of}/dz{later - 1}_*", f"d{of}/dW{later}_*"))
    words: Text = (
        f"Of a network only a piece is known: the pre-activations of layer {later - 1},"
        f" the weights into layer {later}, and the derivatives of ",
        of,
        f" by the pre-activations of layer {later}. Work out what follows from them:"
        f" the derivatives by the pre-activations of layer {later - 1}"
        f" and by the weights into layer {later}.",
    )
    return content(exercise, words, tuple(asked))


KIND = Kind(
    name="partial-backprop",
    summary="a step of backpropagation from given z, given derivatives and one W",
    heading="A piece of backpropagation",
    make=_make,
    keys={"layers": (2, 3, 2, 1)},
    options=(number("layer", "the layer whose derivatives are told", "a layer", MOST_LAYERS, 2),),
    off=_off,
    finish=_finish,
    check=one_sample,
    suits=_suits,
)
