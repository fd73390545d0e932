"""What the page of a matter says of its opinion map."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.matters.reads import Card, Viewer, Way
from linli.apps.matters.reads.pages import MatterPage
from linli.apps.opinions import reads


def card(community: Any, viewer: Viewer, page: MatterPage) -> Card | None:
    """The way to the map, to reacting, or to opening one; None where there is none and the reader can open none."""
    way = (community.slug, page.year, page.number)
    found = reads.standing(community, page.year, page.number)
    if found is None:
        return _offered(way) if page.held else None
    turn = reads.turn_in(found, viewer.person)
    ways = [Way(_("See where opinion stands"), reverse("opinions:map", args=way))]
    if turn is not None and turn.number:
        ways.insert(0, Way(_("React to the statements"), reverse("opinions:say", args=way), primary=True))
    return _card(_says(turn), *ways)


def _card(says: str, *ways: Way) -> Card:
    return Card("opinions", _("Opinion map"), (says,), ways)


def _offered(way: tuple[str, int, int]) -> Card:
    """That the reader can open one."""
    says = _("Many have something to say? Let them react to short statements, and see where opinion stands.")
    return _card(says, Way(_("Open an opinion map"), reverse("opinions:open", args=way)))


def _says(turn: reads.Turn | None) -> str:
    if turn is None:
        return _(
            "Agree, disagree or pass on short statements. It describes where opinion stands and decides nothing."
        )
    left = turn.total - turn.done
    if not left:
        return _("You have reacted to every statement. You can change your mind until it closes.")
    said = ngettext("%(n)d statement waits for you.", "%(n)d statements wait for you.", left) % {"n": left}
    return _("%(said)s It describes where opinion stands and decides nothing.") % {"said": said}
