"""What stands on a printed page: its words, and the codes that a phone reads there. For tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SCALE = 3


@dataclass(frozen=True)
class Printed:
    """A page of a PDF: its words as text, and where each code on it leads to."""

    words: str
    codes: list[str]


def pages(pdf: bytes) -> list[Printed]:
    """The pages of a PDF, drawn and looked at as a phone would."""
    import pypdfium2
    import zxingcpp

    def read(page: Any) -> Printed:
        found = zxingcpp.read_barcodes(page.render(scale=SCALE).to_pil())
        return Printed(page.get_textpage().get_text_range(), [one.text for one in found])

    return [read(page) for page in pypdfium2.PdfDocument(pdf)]
