"""What opinion maps hold of a person: told to her alone, since even the database says whose it is only with the key."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community.reads.holdings import Held, Holding, Lot, Whose
from linli.apps.opinions.actions.own import erase_own, own

OPINIONS = "opinions"


def held(whose: Whose) -> Iterator[Held]:
    """Her statements and her reactions."""
    if not whose.alone:
        return
    answers = {"agree": _("Agree"), "disagree": _("Disagree"), "pass": _("Pass")}
    rows = []
    for one in own(whose.community, whose.person.pseudonym):
        matter = one.chain.partition("/")[2]
        rows += [(matter, text, _("added it")) for text in one.wrote]
        rows += [(matter, text, answers[answer]) for text, answer in one.reacted]
    fields = (("matter", _("Matter")), ("statement", _("Statement")), ("answer", _("What you say")))
    yield Held("opinions", _("Your opinions"), fields, tuple(rows))


def lots(whose: Whose) -> Iterator[Lot]:
    """All of it may go. The clerk sees only that there may be something, for her as for everybody."""
    count = sum(len(one.wrote) + len(one.reacted) for one in own(whose.community, whose.person.pseudonym))
    if count or not whose.alone:
        says = _("Your reactions and statements are taken out; the picture is drawn anew without you.")
        yield Lot(OPINIONS, _("Your opinions on opinion maps"), count if whose.alone else 0, "may", says)


def erase(whose: Whose, granted: Collection[str], _actor: Any) -> None:
    """Erase what was granted."""
    if OPINIONS in granted:
        erase_own(community=whose.community, person=whose.person.pseudonym)


HOLDING = Holding(held, lots, erase)
