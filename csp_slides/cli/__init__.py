"""The command line: reads arguments, prints, and turns errors into exit codes.

The only layer that prints or ends the program. Each command is a module of its own, imported
when it is called, so that `--help` and a small build stay fast.
"""

from __future__ import annotations

import importlib
import keyword
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from csp_slides import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "build": "Build the site: decks, reports and an index.",
    "merge": "Merge the shards that several machines built into one site.",
    "serve": "Preview the site in a browser; changes appear as you save.",
    "watch": "Rebuild whenever the content changes.",
    "check": "Check the content for problems without building.",
    "fix": "Fix common mistakes in officers' files.",
    "new": "Create a site, a theme or a commented file to start from.",
    "import": "Turn Word, Excel, PowerPoint and other files into content.",
    "schema": "Print the JSON Schema that editors use.",
    "doctor": "Show what is installed, what is missing and how to install it.",
}
"""Every command, with its line in `--help`."""


class _Commands(click.Group):
    """A group whose commands are imported when called, and whose errors are plain sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands, in the order in which people use them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import a command's module."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"csp_slides.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the closest command."""
        name = args[0] if args else ""
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from csp_slides.core.did_you_mean import closest, listed

        help_line = closest(name, COMMANDS, otherwise=f"the commands are {listed(COMMANDS)}")
        raise click.UsageError(f"there is no command '{name}'; {help_line}", ctx)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what it raises on purpose becomes text and an exit code."""
        from csp_slides.core.diagnostics import CspSlidesError

        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except CspSlidesError as error:
            _stop(error)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001  # last resort: users never see a traceback
            _stop(error)
        return result


def _stop(error: Exception) -> NoReturn:
    from csp_slides.cli.console import report_error

    raise SystemExit(report_error(error))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="csp-slides")
def group() -> None:
    """Slides, reports and public pages for council meetings, from one set of notes."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends with 0 done, 1 content, 2 command or 3 something missing."""
    try:
        group.main(args=arguments, prog_name="csp-slides")
    except Exception as error:  # noqa: BLE001  # as where a command is run
        _stop(error)
