"""Who asks, the register of people for who keeps it, and who sits where."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query, Router
from ninja.responses import Status
from pydantic import Field

from linli.apps.community import actions, clock, reads
from linli.apps.community.api.doors import OWN, REGISTERS, caller, community_called
from linli.apps.community.api.refusing import refused, within_reach
from linli.apps.community.models import Account, Community, Person
from linli.apps.community.reads.asking import said
from linli.core.engine.refusal import Refusal, refuse
from linli.rest import cursors
from linli.rest.shapes import Cursor, Given, Limit, Moment, Page, Shape, Slug, fails

router = Router()

OrganKey = Annotated[
    str, Field(max_length=80, pattern=r"^[^\x00]*$", description="The organ's name in the charter.")
]
Words = Annotated[str, Field("", max_length=60, description="A part of the name.")]


class CapacityShape(Shape):
    """An organ for which the caller can act."""

    organ: str = Field(description="What to send as `organ`.", examples=["committee"])
    title: str


class HereShape(Shape):
    """Who the caller is in one community."""

    community: str = Field(description="Its short name.")
    number: int | None = Field(
        description="Her number in the register; null for a clerk who is nobody in it."
    )
    name: str
    clerk: bool = Field(description="Whether she keeps the register.")
    capacities: list[CapacityShape] = Field(
        description="In which capacities she can act, those with a seat first."
    )


class CallerShape(Shape):
    """Who asks, and what the token may do."""

    account: str
    scopes: list[str] = Field(description="The permissions of the token.")
    here: list[HereShape]


class PersonShape(Shape):
    """Somebody in the register, as its keeper sees them; the numbers are masked."""

    number: int
    name: str
    home: str
    identity: str = Field(description="The ID number, masked.")
    phone: str = Field(description="The phone number, masked.")


class SeatTaken(Given):
    """Somebody takes a seat."""

    do: Literal["take-seat"]
    who: str = Field(
        min_length=1, max_length=60, pattern=r"^[^\x00]*$", description="Register number or full name."
    )
    chair: bool = False
    kind: str = Field("", max_length=80, description="The kind of seat, where the organ has several.")
    how: Literal["elected", "chosen", "appointed", "co-opted"] = "elected"
    until: Moment | None = Field(
        None, strict=False, description="The end of the term; without it the charter's, counted from now."
    )
    level: str = Field(
        "", max_length=80, pattern=r"^[^\x00]*$",
        description="At which kind of place, as the charter names it, where the organ stands at every level.",
    )  # fmt: skip


class SeatLeft(Given):
    """Somebody leaves a seat."""

    do: Literal["leave-seat"]
    who: str = Field(
        min_length=1, max_length=60, pattern=r"^[^\x00]*$", description="Register number or full name."
    )
    how: Literal["resigned", "recalled", "ended", "moved", "died"] = "resigned"


class SeatCovered(Given):
    """For which parts of the place somebody's seat is, instead of what was said before."""

    do: Literal["cover"]
    who: str = Field(
        min_length=1, max_length=60, pattern=r"^[^\x00]*$", description="Register number or full name."
    )
    parts: list[Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]] = Field(
        max_length=60,
        description="Parts, by their names in the registers, a stairwell as `3号楼·1单元`; none for no part.",
    )


AnySeat = SeatTaken | SeatLeft | SeatCovered
AnyDeed = Annotated[AnySeat, Field(discriminator="do")]


class EntryShape(Shape):
    """An entry of the community's chain in the record."""

    chain: str
    seq: int
    at: datetime
    hash: str


@router.get("me", response={200: CallerShape, **fails(401, 403)}, operation_id="me", auth=OWN)
def me(request: HttpRequest) -> CallerShape:
    """Who the token acts for, where, and in which capacities."""
    found = caller(request)
    assert found.account is not None
    account = found.account
    here = {one.pk: one for one in reads.communities_of(account)} | {
        one.pk: one for one in reads.communities_kept_by(account)
    }
    return CallerShape(
        account=account.username,
        scopes=sorted(found.scopes),
        here=[_here(account, one) for one in here.values()],
    )


@router.get(
    "communities/{community}/people", response={200: Page[PersonShape], **fails(401, 403, 404)}, operation_id="people",
    auth=REGISTERS,
)  # fmt: skip
def people(
    request: HttpRequest,
    response: HttpResponse,
    community: Path[Slug],
    search: Query[Words],
    cursor: Query[Cursor],
    limit: Query[Limit],
) -> Page[PersonShape]:
    """The register of people, for the clerk, and of their own part for the seats that see it; secrets are masked."""
    response["Cache-Control"] = "no-store"
    after, here = cursors.read(cursor, int), community_called(community)
    with within_reach(here):
        found = reads.residents_listed(
            here, caller(request).account, search, after=after[0] if after else 0, most=limit + 1
        )
    shown, following = cursors.page(found, limit, lambda one: [one.number])
    return Page[PersonShape](items=[PersonShape.from_orm(one) for one in shown], next=following)


@router.post(
    "communities/{community}/organs/{organ}/acts", response={201: EntryShape, **fails(401, 403, 404, 409)},
    operation_id="seat", auth=REGISTERS,
)  # fmt: skip
def seat(
    request: HttpRequest, community: Path[Slug], organ: Path[OrganKey], body: Body[AnyDeed]
) -> Status[Any]:
    """Enter who takes or leaves a seat or for which part it is, as the clerk; the charter says who may sit there."""
    here, account = community_called(community), caller(request).account
    assert account is not None
    if not reads.is_clerk(account, here):
        # Before anybody is looked up: who is not the clerk learns nothing of who is in the register.
        raise refused(here, refuse("not-clerk"))
    person = reads.person_called(here, body.who)
    if person is None:
        raise refused(here, refuse("no-such-person"))
    done = _seat(here, account, person, organ, body)
    if isinstance(done, Refusal):
        raise refused(here, done)
    return Status(201, done)


def _seat(here: Community, account: Account, person: Person, organ: str, body: AnySeat) -> Any:
    if isinstance(body, SeatCovered):
        return actions.cover(here, person, organ, body.parts, actor=account)
    if isinstance(body, SeatLeft):
        return actions.leave_seat(here, person, organ, actor=account, how=body.how)
    return actions.take_seat(
        here,
        person,
        organ,
        actor=account,
        chair=body.chair,
        seat_class=body.kind,
        until=body.until,
        how=body.how,
        level=body.level,
    )


def _here(account: Account, one: Community) -> HereShape:
    person, force = reads.person_for(account, one), reads.force(one)
    own = reads.own_organs(force, reads.roster(one), person.pseudonym, clock.now()) if person else ()
    return HereShape(
        community=one.slug, number=person.number if person else None, name=person.name if person else "",
        clerk=reads.is_clerk(account, one),
        capacities=[CapacityShape(organ=key, title=said(force.organ_title(key))) for key in own],
    )  # fmt: skip
