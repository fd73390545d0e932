"""Reading matters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads
from linli.apps.matters.api.refusing import refused
from linli.apps.matters.api.shapes import BuildingShape, MatterRowShape, MatterShape
from linli.apps.matters.reads.calling import OPEN, Here, here
from linli.apps.matters.reads.pages import MatterPage
from linli.rest import cursors
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Limit, Number, Page, Slug, Year, fails

router = Router(auth=OPEN)

OfStatus = Annotated[
    Literal["", "open", "disclosing", "done", "refused", "lapsed", "withdrawn"],
    Field("", description="Only those that stand so."),
]
OfProcedure = Annotated[
    str,
    Field("", max_length=80, description="Only those of this procedure, by its name in the charter."),
]


OfBuilding = Annotated[
    int, Field(0, ge=0, lt=2**62, description="Only those about this building, by its number.")
]


@router.get(
    "communities/{community}/buildings",
    response={200: list[BuildingShape], **fails(404)},
    operation_id="buildings",
)
def buildings(request: HttpRequest, community: Path[Slug]) -> Any:
    """The buildings of the community; who lives there is not said."""
    found = community_reads.buildings_of(here(request, community).community)
    return [{"number": one.pk, "name": one.name} for one in found]


@router.get(
    "communities/{community}/matters",
    response={200: Page[MatterRowShape], **fails(404)},
    operation_id="matters",
)
def matters(
    request: HttpRequest, community: Path[Slug], status: Query[OfStatus], procedure: Query[OfProcedure],
    building: Query[OfBuilding], cursor: Query[Cursor], limit: Query[Limit],
) -> Any:  # fmt: skip
    """Matters, the newest first."""
    at = here(request, community)
    found = reads.matters_listed(
        at.community, at.viewer, status=status, procedure=procedure, building=building,
        after=cursors.read(cursor, int, int), most=limit,
    )  # fmt: skip
    shown, following = cursors.page(found, limit, lambda row: [row.year, row.number])
    return {"items": shown, "next": following}


@router.get(
    "communities/{community}/matters/{year}/{number}", response={200: MatterShape, **fails(403, 404)},
    operation_id="matter",
)  # fmt: skip
def matter(request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number]) -> Any:
    """One matter. The first part of its ETag is its version: send the ETag with a deed as `If-Match`.

    What mends a register is closed: whom it does not concern is refused.
    """
    at = here(request, community)
    found = read(at, year, number)
    request.api_version = found.version  # type: ignore[attr-defined]  # the interface puts it before the hash
    return found


def read(at: Here, year: int, number: int, **asked: Any) -> MatterPage:
    """A matter as the caller may read it. Raises Problem."""
    try:
        found = reads.matter(at.community, at.viewer, year, number, **asked)
    except reads.ClosedMatter as error:
        raise refused(at.community, error.refusal) from None
    if found is None:
        raise not_found()
    return found
