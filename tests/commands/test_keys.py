"""The reference page of the language is what the command prints."""

from pathlib import Path

from click.testing import CliRunner

from linli.cli import main


def test_the_reference_page_is_what_the_command_prints(root: Path) -> None:
    printed = CliRunner().invoke(main, ["charter", "keys"])
    assert printed.exit_code == 0
    page = (root / "docs/reference/charter-keys.md").read_text(encoding="utf-8")
    assert printed.output == page, "write it anew: ./linli charter keys > docs/reference/charter-keys.md"
