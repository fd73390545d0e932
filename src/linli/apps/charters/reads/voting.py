"""Who can block and who can carry in each procedure of a charter, as sentences, a picture and a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from linli.apps.charters.reads.reading import Shown
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang
from linli.core.lab.power import Holder, Power, power
from linli.core.lab.power.picture import picture
from linli.core.lab.power.players import MOST_PEOPLE
from linli.core.lab.power.says import MEANS, people, percent

MOST_STEPS = 50_000_000
"""How long one index may take while a reader waits."""
ASKED = "size-"
"""What the names of the fields begin with in which a reader says how many there are."""

Sizes = Mapping[str, int]


def voting_rows(loaded: Loaded, lang: Lang, sizes: Sizes | None = None) -> list[Shown]:
    """For each procedure, in sentences, drawn and by organ, who can block it and carry it, and the indices of power."""
    return [_row(loaded, found, lang) for found in powers(loaded, sizes)]


def powers(loaded: Loaded, sizes: Sizes | None = None) -> tuple[Power, ...]:
    """Who holds power in each procedure; ``sizes`` are how many there are in organs."""
    return _powers(_Key(loaded.hash, _sorted(sizes), loaded))


def means(lang: Lang) -> list[str]:
    """What the two indices of power mean."""
    return [one.in_(lang) for one in MEANS]


def sizes_asked(loaded: Loaded, given: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """The numbers that a reader gave for organs, and, by organ, what was given that is no such number."""
    sizes: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for organ in _open_to(loaded):
        text = given.get(f"{ASKED}{organ}", "").strip()
        number = int(text) if text.isdecimal() and len(text) < 8 else 0
        if 1 <= number <= MOST_PEOPLE:
            sizes[organ] = number
        elif text:
            wrong[organ] = text[:20]
    return sizes, wrong


def size_fields(loaded: Loaded, lang: Lang, sizes: Sizes, wrong: Mapping[str, str]) -> list[Shown]:
    """A field for each organ whose number the charter leaves open, with what is taken where it stays empty."""
    return [
        {
            "name": f"{ASKED}{organ}",
            "label": one.title.in_(lang),
            "value": wrong.get(organ, sizes.get(organ, "")),
            "hint": people(one).in_(lang),
            "wrong": organ in wrong,
            "most": MOST_PEOPLE,
        }
        for organ, one in _open_to(loaded).items()
    ]


def _open_to(loaded: Loaded) -> dict[str, Holder]:
    """The organs with a say somewhere whose number the charter does not fix, as they are taken without being told."""
    known = {*loaded.charter.organs, "parties"}
    held = (one for found in powers(loaded) for one in found.holders)
    return {one.organ: one for one in held if one.organ in known and one.basis in ("assumed", "least")}


@dataclass(frozen=True)
class _Key:
    """What power hangs on: the charter with all that it extends, and how many there are of whom."""

    hash: str
    sizes: tuple[tuple[str, int], ...]
    loaded: Loaded = field(compare=False)


def _sorted(sizes: Sizes | None) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((sizes or {}).items()))


@lru_cache(maxsize=128)
def _powers(key: _Key) -> tuple[Power, ...]:
    told = dict(key.sizes)
    return tuple(
        power(key.loaded, slug, people=told, most=MOST_STEPS) for slug in key.loaded.charter.procedures
    )


def _row(loaded: Loaded, found: Power, lang: Lang) -> Shown:
    title, votes = loaded.charter.procedures[found.procedure].title, bool(found.smallest)
    drawn = picture(title, found.procedure, found.holders, found.resident, lang=lang) if votes else ""
    return {
        "id": f"voting-{found.procedure}",
        "title": title.in_(lang),
        "sentences": [sentence.in_(lang) for sentence in found.sentences],
        "picture": mark_safe(drawn),  # noqa: S308  # it escapes its texts
        "holders": [_holder(one, lang) for one in found.holders] if votes else [],
    }


def _holder(one: Holder, lang: Lang) -> Shown:
    return {
        "title": one.title.in_(lang),
        "people": people(one).in_(lang),
        "blocks": one.blocks,
        "carries": one.carries,
        "indices": _indices(one),
    }


def _indices(one: Holder) -> list[Shown]:
    shares = {
        _("By organ, all together"): one.shapley_of_all,
        _("By organ, each member"): one.shapley,
        _("By person, all together"): one.banzhaf_of_all,
        _("By person, each member"): one.banzhaf,
    }
    return [{"asks": asks, "says": percent(share)} for asks, share in shares.items()]
