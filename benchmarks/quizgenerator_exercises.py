"""Questions a second of PyPI's quizgenerator, in LaTeX: for each kind it has, its own question.

Runs by itself, in any Python that has quizgenerator. Its backpropagation has a 2-2-1 network with a
sigmoid at the end: smaller than the 2-2-2-1 of symnn, and some of its gradients are asked for, not
all. Without pandoc it leaves its texts in Markdown, and is faster for it.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from importlib import import_module
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from shutil import which
from statistics import median
from typing import Any

PREMADE = "QuizGenerator.generation.premade_questions.cst463."
NETWORKS = PREMADE + "neural-network-basics.neural_network_questions"
BASICS = PREMADE + "tensorflow-intro.tensorflow_questions"
LOSSES = PREMADE + "gradient_descent.loss_calculations"
QUESTIONS = {
    "forward": (NETWORKS, "ForwardPassQuestion"),
    "backprop": (NETWORKS, "BackpropGradientQuestion"),
    "gradient-step": (NETWORKS, "EndToEndTrainingQuestion"),
    "activation-values": (BASICS, "ActivationFunctionComputationQuestion"),
    "parameter-count": (BASICS, "ParameterCountingQuestion"),
    "loss-value": (LOSSES, "LossQuestion_Linear"),
}
"""By the name of symnn's kind: the module and the class of a question about the same."""
ROUNDS, EACH = 3, 4


def main() -> None:
    """Print what was measured of the kinds that are named, as a line of JSON."""
    logging.disable(logging.CRITICAL)
    if "--plain" in sys.argv:
        base = import_module(NETWORKS).SimpleNeuralNetworkBase
        base._generate_network_diagram = _no_drawing
    kinds = [name for name in sys.argv[1:] if name in QUESTIONS] or ["backprop"]
    rates = {kind: _rate(*QUESTIONS[kind]) for kind in kinds}
    print(json.dumps({"a_second": rates, "pandoc": which("pandoc") is not None}))


def _rate(module: str, name: str) -> float:
    """Questions a second of processor time, that of pandoc included."""
    question = getattr(import_module(module), name)(name="question", points_value=6)
    _written(question, 0)
    rates = []
    for round_ in range(ROUNDS):
        begin = _processor_time()
        for seed in range(EACH):
            _written(question, 1 + round_ * EACH + seed)
        rates.append(EACH / (_processor_time() - begin))
    return median(rates)


def _processor_time() -> float:
    """Of this process and of those that it has waited for."""
    spent = [getrusage(whose) for whose in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _written(question: Any, seed: int) -> str:
    instance = question.instantiate(rng_seed=seed)
    body, explanation = (part.render("latex") for part in (instance.body, instance.explanation))
    return str(body + explanation)


def _no_drawing(*_: object, **__: object) -> io.BytesIO:
    return io.BytesIO()


if __name__ == "__main__":
    main()
