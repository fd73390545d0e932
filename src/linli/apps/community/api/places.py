"""The official table of places."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from linli.apps.community import reads
from linli.apps.community.api.doors import OPEN
from linli.apps.community.reads import FoundPlace
from linli.rest import cursors
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Limit, Page, Shape, fails

router = Router(auth=OPEN)

Code = Annotated[str, Field(pattern="^[0-9]{12}$", description="Twelve digits.", examples=["610103001000"])]
Stem = Annotated[str, Field("", pattern="^[0-9]{0,12}$", description="Only places at or below this code.")]
Words = Annotated[
    str,
    Field(
        "",
        max_length=60,
        description="How the name, its initials in pinyin or the code begins; what lies above may stand before it.",
        examples=["碑林 测绘路", "chl", "610103"],
    ),
]


class PlaceShape(Shape):
    """A line of the official table."""

    code: str = Field(description="Twelve digits.", examples=["610103001000"])
    name: str = Field(examples=["南院门街道"])
    level: int = Field(
        description="1 province, 2 city, 3 district, 4 street or town, 5 community or village."
    )
    parent: str = Field(description="The code of the place above; empty for a province.")
    path: str = Field(description="The names of what lies above it.", examples=["陕西省 西安市 碑林区"])
    formerly: str = Field(
        description="The old name by which it was found; empty where it was found by its own."
    )
    until: date | None = Field(None, description="The day it ended; None where it is in the table.")
    into: list[str] = Field(description="The codes of what it went into.")
    community: str = Field(description="The short name of the community founded here; empty where none is.")


@router.get("places", response={200: Page[PlaceShape], **fails()}, operation_id="places")
def places(
    request: HttpRequest, search: Query[Words], under: Query[Stem], cursor: Query[Cursor], limit: Query[Limit]
) -> Page[PlaceShape]:
    """Places in the order of their codes; with words the best on the first page, all others by level and name."""
    words = search.replace("\x00", "").strip()
    if words and not (words.isascii() and words.isdecimal()):
        return _named(words, under, cursor, limit)
    after = cursors.read(cursor, str)
    stems = [words, reads.stem(under)]
    longer = max(stems, key=len)
    if not longer.startswith(min(stems, key=len)):
        return Page[PlaceShape](items=[], next=None)
    found = reads.places_by_code(longer, after=after[0] if after else "", most=limit + 1)
    shown, following = cursors.page(found, limit, lambda place: [place.code])
    return Page[PlaceShape](items=[_shape(one) for one in reads.as_found(shown)], next=following)


def _named(words: str, under: str, cursor: str, limit: int) -> Page[PlaceShape]:
    at = cursors.read(cursor, int, int, str, str)
    if at is None:
        best = reads.find_places(words, under=under, most=limit)
        more = len(best) == limit and reads.find_further(
            words, under=under, first=limit, after=reads.START, most=1
        )
        following = cursors.written([limit, *reads.START]) if more else None
        return Page[PlaceShape](items=[_shape(one) for one in best], next=following)
    first, *after = at
    found = reads.find_further(
        words, under=under, first=min(first, cursors.MOST), after=tuple(after), most=limit + 1
    )
    shown, following = cursors.page(found, limit, lambda one: [first, *one[0]])
    return Page[PlaceShape](items=[_shape(one) for _mark, one in shown], next=following)


@router.get("places/{code}", response={200: PlaceShape, **fails(404)}, operation_id="place")
def place(request: HttpRequest, code: Path[Code]) -> PlaceShape:
    """One place."""
    found = reads.place(code)
    if found is None:
        raise not_found()
    return _shape(reads.as_found([found])[0])


def _shape(place: FoundPlace) -> PlaceShape:
    return PlaceShape(
        code=place.code, name=place.name, level=place.level, parent=place.parent, path=place.path,
        formerly=place.formerly, until=place.until, into=[one.code for one in place.now], community=place.community,
    )  # fmt: skip
