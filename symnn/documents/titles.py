"""What documents about a network are called."""

from __future__ import annotations

from symnn.network.model import Network


def title(net: Network) -> str:
    """What the network is called: by its widths."""
    return f"A {'-'.join('?' if n is None else str(n) for n in net.widths)} network"
