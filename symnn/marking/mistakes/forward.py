"""Mistakes of the forward pass and of the slopes of activations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from symnn.activations import A, Activation, Entrywise
from symnn.formula import Apply, Formula, Quotient, leaves, minus, replace, total
from symnn.functions import Pieces
from symnn.marking.functions import by_convention
from symnn.marking.mistakes.editing import without
from symnn.marking.mistakes.table import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, z


def _bias_left_out(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if any(q.kind == "b" for q in leaves(law)):
        yield without(law, lambda part: type(part) is Quantity and part.kind == "b")


def _transposed(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, _, j = target.indices
    rows, columns = net.widths[layer - 1] or 0, net.widths[layer] or 0
    if j > rows or rows > columns:
        return

    def read(quantity: Quantity) -> Formula:
        return W(layer, j, quantity.i) if quantity.kind == "W" else quantity

    yield replace(law, read)


def _inputs_swapped(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer = target.indices[0] - 1
    for i, k in combinations(range(1, (net.widths[layer] or 0) + 1), 2):
        swap = {a(layer, i): a(layer, k), a(layer, k): a(layer, i)}
        yield replace(law, lambda q, swap=swap: swap.get(q, q))  # type: ignore[misc]


def _passed_on(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer = target.indices[0] - 1
    if layer and not net.activation(layer).is_identity:
        yield replace(law, lambda q: z(layer, q.j) if q == a(layer, q.j) else q)


def _left_out(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if not net.activation(target.layer).is_identity:
        yield z(target.layer, target.j)


def _at_linear_output(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.layer != net.depth or not net.activation(net.depth).is_identity:
        return
    for activation in _others(net, target):
        yield Apply(activation.name, z(target.layer, target.j))


def _exponent_sign(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if isinstance(law, Apply) and law.function in ("sigmoid", "silu"):
        yield Apply("sigmoid", minus(law.argument))


def _leaky_forgotten(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if isinstance(law, Apply) and law.function.startswith("leaky_relu"):
        yield Apply(law.function.removeprefix("leaky_"), law.argument)


def _softmax_unnormed(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.activation(target.layer).name == "softmax":
        at = [z(target.layer, k) for k in range(1, (net.widths[target.indices[0]] or 0) + 1)]
        yield Apply("exp", z(target.layer, target.j))
        yield Quotient(z(target.layer, target.j), total(at))


def _at_a(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    activation = net.activation(target.layer)
    if isinstance(activation, Entrywise) and not isinstance(activation.derivative, (int, Pieces)):
        yield Apply(f"{activation.name}_prime", a(target.layer, target.j))


def _a_form_with_z(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    activation = net.activation(target.layer)
    if isinstance(activation, Entrywise) and activation.derivative_by_value is not None:
        at = z(target.layer, target.j)
        yield replace(activation.derivative_by_value, lambda q: at if q == A else q)


def _of_another_layer(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    for activation in _others(net, target):
        yield Apply(f"{activation.name}_prime", z(target.layer, target.j))


def _on_nonnegative(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    activation = net.activation(target.layer)
    if activation.name == "relu":
        yield 1


def _convention(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if isinstance(law, Apply) and has_kink(net.activation(target.layer)):
        for side in (0, 1):
            yield Apply(by_convention(law.function, side), law.argument)


def has_kink(activation: Activation) -> bool:
    """Whether the slope of an activation jumps at 0."""
    slope = activation.derivative if isinstance(activation, Entrywise) else None
    return isinstance(slope, Pieces) and slope.at is None


def _others(net: Network, target: Quantity) -> Iterator[Activation]:
    own = net.activation(target.layer)
    for activation in dict.fromkeys(net.activations):
        if activation != own and activation.entrywise and not activation.is_identity:
            yield activation


MISTAKES.add(
    Mistake("bias-left-out", "the bias was left out",
            "A pre-activation is the weighted sum plus the bias.", ("weighted-sum",),
            _bias_left_out, 9),
    Mistake("transposed-forward", "W was read transposed",
            "Node j takes column j of W: the weights that lead to it.", ("weighted-sum",),
            _transposed, 8),
    Mistake("activation-ignored-forward", "the activation function was not applied",
            "What a node passes on is a = g(z), not z.", ("activation", "weighted-sum"),
            lambda net, target, law: (_left_out if target.kind == "a" else _passed_on)(
                net, target, law), 7),
    Mistake("activation-at-linear-output", "an activation function was applied at a linear output",
            "At a linear output a = z.", ("activation",), _at_linear_output, 6),
    Mistake("inputs-swapped", "a weight was multiplied by the input of another node",
            "The weight from node i goes with the activation of node i.", ("weighted-sum",),
            _inputs_swapped, 4),
    Mistake("exponent-sign", "the exponent has the wrong sign",
            "The sigmoid is 1/(1 + exp(-z)), with a minus.", ("activation",), _exponent_sign, 4),
    Mistake("leaky-slope-forgotten", "the slope below zero was taken as 0",
            "Below zero a leaky ReLU has its small slope, not 0.",
            ("activation", "local-derivative"), _leaky_forgotten, 4),
    Mistake("softmax-not-normed", "exponentials or their sum are missing in softmax",
            "Softmax divides exp(z_j) by the sum of exp over all nodes.", ("activation",),
            _softmax_unnormed, 3),
    Mistake("slope-at-a", "g′ was evaluated at a",
            "g′ is evaluated at z, the argument of g.", ("local-derivative",), _at_a, 6),
    Mistake("a-form-with-z", "the form of g′ that is written with a was used with z",
            "In that form stands the value a = g(z).", ("local-derivative",), _a_form_with_z, 5),
    Mistake("slope-of-another-layer", "g′ of another layer's activation was used",
            "Every layer has the slope of its own activation.", ("local-derivative",),
            _of_another_layer, 4),
    Mistake("relu-slope-on-nonnegative-a", "the slope of ReLU was taken as 1 where z is negative",
            "ReLU′ asks for the sign of z; a = 0 is no reason for the slope 1.",
            ("local-derivative",), _on_nonnegative, 5),
    Mistake("undeclared-convention", "a convention for the slope at the kink was used",
            "Unless a convention is declared, there is no slope at a kink.",
            ("local-derivative",), _convention, 6),
)  # fmt: skip
