"""Doing the same in several matters at once: each gets an act of its own, and an answer of its own."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Path
from pydantic import Field

from linli.apps.matters import actions
from linli.apps.matters.api import refusing
from linli.apps.matters.api.acts import AnyAct
from linli.apps.matters.api.doing import done_or_wrong
from linli.apps.matters.api.matters import router
from linli.apps.matters.reads.calling import ACT, here
from linli.apps.matters.reads.together import MOST
from linli.core.engine.several import never
from linli.rest import sayings
from linli.rest.once import Key, key_of
from linli.rest.problems import Problem, Wrong, invalid
from linli.rest.shapes import Given, Number, ProblemBody, Shape, Slug, Year, fails

LONGEST_KEY = 40
"""To the key of the request the number of each matter is added."""
OF_ONE = ("expects", "strand", "sitting", "entered")
"""What is said of a deed in one matter, and never of several."""


class Which(Given):
    """One of the matters."""

    year: Year
    number: Number
    expects: str = Field(
        "",
        max_length=400,
        description="`expects` of the matter as read: at any other stage nothing is done in it.",
        examples=["resolve#1"],
    )


class Together(Given):
    """The same deed in several matters."""

    matters: Annotated[list[Which], Field(min_length=1, max_length=MOST)] = Field(
        description="In this order; the same matter only once."
    )
    deed: AnyAct = Field(
        description="As in one matter, without `expects`, `strand`, `sitting` and `entered`. Only to sort, to offer, "
        "to accept, to post, to report and to report finished: what is one's own answer is never given in bulk."
    )


class Came(Shape):
    """What came of it in one matter."""

    year: int
    number: int
    seq: int | None = Field(description="The entry of the record that it is; null where it was refused.")
    repeated: bool = Field(description="It had been done before with the same key; nothing was done again.")
    refused: ProblemBody | None = Field(description="Why it was not done in this matter; null where it was.")


class CameOfAll(Shape):
    """What came of it in each matter."""

    done: int = Field(description="In how many matters it is done.")
    matters: list[Came] = Field(description="One answer for each, in the order sent.")


@router.post(
    "communities/{community}/acts", response={200: CameOfAll, **fails(401, 403, 404, 409)}, operation_id="act_at_once",
    auth=ACT,
)  # fmt: skip
def act_at_once(
    request: HttpRequest, community: Path[Slug], body: Body[Together], key: Key
) -> dict[str, Any]:
    """Do the same in several matters at once, where the charter lets it be; each answers for itself.

    Where nothing was done in any of them, the answer is the refusal of the first.
    """
    at, once = here(request, community), key_of(key)
    chains = _checked(body, once)
    deed = body.deed.do
    if len(chains) > 1 and (refusal := never(deed)):
        raise refusing.refused(at.community, refusal)
    by = at.acting(body.deed.organ)

    def do(chain: str, form: actions.Form) -> actions.Done:
        to = {"community": at.community, "chain": chain, "by": by, "form": form}
        return done_or_wrong(lambda: body.deed.done(to))

    among = [actions.Chosen(chain, one.expects) for chain, one in zip(chains, body.matters, strict=True)]
    came = actions.at_once(deed=deed, among=among, key=once, do=do)
    refusals = [refusing.refused(at.community, one.refusal, one.matter) for one in came if one.refusal]
    if len(refusals) == len(came):
        raise refusals[0]
    answers = [_came(at.community, *pair) for pair in zip(body.matters, came, strict=True)]
    return {"done": sum(one["refused"] is None for one in answers), "matters": answers}


def _checked(body: Together, key: str) -> list[str]:
    """The chains of the matters. Raises Problem for one named twice, and for what is of one matter only."""
    chains = [f"matter/{one.year}/{one.number}" for one in body.matters]
    if twice := [place for place, chain in enumerate(chains) if chain in chains[:place]]:
        raise _wrong(f"matters.{twice[0]}", "twice")
    if given := [name for name in OF_ONE if getattr(body.deed, name)]:
        raise _wrong(f"deed.{given[0]}", "of-one-matter")
    if len(key) > LONGEST_KEY:
        raise invalid([Wrong("header.Idempotency-Key", "key-long", sayings.WRONG["key-long"])])
    return chains


def _wrong(place: str, code: str) -> Problem:
    return invalid([Wrong(f"body.{place}", code, sayings.WRONG[code])])


def _came(community: Any, one: Which, done: actions.Done) -> dict[str, Any]:
    refused = refusing.refused(community, done.refusal, done.matter).body if done.refusal else None
    return {
        "year": one.year, "number": one.number, "seq": None if refused else done.seq, "repeated": done.repeated,
        "refused": refused,
    }  # fmt: skip
