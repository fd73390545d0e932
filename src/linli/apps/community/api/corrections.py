"""What residents ask to be corrected, for who answers it: the clerk, or who stands in for her."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query
from pydantic import Field

from linli.apps.community import actions, reads
from linli.apps.community.actions.chain import Refused
from linli.apps.community.api.doors import REGISTERS, caller, community_called
from linli.apps.community.api.people import router
from linli.apps.community.api.refusing import refused
from linli.apps.community.models import Community, Correction
from linli.apps.community.reads import deciders, mending
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.corrections import Words, contents, shown_value, waiting_first, wording
from linli.core.charter.text import both
from linli.core.engine.refusal import refuse
from linli.registers.shapes import SHAPES
from linli.rest import cursors
from linli.rest.problems import Problem, Wrong, invalid, not_found
from linli.rest.shapes import Cursor, Given, Limit, Page, Shape, Slug, fails

MEANWHILE = both("这份更正已经答复过了。", "It has been answered meanwhile.")
REASON = both("请写明理由，申请的人看得到。", "Give a reason: whoever asked reads it.")


class CorrectionShape(Shape):
    """Something that is asked to be corrected."""

    number: int
    who: int = Field(description="The number in the register of the person whose file it is.")
    column: str = Field(examples=["relation"])
    title: str
    value: str = Field(
        description="What it should be; what is secret is masked, and opened on the page only."
    )
    reason: str
    asker: str = Field(description="Who reported it; empty where the person asked herself.")
    state: str = Field(description="open, accepted, declined or withdrawn.")
    matter: str = Field(description="The chain of its matter; empty for those from before they were matters.")
    stage: str = Field(description="The stage at which its matter is; empty once it is over.")
    due: datetime | None = Field(description="Until when it is to be answered.")
    late: bool = Field(description="Whether that is over, and nobody answered.")
    answer: str
    at: datetime
    settled: datetime | None
    told: datetime | None = Field(description="Since when who asked has the answer in hand.")
    may_settle: bool = Field(description="Whether the caller may answer it: nobody answers her own.")


class Settling(Given):
    """A correction is answered."""

    accept: bool = Field(description="Whether it enters the register.")
    answer: str = Field("", max_length=500, pattern=r"^[^\x00]*$", description="Needed where it is declined.")


@router.get(
    "communities/{community}/corrections", response={200: Page[CorrectionShape], **fails(401, 403, 404)},
    operation_id="corrections", auth=REGISTERS,
)  # fmt: skip
def corrections(
    request: HttpRequest, response: HttpResponse, community: Path[Slug], cursor: Query[Cursor], limit: Query[Limit]
) -> Any:  # fmt: skip
    """What residents ask to be corrected, for the clerk: what waits first, each newest first."""
    response["Cache-Control"] = "no-store"
    here, account = community_called(community), caller(request).account
    if account is None or not reads.is_clerk(account, here):
        raise refused(here, refuse("not-clerk"))
    after = cursors.read(cursor, int, int)
    found = list(waiting_first(reads.corrections(here, account), after)[: limit + 1])
    shown, following = cursors.page(found, limit, _place)
    return {"items": shapes(here, shown, account), "next": following}


@router.post(
    "communities/{community}/corrections/{number}", response={200: CorrectionShape, **fails(401, 403, 404, 409)},
    operation_id="settle_correction", auth=REGISTERS,
)  # fmt: skip
def settle_correction(
    request: HttpRequest, community: Path[Slug], number: Path[int], body: Body[Settling]
) -> CorrectionShape:
    """Accept a correction, which changes the register, or decline it with a reason. Nobody answers her own."""
    here, account = community_called(community), caller(request).account
    one = reads.to_settle(here, account, number) if 0 < number < 2**31 else None
    if one is None or account is None:
        if account is None or not reads.is_clerk(account, here):
            raise refused(here, refuse("not-clerk"))
        raise not_found()
    _settle(one, body, account)
    (shown,) = shapes(here, [reads.to_settle(here, account, number) or one], account)
    return shown


def _place(one: Any) -> list[int]:
    return [one.answered, one.number]


def _settle(one: Correction, body: Settling, account: Any) -> None:
    try:
        wrong = actions.settle_correction(one, body.accept, body.answer, actor=account)
    except actions.Stale:
        raise Problem(409, "refused", "answered-meanwhile", MEANWHILE) from None
    except actions.OwnRequest as own:
        raise Problem(403, "forbidden", "own-request", own.says) from None
    except Refused as error:
        raise refused(one.community, error.refusal) from None
    except PermissionDenied:
        raise refused(one.community, refuse("not-clerk")) from None
    if wrong and wrong[0].column == "answer":
        raise invalid([Wrong("body.answer", "missing", REASON)])
    if wrong:
        raise invalid([Wrong(problem.column, problem.code, problem.says) for problem in wrong])


def shapes(here: Community, some: Sequence[Correction], account: Any) -> list[CorrectionShape]:
    """Some corrections as they are given, for whoever came to them through their gate."""
    behind, by = contents(here, some), deciders.Deciders(here)
    stands = mending.through().stands(here, [one.chain for one in some])
    return [_shape(one, wording(one, behind), stands.get(one.chain), account, by) for one in some]


def _shape(
    one: Correction, words: Words, stands: mending.Stands | None, account: Any, by: deciders.Deciders
) -> CorrectionShape:
    waits = one.state == "open"
    return CorrectionShape(
        number=one.number, who=one.person.number, column=one.column,
        title=said(SHAPES["residents"].column(one.column).title), value=shown_value(one, words),
        reason=words.reason, asker=reads.asker_of(one), state=one.state, answer=words.answer, at=one.at,
        settled=one.settled, told=one.told, matter=one.chain, stage=stands.stage if stands and waits else "",
        due=stands.due if stands and waits else None, late=bool(stands and stands.late),
        may_settle=waits and deciders.may_settle(one, account, by),
    )  # fmt: skip
