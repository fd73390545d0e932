"""Editing, deleting and moderating comments, and the log of it, for programs; the same gates as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Path, Query, Router
from ninja.responses import Status
from pydantic import AwareDatetime, Field

from linli.apps.matters.reads.calling import ACT, OPEN, OWN, here
from linli.apps.talk import actions, reads
from linli.apps.talk.actions import LONGEST
from linli.apps.talk.actions.moderating import LONGEST_REASONS
from linli.apps.talk.api.answering import Capacity, CommentShape, SaidShape, answer, done_or_wrong
from linli.core.engine.moderation import Ground
from linli.rest.shapes import Given, Number, Shape, Slug, Year, fails

router = Router(auth=OPEN)
OnPage = Annotated[int, Field(1, ge=1, le=100_000, description="Which page, counted from 1.")]
Text = Annotated[str, Field(max_length=100_000, description=f"Up to {LONGEST:,} characters.")]
Reasons = Annotated[
    str, Field(max_length=100_000, description=f"Up to {LONGEST_REASONS:,} characters; everybody can read them.")
]  # fmt: skip

AsOf = Annotated[
    AwareDatetime | None,
    Field(None, strict=False, description="When the caller read the comment: refused where it was edited since."),
]  # fmt: skip


class Edit(Given):
    """New words for one's own comment, for a quarter of an hour; the older ones stay readable."""

    do: Literal["edit"]
    text: Text


class Delete(Given):
    """Take one's own comment away for good; a gap stays."""

    do: Literal["delete"]


class Tell(Given):
    """Tell the moderators of a comment."""

    do: Literal["report"]
    ground: Ground
    text: str = Field("", max_length=100_000, description="In one's own words.")


class Hide(Given):
    """Hide a comment, as one who conducts the matter."""

    do: Literal["hide"]
    ground: Ground
    reasons: Reasons
    organ: Capacity
    as_of: AsOf


class LetStand(Given):
    """Settle what readers told of a comment without hiding it."""

    do: Literal["let-stand"]
    organ: Capacity
    as_of: AsOf


class Appeal(Given):
    """Ask that another person look at the hiding of one's own comment; once."""

    do: Literal["appeal"]
    text: Text


class Settle(Given):
    """Decide an appeal; never by who hid the comment."""

    do: Literal["settle"]
    verdict: Literal["kept", "restored"]
    reasons: Reasons
    organ: Capacity


Deed = Annotated[Edit | Delete | Tell | Hide | LetStand | Appeal | Settle, Field(discriminator="do")]
DOES: dict[str, Callable[..., actions.Done]] = {
    "edit": actions.edit, "delete": actions.delete, "report": actions.report, "hide": actions.hide,
    "let-stand": actions.let_stand, "appeal": actions.appeal, "settle": actions.settle,
}  # fmt: skip


class HidingShape(Shape):
    """A comment that was hidden, without its words."""

    seq: int = Field(description="The entry of the community's chain.")
    at: datetime
    organ: str = Field(description="The organ for which it was hidden.")
    ground: str
    reasons: str
    year: int = Field(description="The matter's year.")
    number: int
    comment: int = Field(description="The number of the comment in it.")
    appealed: datetime | None
    due: str = Field(description="Until when an appeal that waits is to be decided, in words.")
    late: bool
    gone: Literal["", "deleted", "erased"] = Field(
        description="Whether the comment is no longer there at all."
    )
    verdict: str = Field(description="`kept` or `restored`; empty where no appeal has been decided.")
    decided: str = Field(description="The reasons of the decision.")
    decided_at: datetime | None


class HidingsShape(Shape):
    """A page of the log."""

    items: list[HidingShape]
    page: int
    pages: int


class ToldShape(Shape):
    """What a reader told the moderators."""

    ground: str
    text: str
    at: datetime


class WaitingShape(Shape):
    """A comment that readers told of, or whose writer appealed."""

    year: int
    number: int
    title: str = Field(description="The matter's.")
    comment: CommentShape
    told: list[ToldShape]
    due: str = Field(description="Until when somebody should look at what readers told, in words.")
    late: bool

    @staticmethod
    def resolve_year(obj: Any) -> int:
        return int(obj.at.year)

    @staticmethod
    def resolve_number(obj: Any) -> int:
        return int(obj.at.number)

    @staticmethod
    def resolve_title(obj: Any) -> str:
        return str(obj.at.title)


@router.post(
    "communities/{community}/matters/{year}/{number}/comments/{comment}/deeds",
    response={200: SaidShape, **fails(401, 403, 404, 409)}, operation_id="act_on_comment", auth=ACT,
)  # fmt: skip
def act_on_comment(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], comment: Path[Number],
    body: Body[Deed],
) -> Status[Any]:  # fmt: skip
    """Edit or delete one's own comment; tell the moderators of one, hide it, let it stand; appeal, decide an appeal."""
    at = here(request, community)
    given = body.model_dump(exclude={"do", "organ"})
    done = done_or_wrong(lambda: DOES[body.do](
        community=at.community, by=at.acting(getattr(body, "organ", "")), year=year, number=number, comment=comment,
        **given,
    ))  # fmt: skip
    return answer(at, (year, number), done, new=200)


@router.get(
    "communities/{community}/moderation",
    response={200: HidingsShape, **fails(404)},
    operation_id="moderation",
)
def moderation(request: HttpRequest, community: Path[Slug], page: Query[OnPage]) -> Any:
    """The public log: what was hidden, by which organ, why, and what came of appeals; the newest first."""
    at = here(request, community)
    rows, page, pages = reads.log(at.community, at.viewer, page)
    return {"items": rows, "page": page, "pages": pages}


@router.get(
    "communities/{community}/moderation/waiting", response={200: list[WaitingShape], **fails(401, 403, 404)},
    operation_id="moderation_waiting", auth=OWN,
)  # fmt: skip
def moderation_waiting(request: HttpRequest, community: Path[Slug]) -> Any:
    """What waits for the caller as a moderator: comments that readers told of, and appeals; the oldest first."""
    at = here(request, community)
    return reads.waiting(at.community, at.viewer)
