"""Invitations and ties: for the clerk, and each account's own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from linli.apps.community import clock
from linli.apps.community.codes import mark_of
from linli.apps.community.models import Building, Community, Founder, Invitation, Person, Resident, Tie
from linli.apps.community.personal import NOTHING, Secrets, opened
from linli.apps.community.reads.people import Viewer, is_clerk

PAGE = 50
MOST_ANSWERS = 5
OVER = Q(revoked__isnull=False) | Q(wrong__gte=MOST_ANSWERS)


def _gate(community: Community, viewer: Viewer) -> None:
    if not is_clerk(viewer, community):
        raise PermissionDenied


def invitations(community: Community, viewer: Viewer, state: str) -> Paginator[Invitation]:
    """The invitations that are ``open``, ``used`` or ``over``, newest first, 50 a page."""
    _gate(community, viewer)
    return Paginator(_states(community)[state].select_related("person", "by", "account"), PAGE)


def invitation_counts(community: Community, viewer: Viewer) -> dict[str, int]:
    """How many invitations there are of each state."""
    _gate(community, viewer)
    return {state: found.count() for state, found in _states(community).items()}


def _states(community: Community) -> dict[str, QuerySet[Invitation]]:
    here, now = Invitation.objects.filter(community=community), clock.now()
    unused = here.filter(used=None)
    return {
        "open": unused.exclude(OVER).filter(expires__gt=now),
        "used": here.exclude(used=None),
        "over": unused.filter(OVER | Q(expires__lte=now)),
    }


def issued(community: Community, viewer: Viewer, numbers: list[int]) -> QuerySet[Invitation]:
    """Some invitations that are still open, by their numbers, in the order of the register."""
    _gate(community, viewer)
    found = _states(community)["open"].filter(pk__in=numbers)
    return found.select_related("person__household__home__building").order_by("person__number")


def uninvited(community: Community, viewer: Viewer, building: str = "") -> QuerySet[Person]:
    """Who has neither an account nor an open invitation, in the order of the register; of one building, if named."""
    _gate(community, viewer)
    invited = _states(community)["open"].filter(person__isnull=False).values("person")
    found = Person.objects.filter(community=community, departed=False, account=None).exclude(pk__in=invited)
    here = Q(household__home__building__name=building)
    return (found.filter(here) if building else found).order_by("number")


def buildings(community: Community, viewer: Viewer) -> list[str]:
    """The names of the buildings."""
    _gate(community, viewer)
    return list(Building.objects.filter(community=community).order_by("name").values_list("name", flat=True))


def phone_of(person: Person, viewer: Viewer) -> str:
    """The phone in the register, open; whoever asks notes the look."""
    _gate(person.community, viewer)
    return secrets_of(person).phone


def phone_ends_in(person: Person, digits: str) -> bool:
    """Whether the phone in the register ends so: compared for somebody at a door, shown to nobody."""
    known = "".join(one for one in secrets_of(person).phone if one.isdigit())
    return bool(digits) and len(known) > len(digits) and known.endswith(digits)


def secrets_of(person: Person) -> Secrets:
    """What is secret of a person, for the deed that compares an answer with it; it is shown to nobody thereby."""
    known = Resident.objects.filter(person=person).first()
    return opened(known) if known else NOTHING


def may_found(viewer: Viewer) -> bool:
    """Whether an account may found communities on this installation."""
    return (
        viewer is not None and viewer.is_authenticated and Founder.objects.filter(account=viewer.pk).exists()
    )


def known_code(code: str) -> bool:
    """Whether a code, opened in this browser before, could still be accepted."""
    found = Invitation.objects.filter(mark=mark_of(code), used=None, expires__gt=clock.now()).exclude(OVER)
    return bool(code) and found.exists()


def community_of_code(code: str) -> Community | None:
    """The community that a code, opened in this browser before, belongs to."""
    one = Invitation.objects.select_related("community").filter(mark=mark_of(code)).first() if code else None
    return one.community if one else None


def tie_of(person: Person, viewer: Viewer) -> Tie | None:
    """How the account of a person was tied, for that account and for the clerk."""
    own = viewer is not None and person.account_id is not None and person.account_id == viewer.pk
    if not own:
        _gate(person.community, viewer)
    return Tie.objects.select_related("by").filter(person=person, ended=None).first()


def state_of(one: Any) -> str:
    """Where an invitation stands: used, revoked, closed, expired or open."""
    if one.used:
        return "used"
    if one.wrong >= MOST_ANSWERS:
        return "closed"
    if one.revoked:
        return "revoked"
    return "expired" if one.expires <= clock.now() else "open"
