"""What discussions hold of a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from linli.apps.community.reads.holdings import Held, Holding, Whose
from linli.apps.talk.reads import written_by

TOLD_TO_HER_ALONE = ("report", "appeal")


def held(whose: Whose) -> Iterator[Held]:
    """What she said and stood behind. What she told the moderators is told to her alone."""
    kinds = {
        "comment": _("Comment"), "wording": _("Earlier wording"), "support": _("Stood behind"),
        "report": _("Told the moderators"), "appeal": _("Appeal"), "summary": _("Summary"),
    }  # fmt: skip
    rows = tuple(
        (whose.when(one.at), one.chain.partition("/")[2], str(one.number or ""), kinds[one.what], one.text)
        for one in written_by(whose.community, whose.person.pseudonym)
        if whose.alone or one.what not in TOLD_TO_HER_ALONE
    )
    fields = (
        ("at", _("When")), ("matter", _("Matter")), ("number", _("Comment no.")), ("what", _("What kind")),
        ("words", _("Your words")),
    )  # fmt: skip
    yield Held("discussion", _("What you said in discussions"), fields, rows)


HOLDING = Holding(held)
