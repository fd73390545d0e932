"""The charter versions that an archive carries, each loaded anew from its texts."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import CharterError
from linli.core.charter.load import load
from linli.core.engine.force import InForce, in_force
from linli.core.record.archive import Closure
from linli.core.record.finding import Doubt, doubt


class Closures:
    """Charters in force by the hash of their closure."""

    def __init__(self) -> None:
        self._forces: dict[str, InForce] = {}

    def add(self, closure: Closure) -> Iterator[Doubt]:
        """Load a charter and see whether its texts have the hash given."""
        slug = closure.slug[:60]
        texts = {name: text.encode() for name, text in closure.texts.items()}
        try:
            loaded = load(texts.get(closure.slug, b""), file=f"{slug}/charter.yaml", find=texts.get)
        except CharterError as error:
            said = error.findings[0].says
            yield Doubt("charter-unloadable", {"slug": slug, "why": said})
            return
        if loaded.hash != closure.hash:
            yield doubt("charter-differs", slug=slug)
            return
        if {one.slug for one in loaded.closure} != closure.texts.keys():
            yield doubt("charter-surplus", slug=slug)
        self._forces[closure.hash] = in_force(loaded)

    def get(self, hash: str) -> InForce | None:
        """The charter with a hash; None where the archive does not carry it."""
        return self._forces.get(hash)
