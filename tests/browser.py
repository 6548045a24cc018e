"""Pages in a browser without a window: what a script in them finds out."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from tests.needs import AXE, chromium

OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
    "--allow-file-access-from-files", "--disable-background-networking",
    "--disable-component-update",
)  # fmt: skip
SCHEMES = {"light": 1, "dark": 0}
"""What Chromium calls the colours that readers like better."""
# Each page in a frame of its own, one after the other; the rules come with the page.
SCRIPT = """
const rules = document.getElementById("rules").textContent;
const pages = JSON.parse(document.getElementById("pages").textContent);
async function looked({html, width, rules: chosen}) {
  const frame = document.createElement("iframe");
  frame.width = width;
  frame.height = 4000;
  frame.srcdoc = html;
  const loaded = new Promise(done => frame.onload = done);
  document.body.append(frame);
  await loaded;
  const view = frame.contentWindow;
  view.eval(rules);
  const options = {resultTypes: ["violations"], rules: chosen};
  const found = await view.axe.run(view.document, options);
  const root = view.document.documentElement;
  const told = {
    violations: found.violations.map(v => [v.id, v.help, ...v.nodes.map(n => n.html)]),
    passes: found.passes.map(v => v.id),
    dark: view.matchMedia("(prefers-color-scheme: dark)").matches,
    wide: root.scrollWidth > root.clientWidth,
  };
  frame.remove();
  return told;
}
onload = async () => {
  const told = {};
  for (const [name, page] of Object.entries(pages)) told[name] = await looked(page);
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify(told);
  document.body.replaceChildren(result);
};
"""


def dumped(page: Path, profile: Path, *options: str, milliseconds: int = 2000) -> str:
    """The HTML of a page after its scripts have run.

    Args:
        page: its file.
        profile: a folder for the browser's own files.
        options: more options of Chromium.
        milliseconds: how long scripts may take, by the page's own clock.
    """
    command = [
        str(chromium()), *OPTIONS, *options, f"--user-data-dir={profile}",
        f"--virtual-time-budget={milliseconds}", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


class Seen(NamedTuple):
    """A page, and how it is looked at.

    Attributes:
        html: its text.
        width: that of its window.
        contrast: whether its colours are looked at, which takes longer than all else together.
    """

    html: str
    width: int
    contrast: bool


def looked_at(pages: Mapping[str, Seen], scheme: str, folder: Path) -> dict[str, Any]:
    """What axe-core says of pages, by their names.

    Args:
        pages: what is looked at.
        scheme: a name in `SCHEMES`.
        folder: for files.
    """
    harness = folder / f"{scheme}.html"
    harness.write_text(
        "<!doctype html><meta charset=utf-8><title>pages</title><body>"
        f'<script type="text/plain" id="rules">{AXE.read_text(encoding="utf-8")}</script>'
        f'<script type="application/json" id="pages">{_embedded(pages)}</script>'
        f"<script>{SCRIPT}</script>",
        encoding="utf-8",
    )
    colours = f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}"
    text = dumped(harness, folder / f"profile-{scheme}", colours, milliseconds=100_000)
    found = re.search(r'<pre id="result">(.*?)</pre>', text, re.DOTALL)
    assert found is not None, "the script of the pages came to no end"
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def _embedded(pages: Mapping[str, Seen]) -> str:
    data = {
        name: {
            "html": seen.html,
            "width": seen.width,
            "rules": {"color-contrast": {"enabled": seen.contrast}},
        }
        for name, seen in pages.items()
    }
    return json.dumps(data).replace("</", "<\\/")
