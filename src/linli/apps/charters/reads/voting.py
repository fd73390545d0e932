"""Who can block and who can carry in each procedure of a charter, as sentences and a table; worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _

from linli.apps.charters.reads.reading import Shown
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang
from linli.core.lab.power import Holder, Power, power


def voting_rows(loaded: Loaded, lang: Lang) -> list[Shown]:
    """For each procedure, in sentences and by organ, who can block it, who can carry it, and the indices of power."""
    return [_row(loaded, found, lang) for found in _powers(_Key(loaded.hash, loaded))]


@dataclass(frozen=True)
class _Key:
    """What power hangs on: the charter with all that it extends."""

    hash: str
    loaded: Loaded = field(compare=False)


@lru_cache(maxsize=128)
def _powers(key: _Key) -> tuple[Power, ...]:
    return tuple(power(key.loaded, slug) for slug in key.loaded.charter.procedures)


def _row(loaded: Loaded, found: Power, lang: Lang) -> Shown:
    return {
        "id": f"voting-{found.procedure}",
        "title": loaded.charter.procedures[found.procedure].title.in_(lang),
        "sentences": [sentence.in_(lang) for sentence in found.sentences],
        "holders": [_holder(one, lang) for one in found.holders] if found.smallest else [],
    }


def _holder(one: Holder, lang: Lang) -> Shown:
    return {
        "title": one.title.in_(lang),
        "people": one.people,
        "assumed": one.assumed,
        "blocks": one.blocks,
        "carries": one.carries,
        "indices": _indices(one),
    }


def _indices(one: Holder) -> list[Shown]:
    shares = {
        _("Shapley–Shubik index, all together"): one.shapley_of_all,
        _("Shapley–Shubik index, each member"): one.shapley,
        _("Banzhaf index, all together"): one.banzhaf_of_all,
        _("Banzhaf index, each member"): one.banzhaf,
    }
    return [{"asks": asks, "says": _percent(share)} for asks, share in shares.items()]


def _percent(share: Fraction | None) -> str:
    """A share in hundredths to two places; a dash where it was not worked out."""
    if share is None:
        return "–"
    hundredths = round(share * 10_000)
    if share and not hundredths:
        return "< 0.01%"
    return f"{hundredths // 100}.{hundredths % 100:02}%"
