"""`symnn completion`: the script that completes commands and options in a shell."""

from __future__ import annotations

import click

from .output import write


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash:  symnn completion bash >> ~/.bashrc
    zsh:   symnn completion zsh >> ~/.zshrc
    fish:  symnn completion fish > ~/.config/fish/completions/symnn.fish
    """
    from click.shell_completion import get_completion_class

    from .__main__ import cli

    found = get_completion_class(shell)
    assert found is not None
    write([found(cli, {}, "symnn", "_SYMNN_COMPLETE").source() + "\n"], None)
