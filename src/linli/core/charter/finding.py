"""A finding: something said about a charter, at a place in its file."""

from dataclasses import dataclass
from typing import Literal

from linli.core.charter.text import Lang, Text

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said about one part of a charter.

    ``code`` is stable and documented; ``path`` names the part (``procedures.x.stages.y``); ``mend`` says what helps.
    """

    code: str
    level: Level
    path: str
    says: Text
    mend: Text | None = None
    mark: Mark | None = None

    def line(self, lang: Lang) -> str:
        """The finding as one line of text, in the form compilers use."""
        where = f"{self.mark.file}:{self.mark.line}:{self.mark.column}: " if self.mark else ""
        mend = f" → {self.mend.in_(lang)}" if self.mend else ""
        return f"{where}{self.level} {self.code}: {self.says.in_(lang)}{mend}"


class CharterError(Exception):
    """A charter that cannot be used; ``findings`` say why, each with its place."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(finding.line("en") for finding in findings))
        self.findings = findings
