"""How a network is trained: its batches, its steps, what is added to the risk."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import cast

from symnn.errors import InputError, Place
from symnn.files import Table, Tree, described
from symnn.network.batches import batches
from symnn.network.entries import choice, count, number, only, rational
from symnn.network.model import Network, Training

MOST_STEPS = 100
MOST_WORK = 500_000
"""Parameters times samples of all steps together, from the second on, above which it takes long."""


def with_training(file: Table, net: Network) -> Network:
    """The network with what its file says of training, but for the number of steps.

    Raises:
        InputError: for an entry that can't be used.
    """
    rate, l2, biases = (only(file, [key]) for key in ("learning_rate", "l2", "train_biases"))
    taken = batches(only(file, ["batch"]), len(net.data))
    return replace(
        net,
        batches=taken if len(net.data) > 1 else (),  # of one sample every batch is all there is
        learning_rate=None if rate is None else number(rate),
        l2=0 if l2 is None else _penalty(l2),
        train_biases="true" if biases is None else _training(biases),
    )


def _penalty(tree: Tree) -> int | Fraction:
    """The factor μ of the penalty; a negative one would reward large weights without bound."""
    factor = rational(tree)
    if factor < 0:
        raise InputError("a negative penalty", tree.place, described(tree), "0 or more")
    return factor


def steps_in(file: Table, net: Network) -> Network:
    """The network with the steps that its file asks for.

    Raises:
        InputError: if no step can be made with it, or not so many.
    """
    said = only(file, ["steps"])
    if said is None:
        return net
    return with_steps(net, count(said, "a number of steps", MOST_STEPS), file.place_of("steps"))


def with_steps(net: Network, steps: int, place: Place | None = None) -> Network:
    """The network with a number of steps that are to be made.

    Args:
        net: the network.
        steps: how many.
        place: where that is said.

    Raises:
        InputError: if no step can be made with it, or not so many.
    """
    place = place or Place()
    if net.learning_rate is None or net.loss is None:
        expected = "the keys `loss` and `learning_rate`"
        raise InputError("steps of a network that none can be made with", place, expected=expected)
    if not 1 <= steps <= MOST_STEPS:
        expected = f"from 1 to {MOST_STEPS}"
        raise InputError("not a number of steps", place, str(steps), expected)
    if steps > 1 and None in net.widths:
        what = f"several steps of a network whose layer {net.widths.index(None)} has no known width"
        raise InputError(what, place, f"{steps} steps", "one step, or all widths")
    if steps > 1 and net.given:
        what = "values are given, which hold before the first step only"
        raise InputError(what, place, f"{steps} steps", "one step, or a file without `given:`")
    net = replace(net, steps=steps)
    work = (net.parameters or 0) * sum(len(net.batch_of(step)) for step in range(2, steps + 1))
    if work > MOST_WORK:
        what = "too many steps for a network and batches of this size"
        expected = f"parameters times samples at most {MOST_WORK:,} from the second step on"
        raise InputError(what, place, f"{work:,} in {steps} steps", expected)
    return net


def _training(tree: Tree) -> Training:
    return cast(Training, choice(tree, ("true", "false", "shared")))
