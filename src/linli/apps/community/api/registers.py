"""The registers for who keeps them, as tables that go out; one's own file for everybody."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query
from ninja.responses import Status
from pydantic import Field

from linli.apps.community import actions, looked, reads
from linli.apps.community.actions.chain import Refused
from linli.apps.community.api.corrections import CorrectionShape, shapes
from linli.apps.community.api.doors import ACT, OWN, REGISTERS, caller, community_called
from linli.apps.community.api.people import router
from linli.apps.community.api.refusing import refused, within_reach
from linli.apps.community.models import Account, Community
from linli.apps.community.reads.asking import said
from linli.registers import write
from linli.registers.shapes import SHAPES
from linli.rest.once import Key, key_of
from linli.rest.problems import Wrong, invalid, not_found
from linli.rest.shapes import Given, Shape, Slug, fails

LOOKS = 50
FILE: Any = {"type": "string", "format": "binary"}
GIVES = {
    "responses": {
        200: {
            "description": "The table, in the shape in which it comes in.",
            "content": {kind.partition(";")[0]: {"schema": FILE} for kind in write.TYPES.values()},
        }
    }
}
Register = Annotated[
    str, Field(max_length=40, pattern=r"^[a-z-]+$", description="One of `registers`.", examples=["buildings"])
]
Form = Annotated[Literal["csv", "xlsx"], Field("csv", description="As which kind of file.")]


class RegisterShape(Shape):
    """A register."""

    name: str = Field(description="Its name.", examples=["residents"])
    title: str
    rows: int = Field(description="How many rows it has.")


class KnownShape(Shape):
    """One thing that is held of a person."""

    column: str = Field(description="What to send as `column` to have it corrected.", examples=["sex"])
    title: str
    value: str


class LookShape(Shape):
    """Somebody looked at what is secret."""

    at: datetime
    who: str
    what: str = Field(
        description="Such as `numbers`, `export`, `list older` or, taken in full, `full older`."
    )
    says: str = Field(description="The same in words, with to what a list was narrowed.")
    why: str = Field(description="The reason given, by who sees only a part of the registers.")


class OwnFileShape(Shape):
    """What the register holds of the caller; numbers are masked, and opened on the page only."""

    number: int
    name: str
    known: list[KnownShape]
    age: int | None
    seats: list[str] = Field(description="The organs in which she sits.")
    looks: list[LookShape] = Field(description="Who looked at what is secret of her, newest first.")
    corrections: list[CorrectionShape] = Field(
        description="What was asked to be corrected in it, newest first."
    )


class Correcting(Given):
    """Something held of the caller is to be corrected."""

    column: str = Field(min_length=1, max_length=40, pattern=r"^[a-z-]+$", examples=["sex"])
    value: str = Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")
    reason: str = Field("", max_length=500, pattern=r"^[^\x00]*$")


class AskedShape(Shape):
    """It was handed to the clerk."""

    column: str
    matter: str = Field(description="The chain of its matter.", examples=["matter/2026/17"])
    repeated: bool = Field(description="Whether the same key had asked it before; nothing was done now.")
    open: int = Field(description="How many of the caller's corrections wait for the clerk.")


@router.get(
    "communities/{community}/registers", response={200: list[RegisterShape], **fails(401, 403, 404)},
    operation_id="registers", auth=REGISTERS,
)  # fmt: skip
def registers(request: HttpRequest, response: HttpResponse, community: Path[Slug]) -> Any:
    """The registers and how many rows they have: for the clerk, and of their own part for the seats that see one."""
    response["Cache-Control"] = "no-store"
    here = community_called(community)
    with within_reach(here):
        sizes = reads.sizes(here, caller(request).account)
    return [RegisterShape(name=key, title=said(SHAPES[key].title), rows=rows) for key, rows in sizes.items()]


@router.get(
    "communities/{community}/registers/{shape}", response={**fails(401, 403, 404)}, operation_id="register",
    auth=REGISTERS, openapi_extra=GIVES,
)  # fmt: skip
def register(
    request: HttpRequest, community: Path[Slug], shape: Path[Register], form: Query[Form]
) -> HttpResponse:
    """A register as a table, in the shape in which it comes in; what is secret is masked.

    For the clerk; for a seat that the charter lets see it, the rows of its own part.
    """
    here, known = community_called(community), SHAPES.get(shape)
    if known is None:
        raise not_found()
    with within_reach(here):
        rows = reads.exported(here, known, caller(request).account, whole=False)
    data = write.workbook(known, rows) if form == "xlsx" else write.text(known, rows)
    headers = {
        "Content-Disposition": f'attachment; filename="{known.key}.{form}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type=write.TYPES[form], headers=headers)


@router.get(
    "communities/{community}/my-file", response={200: OwnFileShape, **fails(401, 403, 404)}, operation_id="my_file",
    auth=OWN,
)  # fmt: skip
def my_file(request: HttpRequest, response: HttpResponse, community: Path[Slug]) -> OwnFileShape:
    """What the register holds of the caller, and who looked at it."""
    response["Cache-Control"] = "no-store"
    here = community_called(community)
    found, account = _own(here, caller(request).account)
    shown = reads.words_shown(found)
    titles = {one.key: said(one.title) for one in SHAPES["residents"].columns}
    return OwnFileShape(
        number=found.person.number, name=found.person.name, age=found.age, seats=list(found.seats),
        known=[KnownShape(column=key, title=titles[key], value=value) for key, value in shown.items() if value],
        looks=[
            LookShape(at=one.at, who=one.who, what=one.what, says=looked.words_of(one, here), why=one.why)
            for one in reads.looks_at(found.person, account, LOOKS)
        ],
        corrections=shapes(here, list(reads.corrections(here, account, found.person)[:LOOKS]), account),
    )  # fmt: skip


@router.post(
    "communities/{community}/my-file/corrections",
    response={200: AskedShape, 201: AskedShape, **fails(401, 403, 404, 409)}, operation_id="correct", auth=ACT,
)  # fmt: skip
def correct(request: HttpRequest, community: Path[Slug], body: Body[Correcting], key: Key) -> Status[Any]:
    """Ask for something that is held of the caller to be corrected; the clerk accepts it or says why not."""
    here, once = community_called(community), key_of(key)
    found, account = _own(here, caller(request).account)
    if body.column not in {one.key for one in SHAPES["residents"].columns} - {"register"}:
        raise not_found()
    try:
        asked = actions.ask_correction(
            found.person, body.column, body.value, body.reason, actor=account, key=once
        )
    except Refused as error:
        raise refused(here, error.refusal) from None
    if asked.problem is not None:
        raise invalid([Wrong("body.value", asked.problem.code, asked.problem.says)])
    waiting = reads.corrections(here, account, found.person).filter(state="open").count()
    given = AskedShape(column=body.column, matter=asked.chain, repeated=asked.repeated, open=waiting)
    return Status(200 if asked.repeated else 201, given)


def _own(here: Community, account: Account | None) -> tuple[reads.PersonFile, Account]:
    found = reads.own_file(here, account, whole=False)
    if found is None or account is None:
        raise PermissionDenied
    return found, account
