"""What is written in a diagram: in nodes and below them, on edges, above and below it all."""

from __future__ import annotations

from symnn.documents.diagram_facts import Entry, Facts
from symnn.documents.diagram_labels import NORMAL, SMALL, LabelLine, Run, name, prose, runs_of
from symnn.documents.diagram_parts import Layer
from symnn.evaluate.value import Missing

LONGEST_NAME = 16
"""Characters of an activation's name; of a longer one its beginning is shown."""
DOTS = {True: "⋮", False: "…"}
"""For nodes left out, and for layers."""
SAMPLE = "sample 1"
"""Of several data points, the one whose numbers are shown."""

Lines = tuple[LabelLine, ...]


def inside(entry: Entry) -> Lines:
    """In a node: its name, and its number below that if it has one."""
    if entry.value in (None, Missing.UNDETERMINED, entry.quantity):
        return (LabelLine(name(entry.quantity), NORMAL),)
    assert entry.value is not None
    return (LabelLine(name(entry.quantity)), LabelLine(runs_of(entry.value), NORMAL))


def below(entries: tuple[Entry, ...]) -> Lines:
    """Under a node: z, the bias, and the gradient by z (which is also that by b) or by x."""
    equations = tuple(line for entry in entries[1:] for line in _equation(entry))
    return equations + tuple(line for entry in entries for line in _gradient(entry))


def on_edge(entry: Entry) -> Lines:
    """On an edge: its weight, and the gradient on a line of its own."""
    value = entry.quantity if entry.value is None else entry.value
    return (LabelLine(runs_of(value)), *_gradient(entry))


def caption(layer: Layer | None) -> Lines:
    """Above a column: the layer, its activation, and how many nodes it has if some are left out."""
    if layer is None:
        return ()
    words = [layer.name, layer.activation, layer.count]
    return tuple(LabelLine(prose(word)) for word in words if word)


def legend(facts: Facts, has_off: bool) -> Lines:
    """Below the diagram: what its signs mean."""
    lines: Lines = ()
    if facts.gradients:
        runs = (Run("∂: gradient of "), *name(facts.top))
        lines += (LabelLine(runs, gradient=True),)
    if facts.is_of_a_sample:
        lines += (LabelLine(prose(SAMPLE)),)
    return lines + ((LabelLine(prose("dashed: the unit is off")),) if has_off else ())


def dots(of_nodes: bool) -> Lines:
    """For nodes or layers that are left out."""
    return (LabelLine(prose(DOTS[of_nodes]), NORMAL * 1.5),)


def shortened(text: str) -> str:
    """A name that is not too long for a caption."""
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def _equation(entry: Entry) -> Lines:
    if entry.value is None:
        return ()
    if entry.value in (entry.quantity, Missing.UNDETERMINED):
        return (LabelLine(name(entry.quantity)),)
    letter = Run(entry.quantity.kind, italic=True)
    return (LabelLine((letter, Run(" = "), *runs_of(entry.value)), SMALL),)


def _gradient(entry: Entry) -> Lines:
    if entry.gradient is None:
        return ()
    return (LabelLine((Run("∂ "), *runs_of(entry.gradient)), gradient=True),)
