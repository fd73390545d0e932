"""What opinion maps hold of a person: told to her alone, since even the database says whose it is only with the key."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from linli.apps.community.reads.holdings import Held, Holding, Whose
from linli.apps.opinions.actions.own import own


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


HOLDING = Holding(held)
