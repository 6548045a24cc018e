"""Colours, marks and sizes of the pictures, light and dark.

The first colours are near those of Okabe and Ito, which people with any kind of colour vision tell
apart; further ones are told apart by their marks, as all are where there is no colour.
"""

from __future__ import annotations

from dataclasses import dataclass

MARKS = ("o", "^", "s", "D", "P", "X", "v", "p", "<", "*")
"""The form of the points of each class, as matplotlib calls it."""


@dataclass(frozen=True)
class Theme:
    """The colours of a picture, each `#rrggbb`.

    Attributes:
        name: what files are called by.
        paper: the ground.
        ink: titles and decision boundaries.
        muted: numbers beside the axes.
        rule: frames.
        net: the lines of the grid that a layer bends.
        classes: the points of each class.
        tints: the region of each class.
    """

    name: str
    paper: str
    ink: str
    muted: str
    rule: str
    net: str
    classes: tuple[str, ...]
    tints: tuple[str, ...]

    @property
    def colours(self) -> dict[str, str]:
        """All colours by name; the class with the number 1 has `class-1` and `tint-1`."""
        ground = {n: getattr(self, n) for n in ("paper", "ink", "muted", "rule", "net")}
        classes = {f"class-{k}": colour for k, colour in enumerate(self.classes)}
        return {**ground, **classes, **{f"tint-{k}": tint for k, tint in enumerate(self.tints)}}


LIGHT = Theme(
    name="light",
    paper="#fffefb",
    ink="#1d1d1f",
    muted="#55585f",
    rule="#c9c6bc",
    net="#8f9296",
    classes=("#0072b2", "#d55e00", "#007e5b", "#a8478a", "#7a6a00", *("#4b4d52",) * 5),
    tints=("#d8e9f5", "#fae3d4", "#d5ede4", "#f1dfeb", "#f0ebc9", *("#e3e3e4",) * 5),
)
DARK = Theme(
    name="dark",
    paper="#17181a",
    ink="#e6e5e1",
    muted="#a9acb3",
    rule="#4a4c52",
    net="#80838a",
    classes=("#56b4e9", "#f5a03c", "#3ecfa5", "#e39bcb", "#e6d84a", *("#c9cbd0",) * 5),
    tints=("#1b3345", "#43301a", "#153a30", "#3c2a37", "#38341a", *("#303236",) * 5),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
"""By the names that people choose them by."""
