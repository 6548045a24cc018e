"""Gradients against PyTorch's, in double precision: losses, outputs, and steps over batches."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.errors import UndecidedError
from symnn.evaluate.descent import descent, parameters_after
from symnn.evaluate.exact import Values
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing, Value
from symnn.network import Network, network, shape
from symnn.network.packing import in_order, pack, unpack
from symnn.numbers.real import Arithmetic
from symnn.quantities import L, Quantity, R, d, new, x
from tests import strategies
from tests.oracles import interval

torch = pytest.importorskip("torch")

ACTIVATIONS: dict[str, Any] = {
    "linear": lambda z: z,
    "relu": torch.relu,
    "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
    "step": lambda z: (z >= 0).double() + 0 * z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": lambda z: torch.nn.functional.softplus(z, threshold=700),
    "elu": torch.nn.functional.elu,
    "gelu": torch.nn.functional.gelu,
    "silu": torch.nn.functional.silu,
    "softmax": lambda z: torch.softmax(z, -1),
}
LOSSES: dict[str, Any] = {
    "square": lambda a, y: ((a - y) ** 2).sum(),
    "half_square": lambda a, y: ((a - y) ** 2).sum() / 2,
    "absolute": lambda a, y: (a - y).abs().sum(),
    "cross_entropy": lambda a, y: -torch.special.xlogy(y, a).sum(),
    "binary_cross_entropy": lambda a, y: (
        -(torch.special.xlogy(y, a) + torch.special.xlogy(1 - y, 1 - a)).sum()
    ),
}
Parameters = dict[str, Any]
LARGEST = 10
"""Parameters above which doubles have lost too many digits to be compared."""


def tensor(value: Any) -> Any:
    """Numbers as a tensor of doubles that remembers its gradient."""
    doubles = torch.tensor(_doubles(value), dtype=torch.float64)
    return doubles.requires_grad_()


def _doubles(value: Any) -> Any:
    return [_doubles(item) for item in value] if isinstance(value, list) else float(value)


def parameters(told: strategies.Keys) -> Parameters:
    """The parameters of a network as tensors: W1, b1, ..."""
    found = {f"W{layer}": tensor(rows) for layer, rows in enumerate(told["W"], 1)}
    return found | {f"b{layer}": tensor(row) for layer, row in enumerate(told.get("b", []), 1)}


def outputs(told: strategies.Keys, given: Parameters, point: Any) -> Any:
    """The outputs of a sample."""
    values = point
    for layer, name in enumerate(told["activations"], 1):
        values = ACTIVATIONS[name](values @ given[f"W{layer}"] + given.get(f"b{layer}", 0))
    return values


def matches(value: Value, by_torch: float, scale: float) -> bool:
    """Whether a double is as near as the rounding of a small network allows.

    Gradients are products of forward and backward values, each carried through at most 3 layers of
    3 nodes with |W| ≤ 3: 3·(3·3)³ < 2¹² roundings of 2⁻⁵³ each, to be safe 2⁻³⁸.
    """
    low, high = interval(value)
    slack = Fraction(scale**2) / 2**38
    return low - slack <= Fraction(by_torch) <= high + slack


def scale(solution: Solution) -> float:
    """The largest number of the whole computation."""
    numbers = [v for sample in solution.samples() for v in sample.values()]
    sizes = [abs(float(interval(v)[0])) for v in numbers if not isinstance(v, Missing)]
    return max(1.0, *sizes)


def places(net: Network, told: strategies.Keys) -> Iterator[tuple[str, Quantity, tuple[int, ...]]]:
    """Every parameter: its tensor, its quantity and the place in the tensor."""
    for parameter in [*net.weights(), *net.biases()]:
        layer, i, j = parameter.indices
        yield f"{parameter.kind}{layer}", parameter, (i - 1, j - 1) if i else (j - 1,)


@given(strategies.keys())
def test_gradients_are_those_of_autograd(told: strategies.Keys) -> None:
    net = network(**told)
    solution = Solution(net)
    largest = scale(solution)
    for top in net.differentiated:
        tensors, point = parameters(told), tensor(told["x"])
        result = outputs(told, tensors, point)
        if top == L:
            result = LOSSES[told["loss"]](result, tensor(told["y"]).detach())
        else:
            result = result[max(top.j, 1) - 1]
        assert matches(solution.of_quantity(top), result.item(), largest)
        result.backward()
        for name, parameter, place in places(net, told):
            value = solution.of_quantity(d(top, parameter))
            if not isinstance(value, Missing):
                assert matches(value, tensors[name].grad[place].item(), largest)
        for j, by_torch in enumerate(point.grad, 1):
            value = solution.of_quantity(d(top, x(j)))
            assert isinstance(value, Missing) or matches(value, by_torch.item(), largest)


OPTIONS = st.fixed_dictionaries(
    {
        "batch": st.lists(
            st.lists(st.integers(1, 4), min_size=1, unique=True), min_size=2, max_size=2
        ),
        "steps": st.just(3),
        "l2": st.sampled_from([Fraction(0), Fraction(1, 10)]),
        "train_biases": st.sampled_from(["true", "false", "shared"]),
        "learning_rate": st.sampled_from([Fraction(1, 2), Fraction(1, 10)]),
    }
)


@pytest.mark.slow
@given(strategies.keys(samples=4), OPTIONS)
def test_steps_are_those_of_autograd(told: strategies.Keys, options: strategies.Keys) -> None:
    """Each from the parameters that ours before it left, so that no rounding adds up."""
    net = network(**told, **options)
    tensors = parameters(told)
    for number, solution in enumerate(descent(Solution(net))):
        batch = options["batch"][number % 2]
        assume(_is_decided(solution))
        check_step(told | options | {"batch": batch}, solution, tensors)
        left = parameters_after(solution, Arithmetic(solution.bits))
        if any(isinstance(v, Missing) or abs(interval(v)[0]) > LARGEST for v in left.values()):
            return
        tensors = parameters_of(net, left)


def _is_decided(solution: Solution) -> bool:
    """Whether no sign is left open, as that of a zero whose closed form has grown too long."""
    try:
        solution.whole()
    except UndecidedError:
        return False
    return True


def parameters_of(net: Network, values: Values) -> Parameters:
    """Our parameters as tensors."""
    vector = [float(interval(values[parameter])[0]) for parameter in in_order(net)]
    return {name: tensor(rows) for name, rows in unpack(net, vector).items()}


def check_step(told: strategies.Keys, solution: Solution, tensors: Parameters) -> None:
    """Let a step pass that is the one of autograd from these parameters."""
    largest = scale(solution)
    shared = {name: torch.zeros(1, dtype=torch.float64, requires_grad=True) for name in tensors}
    moved = {
        name: tensors[name] + shared[name] if name[0] == "b" else tensors[name] for name in tensors
    }
    losses = [
        LOSSES[told["loss"]](outputs(told, moved, tensor(p["x"])), tensor(p["y"]).detach())
        for p in (told["data"][s - 1] for s in told["batch"])
    ]
    squares = sum((tensors[name] ** 2).sum() for name in tensors if name[0] == "W")
    risk = sum(losses) / len(losses) + float(told["l2"]) / 2 * squares
    risk.backward()
    whole = solution.whole()
    if not isinstance(whole[R], Missing):
        assert matches(whole[R], risk.item(), largest)
    for name, parameter, place in places(solution.net, told):
        value = whole[d(R, parameter)]
        one_for_all = name[0] == "b" and told["train_biases"] == "shared"
        by_torch = (shared[name].grad if one_for_all else tensors[name].grad[place]).item()
        assert isinstance(value, Missing) or matches(value, by_torch, largest)
        if name[0] == "b" and told["train_biases"] == "false":
            assert new(parameter) not in whole
        elif not isinstance(value, Missing):
            after = tensors[name][place].item() - float(told["learning_rate"]) * by_torch
            assert matches(whole[new(parameter)], after, largest)


def test_columns_are_the_order_of_torch() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU(), torch.nn.Linear(2, 2))
    first, last = model[0], model[2]
    told = {"W1": first.weight.T, "b1": first.bias, "W2": last.weight.T, "b2": last.bias}
    ours = pack(shape([3, 2, 2]), {name: rows.tolist() for name, rows in told.items()}, "columns")
    assert ours == torch.nn.utils.parameters_to_vector(model.parameters()).tolist()
