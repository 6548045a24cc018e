"""`symnn activations`: what there is to choose from."""

from __future__ import annotations

import click

from .options import output_options
from .output import Output


@click.command("activations")
@output_options
def command(output: Output) -> None:
    """List the activations, those of other packages included."""
    import json

    from symnn.activations import ACTIVATIONS

    if output.is_json:
        entries = [{"name": entry.name, "summary": entry.summary} for entry in ACTIVATIONS]
        output.write([json.dumps(entries, indent=2, ensure_ascii=False) + "\n"])
    else:
        from symnn.documents import registry_document

        output.write_document(registry_document("Activations", ACTIVATIONS))
