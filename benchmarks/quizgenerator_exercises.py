"""Questions a second of PyPI's quizgenerator: its own backpropagation question, in LaTeX.

Runs by itself, in any Python that has quizgenerator. Its network is 2-2-1 with a sigmoid at the
end: smaller than the 2-2-2-1 of the others, and some of its gradients are asked for, not all.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import time
from importlib import import_module
from statistics import median
from typing import Any

QUESTIONS = (
    "QuizGenerator.generation.premade_questions.cst463.neural-network-basics"
    ".neural_network_questions"
)
ROUNDS, EACH = 5, 10


def main() -> None:
    """Print what was measured as a line of JSON."""
    logging.disable(logging.CRITICAL)
    module = import_module(QUESTIONS)
    if "--plain" in sys.argv:
        module.SimpleNeuralNetworkBase._generate_network_diagram = _no_drawing
    question = module.BackpropGradientQuestion(name="backpropagation", points_value=6)
    _written(question, 0)
    rates = []
    for round_ in range(ROUNDS):
        begin = time.process_time()
        for seed in range(EACH):
            _written(question, 1 + round_ * EACH + seed)
        rates.append(EACH / (time.process_time() - begin))
    print(json.dumps({"a_second": median(rates)}))


def _written(question: Any, seed: int) -> str:
    instance = question.instantiate(rng_seed=seed)
    body, explanation = (part.render("latex") for part in (instance.body, instance.explanation))
    return str(body + explanation)


def _no_drawing(*_: object, **__: object) -> io.BytesIO:
    return io.BytesIO()


if __name__ == "__main__":
    main()
