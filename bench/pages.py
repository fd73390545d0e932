"""All models of the gallery checked, read aloud and drawn, against ten views of a typical page, in one run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from linli import charters
from linli.core.charter import draw, explain, lint
from linli.core.charter.load import Loaded

if TYPE_CHECKING:
    from django.test import Client

VIEWS = 10


class Missing(RuntimeError):
    """The demonstration does not have the page that is viewed."""


def gallery() -> tuple[Loaded, ...]:
    """Every model and law, read."""
    return tuple(charters.read(slug) for slug in charters.slugs())


def all_models(loaded: tuple[Loaded, ...]) -> int:
    """Check, read aloud and draw each; 1, for it is one deed."""
    for one in loaded:
        bases = charters.around(one)
        lint.check(one, charters.cited(one))
        for article in explain.charter(one.charter, "zh", bases=bases):
            assert article.sentences is not None
        draw.organs(one.charter, "zh", bases=bases)
        for slug in one.charter.procedures:
            draw.procedure(one.charter, slug, "zh", bases=bases)
    return 1


def read_and_all() -> int:
    """The same, with reading the files."""
    return all_models(gallery())


class Demonstration:
    """A filled demonstration in a folder of its own, as a resident and a stranger look at it."""

    def __init__(self, store: str | None = None) -> None:
        from linli.commands.demo import prepare_demo
        from linli.commands.installation import open_installation

        self._folder = TemporaryDirectory()
        open_installation(Path(self._folder.name), store, demo=True)
        prepare_demo()
        from django.test import Client

        self._stranger, self._resident = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
        self.address = self._matter()

    def _matter(self) -> str:
        """A matter being voted on, with its rail, its rule, what was published and its course."""
        from django.urls import reverse

        from linli.apps.community.models import Person
        from linli.apps.matters.models import Matter

        matter = Matter.objects.filter(stage_kind="poll").order_by("pk").first()
        if matter is None:
            raise Missing
        person = Person.objects.filter(community=matter.community).order_by("pk").last()
        become = reverse("community:demo-become", args=(matter.community.slug,))
        self._resident.post(become, {"person": person.pseudonym if person else ""})
        return reverse("matters:matter", args=(matter.community.slug, matter.year, matter.number))

    def by_resident(self) -> int:
        """Ten views by a resident who is signed in; 1, for it is one deed."""
        return self._views(self._resident)

    def by_stranger(self) -> int:
        """Ten views by somebody who is not."""
        return self._views(self._stranger)

    def _views(self, client: Client) -> int:
        for _ in range(VIEWS):
            if client.get(self.address).status_code != 200:
                raise Missing
        return 1

    def close(self) -> None:
        """Throw it away."""
        from django.db import connections

        connections.close_all()
        self._folder.cleanup()


def runs(demonstration: Demonstration) -> dict[str, Callable[[], int]]:
    """What is measured side by side."""
    loaded = gallery()
    return {
        "ten views of a matter by a resident": demonstration.by_resident,
        "ten views of it by a stranger": demonstration.by_stranger,
        "all models checked, read aloud and drawn": lambda: all_models(loaded),
        "the same, with reading the files": read_and_all,
    }
