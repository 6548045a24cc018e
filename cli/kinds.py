"""`symnn kinds`: the kinds of exercises, and a page about each."""

from __future__ import annotations

import click

from .options import engine_option, output_options
from .output import chosen_format, write, write_document


@click.command("kinds")
@click.argument("name", required=False)
@click.option("--seed", default="0", show_default=True, help="Of the sample: any text.")
@engine_option
@output_options
def command(
    name: str | None,
    seed: str,
    engine: str | None,
    form: str | None,
    output: str | None,
    width: int | None,
    plain: bool,
    quiet: bool,
) -> None:
    """List the kinds of exercises, those of other packages included.

    With a NAME, tell what a spec may say about this kind, and show a sample problem with its
    solution.

    \b
    symnn kinds
    symnn kinds backprop
    symnn kinds least-squares -o least-squares.pdf
    """
    import json

    from symnn.exercises.kinds import KINDS

    chosen = chosen_format(form, output, engine)
    if name is not None:
        from symnn.exercises.manual import kind_document, kind_entry

        kind = KINDS[name]
        if chosen == "json":
            write([json.dumps(kind_entry(kind), indent=2, ensure_ascii=False) + "\n"], output)
        else:
            write_document(kind_document(kind, seed), chosen, output, width, plain)
    elif chosen == "json":
        entries = [{"name": kind.name, "summary": kind.summary} for kind in KINDS]
        write([json.dumps(entries, indent=2, ensure_ascii=False) + "\n"], output)
    else:
        from symnn.documents import registry_document

        write_document(registry_document("Kinds of exercises", KINDS), chosen, output, width, plain)
