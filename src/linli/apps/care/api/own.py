"""One's own data for programs: what is held, what can be erased, asking for it and taking that back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Router
from ninja.responses import Status
from pydantic import Field

from linli.apps.care import actions, reads
from linli.apps.care.copying import copy_of, for_programs
from linli.apps.care.words import WHY
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Whose, holdings
from linli.apps.matters.reads.calling import ACT, OWN, here
from linli.rest.problems import Problem, not_found
from linli.rest.shapes import Given, Number, Shape, Slug, fails

router = Router()
MINE = "communities/{community}/my-data"
LotKey = Annotated[str, Field(max_length=40, pattern=r"^[a-z-]+$")]


class LotShape(Shape):
    """A part of what is held that is erased or kept as a whole."""

    key: str = Field(description="What to send as one of `lots`.", examples=["discussion"])
    title: str
    count: int = Field(description="How many things it is.")
    fate: Literal["may", "not-now", "stays"] = Field(description="Whether it may be erased.")
    says: str = Field(description="What happens to it.")
    why: str = Field(description="Why it stays, with the law; empty where it may be erased.")


class OwnDataShape(Shape):
    """What a community holds of the caller."""

    about: dict[str, Any] = Field(description="Which community, who, when, and that the numbers are masked.")
    held: dict[str, list[dict[str, str]]] = Field(
        description="By the kind of thing: rows, each by stable names. What is secret is masked; it is given in full "
        "on the page only, after confirming who one is."
    )
    lots: list[LotShape] = Field(description="What of it may be erased, and what stays.")


class ErasureShape(Shape):
    """A request of the caller's to have something erased."""

    number: int
    at: datetime
    due: datetime = Field(description="Until when it is to be answered.")
    state: str = Field(description="open, granted, partly, declined or withdrawn.")
    asked: list[str] = Field(description="The lots that she asked to be erased.")
    granted: list[str] = Field(description="The lots that were erased.")
    reasons: str = Field(description="What the clerk says; reasons are needed for what is not granted.")
    settled: datetime | None


class Asking(Given):
    """Lots that are to be erased."""

    lots: list[LotKey] = Field(
        min_length=1, max_length=20, description="The keys of lots that may be erased."
    )
    words: str = Field("", max_length=1000, pattern=r"^[^\x00]*$", description="What to say about it.")


@router.get(MINE, response={200: OwnDataShape, **fails(401, 403, 404)}, operation_id="my_data", auth=OWN)
def my_data(request: HttpRequest, response: HttpResponse, community: Path[Slug]) -> OwnDataShape:
    """Everything that the community holds of the caller, and what of it can be erased."""
    response["Cache-Control"] = "no-store"
    person = _person(request, community)
    whose = Whose(person.community, person, whole=False)
    found = for_programs(copy_of(whose, community_actions.now()))
    lots = [LotShape.from_orm(one) for one in holdings.lots(whose)]
    return OwnDataShape(about=found["about"], held=found["held"], lots=lots)


@router.get(
    f"{MINE}/erasures",
    response={200: list[ErasureShape], **fails(401, 403, 404)},
    operation_id="erasures",
    auth=OWN,
)
def erasures(request: HttpRequest, response: HttpResponse, community: Path[Slug]) -> list[ErasureShape]:
    """The caller's requests for erasure, newest first."""
    response["Cache-Control"] = "no-store"
    person = _person(request, community)
    return [_shape(one) for one in reads.own_requests(person, person.account)]


@router.post(
    f"{MINE}/erasures",
    response={201: ErasureShape, **fails(401, 403, 404, 409)},
    operation_id="ask_erasure",
    auth=ACT,
)
def ask_erasure(request: HttpRequest, community: Path[Slug], body: Body[Asking]) -> Status[Any]:
    """Ask for lots to be erased; the clerk answers. While one request waits there is no second."""
    person = _person(request, community)
    try:
        one = actions.ask(person=person, lots=body.lots, words=body.words, actor=person.account)
    except actions.NotTaken as wrong:
        raise Problem(409, "refused", wrong.code, WHY[wrong.code]) from None
    return Status(201, _shape(one))


@router.post(
    f"{MINE}/erasures/{{number}}/withdraw", response={200: ErasureShape, **fails(401, 403, 404, 409)},
    operation_id="withdraw_erasure", auth=ACT,
)  # fmt: skip
def withdraw_erasure(request: HttpRequest, community: Path[Slug], number: Path[Number]) -> ErasureShape:
    """Take a request back before it is answered."""
    person = _person(request, community)
    one = next((one for one in reads.own_requests(person, person.account) if one.number == number), None)
    if one is None:
        raise not_found()
    try:
        return _shape(actions.withdraw(one, actor=person.account))
    except actions.NotNow:
        raise Problem(409, "refused", "answered-meanwhile", WHY["answered-meanwhile"]) from None


def _person(request: HttpRequest, community: str) -> Any:
    """Whom the caller is or was in a community. Raises Problem."""
    at = here(request, community)
    person = community_reads.own_person(at.caller.account, at.community)
    if person is None:
        raise Problem(403, "forbidden", "nobody-here", WHY["nobody-here"])
    return person


def _shape(one: Any) -> ErasureShape:
    shown = reads.shown(one)
    return ErasureShape(
        number=shown.number, at=shown.at, due=shown.due, state=shown.state, asked=list(shown.asked),
        granted=list(shown.granted), reasons=shown.reasons, settled=shown.settled,
    )  # fmt: skip
