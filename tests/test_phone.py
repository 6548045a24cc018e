"""Pages in frames as narrow as a phone: no page is wider, though boxes in it may scroll."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symnn.documents.blocks import Document
from symnn.render.html import html
from tests.browser import dumped
from tests.pages import LARGER, MATRICES, PAGES, page

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
WIDTH = 360
MEASURE = """<script>
const page = document.documentElement;
document.title = page.scrollWidth > page.clientWidth ? "too wide" : `fits ${innerWidth}`;
</script>"""
# A window of Chromium's is never narrower than 500 pixels, a frame is.
TITLES = """<p></p><script>
onload = () => document.querySelector("p").textContent =
  Array.from(frames, frame => frame.document.title).join(", ");
</script>"""


def measured(documents: list[Document], folder: Path) -> list[str]:
    """What the pages of documents say of their own width, all in one browser."""
    frames = []
    for number, document in enumerate(documents):
        text = html(document).replace("</body>", f"{MEASURE}</body>")
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
        frames.append(f'<iframe src="{number}.html" width="{WIDTH}" height="640"></iframe>')
    outer = folder / "outer.html"
    style = "<style>iframe { border: 0 }</style>"
    outer.write_text("".join([style, *frames, TITLES]), encoding="utf-8")
    found = re.search(r"<p>(.*?)</p>", dumped(outer, folder / "profile", milliseconds=20_000))
    assert found is not None
    return found[1].split(", ")


def test_no_page_is_wider_than_a_phone(tmp_path: Path) -> None:
    names = [*PAGES, LARGER, MATRICES]
    told = measured(list(map(page, names)), tmp_path)
    assert dict(zip(names, told, strict=True)) == dict.fromkeys(names, f"fits {WIDTH}")


def test_a_page_that_is_wider_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would say nothing."""
    wide = f'<div style="width: {WIDTH + 1}px">wide</div></body>'
    monkeypatch.setitem(globals(), "MEASURE", wide.removesuffix("</body>") + MEASURE)
    assert measured([Document(("wide",), ())], tmp_path) == ["too wide"]
