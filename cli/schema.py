"""`symnn schema`: the JSON Schema of specs, for editors."""

from __future__ import annotations

import click

from .output import write


@click.command("schema")
@click.option("-o", "--output", metavar="FILE", help="Write it there, not to stdout.")
def command(output: str | None) -> None:
    """Write the JSON Schema of specs, with which editors complete and check them.

    Kinds, activations and losses of other packages are in it, too. In an editor with a YAML
    language server, the first line of a spec may then be
    `# yaml-language-server: $schema=spec.schema.json`.

    \b
    symnn schema -o spec.schema.json
    """
    from symnn.exercises.schema import spec_schema

    write([spec_schema()], output)
