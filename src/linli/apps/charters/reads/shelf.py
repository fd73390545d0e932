"""The models on the shelf: read once, and again only when a text has changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from linli import charters
from linli.core.charter import lint
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.load import Loaded, load
from linli.core.charter.model import Subject
from linli.core.charter.nodes import MAX_BYTES
from linli.core.engine.force import InForce, in_force
from linli.core.lab.scenario import Script, read_scenarios

SCENARIOS = "scenarios.yaml"
ABOUT = "README.md"


@dataclass(frozen=True)
class Texts:
    """One folder of the shelf as it lies on the disk."""

    slug: str
    charter: bytes
    scenarios: bytes
    about: str


@dataclass(frozen=True)
class Model:
    """One charter that can be looked at, with what stands beside it."""

    texts: Texts
    loaded: Loaded

    @property
    def slug(self) -> str:
        return self.texts.slug

    @cached_property
    def force(self) -> InForce:
        """The charter as the engine takes it."""
        return in_force(self.loaded)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the check says of it."""
        return lint.check(self.loaded, charters.cited(self.loaded))

    @cached_property
    def script(self) -> Script | None:
        """Its scenarios; None where there are none. Raises :class:`CharterError` for a file that cannot be read."""
        if not self.texts.scenarios:
            return None
        return read_scenarios(self.texts.scenarios, f"{self.slug}/{SCENARIOS}")

    @property
    def subject(self) -> Subject:
        """What it is mostly about."""
        charter = self.loaded.charter
        if charter.level == "law":
            return "law"
        return charter.subject or ("procedures" if charter.procedures else "organs")

    @property
    def seal(self) -> str:
        """The one character that stands for it: the first Chinese one of its title where the head says none."""
        charter = self.loaded.charter
        chinese = (sign for sign in charter.title.zh if "\u4e00" <= sign <= "\u9fff")
        return charter.seal or next(chinese, charter.title.zh[:1])

    @property
    def waits(self) -> int:
        """How many of its procedures the engine cannot run yet."""
        return len(self.loaded.charter.procedures) - len(self.force.running)


def models() -> tuple[Model, ...]:
    """Every model that can be read, in the order of their names."""
    return tuple(_shelf(_texts()).values())


def model(slug: str) -> Model | None:
    """The model of that name; None where there is none, or where it cannot be read."""
    return _shelf(_texts()).get(slug)


def find(slug: str) -> bytes | None:
    """The text of a charter on the shelf, for charters that extend it."""
    found = model(slug)
    return found.loaded.text if found else None


def _texts() -> tuple[Texts, ...]:
    folders = {path.parent.name: path.parent for path in charters.gallery().rglob(charters.FILE)}
    return tuple(
        Texts(
            slug,
            _bytes(folders[slug] / charters.FILE),
            _bytes(folders[slug] / SCENARIOS),
            _bytes(folders[slug] / ABOUT).decode(errors="replace"),
        )
        for slug in charters.slugs()
    )


def _bytes(path: Path) -> bytes:
    """So much of a file that the reader can tell whether it is too big; nothing where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return b""


@lru_cache(maxsize=2)
def _shelf(texts: tuple[Texts, ...]) -> dict[str, Model]:
    by_slug = {one.slug: one.charter for one in texts}
    known: dict[str, Loaded] = {}
    for one in texts:
        if one.slug in known:
            continue
        try:
            loaded = load(one.charter, file=f"{one.slug}/{charters.FILE}", find=by_slug.get, known=known)
        except CharterError:
            continue
        known |= {base.slug: base for base in loaded.closure}
    return {one.slug: Model(one, known[one.slug]) for one in texts if one.slug in known}
