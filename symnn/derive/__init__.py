"""From a network to its derivation: which law gives which quantity, in which order."""

from symnn.derive.derivation import Derivation, Step, derivation
from symnn.derive.order import Family, families, quantities

__all__ = ["Derivation", "Family", "Step", "derivation", "families", "quantities"]
