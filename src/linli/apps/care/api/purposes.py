"""What personal data is for, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path
from pydantic import Field

from linli.apps.care.api.own import router
from linli.apps.care.purposes import public
from linli.apps.community.reads import said
from linli.apps.matters.reads.calling import OPEN, here
from linli.rest.shapes import Shape, Slug, fails


class PurposeShape(Shape):
    """One register, and what it holds of people."""

    key: str
    title: str
    holds: str
    purpose: str
    ground: str = Field(description="The ground of law.")
    seen_by: str
    keep: str = Field(description="How long it is kept after it is over.")
    then: str = Field(description="What happens afterwards; empty where it is simply removed or stays.")


@router.get(
    "communities/{community}/personal-data", response={200: list[PurposeShape], **fails(404)},
    operation_id="personal_data", auth=OPEN,
)  # fmt: skip
def personal_data(request: HttpRequest, community: Path[Slug]) -> Any:
    """What each register of a community is for, on what ground, how long and for whom."""
    at = here(request, community)
    found, _wrong = public(at.community)
    return [
        PurposeShape(
            key=one.key, title=said(one.title), holds=said(one.holds), purpose=said(one.purpose),
            ground=said(one.ground), seen_by=said(one.seen_by), keep=said(one.kept), then=said(one.then),
        )
        for one in found
    ]  # fmt: skip
