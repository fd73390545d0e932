"""Who holds which power under a charter, as rows to show: facts as written, without judgement."""

from __future__ import annotations

from typing import get_args

from django.utils.translation import gettext as _

from linli.apps.charters.reads.reading import Shown
from linli.core.charter.load import Loaded
from linli.core.charter.powers import Does, Powers, powers
from linli.core.charter.text import Lang


def deed_rows(loaded: Loaded, lang: Lang) -> list[Shown]:
    """For each deed, the organs that do it somewhere in the charter."""
    known = powers(loaded.charter)
    titles = _titles()
    return [
        {
            "key": does,
            "title": titles[does],
            "says": _organs(known, known.who(does), lang),
            "good": bool(known.who(does)),
        }
        for does in get_args(Does)
    ]


def near_rows(loaded: Loaded, lang: Lang) -> list[Shown]:
    """For each organ, how it comes from the residents."""
    known = powers(loaded.charter)
    return [
        {
            "key": slug,
            "title": organ.title.in_(lang),
            "says": _near(known, slug),
            "good": slug in known.distance,
        }
        for slug, organ in loaded.charter.organs.items()
    ]


def _organs(known: Powers, slugs: tuple[str, ...], lang: Lang) -> str:
    named = [known.charter.organs[slug].title.in_(lang) for slug in slugs if slug in known.charter.organs]
    return _(", ").join(named) or _("nobody")


def _near(known: Powers, slug: str) -> str:
    steps = known.distance.get(slug)
    if steps is None:
        return _("no choice of residents leads to it")
    if steps == 0:
        return _("residents themselves")
    if steps == 1:
        return _("chosen by residents")
    return _("%(n)d choices away from residents") % {"n": steps}


def _titles() -> dict[Does, str]:
    return {
        "proposes": _("proposes"),
        "consults": _("is heard"),
        "screens": _("sorts and examines"),
        "decides": _("decides"),
        "elects": _("elects and removes"),
        "hands-out": _("hands work out"),
        "carries-out": _("carries out"),
        "pays": _("pays"),
        "checks": _("checks and appraises"),
        "publishes": _("publishes"),
        "objects": _("may object"),
        "answers": _("answers objections"),
    }
