"""What a picture comes to, as sentences: in whole people, never in percent."""

from __future__ import annotations

from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.opinions import findings
from linli.apps.opinions.found import Found, Tally
from linli.apps.opinions.grouping import SMALLEST
from linli.apps.opinions.reads.exports import letter
from linli.apps.opinions.reads.maps import Shown

Said = dict[str, Any]


class Drawn(Protocol):
    """A map of ours, or of a conversation held elsewhere."""

    @property
    def shown(self) -> Shown | None:
        """What was drawn."""

    def text(self, number: int) -> str:
        """The words of a statement."""


def taking_part(found: Found) -> str:
    """How many took part, and how many of them are in the picture."""
    people = ngettext("%(n)d person took part.", "%(n)d people took part.", found.people) % {
        "n": found.people
    }
    if found.placed == found.people:
        return people
    inside = ngettext(
        "%(n)d of them reacted to at least %(enough)d statements and is in the picture.",
        "%(n)d of them reacted to at least %(enough)d statements and are in the picture.",
        found.placed,
    ) % {"n": found.placed, "enough": found.enough}
    return _("%(first)s %(second)s") % {"first": people, "second": inside}


def too_few() -> str:
    """That nothing is drawn yet."""
    return _(
        "Nothing is drawn yet: it takes %(n)s people who have reacted to enough statements, so that nobody can be told "
        "from the figures."
    ) % {"n": SMALLEST}


def groups(found: Found) -> str:
    """Whether opinion forms groups, and of how many people."""
    if found.groups:
        each = _(", ").join(
            _("%(group)s %(n)d") % {"group": letter(at), "n": one.size} for at, one in enumerate(found.groups)
        )
        return _("Opinion forms %(count)d groups, by number of people: %(each)s.") % {
            "count": len(found.groups), "each": each,
        }  # fmt: skip
    if not found.told_apart:
        return _("Groups of opinion were not looked for: this installation lacks the library for it.")
    return _("No groups of opinion stand apart: people differ, but not along clear lines.")


def agreed(page: Drawn) -> list[Said]:
    """What most in every group say."""
    rows = page.shown.agreed if page.shown else ()
    return [
        {"text": page.text(one.number), "said": _most(one.agree, one.whole), "each": _each(one)}
        for one in rows
    ]


def _each(one: findings.Agreed) -> str:
    return _(", ").join(
        _("%(group)s: %(some)d of %(all)d")
        % {"group": letter(at), "some": cell.says(one.agree), "all": cell.said}
        for at, cell in enumerate(one.groups)
    )


def markings(page: Drawn) -> list[Said]:
    """By what each group stands out."""
    found = []
    for at, rows in enumerate(page.shown.markings if page.shown else ()):
        size = page.shown.found.groups[at].size if page.shown else 0
        title = ngettext("Group %(group)s, %(n)d person", "Group %(group)s, %(n)d people", size)
        found.append(
            {"title": title % {"group": letter(at), "n": size}, "rows": [_marking(page, one) for one in rows]}
        )
    return found


def _marking(page: Drawn, one: findings.Marking) -> Said:
    others = _("of the others %(some)d of %(all)d") % {
        "some": one.outside.says(one.agree), "all": one.outside.said,
    }  # fmt: skip
    return {"text": page.text(one.number), "said": _most(one.agree, one.inside), "each": others}


def divided(page: Drawn) -> list[Said]:
    """Where opinion divides."""
    return [
        {"text": page.text(one.number), "said": _sides(one), "each": ""}
        for one in (page.shown.divided if page.shown else ())
    ]


def _sides(one: findings.Divided) -> str:
    if not one.groups:
        told = {"agree": one.whole.agree, "disagree": one.whole.disagree, "all": one.whole.said}
        return _("%(agree)d of %(all)d agree, %(disagree)d disagree") % told
    most, least = one.groups[one.most], one.groups[one.least]
    return _("in %(one)s %(some)d of %(all)d agree, in %(other)s %(against)d of %(whole)d disagree") % {
        "one": letter(one.most), "some": most.agree, "all": most.said,
        "other": letter(one.least), "against": least.disagree, "whole": least.said,
    }  # fmt: skip


def _most(agree: bool, cell: Tally) -> str:
    told = {"some": cell.says(agree), "all": cell.said}
    return _("%(some)d of %(all)d agree") % told if agree else _("%(some)d of %(all)d disagree") % told
