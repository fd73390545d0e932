"""What a matter decides takes effect in the community in the same transaction, stands on its page and verifies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Community, Place
from linli.apps.matters import actions
from linli.core.charter.load import Loaded
from linli.core.engine.acts import Actor
from linli.core.record.verify import verify

HERE = Path(__file__).parents[2] / "core" / "engine" / "enacts"
BY = community_actions.TERMINAL


@pytest.fixture
def versions() -> dict[str, Loaded]:
    return charters.versions(HERE)


@pytest.fixture
def yard(db: None) -> tuple[Community, list[str]]:
    """A community of four under the charter of the enacting stories."""
    place = Place.objects.create(code="990101001009", name="院子社区居委会", level=5)
    found: Any = community_actions.found_community(
        slug="yuanzi", place=place.code, name="院子", charter=charters.read(HERE / "charter.yaml"), actor=BY
    )
    names = [community_actions.Newcomer(name, {"adult": True}) for name in ("甲", "乙", "丙", "丁")]
    people: Any = community_actions.enrol_people(found, names, actor=BY)
    return found, [one.pseudonym for one in people]


def put(community: Community, by: str, procedure: str, kind: str, **facts: Any) -> str:
    done = actions.submit(
        community=community,
        by=Actor(by, "residents"),
        procedure=procedure,
        kind=kind,
        title="改",
        text="改",
        facts=facts,
    )
    assert done.refusal is None, done.refusal.says("en")
    return done.chain


def agreed(community: Community, people: list[str], chain: str) -> None:
    for one in people:
        actions.vote(community=community, chain=chain, by=Actor(one, "assembly"), choice="yes")


def page(chain: str) -> str:
    _, year, number = chain.split("/")
    client = Client(headers={"accept-language": "en"})
    return client.get(f"/c/yuanzi/matters/{year}/{number}/").content.decode()


def test_an_amendment_carried_is_in_force_and_a_later_one_of_the_old_version_is_refused(
    yard: tuple[Community, list[str]], versions: dict[str, Loaded]
) -> None:
    community, people = yard
    for one in versions.values():
        community_actions.keep_charter(one)
    first = put(community, people[0], "amendment", "charter", text=versions["v2"].hash)
    second = put(community, people[1], "amendment", "charter", text=versions["v3"].hash)
    agreed(community, people, first)
    community.refresh_from_db()
    assert community.charter_hash == versions["v2"].hash
    assert [(one.hash, one.matter) for one in community_reads.versions(community)][1:] == [
        (versions["v2"].hash, first)
    ]
    assert "the new charter is in force" in page(first)
    late = actions.vote(community=community, chain=second, by=Actor(people[0], "assembly"), choice="yes")
    assert late.refusal is not None
    assert late.refusal.code == "superseded"
    assert "Withdraw this one" in str(late.refusal.instead)
    report = verify(actions.record_export(community))
    assert [one.told("en") for one in report.findings if one.code != "not-covered"] == []


def test_who_is_recalled_loses_the_seat_and_who_pledges_is_bound(yard: tuple[Community, list[str]]) -> None:
    community, people = yard
    person = community_reads.person_of(community, people[3])
    community_actions.take_seat(community, person, "committee", actor=BY)
    recall = put(community, people[0], "recall", "recall", member=people[3])
    agreed(community, people, recall)
    assert people[3] not in community_reads.roster(community).seats["committee"]
    assert "丁 leaves the seat: committee" in page(recall)
    assert "next to be begun: election" in page(recall)
    pledge = put(community, people[0], "pledge", "pledge", cost=30)
    agreed(community, people, pledge)
    shown = page(pledge)
    assert "sweeping the yard" in shown
    assert "owes committee 30 yuan" in shown
    assert "takes a seat: committee" in shown
    again = put(community, people[0], "recall", "recall", member=people[3])
    agreed(community, people, again)
    assert "no seat is left: the person held none" in page(again)
