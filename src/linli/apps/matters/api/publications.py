"""What is public of a community, what waits for the caller, and what can be begun."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from linli.apps.matters import reads
from linli.apps.matters.api.matters import OfBuilding
from linli.apps.matters.api.matters import router as matters_router
from linli.apps.matters.api.shapes import EventShape
from linli.apps.matters.api.shapes_of_lists import DeskShape, DisclosureShape, ProcedureShape
from linli.apps.matters.reads.calling import OPEN, OWN, here
from linli.rest import cursors
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Limit, Number, Page, Slug, Year, fails

router = Router(auth=OPEN)

Section = Annotated[
    str, Field("", max_length=80, pattern=r"^[^\x00]*$", description="Only those of this section.")
]
Group = Annotated[
    Literal["late", "today", "coming", "ahead"] | None, Field(None, description="Only this group.")
]
OnPage = Annotated[int, Field(1, ge=1, le=100_000, description="Which page, counted from 1.")]


@router.get(
    "communities/{community}/disclosures", response={200: Page[DisclosureShape], **fails(404)},
    operation_id="disclosures",
)  # fmt: skip
def disclosures(
    request: HttpRequest, community: Path[Slug], section: Query[Section], building: Query[OfBuilding],
    cursor: Query[Cursor], limit: Query[Limit],
) -> Any:  # fmt: skip
    """What has been made public, the newest first."""
    at = here(request, community)
    after = cursors.read(cursor, int)
    found = reads.disclosures_listed(
        at.community,
        at.viewer,
        section=section,
        building=building,
        after=after[0] if after else None,
        most=limit,
    )
    shown, following = cursors.page(found, limit, lambda one: [one[0]])
    return {"items": [one for _place, one in shown], "next": following}


@router.get(
    "communities/{community}/desk",
    response={200: DeskShape, **fails(401, 403, 404)},
    operation_id="desk",
    auth=OWN,
)
def desk(request: HttpRequest, community: Path[Slug], group: Query[Group], page: Query[OnPage]) -> Any:
    """What waits for the caller in all her capacities; it changes under one's hands and is read by pages."""
    at = here(request, community)
    return reads.desk(at.community, at.viewer, every=True, group=group, page=page)


@matters_router.get(
    "communities/{community}/procedures", response={200: list[ProcedureShape], **fails(404)},
    operation_id="procedures",
)  # fmt: skip
def procedures(request: HttpRequest, community: Path[Slug]) -> Any:
    """What can be begun here, by whom, and what is asked; `organ` is the capacity in which the caller may."""
    at = here(request, community)
    return list(reads.proposing(at.community, at.viewer))


@matters_router.get(
    "communities/{community}/matters/{year}/{number}/events", response={200: Page[EventShape], **fails(404)},
    operation_id="events",
)  # fmt: skip
def events(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], cursor: Query[Cursor],
    limit: Query[Limit],
) -> Any:  # fmt: skip
    """Everything that happened in a matter, the newest first; one entry of the record can be several lines."""
    at = here(request, community)
    before = cursors.read(cursor, int)
    found = reads.matter(
        at.community, at.viewer, year, number, before=before[0] if before else None, events=limit
    )
    if found is None:
        raise not_found()
    following = found.events_before
    return {"items": found.events, "next": cursors.written([following]) if following else None}
