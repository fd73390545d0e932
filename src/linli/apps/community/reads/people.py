"""People. Whose name is shown to whom is decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from linli.apps.community.models import Account, ClerkRole, Community, Person

Viewer = Account | AnonymousUser | None
PAGE = 50


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person as this reader may see them."""

    pseudonym: str
    name: str
    number: int


def _account(viewer: Viewer) -> Account | None:
    return viewer if isinstance(viewer, Account) else None


def person_for(account: Viewer, community: Community) -> Person | None:
    """Who the holder of an account is in a community."""
    viewer = _account(account)
    if viewer is None:
        return None
    return Person.objects.filter(community=community, account=viewer, departed=False).first()


def person_of(community: Community, pseudonym: str) -> Person | None:
    """The person with a pseudonym."""
    return Person.objects.filter(community=community, pseudonym=pseudonym).first()


def person_numbered(community: Community, number: int) -> Person | None:
    """The person with a number in the register."""
    return Person.objects.filter(community=community, number=number, departed=False).first()


def anybody_numbered(community: Community, number: int) -> Person | None:
    """The person with a number in the register, whoever was struck off it included."""
    return Person.objects.filter(community=community, number=number).select_related("community").first()


def person_called(community: Community, who: str) -> Person | None:
    """The person with a register number, or the only one with a name."""
    people = Person.objects.filter(community=community, departed=False)
    if who.isascii() and who.isdecimal() and len(who) < 9:
        return people.filter(number=int(who)).first()
    found = list(people.filter(name=who)[:2])
    return found[0] if len(found) == 1 else None


def namesakes(community: Community, name: str, among: Collection[str]) -> list[Person]:
    """Those of some people, by pseudonym, who are called exactly so; spaces around a name are no part of it."""
    found = Person.objects.filter(community=community, departed=False, name=" ".join(name.split()))
    return (
        [one for one in found.select_related("community") if one.pseudonym in among] if name.strip() else []
    )


def account(username: str) -> Account | None:
    """The account of a name."""
    return Account.objects.filter(username=Account.normalize_username(username).strip()).first()


def people_with(community: Community, accounts: Iterable[int]) -> dict[int, str]:
    """The pseudonyms of those who hold some accounts, by the account's key."""
    people = Person.objects.filter(community=community, account__in=list(accounts), departed=False)
    return dict(people.values_list("account_id", "pseudonym"))


def without_account(community: Community, pseudonyms: Iterable[str]) -> list[str]:
    """Those of some people, still here, who have no account: what is to reach them goes on paper."""
    people = Person.objects.filter(community=community, pseudonym__in=list(pseudonyms), departed=False)
    return list(people.filter(account=None).values_list("pseudonym", flat=True))


def people_named(community: Community, accounts: Iterable[int | None]) -> dict[int, str]:
    """The names here of those who hold some accounts, for who was looked at by them."""
    here = Person.objects.filter(community=community, account__in=[one for one in accounts if one])
    return {int(account): name for account, name in here.values_list("account", "name")}


def own_person(account: Viewer, community: Community) -> Person | None:
    """Who the holder of an account is or was in a community: whoever left keeps the right to her own data."""
    viewer = _account(account)
    found = Person.objects.filter(community=community, account=viewer) if viewer else Person.objects.none()
    return found.select_related("account", "community").first()


def was_somebody_in(account: Viewer) -> list[Community]:
    """The communities in which the holder of an account is or was somebody, by name."""
    viewer = _account(account)
    found = Person.objects.filter(account=viewer) if viewer else Person.objects.none()
    return sorted((one.community for one in found.select_related("community")), key=lambda one: one.name)


def is_clerk(account: Viewer, community: Community) -> bool:
    """Whether an account keeps the register of a community."""
    viewer = _account(account)
    return viewer is not None and ClerkRole.objects.filter(community=community, account=viewer).exists()


def clerks(community: Community) -> dict[int, str]:
    """The accounts that keep the register, each with who in the register it is; empty for nobody."""
    roles = ClerkRole.objects.filter(community=community, account__is_active=True)
    accounts = list(roles.values_list("account", flat=True))
    people = Person.objects.filter(community=community, account__in=accounts)
    found = dict(people.values_list("account", "pseudonym"))
    return {account: found.get(account, "") for account in accounts}


def names(community: Community, pseudonyms: Iterable[str], viewer: Viewer) -> dict[str, str]:
    """How some people are called before this reader, in one query.

    Who holds or held a seat is named; a resident is named to herself and to the clerks, and else called by number.
    """
    return {person: one.words for person, one in called(community, pseudonyms, viewer).items()}


@dataclass(frozen=True, slots=True)
class Called:
    """How somebody is called before a reader; ``named`` where it is by name."""

    words: str
    named: bool


def called(community: Community, pseudonyms: Iterable[str], viewer: Viewer) -> dict[str, Called]:
    """The same, with whether it is by name."""
    wanted = {one for one in pseudonyms if one}
    if not wanted:
        return {}
    rows = _seen(community, viewer).filter(pseudonym__in=wanted)
    return {row.pseudonym: Called(shown_name(row, viewer), _is_named(row, viewer)) for row in rows}


def names_in_office(community: Community, pseudonyms: Iterable[str]) -> dict[str, str]:
    """The names of some people, for whom they acted for in office; for whoever came to that through its gate."""
    wanted = {one for one in pseudonyms if one}
    found = Person.objects.filter(community=community, pseudonym__in=wanted).exclude(name="")
    return dict(found.values_list("pseudonym", "name")) if wanted else {}


def _seen(community: Community, viewer: Viewer) -> QuerySet[Any]:
    account = _account(viewer)
    clerk: Any = Value(False)
    if account is not None:
        clerk = Exists(ClerkRole.objects.filter(community=OuterRef("community"), account=account))
    return Person.objects.filter(community=community).annotate(by_clerk=clerk)


def shown_name(row: Any, viewer: Viewer) -> str:
    """The name of one row of :func:`_seen`."""
    if _is_named(row, viewer):
        return str(row.name)
    return _("a resident (no. %(number)d)") % {"number": row.number}


def _is_named(row: Any, viewer: Viewer) -> bool:
    account = _account(viewer)
    own = account is not None and row.account_id == account.pk
    return bool(row.name) and bool(row.public or row.by_clerk or own)


def pages_of(community: Community, viewer: Viewer) -> Paginator[Any]:
    """The register, 50 people a page, each as the reader may see them."""
    return Paginator(_seen(community, viewer).order_by("number"), PAGE)


def clerk_people(community: Community) -> list[Person]:
    """Who keeps the register of a demonstration and is somebody in it."""
    if not community.demo:
        return []
    kept = ClerkRole.objects.filter(community=community).values("account")
    return list(Person.objects.filter(community=community, departed=False, account__in=kept))


def demo_people(community: Community, pseudonyms: Iterable[str], ordinary: int) -> list[Person]:
    """People of a demonstration: those named, and a few others without office."""
    if not community.demo:
        return []
    people = Person.objects.filter(community=community, departed=False)
    chosen = list(people.filter(pseudonym__in=set(pseudonyms)))
    taken = {one.pk for one in chosen}
    return chosen + list(people.filter(public=False).exclude(pk__in=taken)[:ordinary])
