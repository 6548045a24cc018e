"""The lecture's examples in every format that is text, as golden files for a person to read.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_golden_pages.py` writes them anew; the PDFs are left out,
since their bytes change with typst, and so is what another version of math-core might change.
"""

from __future__ import annotations

import re

import pytest

from symnn.render.formats import FORMATS
from tests.goldens import check
from tests.pages import LECTURE, page

ENDINGS = ("tex", "typ", "html", "md", "txt", "ipynb")
MATHML = re.compile(r'<math([^>]*? alttext="[^"]*")>.*?</math>', re.DOTALL)
STYLE = re.compile(r"<style>.*?</style>\n", re.DOTALL)


def _without_mathml(page: str) -> str:
    """A page whose formulas are their LaTeX; the style sheet is a file of its own already."""
    assert len(MATHML.findall(page)) > 50
    return MATHML.sub(r"<math\1></math>", STYLE.sub("", page))


def _without_preamble(page: str) -> str:
    """A page from its title on; the preamble is a file of its own already."""
    return page[page.index("#heading(level: 1)") :]


PARTS = {"html": _without_mathml, "typ": _without_preamble}
"""What of a page is golden, where that is not all."""


@pytest.mark.parametrize(
    ("name", "ending"),
    [*((name, ending) for name in LECTURE for ending in ENDINGS), ("mazur", "tex")],
)
def test_the_page_is_the_golden_one(name: str, ending: str) -> None:
    (form,) = (entry for entry in FORMATS if f".{ending}" in entry.endings)
    text = form.make(page(name)).decode()
    check(f"pages/{name}.{ending}", PARTS.get(ending, str)(text))


def test_every_format_that_is_text_is_looked_at() -> None:
    endings = {entry.endings[0].lstrip(".") for entry in FORMATS if entry.endings}
    assert endings == {*ENDINGS, "pdf"}
