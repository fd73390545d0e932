"""In which community a page is, who is reading it, and for which organ they act there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from linli.apps.community import clock, reads
from linli.apps.community.models import Account, Community, Person
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.capacities import bodies_of, own_organs
from linli.core.engine.force import InForce
from linli.core.engine.parts import Sight, sights
from linli.core.engine.roster import Roster

SESSION = "capacity"
NAMED = 3
"""So many parts are named in the header."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One organ that the person may act for."""

    key: str
    title: str
    current: bool


@dataclass(frozen=True, slots=True)
class SeatContext:
    """Who acts, and as what. ``organs`` is the capacity with the unions and assemblies that it is part of.

    ``person`` is a pseudonym; empty for who is signed in but is nobody in this community. ``file_url`` leads to what
    the registers hold of her, ``registers_url`` to the registers, for who keeps them. ``part_url`` leads to the
    registers of her part, for whom a seat lets see one, and ``part`` names it; empty where it is not entered yet.
    """

    person_name: str
    capacity_title: str = ""
    choices: tuple[Choice, ...] = ()
    switch_url: str = ""
    people_url: str = ""
    sign_out_url: str = ""
    mine_url: str = ""
    file_url: str = ""
    registers_url: str = ""
    part_url: str = ""
    part: str = ""
    person: str = ""
    capacity: str = ""
    organs: tuple[str, ...] = ()


class CapacityMiddleware:
    """Sets ``request.community`` and ``request.seat_context`` for every address with a community's slug in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        community = _community(kwargs.get("slug"))
        request.community = community  # type: ignore[attr-defined]  # the middleware sets it
        request.seat_context = seat_context(request, community)  # type: ignore[attr-defined]  # the middleware sets it


def _community(slug: str | None) -> Community | None:
    if slug is None:
        return None
    community = reads.community(slug)
    if community is None:
        raise Http404
    return community


def seat_context(request: HttpRequest, community: Community | None) -> SeatContext | None:
    """What the header shows and the forms act as; None for a stranger."""
    account = request.user
    if not isinstance(account, Account):
        return None
    links: dict[str, Any] = {
        "sign_out_url": reverse("community:sign-out"),
        "people_url": _people_url(),
        "mine_url": reverse("mfa_index"),
    }
    if community is None:
        return SeatContext(_name(account), **links)
    if reads.is_clerk(account, community):
        links["registers_url"] = reverse("community:registers", args=[community.slug])
    person = reads.person_for(account, community)
    if person is None:
        return SeatContext(_name(account), **links)
    links["file_url"] = reverse("community:my-file", args=[community.slug])
    return _seated(request, community, person, links)


def _seated(request: HttpRequest, community: Community, person: Person, links: dict[str, Any]) -> SeatContext:
    force, roster, at = reads.force(community), reads.roster(community), clock.now()
    keys = own_organs(force, roster, person.pseudonym, at)
    chosen = request.session.get(SESSION, {}).get(community.slug, "")
    current = chosen if chosen in keys else next(iter(keys), "")
    titles = {key: _title(force, roster, key, person.pseudonym, at) for key in keys}
    seen = () if "registers_url" in links else sights(force, roster, person.pseudonym, at)
    if seen:
        links |= {"part_url": reverse("community:registers", args=[community.slug]), "part": _part(seen)}
    return SeatContext(
        person_name=person.name,
        capacity_title=titles.get(current, ""),
        choices=tuple(Choice(key, title, key == current) for key, title in titles.items()),
        switch_url=reverse("community:capacity", args=[community.slug]),
        person=person.pseudonym,
        capacity=current,
        organs=bodies_of(force, current),
        **links,
    )


def _title(force: InForce, roster: Roster, organ: str, person: str, at: datetime) -> str:
    title = said(force.organ_title(organ))
    chair = force.charter.organs[organ].chair
    return f"{title} {said(chair)}" if chair and roster.is_chair(organ, person, at) else title


def _part(seen: tuple[Sight, ...]) -> str:
    named = sorted({part for one in seen for part in one.parts})
    return _(", ").join(named[:NAMED]) + ("…" if len(named) > NAMED else "")


def _name(account: Account) -> str:
    """How somebody is called where they are nobody yet: by the name of a person of theirs, else of the account."""
    return account.persons.values_list("name", flat=True).first() or account.username


def _people_url() -> str:
    """The door of the demonstration; there is none elsewhere."""
    try:
        return reverse("community:demo-people") if settings.DEMO else ""
    except NoReverseMatch:
        return ""
