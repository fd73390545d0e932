"""Communities, their organs and who sits there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from linli.apps.community import clock, reads
from linli.apps.community.api.doors import OPEN, caller, community_called
from linli.apps.community.models import Community
from linli.apps.community.reads import OrganView, SeatView
from linli.apps.community.reads.asking import said
from linli.rest import cursors
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Limit, Page, Shape, Slug, fails

router = Router(auth=OPEN)

OrganKey = Annotated[
    str, Field(max_length=80, description="The organ's name in the charter.", examples=["committee"])
]


class CommunityShape(Shape):
    """A community that governs itself here."""

    slug: str = Field(description="Its short name, as in addresses.", examples=["nanyuanmen"])
    name: str = Field(examples=["南院门社区"])
    place: str = Field(description="The code of its place in the official table.", examples=["610103001001"])
    zone: str = Field(description="The time zone in which its days end.", examples=["Asia/Shanghai"])
    people: int = Field(description="How many residents are in the register.")
    charter: str = Field(description="The title of the charter in force.")
    charter_hash: str = Field(description="The fingerprint of the charter version in force.")
    demo: bool = Field(description="Whether everything here is made up.")
    founded: datetime
    page: str = Field(description="Where its pages begin.", examples=["/c/nanyuanmen/"])


class SeatShape(Shape):
    """A seat that is taken. Office is held under one's name."""

    name: str
    chair: bool
    kind: str = Field(description="The kind of seat; empty where the organ has one kind only.")
    until: datetime | None = Field(description="The end of the term; null for a seat without one.")


class OrganShape(Shape):
    """An organ of the charter in force."""

    key: str = Field(
        description="Its name in the charter: what `organ` of a deed means.", examples=["committee"]
    )
    title: str
    says: str = Field(description="What it is there for; empty where the charter does not say.")
    members: int
    vacant: int = Field(description="Seats that nobody holds.")
    made_of: list[str] = Field(description="The organs whose members together make it up.")
    chair: str = Field(description="What its chair is called.")
    seats: list[SeatShape]


@router.get("communities", response={200: Page[CommunityShape], **fails()}, operation_id="communities")
def communities(request: HttpRequest, cursor: Query[Cursor], limit: Query[Limit]) -> Page[CommunityShape]:
    """All communities, in the order of the official table."""
    after = cursors.read(cursor, str)
    found = list(reads.communities().filter(place_id__gt=after[0] if after else "")[: limit + 1])
    shown, following = cursors.page(found, limit, lambda one: [one.place_id])
    return Page[CommunityShape](items=[_community(one) for one in shown], next=following)


@router.get("communities/{community}", response={200: CommunityShape, **fails(404)}, operation_id="community")
def community(request: HttpRequest, community: Path[Slug]) -> CommunityShape:
    """One community."""
    return _community(community_called(community))


@router.get(
    "communities/{community}/organs", response={200: list[OrganShape], **fails(404)}, operation_id="organs"
)
def organs(request: HttpRequest, community: Path[Slug]) -> list[OrganShape]:
    """Every organ, in the charter's order, with who sits there."""
    found = reads.organs(community_called(community), caller(request).viewer, clock.now())
    return [_organ(one) for one in found]


@router.get(
    "communities/{community}/organs/{organ}", response={200: OrganShape, **fails(404)}, operation_id="organ"
)
def organ(request: HttpRequest, community: Path[Slug], organ: Path[OrganKey]) -> OrganShape:
    """One organ."""
    found = reads.organs(community_called(community), caller(request).viewer, clock.now())
    one = next((one for one in found if one.key == organ), None)
    if one is None:
        raise not_found()
    return _organ(one)


def _community(one: Community) -> CommunityShape:
    return CommunityShape(
        slug=one.slug, name=one.name, place=one.place_id, zone=one.zone, people=one.people,
        charter=said(reads.force(one).charter.title), charter_hash=one.charter_hash, demo=one.demo,
        founded=one.founded, page=f"/c/{one.slug}/",
    )  # fmt: skip


def _organ(one: OrganView) -> OrganShape:
    return OrganShape(
        key=one.key, title=said(one.title), says=said(one.says), members=one.members, vacant=one.vacant,
        made_of=[said(part) for part in one.made_of], chair=said(one.chair), seats=[_seat(seat) for seat in one.seats],
    )  # fmt: skip


def _seat(seat: SeatView) -> SeatShape:
    return SeatShape(name=seat.name, chair=seat.chair, kind=said(seat.kind), until=seat.until)
