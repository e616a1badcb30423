"""`csp-slides doctor`: what is here, what is missing, and the line that installs it."""

from __future__ import annotations

import click


@click.command("doctor")
def command() -> None:
    """Show what is installed, what is missing and how to install it.

    The exit code is 3 if nothing can be built.
    """
    from csp_slides.cli.options import find_browser
    from csp_slides.pipeline.doctor import State, examine, this_machine

    findings = examine(this_machine(find_browser()))
    width = max(len(each.what) for each in findings)
    for each in findings:
        click.echo(f"{each.state:<8} {each.what:<{width}}  {each.told}")
        if each.remedy:
            click.echo(f"{'':8} {'':{width}}  {each.remedy}")
    missing = sum(each.state is State.MISSING for each in findings)
    click.echo(
        "Everything is installed."
        if not missing
        else f"{missing} missing. Decks and reports for the web don't need them."
    )
    if any(each.needed and each.state is State.MISSING for each in findings):
        raise SystemExit(3)
