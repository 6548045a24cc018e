"""The quantities of a network in the lecture's order: forward, the outputs, then backward."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from symnn.errors import InputError
from symnn.network.model import Network
from symnn.quantities import L, Quantity, R, a, b, d, new, plain_name, x, y, z


class Family(NamedTuple):
    """Quantities of one kind and layer, which share the beginning of their plain names.

    Args:
        prefix: what all their plain names begin with.
        members: makes them, in reading order.
        size: how many there are.
    """

    prefix: str
    members: Callable[[], Sequence[Quantity]]
    size: int = 1

    def may_match(self, pattern: str) -> bool:
        """Whether a member's name could match the glob, judged by its letters before a wildcard."""
        literal = "".join(takewhile(lambda c: c not in "*?[", pattern))
        return literal.startswith(self.prefix) or self.prefix.startswith(literal)


def families(net: Network, of: str = "") -> Iterator[Family]:
    """The quantities of one sample, family by family, each after those that it is made of.

    Args:
        net: the network.
        of: `H` or `L` for the gradients of that alone; empty for all.
    """
    yield from _forward(net)
    for top in net.differentiated:
        if of in ("", top.kind):
            name = f"d{top}"
            for layer in range(net.depth, 0, -1):
                yield from _backward(net, top, name, layer)
            yield _nodes(net, 0, f"{name}/dx", x, top)


def overall_families(net: Network, of: str = "") -> Iterator[Family]:
    """The quantities of the whole data: the risk, its gradient, and the parameters of a step.

    Args:
        net: the network.
        of: `R` or empty; with `H` or `L`, the risk alone, without what follows from its gradient.
    """
    if L not in net.differentiated:
        return
    if net.loss:
        yield Family("R", lambda: [R])
    if of not in ("", "R"):
        return
    parameters = {"W": net.weights, "b": net.biases}
    for kind, members in parameters.items():
        yield Family(f"dR/d{kind}", partial(_each, partial(d, R), members))
    if net.learning_rate is not None:
        for kind, members in parameters.items():
            if kind == "W" or net.train_biases != "false":
                yield Family(f"new_{kind}", partial(_each, new, members))


def parameter_families(net: Network) -> Iterator[Family]:
    """The weights and biases, which no law gives, for those who ask for them by name."""
    yield Family("W", net.weights)
    yield Family("b", net.biases)


def quantities(net: Network) -> Iterator[Quantity]:
    """All quantities of one sample, in reading order."""
    for family in families(net):
        yield from family.members()


def matching(net: Network, groups: Sequence[Family], names: Sequence[str]) -> list[Quantity]:
    """The quantities with these plain names, then those that match one of the globs among them.

    Raises:
        InputError: for a name of nothing in the network, or a glob that nothing matches.
    """
    if not names:
        return []
    from symnn.notation.spellings import to_plain  # patterns that only names need

    patterns = [name for name in names if any(c in to_plain(name) for c in "*?[")]
    found = [net.quantity(name) for name in names if name not in patterns]
    if patterns:
        found += _matching(groups, patterns)
    return list(dict.fromkeys(found))


def _matching(groups: Sequence[Family], patterns: Sequence[str]) -> list[Quantity]:
    from fnmatch import fnmatchcase

    unmatched = set(patterns)
    found: list[Quantity] = []
    for family in groups:
        wanted = [pattern for pattern in patterns if family.may_match(pattern)]
        for quantity in family.members() if wanted else ():
            name = plain_name(quantity)
            hits = [pattern for pattern in wanted if fnmatchcase(name, pattern)]
            unmatched.difference_update(hits)
            if hits:
                found.append(quantity)
    for pattern in patterns:
        if pattern in unmatched:
            expected = "a plain name of a quantity of this network, or a glob such as 'dH/dW1_*'"
            raise InputError("nothing here has such a name", found=pattern, expected=expected)
    return found


def _forward(net: Network) -> Iterator[Family]:
    yield _nodes(net, 0, "x", x)
    for layer in range(1, net.depth + 1):
        yield _nodes(net, layer, f"z{layer}_", partial(z, layer))
        yield _nodes(net, layer, f"a{layer}_", partial(a, layer))
        yield _locals(net, layer)
    yield Family("H", lambda: net.outputs)
    if net.loss is not None:
        yield _nodes(net, net.depth, "y", y)
        yield Family("L", lambda: [L])


def _backward(net: Network, of: Quantity, name: str, layer: int) -> Iterator[Family]:
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    yield _nodes(net, layer, f"{name}/da{layer}_", partial(a, layer), of)
    yield _nodes(net, layer, f"{name}/dz{layer}_", partial(z, layer), of)
    yield Family(
        f"{name}/dW{layer}_",
        # Made without the tables behind `d` and `W`, which a large layer would only flush.
        lambda: [
            Quantity("W", layer, i, j, of) for i in range(1, n_in + 1) for j in range(1, n_out + 1)
        ],
        n_in * n_out,
    )
    if net.biased:
        yield _nodes(net, layer, f"{name}/db{layer}_", partial(b, layer), of)


def _nodes(
    net: Network,
    layer: int,
    prefix: str,
    node: Callable[[int], Quantity],
    of: Quantity | None = None,
) -> Family:
    """One quantity for each node of a layer, or the gradients of `of` by them."""
    width = net.widths[layer] or 0

    def members() -> list[Quantity]:
        nodes = [node(j) for j in range(1, width + 1)]
        return nodes if of is None else [d(of, q) for q in nodes]

    return Family(prefix, members, width)


def _each(
    change: Callable[[Quantity], Quantity], members: Callable[[], list[Quantity]]
) -> list[Quantity]:
    return [change(quantity) for quantity in members()]


def _locals(net: Network, layer: int) -> Family:
    activation, width = net.activation(layer), net.widths[layer] or 0
    prefix = f"{activation.name}_prime(z{layer}_" if activation.entrywise else f"da{layer}_"
    size = width if activation.entrywise else width * width
    return Family(prefix, lambda: activation.locals(width, layer), size)
