"""Files of people: the text of a YAML, JSON, TOML or CSV file becomes a tree of texts with places.

Nothing here knows about networks or numbers. Every scalar is the text that stands there, so that
`0.05` is still 1/20 when somebody reads it as a number, and every node knows file, line and key.
"""

from symnn.files.checks import described, table
from symnn.files.override import with_options
from symnn.files.read import parse, read
from symnn.files.tree import Items, Leaf, Null, Spot, Table, Tree

__all__ = [
    "Items",
    "Leaf",
    "Null",
    "Spot",
    "Table",
    "Tree",
    "described",
    "parse",
    "read",
    "table",
    "with_options",
]
