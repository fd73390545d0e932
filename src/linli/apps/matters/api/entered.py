"""What was entered for people by somebody else: listed, contested, answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query
from ninja.responses import Status
from pydantic import Field

from linli.apps.community import reads as community_reads
from linli.apps.community.actions import Stale
from linli.apps.matters import actions, reads
from linli.apps.matters.actions import BadInput
from linli.apps.matters.api import refusing
from linli.apps.matters.api.matters import router
from linli.apps.matters.api.sent import Typed
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.calling import ACT, KEEPS, OWN, Here, here
from linli.apps.matters.reads.pages import EnteredShown
from linli.apps.matters.words_of_entering import WHY
from linli.core.engine.refusal import refuse
from linli.rest import cursors
from linli.rest.door import lacking
from linli.rest.problems import Problem, Wrong, invalid, lang, not_found
from linli.rest.shapes import Cursor, Given, Limit, Number, Page, Shape, Slug, Year, fails

ONE = "communities/{community}/matters/{year}/{number}/entered/{seq}"
Seq = Annotated[int, Field(ge=1, lt=2**31, description="Its entry in the chain of the matter.")]
Whose = Annotated[
    Literal["me", "waiting", "everybody"],
    Field(
        "me",
        description="`me`: for the caller. `waiting`: what is contested and the caller may answer, the oldest first. "
        "`everybody`: all of it, for a clerk.",
    ),
]
Person = Annotated[
    int, Field(0, ge=0, le=99_999_999, description="With `everybody`: only for this number in the register.")
]


class EnteredShape(Shape):
    """One act that somebody entered for the person whose act it is. Texts are in the reader's language."""

    chain: str
    year: int
    number: int
    seq: int
    title: str = Field(description="The title of the matter.")
    do: str = Field(description="What was entered, as a stable word.", examples=["vote"])
    act: str = Field(description="What was entered.")
    stage: str
    at: datetime
    person: str = Field(description="For whom, as the caller may know them.")
    hand: str = Field(description="By whom and how.")
    saw: str = Field(description="How it was known to be the person's will: card, known or paper.")
    seen: str = Field(description="The same in words.")
    paper: str = Field(description="The number of the paper; empty for none.")
    on: date | None = Field(description="The day of the paper.")
    words: str = Field(description="What was said, or how it was voted; empty before who may not read it.")
    replaced: bool = Field(description="Whether the person has answered anew since.")
    contested: datetime | None
    contest: str = Field(description="What the person says is wrong.")
    due: datetime | None = Field(description="Until when it is to be answered.")
    late: bool
    waits: str = Field(description="Until when and by whom it is answered, or would be; empty once it is.")
    nobody: bool = Field(description="Whether there is nobody now who could answer.")
    ruling: str = Field(description="upheld, dismissed, or empty.")
    verdict: str = Field(description="The same in words.")
    answer: str
    answered: datetime | None
    answered_by: str
    told: datetime | None = Field(description="Since when the person has the answer in hand.")
    may_contest: bool
    may_answer: bool
    may_note: bool = Field(description="Whether the caller can say that the person has the answer in hand.")
    hash: str = Field(description="The hash of the entry; empty before who may not read its words.")

    @staticmethod
    def resolve_person(obj: Any) -> str:
        return str(obj.her)


class Contest(Given):
    """It was not the person's will."""

    text: str = Typed()


class AnswerToContest(Given):
    """It was, or was not, the person's will."""

    verdict: Literal["upheld", "dismissed"] = Field(description="upheld: it was not the person's will.")
    reasons: str = Typed()


@router.get(
    "communities/{community}/entered", response={200: Page[EnteredShape], **fails(401, 403, 404)},
    operation_id="entered", auth=OWN,
)  # fmt: skip
def entered(
    request: HttpRequest, response: HttpResponse, community: Path[Slug], whose: Query[Whose], person: Query[Person],
    cursor: Query[Cursor], limit: Query[Limit],
) -> Any:  # fmt: skip
    """What somebody else entered for the caller, the newest first; for a clerk with `registers` what was for others."""
    response["Cache-Control"] = "no-store"
    at = here(request, community)
    viewer, after = _viewer(at), cursors.read(cursor, int)
    if whose == "waiting":
        return {
            "items": list(reads.to_answer(at.community, viewer, keeps=KEEPS in at.caller.scopes)),
            "next": None,
        }
    if whose == "everybody":
        _as_clerk(at)
    elif not viewer.person:
        raise Problem(403, "forbidden", "nobody-here", WHY["nobody-here"])
    found = reads.entered_listed(
        at.community,
        viewer,
        every=whose == "everybody",
        number=person,
        after=after[0] if after else 0,
        most=limit,
    )
    shown, following = cursors.page(found, limit, lambda one: [one.place])
    return {"items": shown, "next": following}


