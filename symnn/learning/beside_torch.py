"""The same training in PyTorch: another's gradients, from the same start over the same batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symnn.errors import InputError, MissingExtraError
from symnn.evaluate.doubles import double
from symnn.evaluate.tensors import numpy
from symnn.learning.training import Training
from symnn.learning.training_file import Plan
from symnn.learning.training_start import order, start

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tensors = dict[str, Any]
NEAR = 1e-9
"""Up to this share of a risk two trainings are said to agree."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two trainings of one network.

    Attributes:
        version: that of PyTorch.
        risks: the risks that PyTorch finds, from epoch 0 on.
        shares: the difference between our risks and theirs, as a share of theirs.
    """

    version: str
    risks: NDArray[Any]
    shares: NDArray[Any]

    @property
    def epoch(self) -> int:
        """Where the difference is largest."""
        return int(self.shares.argmax())

    @property
    def largest(self) -> float:
        """The largest difference."""
        return float(self.shares.max())

    @property
    def agrees_to(self) -> int:
        """The last epoch up to which no difference is above `NEAR`; -1 if the first one is."""
        above = self.shares > NEAR
        return int(above.argmax()) - 1 if above.any() else len(self.shares) - 1


def compared(training: Training) -> Comparison:
    """The training and the same one in PyTorch, in double precision on one processor.

    Raises:
        InputError: for an activation, loss or convention that is not PyTorch's.
        MissingExtraError: if PyTorch is not installed.
    """
    np, torch = numpy(), _torch()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more of them only wait for each other on networks so small
    try:
        risks = np.array(list(_risks(torch, training.plan)))
    finally:
        torch.set_num_threads(threads)
    shares = np.abs(training.risks - risks) / np.maximum(np.abs(risks), np.finfo(float).tiny)
    return Comparison(str(torch.__version__), risks, shares)


def _torch() -> Any:
    try:
        import torch
    except ImportError as error:
        raise MissingExtraError("PyTorch", "torch", "training beside PyTorch") from error
    return torch


def _risks(torch: Any, plan: Plan) -> Iterator[float]:
    """The risk over all points at the start and after each epoch."""
    risk_of = _risk(torch, plan)
    X, Y = torch.from_numpy(plan.inputs), torch.from_numpy(plan.dataset.targets(plan.net))
    size = plan.batch_size or len(X)
    parameters = {
        name: torch.from_numpy(array).requires_grad_() for name, array in start(plan).items()
    }
    with torch.no_grad():
        yield risk_of(parameters, X, Y).item()
    for epoch in range(1, plan.epochs + 1):
        taken = torch.from_numpy(order(plan, epoch)) if size < len(X) else slice(None)
        for begin in range(0, len(X), size):
            batch = slice(begin, begin + size)
            _step(torch, plan, parameters, risk_of(parameters, X[taken][batch], Y[taken][batch]))
        with torch.no_grad():
            yield risk_of(parameters, X, Y).item()


def _step(torch: Any, plan: Plan, parameters: Tensors, risk: Any) -> None:
    gradients = torch.autograd.grad(risk, list(parameters.values()))
    with torch.no_grad():
        for (name, parameter), gradient in zip(parameters.items(), gradients, strict=True):
            if name[0] == "b" and plan.net.train_biases == "false":
                continue
            shared = name[0] == "b" and plan.net.shared_biases
            parameter -= plan.learning_rate * (gradient.sum() if shared else gradient)


def _risk(torch: Any, plan: Plan) -> Callable[[Tensors, Any, Any], Any]:
    """The mean loss with its penalty, of parameters, inputs and targets."""
    net = plan.net
    if net.relu_at_zero != 0:
        found = f"relu_at_zero: {net.relu_at_zero}"
        raise InputError("PyTorch has another convention", found=found, expected="relu_at_zero: 0")
    assert net.loss is not None
    activations = _activations(torch, double(net.alpha))
    layers = [_known(activations, "activation", each.name) for each in net.activations]
    loss = _known(_losses(torch), "loss", net.loss.name)

    def risk(parameters: Tensors, X: Any, Y: Any) -> Any:
        values = X
        for layer, activation in enumerate(layers, 1):
            values = activation(values @ parameters[f"W{layer}"] + parameters.get(f"b{layer}", 0))
        squares = sum((t**2).sum() for name, t in parameters.items() if name[0] == "W")
        return loss(values, Y) / len(X) + float(net.l2) / 2 * squares

    return risk


def _known(table: Mapping[str, Any], sort: str, name: str) -> Any:
    if name not in table:
        expected = "one of " + ", ".join(table)
        raise InputError(f"PyTorch is not told of this {sort}", found=name, expected=expected)
    return table[name]


def _activations(torch: Any, alpha: float) -> dict[str, Callable[[Any], Any]]:
    functions = torch.nn.functional
    return {
        "linear": lambda z: z,
        "relu": torch.relu,
        "leaky_relu": lambda z: functions.leaky_relu(z, alpha),
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": lambda z: functions.softplus(z, threshold=700),
        "elu": functions.elu,
        "gelu": functions.gelu,
        "silu": functions.silu,
        "softmax": lambda z: torch.softmax(z, -1),
    }


def _losses(torch: Any) -> dict[str, Callable[[Any, Any], Any]]:
    xlogy = torch.special.xlogy
    return {
        "square": lambda a, y: ((a - y) ** 2).sum(),
        "half_square": lambda a, y: ((a - y) ** 2).sum() / 2,
        "absolute": lambda a, y: (a - y).abs().sum(),
        "cross_entropy": lambda a, y: -xlogy(y, a).sum(),
        "binary_cross_entropy": lambda a, y: -(xlogy(y, a) + xlogy(1 - y, 1 - a)).sum(),
    }
