"""Comments on a matter, read and written by programs; the same gates and the same refusals as on the pages."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Header, Path, Query, Router
from ninja.responses import Status
from pydantic import Field

from linli.apps.matters.reads.calling import ACT, OPEN, here
from linli.apps.talk import actions, reads
from linli.apps.talk.actions import LONGEST
from linli.apps.talk.api.answering import Capacity, CommentShape, SaidShape, answer, done_or_wrong
from linli.rest import cursors
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Given, Limit, Number, Page, Slug, Year, fails

router = Router(auth=OPEN)

Key = Annotated[
    str,
    Header(
        "", alias="Idempotency-Key", max_length=64, pattern=r"^[A-Za-z0-9_.:-]*$",
        description="A word of your own for this comment: sent twice, it is made once.",
    ),
]  # fmt: skip


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
    done = done_or_wrong(lambda: actions.say(
        community=at.community, by=at.acting(body.organ), year=year, number=number, text=body.text,
        answers=body.answers, key=key,
    ))  # fmt: skip
    return answer(at, (year, number), done, new=201)


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
    done = done_or_wrong(lambda: actions.support(
        community=at.community, by=at.acting(body.organ), year=year, number=number, comment=comment,
        stands=body.support,
    ))  # fmt: skip
    return answer(at, (year, number), done, new=200)
