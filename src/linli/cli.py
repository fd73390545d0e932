"""The `linli` command: one door for people who like a terminal."""

import click

from linli import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="linli", message="%(prog)s %(version)s")
def main() -> None:
    """Linli 邻里: a neighbourhood governs itself by a charter.

    Development recipes (test, check, fix, bench, browser) belong to the launcher: see docs/howto/develop.md.
    """
