"""All answers of one person: from a file laid out like a network file, or from a row of a CSV."""

from __future__ import annotations

from dataclasses import dataclass, field

from symnn.errors import InputError, Place
from symnn.files import Leaf, Null, Tree, described, read, table
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Answer
from symnn.network.model import Network
from symnn.quantities import Quantity


@dataclass(frozen=True)
class Sheet:
    """What one person answered.

    Attributes:
        answers: by quantity as `net.canonical` names it, in the order of the file; what was left
            blank is not there. A quantity of a sample carries the sample's number only where the
            network has several.
        places: where each answer stands.
    """

    answers: dict[Quantity, Answer] = field(default_factory=dict)
    places: dict[Quantity, Place] = field(default_factory=dict)


def read_sheet(source: str | Tree, net: Network) -> Sheet:
    """The answers in a file: names with values.

    Args:
        source: the path of the file (`-` is stdin), or the tree that was read from it.
        net: the network that was asked about.

    Raises:
        InputError: for a name that the network has not, or one that stands there twice; an answer
            that can't be read is no error, but an Unreadable.
    """
    tree = read(source) if isinstance(source, str) else source
    sheet = Sheet()
    for name, value in table(tree).entries.items():
        try:
            quantity = net.quantity(name)
        except InputError as error:
            raise error.within(value.place) from None
        if quantity in sheet.answers:
            raise InputError("a quantity that is answered twice", value.place, name)
        if isinstance(value, Null):
            continue
        if not isinstance(value, Leaf):
            raise InputError("not a single value", value.place, described(value), "one value")
        sheet.answers[quantity] = read_answer(value.text, net)
        sheet.places[quantity] = value.place
    return sheet
