"""Reading the gallery: its models, who holds power under one, and several side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Path, Query, Router
from pydantic import Field

from linli.apps.charters.api.shapes import Comparing, ComparisonShape, ModelPowerShape, ModelShape, Supposing
from linli.apps.charters.reads import glance, held, learned, shelf, voting
from linli.apps.charters.reads.shelf import Model
from linli.apps.community.reads import lang
from linli.apps.matters.reads.calling import OPEN
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang, Text
from linli.core.lab.power import Holder, Power
from linli.core.lab.power.says import exact
from linli.rest import cursors
from linli.rest.problems import Wrong, invalid, not_found
from linli.rest.shapes import Cursor, Limit, Page, fails

router = Router(auth=OPEN)

Name = Annotated[str, Field(max_length=100, description="Its name, as in addresses.", examples=["beilin"])]


@router.get("models", response={200: Page[ModelShape], **fails()}, operation_id="models")
def models(request: HttpRequest, cursor: Query[Cursor], limit: Query[Limit]) -> Any:
    """The charters of the gallery, in the order of their names."""
    after = cursors.read(cursor, str)
    every = sorted(shelf.models(), key=lambda one: one.slug)
    found = [one for one in every if after is None or one.slug > after[0]]
    shown, following = cursors.page(found[: limit + 1], limit, lambda one: [one.slug])
    return {"items": [_model(one) for one in shown], "next": following}


@router.get("models/compare", response={200: ComparisonShape, **fails(404)}, operation_id="compare_models")
def compare(request: HttpRequest, asked: Query[Comparing]) -> Any:
    """What two to six models say to the same questions: facts as written, without judgement."""
    found = [_found(name) for name in asked.model]
    rows: dict[str, Callable[[Loaded, Lang], list[Any]]] = {
        "glance": glance.fact_rows, "deeds": held.deed_rows, "lessons": learned.lesson_rows, "heads": learned.head_rows,
    }  # fmt: skip
    tables = {name: _beside([ask(one.loaded, lang()) for one in found]) for name, ask in rows.items()}
    return {"models": [_model(one) for one in found], **tables}


@router.get(
    "models/{model}/power", response={200: ModelPowerShape, **fails(404)}, operation_id="power_of_model"
)
def power(request: HttpRequest, model: Path[Name], asked: Query[Supposing]) -> Any:
    """Who does what under a model, who can block and carry in each procedure, how few suffice, the indices of power."""
    found = _found(model)
    loaded, speaks = found.loaded, lang()
    if asked.procedure and asked.procedure not in loaded.charter.procedures:
        raise invalid([_no_such("procedure", asked.procedure)])
    worked_out = voting.powers(loaded, _told(loaded, asked.size))
    return {
        "model": _model(found),
        "deeds": held.deed_rows(loaded, speaks),
        "near": held.near_rows(loaded, speaks),
        "voting": [
            _power(loaded, one, speaks) for one in worked_out if asked.procedure in ("", one.procedure)
        ],
        "means": voting.means(speaks),
    }


def _found(name: str) -> Model:
    model = shelf.model(name)
    if model is None:
        raise not_found()
    return model


def _told(loaded: Loaded, given: list[str]) -> dict[str, int]:
    """The numbers that were given. Raises Problem for the first that is none, or is not open."""
    sizes: dict[str, int] = {}
    for one in given:
        organ, _, number = one.partition("=")
        taken, wrong = voting.sizes_asked(loaded, {f"{voting.ASKED}{organ}": number})
        if wrong or not taken:
            raise invalid([_no_such("size", one)])
        sizes |= taken
    return sizes


def _no_such(parameter: str, given: str) -> Wrong:
    says = {
        "procedure": Text(
            zh=f"章程里没有「{given}」这个程序。", en=f"The charter has no procedure “{given}”."
        ),
        "size": Text(
            zh=f"「{given}」要写成「组织=人数」，人数从 1 到 1000000，组织须是章程没有写定人数的。",
            en=f"“{given}” is to be ORGAN=NUMBER, from 1 to 1,000,000, of an organ that the charter gives no number.",
        ),
    }
    return Wrong(f"query.{parameter}", f"no-such-{parameter}", says[parameter])


def _model(one: Model) -> dict[str, Any]:
    charter = one.loaded.charter
    return {
        "name": one.slug, "title": charter.title.in_(lang()), "version": charter.version, "hash": one.loaded.hash,
        "level": charter.level, "subject": one.subject, "procedures": list(charter.procedures),
        "page": reverse("charters:model", args=[one.slug]),
    }  # fmt: skip


def _beside(sides: list[list[Any]]) -> list[dict[str, Any]]:
    """Each question once, with the answers beside one another."""
    return [
        {"key": row[0].get("key", ""), "title": row[0]["title"], "says": [one["says"] for one in row]}
        for row in zip(*sides, strict=True)
    ]


def _power(loaded: Loaded, found: Power, speaks: Lang) -> dict[str, Any]:
    return {
        "procedure": found.procedure, "title": loaded.charter.procedures[found.procedure].title.in_(speaks),
        "worked_out": found.worked_out, "finished": found.unfinished is None, "smallest": found.smallest,
        "ways": [
            {one.organ: many for one, many in zip(found.holders, way, strict=True) if many} for way in found.ways
        ],
        "holders": [_holder(one, speaks) for one in found.holders],
        "resident": found.resident.organ if found.resident else "",
        "sentences": [one.in_(speaks) for one in found.sentences],
    }  # fmt: skip


def _holder(one: Holder, speaks: Lang) -> dict[str, Any]:
    return {
        "organ": one.organ, "title": one.title.in_(speaks), "people": one.people, "basis": one.basis,
        "blocks": one.blocks, "carries": one.carries, "shapley_all": exact(one.shapley_of_all),
        "shapley_member": exact(one.shapley), "banzhaf_all": exact(one.banzhaf_of_all),
        "banzhaf_member": exact(one.banzhaf),
    }  # fmt: skip
