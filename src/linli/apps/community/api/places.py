"""The official table of places."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from linli.apps.community import reads
from linli.apps.community.api.doors import OPEN
from linli.apps.community.models import Place
from linli.rest import cursors
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Limit, Page, Shape, fails

router = Router(auth=OPEN)

Code = Annotated[str, Field(pattern="^[0-9]{12}$", description="Twelve digits.", examples=["610103001000"])]
Stem = Annotated[str, Field("", pattern="^[0-9]{0,12}$", description="Only places at or below this code.")]
Words = Annotated[str, Field("", max_length=60, description="A part of the name, or how the code begins.")]


class PlaceShape(Shape):
    """A line of the official table."""

    code: str = Field(description="Twelve digits.", examples=["610103001000"])
    name: str = Field(examples=["南院门街道"])
    level: int = Field(
        description="1 province, 2 city, 3 district, 4 street or town, 5 community or village."
    )
    parent: str = Field(description="The code of the place above; empty for a province.")
    community: str = Field(description="The short name of the community founded here; empty where none is.")


@router.get("places", response={200: Page[PlaceShape], **fails()}, operation_id="places")
def places(
    request: HttpRequest, search: Query[Words], under: Query[Stem], cursor: Query[Cursor], limit: Query[Limit]
) -> Page[PlaceShape]:
    """Places by name or code, in the order of their codes."""
    after = cursors.read(cursor, str)
    found = list(reads.places_search(search, under=under, after=after[0] if after else "", most=limit + 1))
    shown, following = cursors.page(found, limit, lambda place: [place.code])
    here = reads.communities_on(place.code for place in shown)
    return Page[PlaceShape](items=[_shape(one, here.get(one.code, "")) for one in shown], next=following)


@router.get("places/{code}", response={200: PlaceShape, **fails(404)}, operation_id="place")
def place(request: HttpRequest, code: Path[Code]) -> PlaceShape:
    """One place."""
    found = reads.place(code)
    if found is None:
        raise not_found()
    return _shape(found, reads.communities_on([code]).get(code, ""))


def _shape(place: Place, community: str) -> PlaceShape:
    return PlaceShape(
        code=place.code, name=place.name, level=place.level, parent=place.parent_code, community=community
    )
