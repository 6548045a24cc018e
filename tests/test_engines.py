"""What typesets PDF: typst, which comes along, or pdflatex where TeX is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.options import ENGINES as NAMES
from symnn.documents.blocks import Document, Paragraph
from symnn.render import pdflatex
from symnn.render.formats import ENGINES, FORMATS, by_engine
from tests.command import Program
from tests.examples import FOLDER

NETWORK = str(FOLDER / "lecture22-forward.yaml")
COMMANDS = {
    "solve": ("solve", NETWORK),
    "derive": ("derive", "1,1"),
    "fit": ("fit", str(FOLDER / "best-fit-line.yaml")),
}
PRODUCERS = {None: b"Typst", "typst": b"Typst", "pdflatex": b"pdfTeX"}
"""What the file says about who made it, by the engine that was asked for."""
needs_tex = pytest.mark.needs("pdflatex")


def test_commands_and_table_name_the_same_engines() -> None:
    assert tuple(ENGINES) == NAMES
    assert all(form in FORMATS for form in ENGINES.values())


@needs_tex
@pytest.mark.slow
@pytest.mark.parametrize("engine", list(PRODUCERS))
@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_engine_makes_the_file(program: Program, tmp_path: Path, name: str, engine) -> None:
    page = tmp_path / "page.pdf"
    told = ("--engine", engine) if engine else ()
    assert program(*COMMANDS[name], "-o", str(page), *told).status == 0
    assert page.read_bytes().startswith(b"%PDF-1.")
    assert PRODUCERS[engine] in page.read_bytes()


@needs_tex
@pytest.mark.slow
def test_sheets_are_made_by_the_engine_with_any_number_of_workers(
    program: Program, tmp_path: Path
) -> None:
    asked = ("generate", "--kind", "forward", "--layers", "1,1,1", "--to", "pdf", "--quiet")
    for jobs in ("1", "2"):
        told = ("--engine", "pdflatex", "--jobs", jobs, "-o", str(tmp_path / jobs))
        assert program(*asked, *told).status == 0
    made = {p.relative_to(tmp_path / "1"): p.read_bytes() for p in (tmp_path / "1").rglob("*.pdf")}
    again = {p.relative_to(tmp_path / "2"): p.read_bytes() for p in (tmp_path / "2").rglob("*.pdf")}
    assert len(made) == 3
    assert made == again
    assert all(b"pdfTeX" in content for content in made.values())


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize(
    "told", [(), ("--format", "json"), ("--format", "latex"), ("-o", "x.html")]
)
@pytest.mark.parametrize("name", list(COMMANDS))
def test_an_engine_for_what_is_no_pdf_is_an_error(program: Program, name, told, engine) -> None:
    status, out, err = program(*COMMANDS[name], *told, "--engine", engine)
    assert (status, out) == (2, "")
    assert err.startswith("symnn: --engine: an engine for what is no PDF\n  found:    ")
    assert "-o FILE.pdf or --format pdf" in err


def test_an_engine_for_sheets_without_pdf_is_an_error(program: Program, tmp_path: Path) -> None:
    asked = ("generate", "--kind", "forward", "--layers", "1,1,1", "--to", "html,tex")
    status, _, err = program(*asked, "--engine", "typst", "-o", str(tmp_path / "made"))
    assert status == 2
    assert "found:    html,tex" in err
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("command", [*COMMANDS.values(), ("generate", "--kind", "forward")])
def test_a_missing_pdflatex_is_said_with_what_to_install(
    program: Program, tmp_path: Path, monkeypatch, command
) -> None:
    monkeypatch.setattr(pdflatex.shutil, "which", lambda _: None)
    made = tmp_path / "made.pdf"
    status, out, err = program(*command, "-o", str(made), "--engine", "pdflatex")
    assert (status, out) == (2, "")
    assert "no pdflatex" in err
    assert "apt install texlive-pictures lmodern" in err
    assert "typst, which comes with symnn" in err
    assert not made.exists()


def test_an_unknown_engine_is_an_error_of_use(program: Program) -> None:
    status, _, err = program("solve", NETWORK, "--engine", "xelatex")
    assert status == 2
    assert "'typst', 'pdflatex'" in err


def test_no_engine_leaves_every_format_as_it_is() -> None:
    assert [by_engine(None, entry.name) for entry in FORMATS] == [entry.name for entry in FORMATS]


@needs_tex
@pytest.mark.slow
def test_what_tex_has_no_letters_for_is_an_error() -> None:
    with pytest.raises(pdflatex.TexError, match="网"):
        pdflatex.document_pdf(Document(("网",), (Paragraph(("网",)),)))


@needs_tex
def test_a_missing_package_is_said_with_what_to_install() -> None:
    text = "\\documentclass{article}\\usepackage{no-such-package}\\begin{document}\\end{document}"
    with pytest.raises(pdflatex.TexError, match=r"no-such-package.*not found(?s:.*)texlive-pict"):
        pdflatex.pdf(text)


@needs_tex
def test_a_character_that_a_font_lacks_is_an_error() -> None:
    text = "\\documentclass{article}\\begin{document}\\font\\x=cmmi10 \\x \\char'200\\end{document}"
    with pytest.raises(pdflatex.TexError, match="left out a character"):
        pdflatex.pdf(text)
