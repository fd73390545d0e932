"""Who is bound to what stands on a page of its own, and behind it the matter and the clause."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Community, Person, Place
from linli.apps.matters import actions
from linli.core.engine.acts import Actor

CHARTER = Path(__file__).parents[3] / "core" / "engine" / "enacts" / "charter.yaml"
BY = community_actions.TERMINAL
PAGE = "/c/yuanzi/agreements/"


@pytest.fixture
def yard(db: None) -> Community:
    """A community of two who have agreed, on 2 March 2026, that the first sweeps the yard and pays monthly."""
    with time_machine.travel(datetime(2026, 3, 2, 1, tzinfo=UTC)):
        place = Place.objects.create(code="990101001009", name="院子社区居委会", level=5)
        found: Any = community_actions.found_community(
            slug="yuanzi", place=place.code, name="院子", charter=charters.read(CHARTER), actor=BY
        )
        names = [community_actions.Newcomer(name, {"adult": True}) for name in ("甲", "乙")]
        people: Any = community_actions.enrol_people(found, names, actor=BY)
        assert len(people) == 2
    return found


def read(language: str, address: str = PAGE, day: str = "2026-04-01") -> str:
    with time_machine.travel(datetime.fromisoformat(f"{day}T01:00:00+00:00")):
        answer = Client(headers={"accept-language": language}).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def pledge(yard: Community) -> None:
    people = list(
        Person.objects.filter(community=yard).order_by("number").values_list("pseudonym", flat=True)
    )
    with time_machine.travel(datetime(2026, 3, 2, 2, tzinfo=UTC)):
        done = actions.submit(
            community=yard, by=Actor(people[0], "residents"), procedure="pledge", kind="pledge", title="扫<b>院子",
            text="", facts={"cost": 30},
        )  # fmt: skip
        assert done.refusal is None
        for one in people:
            actions.vote(community=yard, chain=done.chain, by=Actor(one, "assembly"), choice="yes")
    assert len(community_reads.roster(yard).bonds) == 2


def test_who_owes_what_to_whom_is_listed_with_its_matter_its_clause_and_its_term(yard: Community) -> None:
    pledge(yard)
    page = read("en")
    for said in (
        "sweeping the yard", "owes committee 30 yuan, every month", "since 2 March 2026", "until 2 March 2029",
        "no term said", "扫&lt;b&gt;院子", 'href="/c/yuanzi/matters/2026/1/"', "procedures.pledge.stages.decide",
    ):  # fmt: skip
        assert said in page
    chinese = read("zh-hans")
    for said in ("扫院子", "每月应付居委会 30 元", "2026 年 3 月 2 日 起", "没有写期限", "生效中"):
        assert said in chinese
    assert PAGE in read("en", "/c/yuanzi/matters/2026/1/")


def test_what_is_over_is_listed_apart(yard: Community) -> None:
    pledge(yard)
    assert "sweeping the yard" not in read("en", day="2029-03-04")
    assert "sweeping the yard" in read("en", f"{PAGE}?ended=1", day="2029-03-04")
    assert "no agreement here is over" in read("en", f"{PAGE}?ended=1&page=99").lower()


def test_before_anybody_is_bound_the_page_says_what_will_be_there(yard: Community) -> None:
    assert "Nobody here is bound by an agreement yet." in read("en")
    assert "这里还没有人承担约定" in read("zh-hans")
    assert PAGE in read("en", "/c/yuanzi/")
    assert PAGE in read("en", "/c/yuanzi/organs/")
