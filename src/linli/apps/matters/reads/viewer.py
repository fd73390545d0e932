"""Who looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.community.reads import Asker
from linli.core.charter.text import Lang


@dataclass(frozen=True, slots=True)
class Viewer:
    """A reader: ``person`` is a pseudonym of this community, empty for a stranger; ``organ`` the capacity chosen.

    ``account`` is who signed in; whose names are shown hangs on it. ``keeps``: she may be taken for the clerk, if she
    is one; a program of hers may not without the permission.
    """

    person: str = ""
    organ: str = ""
    lang: Lang = "zh"
    account: Any = None
    keeps: bool = True


def viewer_of(asker: Asker) -> Viewer:
    """Who asks for a page, as the reads know her."""
    return Viewer(asker.person, asker.organ, asker.lang, asker.account)
