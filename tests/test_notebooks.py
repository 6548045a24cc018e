"""Networks, derivations, steps and solutions show themselves in notebooks."""

from __future__ import annotations

import pytest

import symnn

NET = symnn.build([1, 1], W=[[[2]]], b=[[1]], x=[3])
SHOWN = {
    "network": (NET, "A 1-1 network"),
    "derivation": (symnn.derivation([2, 1]), "A 2-1 network in symbols"),
    "step": (symnn.derivation([2, 1]).step("z1_1"), "weighted-sum"),
    "solution": (symnn.solve(NET), "= 2·3 + 1 = 7"),
}


@pytest.mark.parametrize("name", list(SHOWN))
def test_three_media(name: str) -> None:
    thing, told = SHOWN[name]
    bundle = thing._repr_mimebundle_()  # type: ignore[attr-defined]
    assert sorted(bundle) == ["text/html", "text/latex", "text/plain"]
    assert told in bundle["text/plain"]
    assert "<math" in bundle["text/html"]
