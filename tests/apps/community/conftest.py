"""Tables that are brought into a community; an installation that lets people sign in with accounts held elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import reload
from pathlib import Path
from typing import Any

import pytest
from django.urls import clear_url_caches

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

from linli.apps.community import actions, entrance
from linli.registers.shapes import SHAPES
from linli.site import elsewhere
from linli.site import urls as site_urls


def _bring(community: Any, tables: Mapping[str, list[dict[str, str]]], *, actor: Any) -> None:
    for shape, rows in tables.items():
        table = actions.bring_table(community, SHAPES[shape], "t", made.text(rows), actor=actor)
        actions.work_table(table.pk)
        actions.go_on(table, "apply", actor=actor)
        assert actions.work_table(table.pk) == "applied"


@pytest.fixture
def bring() -> Callable[..., None]:
    """Brings tables, the rows of each by its shape, into a community, one after the other."""
    return _bring


def _build() -> None:
    reload(entrance)
    reload(site_urls)
    clear_url_caches()


@pytest.fixture
def configured(settings: Any, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts a sign-in.toml into force, as a start of the server does."""
    with pytest.MonkeyPatch.context() as patch:

        def use(text: str) -> None:
            file = tmp_path / "sign-in.toml"
            file.write_text(text, encoding="utf-8")
            found = elsewhere.read(file)
            settings.SOCIALACCOUNT_PROVIDERS = found.providers
            parts = [f"allauth.socialaccount.providers.{one}" for one in found.providers]
            settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, *parts]
            from allauth.socialaccount import providers

            patch.setattr(providers.registry, "loaded", False)
            _build()

        yield use
    settings.SOCIALACCOUNT_PROVIDERS = {}
    _build()
