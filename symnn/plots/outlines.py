"""Panels as SVG for a page of many frames: what moves, apart from what stays.

Of every frame only the groups are kept that are drawn on its axes; groups that several frames have,
such as data that do not move, are kept once. Colours become names, which a page says in light and
in dark ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from symnn.plots.canvas import house_style, svg
from symnn.plots.frame import panel_figure
from symnn.plots.theme import LIGHT

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from matplotlib.figure import Figure

    from symnn.plots.panels import Panel

_SVG, _HREF = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_MOVING = re.compile(r"(QuadContourSet|line2d|Poly3DCollection)_\d+")
"""The groups of areas, curves and points, as matplotlib names them."""
_REFERENCE = re.compile(r"(url\(#|^#)([\w-]+)")
_NUMBER = re.compile(r"-?\d+\.\d+")
_COMMAND = re.compile(r"\s*([A-Za-z])\s*")
_HERE = "<g>moving</g>"
_VARIABLES = {colour: f"var(--{name})" for name, colour in LIGHT.colours.items()}


@dataclass
class Outlines:
    """A panel over all frames.

    Attributes:
        before: its SVG up to what moves.
        after: the rest of it.
        groups: all groups that move, each once, as SVG.
        frames: for each frame the numbers of its groups, in order.
        styles: the names of the classes in it, by their styles.
    """

    before: str = ""
    after: str = ""
    groups: list[str] = field(default_factory=list)
    frames: list[list[int]] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)

    @property
    def last(self) -> str:
        """What moves, in the last frame; nothing where nothing does."""
        return "".join(self.groups[number] for number in self.frames[-1]) if self.frames else ""


def outlines(panel: Panel, name: str) -> Outlines:
    """A panel at all moments.

    Args:
        panel: the panel.
        name: begins all names in its SVG, so that a page can hold several.
    """
    found, known = Outlines(), dict[str, int]()
    writing = _Writing(name, found.styles)
    for moment in range(len(panel.scene.training.snapshots)):
        with house_style():
            root = ElementTree.fromstring(svg(panel_figure(panel, moment, LIGHT)))
        texts = [writing.text(group) for group in _taken_out(root)]
        found.frames.append([known.setdefault(text, len(known)) for text in texts])
        if not moment:
            _describe(root, f"{panel.heading}: {panel.description}")
            found.before, _, found.after = writing.text(root).partition(_HERE)
    found.groups = list(known)
    return found


def still(drawn: Figure, name: str, description: str) -> Outlines:
    """A figure of which nothing moves.

    Args:
        drawn: the figure.
        name: begins all names in its SVG.
        description: what there is to see.
    """
    root = ElementTree.fromstring(svg(drawn))
    _describe(root, description)
    found = Outlines()
    found.before = _Writing(name, found.styles).text(root)
    return found


def _taken_out(root: Element) -> list[Element]:
    """Take what moves out of an SVG, and leave a mark in its place."""
    axes = next(group for group in root.iter(f"{_SVG}g") if group.get("id") == "axes_1")
    moving = [group for group in axes if _MOVING.fullmatch(group.get("id", ""))]
    axes.insert(list(axes).index(moving[0]), ElementTree.fromstring(_HERE))
    for group in moving:
        axes.remove(group)
    return moving


def _describe(root: Element, description: str) -> None:
    """Tell those who don't see an SVG what it shows; its size and joints are the page's."""
    root.remove(root[0])
    box = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib.update({"viewBox": box, "role": "img", "aria-label": description})


@dataclass
class _Writing:
    """Writes parts of SVG short, and fit for a page with others.

    Args:
        name: begins all names.
        styles: the class of each style so far.
    """

    name: str
    styles: dict[str, str]

    def text(self, element: Element) -> str:
        """The text of an element, which is changed."""
        for each in element.iter():
            each.tag = each.tag.removeprefix(_SVG)
            each.text, each.tail = (each.text or "").strip(), ""
            self._shorten(each.tag, each.attrib)
        for group in element.iter("g"):
            _share(group)
        return ElementTree.tostring(element, encoding="unicode")

    def _shorten(self, tag: str, told: dict[str, str]) -> None:
        if tag == "g":
            told.pop("id", None)
        if "id" in told:
            told["id"] = self.name + told["id"]
        if _HREF in told:
            told["href"] = told.pop(_HREF)
        for key in {"href", "clip-path"} & told.keys():
            told[key] = _REFERENCE.sub(rf"\g<1>{self.name}\g<2>", told[key])
        for key in {"d", "x", "y"} & told.keys():
            told[key] = _COMMAND.sub(r"\1", _NUMBER.sub(_in_tenths, told[key]))
        if "style" in told:
            told["class"] = self._class(told.pop("style"))

    def _class(self, style: str) -> str:
        for colour, variable in _VARIABLES.items():
            style = style.replace(colour, variable)
        return self.styles.setdefault(style, f"{self.name}{len(self.styles)}")


def _share(group: Element) -> None:
    """What all children have in common, their group has for them."""
    for key in ("clip-path", "class"):
        values = {child.get(key) for child in group}
        if len(values) == 1 and None not in values and key not in group.attrib:
            group.set(key, values.pop() or "")
            for child in group:
                del child.attrib[key]


def _in_tenths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")