@router.get(ONE, response={200: EnteredShape, **fails(401, 403, 404)}, operation_id="entered_act", auth=OWN)
def entered_act(
    request: HttpRequest, response: HttpResponse, community: Path[Slug], year: Path[Year], number: Path[Number],
    seq: Path[Seq],
) -> Any:  # fmt: skip
    """One act that was entered for somebody: before them, a clerk with `registers`, who entered it,
    and who may answer it.
    """
    response["Cache-Control"] = "no-store"
    return _found(here(request, community), year, number, seq)


@router.post(
    f"{ONE}/contest", response={200: EnteredShape, 201: EnteredShape, **fails(401, 403, 404)},
    operation_id="contest", auth=ACT,
)  # fmt: skip
def contest(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], seq: Path[Seq],
    body: Body[Contest],
) -> Status[Any]:  # fmt: skip
    """Say that it was not one's will; a clerk (with `registers`) for whom says so. A second time changes nothing."""
    at = here(request, community)
    found = _found(at, year, number, seq)
    if found.contested is None and not found.may_contest:
        raise _not_yours(at)
    return Status(200 if found.contested else 201, _done(at, found, actions.contest, text=body.text))


@router.post(
    f"{ONE}/answer", response={201: EnteredShape, **fails(401, 403, 404, 409)}, operation_id="answer_contest", auth=ACT
)  # fmt: skip
def answer_contest(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], seq: Path[Seq],
    body: Body[AnswerToContest],
) -> Status[Any]:  # fmt: skip
    """Answer what is contested, with reasons; never who entered it. A clerk's token needs `registers` beside."""
    at = here(request, community)
    found = _found(at, year, number, seq)
    given = {"text": body.reasons, "verdict": body.verdict}
    return Status(201, _done(at, found, actions.answer_contest, field="reasons", **given))


@router.post(
    f"{ONE}/told", response={200: EnteredShape, 201: EnteredShape, **fails(401, 403, 404)}, operation_id="note_told",
    auth=ACT,
)  # fmt: skip
def note_told(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], seq: Path[Seq]
) -> Status[Any]:
    """Say that the person has the answer in hand: the person, or a clerk (with `registers`) who gave it on paper."""
    at = here(request, community)
    found = _found(at, year, number, seq)
    if found.told is None and not found.may_note:
        raise _not_yours(at)
    return Status(200 if found.told else 201, _done(at, found, actions.note_told))


def _viewer(at: Here) -> Viewer:
    """The caller, also where the token may only act."""
    return Viewer(at.caller.person_in(at.community, acts=True), "", lang(), at.caller.account)


def _as_clerk(at: Here) -> None:
    """Raises Problem for who is not the clerk, and for a clerk's token that may not keep the register."""
    if not community_reads.is_clerk(at.caller.account, at.community):
        raise refusing.refused(at.community, refuse("not-clerk"))
    if KEEPS not in at.caller.scopes:
        raise lacking(KEEPS)


def _found(at: Here, year: int, number: int, seq: int) -> EnteredShown:
    """What the caller may see. Raises Problem; of a clerk's token that may not keep the register, it says so."""
    found = reads.receipt(at.community, _viewer(at), year, number, seq, keeps=KEEPS in at.caller.scopes)
    if found is not None:
        return found
    why = _not_yours(at)
    raise why if why.kind == "scope" else not_found()


def _not_yours(at: Here) -> Problem:
    """Nothing for the caller; of a clerk's token that may not keep the register, that is why."""
    if KEEPS not in at.caller.scopes and community_reads.is_clerk(at.caller.account, at.community):
        return lacking(KEEPS)
    return Problem(403, "forbidden", "not-yours", WHY["not-yours"])


def _done(
    at: Here, found: EnteredShown, deed: Callable[..., Any], *, field: str = "text", **given: Any
) -> EnteredShown:
    """Do it, and give it as it stands then; or raise the Problem that says what a page would say."""
    try:
        deed(community=at.community, chain=found.chain, seq=found.seq, actor=at.caller.account, **given)
    except BadInput as bad:
        raise invalid([Wrong(f"body.{field}", "not-kept", bad.says)]) from None
    except Stale:
        raise Problem(409, "refused", "answered-meanwhile", WHY["answered-meanwhile"]) from None
    except PermissionDenied:
        raise Problem(403, "forbidden", "not-yours", WHY["not-yours"]) from None
    return _found(at, found.year, found.number, found.seq)
