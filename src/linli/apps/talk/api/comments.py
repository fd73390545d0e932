"""Comments on a matter, read and written by programs; the same gates and the same refusals as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Header, Path, Query, Router
from ninja.responses import Status
from pydantic import Field

from linli.apps.matters.reads.calling import ACT, OPEN, Here, here
from linli.apps.talk import actions, reads
from linli.apps.talk.actions import LONGEST, BadInput, Done
from linli.apps.talk.refusing import No
from linli.rest import cursors
from linli.rest.problems import Problem, Wrong, both, invalid, not_found
from linli.rest.shapes import Cursor, Given, Limit, Number, Page, Shape, Slug, Year, fails

router = Router(auth=OPEN)

MISSING = frozenset(["no-such-matter", "no-such-comment"])
WHO = frozenset(["not-of-community", "not-in-organ", "not-own", "own-support"])
WHAT = frozenset(["empty"])
Key = Annotated[
    str,
    Header(
        "", alias="Idempotency-Key", max_length=64, pattern=r"^[A-Za-z0-9_.:-]*$",
        description="A word of your own for this comment: sent twice, it is made once.",
    ),
]  # fmt: skip
Capacity = Annotated[
    str,
    Field(
        "", max_length=80, pattern=r"^[^\x00]*$", examples=["residents"],
        description="The capacity: for which organ of the charter; empty for oneself.",
    ),
]  # fmt: skip


class CommentShape(Shape):
    """A comment as the caller may see it."""

    number: int = Field(description="Its number within the matter.", examples=[3])
    answers: int = Field(description="The number of the comment that it replies to; 0 for none.")
    who: str = Field(description="Who said it; residents are called by number.")
    text: str = Field(description="As typed; empty where it is gone or hidden.")
    at: datetime
    edited: datetime | None = Field(description="When it was last edited.")
    gone: Literal["", "deleted", "erased"]
    hidden: bool = Field(description="The moderators hid it; the public log says why.")
    supported: int = Field(description="How many stand behind it.")
    mine: bool = Field(description="Whether the caller stands behind it.")
    own: bool = Field(description="Whether the caller wrote it.")


class SaidShape(Shape):
    """What came of it."""

    number: int = Field(description="The number of the comment.")
    repeated: bool = Field(description="It had been done before, and was not done twice.")
    comment: CommentShape


class CommentGiven(Given):
    """A comment, or a reply to one."""

    text: str = Field(
        max_length=100_000, description=f"Up to {LONGEST:,} characters.", examples=["路灯早该换了。"]
    )
    answers: int = Field(0, ge=0, le=999_999_999, description="The number of the comment that it replies to.")
    organ: Capacity


class SupportGiven(Given):
    """Whether one stands behind a comment."""

    support: bool = Field(True, description="False takes it back.")
    organ: Capacity


@router.get(
    "communities/{community}/matters/{year}/{number}/comments",
    response={200: Page[CommentShape], **fails(404)}, operation_id="comments",
)  # fmt: skip
def comments(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], cursor: Query[Cursor],
    limit: Query[Limit],
) -> Any:  # fmt: skip
    """What was said to a matter, the newest first; `answers` puts the threads together."""
    at = here(request, community)
    after = cursors.read(cursor, int)
    found = reads.comments_listed(
        at.community, at.viewer, year, number, after=after[0] if after else 0, most=limit
    )
    if found is None:
        raise not_found()
    shown, following = cursors.page(found, limit, lambda one: [one.number])
    return {"items": shown, "next": following}


@router.post(
    "communities/{community}/matters/{year}/{number}/comments",
    response={200: SaidShape, 201: SaidShape, **fails(401, 403, 404, 409)}, operation_id="comment", auth=ACT,
)  # fmt: skip
def comment(
    request: HttpRequest,
    community: Path[Slug],
    year: Path[Year],
    number: Path[Number],
    body: Body[CommentGiven],
    key: Key,
) -> Status[Any]:
    """Say something to a matter, or reply to what was said."""
    at = here(request, community)
    done = _done(lambda: actions.say(
        community=at.community, by=at.acting(body.organ), year=year, number=number, text=body.text,
        answers=body.answers, key=key,
    ))  # fmt: skip
    return _answer(at, (year, number), done, new=201)


@router.post(
    "communities/{community}/matters/{year}/{number}/comments/{comment}/support",
    response={200: SaidShape, **fails(401, 403, 404, 409)}, operation_id="stand_behind_comment", auth=ACT,
)  # fmt: skip
def stand_behind_comment(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], comment: Path[Number],
    body: Body[SupportGiven],
) -> Status[Any]:  # fmt: skip
    """Stand behind a comment, once, or take that back."""
    at = here(request, community)
    done = _done(lambda: actions.support(
        community=at.community, by=at.acting(body.organ), year=year, number=number, comment=comment,
        stands=body.support,
    ))  # fmt: skip
    return _answer(at, (year, number), done, new=200)


def _done(work: Callable[[], Done]) -> Done:
    """What came of a deed. Raises Problem."""
    try:
        done = work()
    except BadInput as bad:
        raise invalid([Wrong(f"body.{bad.field}", "not-kept", bad.says)]) from None
    if done.refusal is not None:
        raise _refused(done.refusal)
    return done


def _refused(no: No) -> Problem:
    if no.code in MISSING:
        return not_found()
    status = 403 if no.code in WHO else 422 if no.code in WHAT else 409
    kind = {403: "forbidden", 422: "invalid"}.get(status, "refused")
    return Problem(status, kind, no.code, no.says, more={"instead": [both(one) for one in no.instead]})


def _answer(at: Here, matter: tuple[int, int], done: Done, *, new: int) -> Status[Any]:
    found = reads.comment(at.community, at.viewer, *matter, done.number)
    if found is None:
        raise not_found()
    given = {"number": done.number, "repeated": done.repeated, "comment": found}
    return Status(200 if done.repeated else new, given)
