"""`symnn kinds`: the kinds of exercises, and a page about each."""

from __future__ import annotations

import click

from .options import engine_option, output_options
from .output import Output


@click.command("kinds")
@click.argument("name", required=False)
@click.option("--seed", default="0", show_default=True, help="Of the sample: any text.")
@engine_option
@output_options
def command(
    name: str | None,
    seed: str,
    output: Output,
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

    if name is not None:
        from symnn.exercises.manual import kind_document, kind_entry

        kind = KINDS[name]
        if output.is_json:
            output.write([json.dumps(kind_entry(kind), indent=2, ensure_ascii=False) + "\n"])
        else:
            output.write_document(kind_document(kind, seed))
    elif output.is_json:
        entries = [{"name": kind.name, "summary": kind.summary} for kind in KINDS]
        output.write([json.dumps(entries, indent=2, ensure_ascii=False) + "\n"])
    else:
        from symnn.documents import registry_document

        output.write_document(registry_document("Kinds of exercises", KINDS))
