"""What discussions hold of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community.reads.fading import blanking
from linli.apps.community.reads.holdings import Held, Holding, Lot, Whose
from linli.apps.talk.actions import erase_written
from linli.apps.talk.models import Report
from linli.apps.talk.reads import written_by

DISCUSSION = "discussion"
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


def lots(whose: Whose) -> Iterator[Lot]:
    """Her words go; what an organ says stays."""
    kinds = [
        one.what
        for one in written_by(whose.community, whose.person.pseudonym)
        if one.text or one.what == "support"
    ]
    own = [kind for kind in kinds if kind != "summary"]
    if own:
        says = _(
            "Your comments become gaps, your supports are taken back. Replies of others keep their place."
        )
        yield Lot(DISCUSSION, _("What you said in discussions"), len(own), "may", says)
    if len(kinds) > len(own):
        says = _("Summaries that you wrote for an organ")
        yield Lot(
            "summaries", says, len(kinds) - len(own), "stays", _("They stay above the discussion."),
            _("They are what the organ says, not you."),
        )  # fmt: skip


def erase(whose: Whose, granted: Collection[str], actor: Any) -> None:
    """Erase what was granted."""
    if DISCUSSION in granted:
        erase_written(community=whose.community, person=whose.person.pseudonym, actor=actor)


HOLDING = Holding(held, lots, erase)


def _reports(community: Any, before: datetime) -> Any:
    """What was told of comments and settled."""
    found = Report.objects.filter(comment__discussion__community=community, settled__lt=before).exclude(
        text=""
    )
    return Report.objects.filter(pk__in=found.values("pk"))


FADING = blanking("discussions", _reports, text="")
