"""The page that plays a training: whole by itself, right in every frame, moved by its slider."""

from __future__ import annotations

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest

from symnn.plots.player import player
from symnn.plots.scene import Scene
from tests.browser import dumped
from tests.trainings import training

pytest.importorskip("matplotlib")
HOSTILE = "</script><b>$x$ & \"'</b>"
# What is told and what is drawn: at first, after moving, after keys, while playing, and at the end.
STEPS = """
const seen = [];
const look = () => seen.push({
  told: document.querySelector(".told").textContent.trim().replace(/ +/g, " "),
  drawn: moving.map(group => group.innerHTML.length + ":" + group.querySelectorAll("use").length),
  same: moving[1].innerHTML,
  captions: captions.map(caption => caption.textContent),
  slider: [slider.value, slider.getAttribute("aria-valuetext")],
  button: button.getAttribute("aria-label"),
  cursor: curves.style.getPropertyValue("--at"),
});
const press = key =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
look();
slider.value = 1; slider.dispatchEvent(new Event("input")); look();
press("End"); look();
press("ArrowLeft"); look();
press("Home"); look();
button.click(); look();
setTimeout(() => {
  look();
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify(seen);
  document.body.append(result);
}, 5000);
"""


@pytest.fixture(scope="module")
def page() -> str:
    return player(Scene(training("plane")))


def told(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="frames">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.slow
def test_the_page_needs_nothing_else(page) -> None:
    assert "http" not in page
    assert "@import" not in page
    assert not re.search(r'(?:href|src)="(?!#)', page)
    assert page == player(Scene(training("plane")))


def test_every_frame_is_whole(page) -> None:
    data = told(page)
    assert [each["measures"][0] for each in data["told"]] == ["epoch 0", "epoch 7", "epoch 30"]
    for number, panel in enumerate(data["panels"]):
        assert len(panel["frames"]) == 3
        used = {k for frame in panel["frames"] for k in frame}
        assert used == set(range(len(panel["groups"])))
        for frame in panel["frames"]:
            text = "".join(panel["groups"][k] for k in frame)
            drawn = ElementTree.fromstring(f"<g>{text}</g>")
            assert len(list(drawn.iter("use"))) == 40
            assert f"url(#p{number}-" in text


def test_every_name_is_said(page) -> None:
    """Colours, classes and what is referred to: all that is used is there."""
    said = set(re.findall(r"--([\w-]+):", page))
    assert set(re.findall(r"var\(--([\w-]+)[,)]", page)) - {"at"} <= said
    styles = set(re.findall(r"^\.([pc]\d-\d+) {", page, re.MULTILINE))
    plain = page.replace('\\"', '"')
    assert set(re.findall(r'class="([pc]\d-\d+)"', plain)) == styles
    ids = set(re.findall(r' id="([pc]\d-[\w-]+)"', plain))
    assert set(re.findall(r'(?:url\(|href=")#([\w-]+)', plain)) <= ids


@pytest.mark.slow
def test_a_title_is_a_text() -> None:
    page = player(Scene(training("wide", title=HOSTILE)))
    assert HOSTILE not in page
    assert page.count("&lt;/script&gt;&lt;b&gt;$x$ &amp; &#34;&#39;&lt;/b&gt;") == 2
    assert "The last hidden layer has 5 dimensions, and only 2 or 3 can be drawn." in page


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_the_slider_moves_everything(page, tmp_path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page.replace("</body>", f"<script>{STEPS}</script></body>"), encoding="utf-8")
    text = dumped(file, tmp_path / "profile", milliseconds=8000)
    found = re.search(r'<pre id="result">(.*?)</pre>', text, re.DOTALL)
    assert found is not None, "the script of the page came to no end"
    seen = json.loads(unescape(found[1]))
    moments = [" ".join(each["measures"]) for each in told(page)["told"]]
    assert [step["told"] for step in seen] == [moments[k] for k in (0, 1, 2, 1, 0, 0, 2)]
    assert [step["slider"][0] for step in seen] == list("0121002")
    said = [", ".join([*each["measures"], *each["panels"]]) for each in told(page)["told"]]
    assert [step["slider"][1] for step in seen] == [said[k] for k in (0, 1, 2, 1, 0, 0, 2)]
    assert [step["captions"] for step in seen[:3]] == [
        each["panels"] for each in told(page)["told"]
    ]
    assert [step["button"] for step in seen] == [*["Play"] * 5, "Pause", "Play"]
    assert len({step["same"] for step in seen}) == 3
    assert all(len(step["drawn"]) == 2 for step in seen)
    assert {part.split(":")[1] for step in seen for part in step["drawn"]} == {"40"}
    assert [step["cursor"] for step in seen[:3]] == [
        f"{each['at']:g}%" for each in told(page)["told"]
    ]
