"""The mistakes that people make, each as another formula for a law's target."""

from symnn.marking.mistakes import arithmetic, backward, forward, losses, steps
from symnn.marking.mistakes.table import MISTAKES, Mistake

__all__ = ["MISTAKES", "Mistake", "arithmetic", "backward", "forward", "losses", "steps"]
