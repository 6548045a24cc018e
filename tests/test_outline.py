"""Depths of headings."""

from symnn.documents.blocks import Document, Heading, Paragraph
from symnn.documents.outline import outlined


def test_siblings_stand_equally_deep_and_no_level_is_skipped() -> None:
    levels = [2, 2, 3, 2, 1, 2, 3, 3, 1]
    blocks = (Paragraph(("x",)), *(Heading(level, ("h",)) for level in levels))
    depths = [depth for depth, _ in outlined(Document(("t",), blocks))]
    assert depths == [1, 2, 2, 3, 2, 2, 3, 4, 4, 2]
