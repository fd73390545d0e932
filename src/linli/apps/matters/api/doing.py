"""Doing something: beginning a matter, and every deed in one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body, Header, Path
from ninja.responses import Status
from pydantic import Field

from linli.apps.community import reads as community_reads
from linli.apps.matters import actions
from linli.apps.matters.actions import BadInput, Done
from linli.apps.matters.api import refusing
from linli.apps.matters.api.acts import AnyAct, EnteredFor
from linli.apps.matters.api.matters import read, router
from linli.apps.matters.api.sent import Facts, FilesGiven, Name, Typed, files_of, version_of
from linli.apps.matters.api.shapes_of_deeds import DoneShape
from linli.apps.matters.reads.calling import ACT, KEEPS, Here, here
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK
from linli.rest.door import lacking
from linli.rest.once import Key, key_of
from linli.rest.problems import Wrong, invalid
from linli.rest.shapes import Given, Number, Slug, Year, fails

MEANT = "The ETag of the matter as read: where it has changed since, nothing is done."
Match = Annotated[str, Header("", alias="If-Match", max_length=200, description=MEANT)]


class Beginning(Given):
    """A new matter."""

    organ: Name = Field(description="The capacity in which it is put.", examples=["party-branch"])
    procedure: Name = Field(
        description="The procedure, by its name in the charter.", examples=["four-deliberations"]
    )
    kind: Name = Field(
        description="What it is about, one of those of the procedure.", examples=["community-affair"]
    )
    title: str = Typed()
    text: str = Typed()
    facts: Facts = {}
    files: FilesGiven = []
    entered: EnteredFor | None = Field(
        None, description="Who has no phone: it is put by her, and entered by the caller as the clerk."
    )
    listed: str = Field("", max_length=100_000, description="The items that it brings, one a line.")
    building: int | None = Field(
        None, ge=1, lt=2**62, description="The building that it is about, by its number."
    )


PLACES = {"seen": "entered.seen", "number": "entered.paper", "again": "entered.again", "on": "entered.on"}
"""Where the fields of the desk stand in what is sent."""

DONE = {200: DoneShape, 201: DoneShape, **fails(401, 403, 404, 409)}


@router.post("communities/{community}/matters", response=DONE, operation_id="begin", auth=ACT)
def begin(
    request: HttpRequest, response: HttpResponse, community: Path[Slug], body: Body[Beginning], key: Key
) -> Status[Any]:
    """Begin a matter."""
    at, once = here(request, community), key_of(key)
    by, desk = entering(at, body.organ, body.entered)
    done = done_or_wrong(lambda: actions.submit(
        community=at.community, by=by, desk=desk, procedure=body.procedure, kind=body.kind, title=body.title,
        text=body.text, facts=body.facts, files=files_of(body.files), listed=body.listed, key=once,
        building=body.building, account=at.viewer.account,
    ))  # fmt: skip
    answer = _answer(at, done)
    assert done.matter is not None
    way = [at.community.slug, done.matter.year, done.matter.number]
    response["Location"] = reverse("api-v1:matter", args=way)
    return answer


@router.post(
    "communities/{community}/matters/{year}/{number}/acts", response={**DONE, **fails(412)}, operation_id="act",
    auth=ACT,
)  # fmt: skip
def act(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[AnyAct],
    key: Key, match: Match,
) -> Status[Any]:  # fmt: skip
    """Do something in a matter; `deeds` of the matter as read says what the caller may do, and in which capacity."""
    at, once = here(request, community), key_of(key)
    by, desk = entering(at, body.organ, body.entered)
    form = actions.Form(
        expects=body.expects,
        sitting=body.sitting,
        strand=body.strand,
        key=once,
        version=version_of(match),
        desk=desk,
        account=at.caller.account if KEEPS in at.caller.scopes else None,
    )
    chain = f"matter/{year}/{number}"
    to = {"community": at.community, "chain": chain, "by": by, "form": form}
    done = done_or_wrong(lambda: body.done(to))
    return _answer(at, done)


def entering(at: Here, organ: str, given: EnteredFor | None) -> tuple[Actor, actions.AtDesk | None]:
    """Whose act it is, and who enters it for her. Raises Problem where a clerk's token may not keep the register."""
    if given is None:
        return at.acting(organ), None
    if given.capacity == CLERK and KEEPS not in at.caller.scopes:
        raise lacking(KEEPS)
    her = community_reads.person_numbered(at.community, given.person)
    desk = actions.AtDesk(at.caller.account, given.capacity, given.seen, given.paper, given.again, given.on)
    return Actor(her.pseudonym if her else f"no. {given.person}", organ), desk


def done_or_wrong(work: Callable[[], Done]) -> Done:
    """What came of a deed. Raises Problem for words and files that cannot be kept."""
    try:
        return work()
    except BadInput as bad:
        place = PLACES.get(bad.field, bad.field)
        raise invalid([Wrong(f"body.{place}", "not-kept", bad.says)]) from None


def _answer(at: Here, done: Done) -> Status[Any]:
    """What came of it. Raises Problem for what was refused, and for a key that was used for something else."""
    if done.refusal is not None:
        raise refusing.refused(at.community, done.refusal, done.matter)
    if done.stale:
        raise refusing.stale(done.stale)
    matter = done.matter
    assert matter is not None
    page = read(at, matter.year, matter.number, before=done.seq + 1, events=1)
    events = [one for one in page.events if one.seq == done.seq]
    given = {
        "chain": done.chain,
        "seq": done.seq,
        "repeated": done.repeated,
        "events": events,
        "matter": page,
    }
    return Status(200 if done.repeated else 201, given)
