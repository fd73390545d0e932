"""A charter that somebody is writing or hands in: what the check says of it. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from linli import charters
from linli.apps.charters.reads import shelf
from linli.core.charter import lint
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.load import Find, Loaded, load

NAME = "charter.yaml"


@dataclass(frozen=True, slots=True)
class Examined:
    """A text with its findings; ``loaded`` is None where it cannot be read."""

    text: bytes
    loaded: Loaded | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(one.level == "error" for one in self.findings)


def examine(text: bytes, find: Find = shelf.find) -> Examined:
    """Read a text and check it; what it extends is looked for on the shelf."""
    try:
        loaded = load(text, file=NAME, find=find)
    except CharterError as error:
        return Examined(text, None, error.findings)
    return Examined(text, loaded, lint.check(loaded, charters.cited(loaded)))


def typed(text: str) -> bytes:
    """What was typed into a form, as a file would hold it."""
    return text.replace("\r\n", "\n").encode(errors="surrogatepass")
