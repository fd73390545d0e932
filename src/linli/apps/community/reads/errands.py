"""What waits for somebody outside of matters: each app puts its own on the desks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import translation

from linli.apps.community.reads.people import Viewer, is_clerk
from linli.core.charter.text import Lang

LANGS: dict[Lang, str] = {"zh": "zh-hans", "en": "en"}
MOST = 100
"""So many things of each source stand on a desk; whoever has more finds the rest behind the last of them."""
Owners = Mapping[str, str]
"""For each body whose turn it can be, the capacity in which the person acts for it; where several would do, the first
of them is the one to name."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that waits: a sentence in the reader's language, the page where it is done, by when.

    ``key`` tells it from everything else that waits in the community, and stays while it waits. ``organ`` is the body
    whose turn it is; empty where it waits for the person herself.
    """

    key: str
    title: str
    url: str
    button: str
    organ: str = ""
    due: datetime | None = None


ERRANDS: list[Callable[[Any, str, Owners], Iterable[Errand]]] = []
"""Each app adds its own when it is ready: from a community, a person's pseudonym and for which bodies she acts now to
what waits for her. It gives nothing that she may not see, asks the same few queries however much waits, and may use
``gettext``."""


OF_CLERKS: list[Callable[[Any, Any], Iterable[Errand]]] = []
"""The same for who keeps the register and is nobody in it: from a community and the account to what waits for it."""


def put_on_desks(source: Callable[[Any, str, Owners], Iterable[Errand]]) -> None:
    """Let an app put on desks what waits in it; once, however often the app is made ready."""
    if source not in ERRANDS:
        ERRANDS.append(source)


def put_before_clerks(source: Callable[[Any, Any], Iterable[Errand]]) -> None:
    """Let an app put before those who keep the register what waits for them; once."""
    if source not in OF_CLERKS:
        OF_CLERKS.append(source)


def errands(community: Any, person: str, owners: Owners, lang: Lang) -> tuple[Errand, ...]:
    """What waits for a person in some of her capacities, what is due first before the rest; nothing for a stranger."""
    if not person:
        return ()
    with translation.override(LANGS[lang]):
        found = [one for source in ERRANDS for one in list(source(community, person, owners))[:MOST]]
    return tuple(sorted(found, key=first_due))


def clerk_errands(community: Any, viewer: Viewer, lang: Lang) -> tuple[Errand, ...]:
    """What waits for whoever keeps the register without being in it, what is due first; nothing for anybody else."""
    if not is_clerk(viewer, community):
        return ()
    with translation.override(LANGS[lang]):
        found = [one for source in OF_CLERKS for one in list(source(community, viewer))[:MOST]]
    return tuple(sorted(found, key=first_due))


def first_due(one: Errand) -> tuple[bool, datetime]:
    """What is due first before the rest."""
    return one.due is None, one.due or datetime.max.replace(tzinfo=UTC)
