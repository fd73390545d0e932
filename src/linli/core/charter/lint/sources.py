"""Whether every rule says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.say import finding, nearest
from linli.core.charter.load import Loaded
from linli.core.charter.nodes import Path
from linli.core.charter.shape import parts_of
from linli.core.charter.source import Source

SOURCED = ("organs", "rules", "procedures", "duties", "funds", "measures", "catalogues")
"""The sections whose every entry gives a source; what is inside an entry inherits it."""

_MEND = (
    "写上「source: {doc: …}」「source: {law: …}」，或「source: {assumed: {zh: …, en: …}}」说明为何这样定",
    "write “source: {doc: …}”, “source: {law: …}”, or “source: {assumed: {zh: …, en: …}}” saying why it was set so",
)


def findings(loaded: Loaded) -> Iterator[Finding]:
    for section in SOURCED:
        for name, part in getattr(loaded.charter, section).items():
            if part.source is None:
                says = (f"「{name}」没有写明出处", f"“{name}” does not say where it comes from")
                yield finding(loaded, "missing-source", (section, name), says, _MEND)
    for path, source in parts_of(loaded.charter, Source):
        yield from _source(loaded, path, source)


def _source(loaded: Loaded, path: Path, source: Source) -> Iterator[Finding]:
    if not source.stated:
        says = (
            "出处是空的：没有文件、法律，也没有说明理由",
            "the source is empty: no document, no law, no reason",
        )
        yield finding(loaded, "missing-source", path, says, _MEND)
    if source.doc and source.doc not in loaded.documents:
        says = (
            f"章程开头的 sources 里没有文件「{source.doc}」",
            f"the document “{source.doc}” is not among the charter's sources",
        )
        yield finding(
            loaded, "source-undeclared", (*path, "doc"), says, nearest(source.doc, loaded.documents)
        )
