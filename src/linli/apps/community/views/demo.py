"""The door of the demonstration: be anybody. Loaded in demonstrations only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.apps.community import actions, clock, reads
from linli.apps.community.models import Account, Community, Person
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.capacities import own_organs
from linli.apps.community.views.communities import square_of

ORDINARY = 6


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Demonstration people, by community and by what they are in it."""
    groups = [(one, _roles(one)) for one in reads.communities() if one.demo]
    return render(request, "community/demo_people.html", {"groups": groups})


def _roles(community: Community) -> list[tuple[str, list[Person]]]:
    force, roster, at = reads.force(community), reads.roster(community), clock.now()
    seated = {who for seats in roster.seats.values() for who in seats}
    people = reads.demo_people(community, seated, ORDINARY)
    roles: dict[str, list[Person]] = {}
    for person in people:
        keys = own_organs(force, roster, person.pseudonym, at)
        held = [key for key in keys if force.charter.organs[key].everyone is None] or list(keys)[:1]
        for key in held:
            roles.setdefault(key, []).append(person)
    order = [key for key in force.charter.organs if key in roles]
    clerks = reads.clerk_people(community)
    return ([(_("Clerk"), clerks)] if clerks else []) + [
        (said(force.organ_title(key)), _chairs_first(roster.seats.get(key, {}), roles[key])) for key in order
    ]


def _chairs_first(seats: object, people: list[Person]) -> list[Person]:
    held = seats if isinstance(seats, dict) else {}
    return sorted(people, key=lambda one: not getattr(held.get(one.pseudonym), "chair", False))


@require_POST
def become(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in as a person of a demonstration community."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    person = reads.person_of(community, request.POST.get("person", "").replace("\x00", ""))
    if not community.demo or person is None or person.departed:
        raise Http404(_("There is no such person in a demonstration."))
    return actions.let_in(request, _account(community, person), to=square_of(community))


def _account(community: Community, person: Person) -> Account:
    if person.account is not None:
        return person.account
    account, _made = Account.objects.get_or_create(
        username=f"demo-{person.pseudonym}", defaults={"password": "!"}
    )
    actions.give_account(community, person, account, actor=actions.TERMINAL)
    return account
