"""The program `symnn`: its commands by name, and how errors leave it."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from symnn import __version__

COMMANDS = {
    "solve": "Every value and every gradient of a network, worked.",
    "derive": "The same in symbols, for a shape such as 2,3,1.",
    "init": "A spec to start a problem set from.",
    "generate": "Problem sets: problems, worked solutions, answer keys.",
    "check": "Marks one person's hand computation: which line is wrong, and why.",
    "schema": "The JSON Schema of specs, for editors.",
    "preview": "A set at a glance: versions beside each other, how hard they are.",
    "like": "Siblings of an exercise that is there already: as hard, other numbers.",
    "selftest": "Tries a problem set on many seeds: keys, mistakes, accidents.",
    "draw": "The diagram of a network.",
    "fit": "Least squares by its normal equations, worked.",
    "train": "Trains a small network and shows the representation it learns.",
    "kinds": "The kinds of exercises, and a page about each.",
    "activations": "The activations there are.",
    "completion": "A script that completes commands in your shell.",
}
"""The commands with a line on each; the module of that name has its code."""

UNUSABLE = 2
"""The exit status for input that can't be used."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and none to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{cmd_name}", __package__)
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; an unknown one with its nearest names."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from symnn.errors import InputError, nearest

            expected = "one of " + ", ".join(COMMANDS)
            near = nearest(args[0], COMMANDS)
            raise InputError("no such command", found=args[0], expected=expected, near=near)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="symnn")
def cli() -> None:
    """Derivations and worked solutions for neural networks.

    \b
    symnn solve network.yaml              every value and gradient, worked
    symnn solve network.yaml --only H     one value, and nothing else computed
    symnn derive 2,2,2,1                  both derivations in symbols
    symnn solve - --format json           from stdin, for another program
    """


def main() -> None:
    """Run the program: 0 fine, 1 the answer is no, 2 unusable input with one clear message."""
    from symnn.errors import SymnnError

    # A run makes many objects and few cycles: let the collector look for them less often.
    gc.set_threshold(100_000)
    if sys.stdout is None:
        _fail("there is no standard output to write to")
    try:
        status = cli.main(prog_name="symnn", standalone_mode=False)
    except SymnnError as error:
        _fail(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.ClickException as error:
        _fail(error.format_message() + _usage(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has enough; let the interpreter's own flush go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        _fail(f"can't write the output: {error.strerror or error}")
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"\n  try: {context.command_path} --help" if context is not None else ""


def _fail(message: str) -> NoReturn:
    click.echo(f"symnn: {message}", err=True)
    sys.exit(UNUSABLE)


if __name__ == "__main__":
    main()
