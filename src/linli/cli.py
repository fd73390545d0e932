"""The `linli` command: one door for people who like a terminal."""

from importlib import import_module

import click

from linli import __version__

COMMANDS = {
    "backup": "linli.commands.backup:backup",
    "charter": "linli.commands.charter:charter",
    "community": "linli.commands.community:community",
    "demo": "linli.commands.demo:demo",
    "erasures": "linli.commands.erasures:erasures",
    "import": "linli.commands.places:import_",
    "invite": "linli.commands.invite:invite",
    "keys": "linli.commands.rekey:keys",
    "opinions": "linli.commands.opinions:opinions",
    "play": "linli.commands.play:play_command",
    "record": "linli.commands.record:record",
    "restore": "linli.commands.restore:restore",
    "retention": "linli.commands.retention:retention",
    "serve": "linli.commands.demo:serve",
}
"""Where each command lives; it is imported only when called, so that `linli charter check` needs no web framework."""


class Lazy(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="linli", message="%(prog)s %(version)s")
def main() -> None:
    """Linli 邻里: a neighbourhood governs itself by a charter.

    Development recipes (test, check, fix, bench, browser) belong to the launcher: see docs/howto/develop.md.
    """
