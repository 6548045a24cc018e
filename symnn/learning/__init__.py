"""How parameters are found from data: least squares, and gradient descent."""

from symnn.learning.fit import Dependency, Fit
from symnn.learning.least_squares import least_squares
from symnn.learning.problem import FitProblem, read_fit

__all__ = ["Dependency", "Fit", "FitProblem", "least_squares", "read_fit"]
