"""Answers to programs about comments: their shape, and refusals as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from ninja.responses import Status
from pydantic import Field

from linli.apps.matters.reads.calling import Here
from linli.apps.talk import reads
from linli.apps.talk.actions import BadInput, Done
from linli.apps.talk.refusing import WHO, No
from linli.rest import problems
from linli.rest.problems import Problem, Wrong, both, invalid, not_found
from linli.rest.shapes import Shape

MISSING = frozenset(["no-such-matter", "no-such-comment"])
WHAT = frozenset(["empty"])
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


def done_or_wrong(work: Callable[[], Done]) -> Done:
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
    if no.code == "form-sent":
        return problems.key_used()
    status = 403 if no.code in WHO else 422 if no.code in WHAT else 409
    kind = {403: "forbidden", 422: "invalid"}.get(status, "refused")
    return Problem(status, kind, no.code, no.says, more={"instead": [both(one) for one in no.instead]})


def answer(at: Here, matter: tuple[int, int], done: Done, *, new: int) -> Status[Any]:
    """The comment as it stands after a deed. Raises Problem."""
    found = reads.comment(at.community, at.viewer, *matter, done.number)
    if found is None:
        raise not_found()
    given = {"number": done.number, "repeated": done.repeated, "comment": found}
    return Status(200 if done.repeated else new, given)
