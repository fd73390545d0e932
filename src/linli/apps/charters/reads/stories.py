"""The stories of a model: each scenario run by the engine in memory and told scene by scene."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from linli.apps.charters.reads.shelf import Model
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.text import Text
from linli.core.lab.play import play
from linli.core.lab.tale import Scene, scenes


@dataclass(frozen=True, slots=True)
class Story:
    """One scenario; ``mistakes`` say why it could not be played at all, ``faults`` count what came otherwise."""

    name: str
    title: Text
    scenes: tuple[Scene, ...] = ()
    mistakes: tuple[Finding, ...] = ()

    @property
    def faults(self) -> int:
        return sum(step.fault is not None for scene in self.scenes for step in scene.told)


def titles(model: Model) -> dict[str, Text]:
    """The scenarios of a model by name, the golden one first. Raises :class:`CharterError`."""
    script = model.script
    return {name: one.title for name, one in script.scenarios.scenarios.items()} if script else {}


def story(model: Model, name: str) -> Story | None:
    """A scenario as it was played; None where the model has none of that name."""
    try:
        title = titles(model).get(name)
    except CharterError:
        return None
    return _played(_Key(model, name, title)) if title else None


@dataclass(frozen=True)
class _Key:
    """What a story hangs on: the charter with all that it extends, and the text of the scenarios."""

    model: Model
    name: str
    title: Text

    def __hash__(self) -> int:
        return hash((self.model.loaded.hash, self.model.texts.scenarios, self.name))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._said == other._said

    @property
    def _said(self) -> tuple[str, bytes, str]:
        return self.model.loaded.hash, self.model.texts.scenarios, self.name


@lru_cache(maxsize=128)
def _played(key: _Key) -> Story:
    script = key.model.script
    assert script is not None  # titles() found it there
    try:
        found = scenes(play(script, key.name, key.model.force), key.model.force)
    except CharterError as error:
        return Story(key.name, key.title, mistakes=error.findings)
    return Story(key.name, key.title, found)
