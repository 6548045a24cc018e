"""`symnn activations`: what there is to choose from."""

from __future__ import annotations

import click

from .options import output_options
from .output import chosen_format, write, write_document


@click.command("activations")
@output_options
def command(
    form: str | None, output: str | None, width: int | None, plain: bool, quiet: bool
) -> None:
    """List the activations, those of other packages included."""
    import json

    from symnn.activations import ACTIVATIONS

    chosen = chosen_format(form, output)
    if chosen == "json":
        entries = [{"name": entry.name, "summary": entry.summary} for entry in ACTIVATIONS]
        write([json.dumps(entries, indent=2, ensure_ascii=False) + "\n"], output)
    else:
        from symnn.documents import registry_document

        write_document(registry_document("Activations", ACTIVATIONS), chosen, output, width, plain)
