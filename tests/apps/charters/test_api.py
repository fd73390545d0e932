"""Programs read the gallery as everybody reads its pages: models, who holds power, several side by side."""

from __future__ import annotations

from fractions import Fraction
from html import unescape
from typing import Any

import pytest
from django.test import Client

from linli import charters

ROOT = "/api/v1/models"
pytestmark = pytest.mark.django_db


def read(path: str = "", language: str = "en", **asked: Any) -> Any:
    answer = Client(headers={"accept-language": language}).get(ROOT + path, asked)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def refused(path: str, **asked: Any) -> list[str]:
    answer = Client().get(ROOT + path, asked)
    assert answer.status_code == 422, answer.json()
    return [one["field"] for one in answer.json()["errors"]]


def test_the_gallery_is_read_page_by_page_and_every_model_once() -> None:
    names, cursor = [], ""
    while cursor is not None:
        page = read(limit=7, cursor=cursor)
        names += [one["name"] for one in page["items"]]
        cursor = page["next"]
    assert names == sorted(charters.slugs())
    assert Client().get(page["items"][0]["page"]).status_code == 200


def test_who_holds_power_is_given_exactly_and_as_the_page_says_it() -> None:
    found = read("/beilin/power")
    page = Client(headers={"accept-language": "en"}).get("/models/beilin/power/")
    text = unescape(page.content.decode())
    assert found["means"][0] in text
    for one in found["voting"]:
        assert one["title"] in text
        shares = [held["shapley_all"] for held in one["holders"] if held["shapley_all"]]
        if one["finished"] and shares:
            assert sum(map(Fraction, shares)) == 1
            assert sum(Fraction(held["banzhaf_all"]) for held in one["holders"]) == 1
        assert all(set(way) <= {held["organ"] for held in one["holders"]} for way in one["ways"])


def test_how_many_there_are_can_be_said_and_one_procedure_asked_for() -> None:
    usual = read("/beilin/power")
    open_to = {
        held["organ"]: one["procedure"]
        for one in usual["voting"]
        for held in one["holders"]
        if held["basis"] in ("assumed", "least")
        and held["organ"] in ("residents", "party-branch", "committee")
    }
    organ, procedure = next(iter(open_to.items()))
    (told,) = read("/beilin/power", procedure=procedure, size=f"{organ}=11")["voting"]
    assert told["procedure"] == procedure
    (held,) = [held for held in told["holders"] if held["organ"] == organ]
    assert (held["people"], held["basis"]) == (11, "told")


@pytest.mark.parametrize(
    "size",
    [
        "residents",
        "residents=",
        "residents=0",
        "residents=1000001",
        "nobody=5",
        "=5",
        "residents=5=5",
        "x" * 120,
    ],
)
def test_a_number_that_cannot_be_meant_is_named(size: str) -> None:
    assert refused("/beilin/power", size=size) == ["query.size"]


def test_what_is_asked_for_is_limited() -> None:
    assert refused("/beilin/power", size=["residents=5"] * 41) == ["query.size"]
    assert refused("/compare", model=["beilin"]) == ["query.model"]
    assert refused("/compare", model=["beilin"] * 7) == ["query.model"]
    assert refused("/beilin/power", procedure="none") == ["query.procedure"]
    assert Client().get(f"{ROOT}/none/power").status_code == 404
    assert Client().get(f"{ROOT}/compare?model=beilin&model=none").status_code == 404


def test_models_say_the_same_things_side_by_side_as_on_the_page() -> None:
    names = ["japan", "xicheng", "beilin"]
    found = read("/compare", "zh-hans", model=names)
    assert [one["name"] for one in found["models"]] == names
    page = Client(headers={"accept-language": "zh-hans"}).get("/models/compare/?a=japan&b=xicheng")
    text = unescape(page.content.decode())
    for table in ("glance", "deeds", "lessons", "heads"):
        assert found[table]
        for row in found[table]:
            assert row["key"]
            assert len(row["says"]) == 3
            assert row["title"] in text
