"""Where a rule comes from."""

from typing import Literal

from linli.core.charter.part import Part
from linli.core.charter.text import Text


class Document(Part):
    """A document that the charter cites, declared once in its head."""

    zh: str
    en: str
    section: str = ""
    note: Text | None = None


class Source(Part):
    """Where one rule comes from: a document, a law, or a plain statement that it is assumed or recommended.

    ``doc`` names a document of the head, ``law`` a law charter; ``assumed`` says why it was set so although no
    source says it, ``recommended`` who proposes it without having practised it. ``check`` marks a legal text that
    nobody has yet read in the original.
    """

    doc: str = ""
    law: str = ""
    section: str = ""
    article: str = ""
    assumed: Text | None = None
    recommended: Text | None = None
    check: Literal["", "needs-legal-check"] = ""

    @property
    def stated(self) -> bool:
        """Whether the source says anything at all."""
        return bool(self.doc or self.law or self.assumed or self.recommended)
