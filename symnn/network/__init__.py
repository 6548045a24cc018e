"""Networks: their shape, what is known of their numbers, and how they are read from files."""

from symnn.network.build import network, shape
from symnn.network.model import Network, Sample
from symnn.network.reader import read_network

__all__ = ["Network", "Sample", "network", "read_network", "shape"]
