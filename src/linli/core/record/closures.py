"""The charter versions that an archive carries, each loaded anew from its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from linli.core.charter.finding import CharterError
from linli.core.charter.load import Loaded, load
from linli.core.engine.force import InForce, in_force
from linli.core.engine.language import LANGUAGE
from linli.core.record.archive import Closure
from linli.core.record.finding import Doubt, doubt

KEPT = 8


@lru_cache(maxsize=KEPT)
def _loaded(slug: str, texts: tuple[tuple[str, str], ...]) -> Loaded:
    """Loading is most of the work for a short archive, and who verifies one mostly verifies more of the same."""
    found = {name: text.encode() for name, text in texts}
    return load(found.get(slug, b""), file=f"{slug[:60]}/charter.yaml", find=found.get)


class Closures:
    """Charters in force by the hash of their closure."""

    def __init__(self) -> None:
        self._forces: dict[str, InForce] = {}
        self._spoken: dict[tuple[str, int], InForce] = {}

    def add(self, closure: Closure) -> Iterator[Doubt]:
        """Load a charter and see whether its texts have the hash given."""
        slug = closure.slug[:60]
        try:
            loaded = _loaded(closure.slug, tuple(closure.texts.items()))
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

    def get(self, hash: str, language: int = LANGUAGE) -> InForce | None:
        """The charter with a hash, in one of the engine's meanings; None where the archive does not carry it."""
        force = self._forces.get(hash)
        if force is None or language == LANGUAGE:
            return force
        if (hash, language) not in self._spoken:
            self._spoken[hash, language] = replace(force, language=language)
        return self._spoken[hash, language]
