"""Mistakes of the chain rule: claims #1 to #3, and the bias."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.reasons import is_piecewise_constant
from symnn.formula import Formula, Product, Quotient, leaves, product, replace, total
from symnn.marking.mistakes.editing import each_leaf, factors, neighbours, put, terms, without
from symnn.marking.mistakes.losses import error_at, has_logarithms
from symnn.marking.mistakes.table import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, b, d, d_z, new, slope, x, z


def _one_path(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    parts = terms(law)
    if target.layer == net.depth or len(parts) < 2:
        return
    yield from parts
    if len(parts) > 2:
        yield from (total(parts[:k] + parts[k + 1 :]) for k in range(len(parts)))


def _transposed(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, _, j = target.indices
    if layer == net.depth:
        return
    here, after = net.widths[layer] or 0, net.widths[layer + 1] or 0
    if j <= after and after <= here:
        yield replace(law, lambda q: W(layer + 1, q.j, j) if _is_weight(q) else q)


def _updated(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    # Without a loss there is no step, so that nothing is called a weight after it.
    if net.learning_rate is not None and net.loss is not None and target.layer != net.depth:
        yield replace(law, lambda q: new(q) if _is_weight(q) else q)


def _is_weight(quantity: Quantity) -> bool:
    return quantity.kind == "W" and not quantity.is_gradient


def _transposed_outer(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, i, j = target.indices
    if i != j and i <= (net.widths[layer] or 0) and j <= (net.widths[layer - 1] or 0):
        swap: dict[Quantity, Quantity] = {
            d_z(target.top, layer, j): d_z(target.top, layer, i), a(layer - 1, i): a(layer - 1, j)
        }  # fmt: skip
        yield replace(law, lambda q: swap.get(q, q))


def _wrong_layer(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, i, j = target.indices
    source = a(layer - 1, i)
    if layer > 1 and i <= (net.widths[0] or 0):
        yield put(law, source, x(i))
    for node in dict.fromkeys((i, j)):
        if node <= (net.widths[layer] or 0):
            yield put(law, source, a(layer, node))
    if layer > 1 and not net.activation(layer - 1).is_identity:
        yield put(law, source, z(layer - 1, i))


def _wrong_component(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    def other(quantity: Quantity) -> Iterator[Formula]:
        if quantity.kind == "W" and not quantity.is_gradient:
            return
        yield from neighbours(net, quantity)

    if not (target.kind in "ax" and target.layer == net.depth):
        yield from each_leaf(law, other)


def _slope_left_out(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if any(q.kind == "slope" for q in leaves(law)):
        yield without(law, lambda part: type(part) is Quantity and part.kind == "slope")


def _output_slope(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.layer == net.depth:
        yield from _slope_left_out(net, target, law)


def _hidden_slope(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.layer != net.depth and not is_piecewise_constant(net.activation(target.layer)):
        yield from _slope_left_out(net, target, law)


def _relu_ignored(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.layer != net.depth and is_piecewise_constant(net.activation(target.layer)):
        yield from _slope_left_out(net, target, law)


def _divided(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    parts = [factors(term) for term in terms(law)]
    if all(len(part) == 2 for part in parts):
        yield total(Quotient(left, right) for left, right in parts)


def _one_factor_too_many(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, i, j = target.indices
    if target.kind == "W":
        yield _times(law, W(layer, i, j))
        return
    yield from (_times(law, a(layer - 1, k)) for k in range(1, (net.widths[layer - 1] or 0) + 1))


def _input_left_out(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    source = a(target.indices[0] - 1, target.i)
    yield without(law, lambda part: part == source)


def _zero_for_zero(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.entry(target.base) == 0:
        yield 0


def _times_bias(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    yield _times(law, b(target.layer, target.j))


def _times_input(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    before = target.indices[0] - 1
    yield from (_times(law, a(before, k)) for k in range(1, (net.widths[before] or 0) + 1))


def _one_for_all(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, _, j = target.indices
    nodes = [d_z(target.top, layer, k) for k in range(1, (net.widths[layer] or 0) + 1)]
    if len(nodes) > 1:
        yield from (node for k, node in enumerate(nodes, 1) if k != j)
        yield total(nodes)


def _row_sums(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    layer, _, j = target.indices
    rows, columns = net.widths[layer - 1] or 0, net.widths[layer] or 0
    if rows > 1:
        yield total(d(target.top, W(layer, i, j)) for i in range(1, rows + 1))
    if columns > 1 and j <= rows:
        yield total(d(target.top, W(layer, j, k)) for k in range(1, columns + 1))


def _shortcut(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    is_plain = has_logarithms(net) or net.activation(net.depth).is_identity
    if _starts_from_loss(net, target) and not is_plain:
        yield error_at(net, target.j)


def _slope_kept(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if _starts_from_loss(net, target) and has_logarithms(net):
        activation = net.activation(net.depth)
        if activation.entrywise and not activation.is_identity:
            local: Quantity = slope(activation.name, net.depth, target.j)
        else:
            local = d(a(net.depth, target.j), z(net.depth, target.j))
        yield Product((error_at(net, target.j), local))


def _wrong_start(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    """∂H/∂a of the last layer as if it were a value, or the same for every output."""
    if target.layer == net.depth and target.top.kind == "H":
        yield int(law == 0)
        yield a(net.depth, target.j)
        if net.data[0].y is not None:
            yield error_at(net, target.j)


def _jacobian_twice(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if _starts_from_loss(net, target) and not net.activation(net.depth).entrywise:
        nodes = range(1, (net.widths[-1] or 0) + 1)
        at = z(net.depth, target.j)
        yield total(Product((error_at(net, k), d(a(net.depth, k), at))) for k in nodes)


def _diagonal_only(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if not net.activation(target.layer).entrywise:
        own = d(a(target.layer, target.j), z(target.layer, target.j))
        yield from (term for term in terms(law) if own in leaves(term))


def _starts_from_loss(net: Network, target: Quantity) -> bool:
    return target.layer == net.depth and target.top.kind == "L" and net.loss is not None


def _times(law: Formula, factor: Formula) -> Formula:
    return product(*factors(law), factor)


MISTAKES.add(
    Mistake("one-path-only", "not all outgoing paths were summed",
            "An activation acts through every node of the next layer: add all paths.",
            ("claim-3",), _one_path, 9),
    Mistake("transposed-backward", "the weights of the wrong row were used",
            "Going back, node j takes row j of the next W: the weights that leave it.",
            ("claim-3",), _transposed, 8),
    Mistake("output-slope-left-out", "g′ of the output was left out",
            "The output's activation has a slope too.", ("claim-2",), _output_slope, 9),
    Mistake("hidden-slope-left-out", "g′ of the hidden layer was left out",
            "∂/∂z is ∂/∂a times g′(z).", ("claim-2",), _hidden_slope, 9),
    Mistake("slopes-left-out", "g′ was left out at every layer",
            "The way back through each activation brings its slope.", ("claim-2",),
            _slope_left_out, 5),
    Mistake("relu-ignored-backward", "the ReLU was ignored going back",
            "Where z is negative, the slope of ReLU is 0 and stops the gradient.", ("claim-2",),
            _relu_ignored, 9),
    Mistake("transposed-outer", "the two indices of the weight were exchanged",
            "The weight from i to j has the gradient ∂/∂z_j times a_i.", ("claim-1",),
            _transposed_outer, 8),
    Mistake("wrong-layer-input", "the value of another layer was used",
            "A weight of layer l is multiplied by an activation of layer l - 1.", ("claim-1",),
            _wrong_layer, 7),
    Mistake("wrong-component", "the value of another node was used",
            "The indices of the law say which node it is.", ("claim-1", "claim-2"),
            _wrong_component, 6),
    Mistake("input-left-out", "the input of the weight was left out",
            "The gradient by a weight is ∂/∂z times the activation the weight comes from.",
            ("claim-1",), _input_left_out, 6),
    Mistake("cross-entropy-shortcut", "a - y, which belongs to the cross-entropy, was used",
            "With this loss, ∂L/∂z is ∂L/∂a times g′(z).", ("claim-2",), _shortcut, 6),
    Mistake("slope-kept-with-cross-entropy", "g′ was multiplied to a - y",
            "With cross-entropy, ∂L/∂z is a - y: the slope cancels.", ("claim-2",), _slope_kept, 6),
    Mistake("softmax-diagonal-only", "only the diagonal of softmax's Jacobian was used",
            "Every output depends on every z: sum over the row of the Jacobian.", ("claim-2",),
            _diagonal_only, 7),
    Mistake("softmax-jacobian-twice", "softmax's Jacobian was applied to a - y",
            "a - y contains the Jacobian already.", ("claim-2",), _jacobian_twice, 5),
    Mistake("wrong-start", "the way back starts with another number",
            "∂H/∂a is 1 for the output's own activation and 0 for every other one.", ("claim-3",),
            _wrong_start, 4),
    Mistake("divided", "it was divided where the law multiplies",
            "The chain rule multiplies.", ("claim-1", "claim-2", "claim-3"), _divided, 3),
    Mistake("one-factor-too-many", "there is one factor too many",
            "Compare with the law, factor by factor.", ("claim-2", "claim-1"),
            _one_factor_too_many, 4),
    Mistake("updated-weights-used", "weights after the step were used",
            "All gradients are taken at the weights before the step.", ("claim-3",), _updated, 4),
    Mistake("bias-gradient-times-bias", "the gradient was multiplied by the bias",
            "A bias enters z with the factor 1.", ("bias",), _times_bias, 6),
    Mistake("bias-gradient-times-input", "the gradient was multiplied by an input",
            "A bias enters z with the factor 1, whatever the input is.", ("bias",),
            _times_input, 6),
    Mistake("zero-gradient-for-zero-value", "the gradient was taken as 0 since the value is 0",
            "The gradient asks what a change would do; the value itself does not matter.",
            ("bias", "claim-1"), _zero_for_zero, 5),
    Mistake("one-bias-gradient-for-all", "the gradient of another bias, or of all, was used",
            "Every bias has the gradient of its own z.", ("bias",), _one_for_all, 4),
    Mistake("bias-gradient-by-sums", "gradients of weights were summed for the bias",
            "The gradient by a bias is ∂/∂z.", ("bias",), _row_sums, 3),
)  # fmt: skip
