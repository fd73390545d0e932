"""The roster on every store: the snapshot is the fold of the chain, and the past can be asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from linli.apps.community import actions, reads
from linli.apps.community.models import Community, Person, RosterSnapshot
from linli.apps.community.reads import rosters
from linli.core.engine.struct import write

START = datetime(2026, 5, 4, 1, 0, tzinfo=UTC)


@pytest.fixture
def history(community: Community) -> list[Person]:
    """Three people; the first takes the secretary's seat on day 1, leaves it on day 2 and departs on day 3."""
    people: list[Person] = []
    days = [
        lambda: people.extend(enrolled(community)),
        lambda: actions.take_seat(community, people[0], "party-branch", chair=True, actor=actions.TERMINAL),
        lambda: actions.leave_seat(community, people[0], "party-branch", actor=actions.TERMINAL),
        lambda: actions.depart(community, people[0], actor=actions.TERMINAL),
    ]
    founded = reads.roster(community).last
    for number, deed in enumerate(days):
        with actions.standing_at(founded + timedelta(days=number + 1)):
            deed()
    return people


def enrolled(community: Community) -> list[Person]:
    newcomers = [
        actions.Newcomer(f"居民{number}", {"adult": True, "registered": True}) for number in range(3)
    ]
    found = actions.enrol_people(community, newcomers, actor=actions.TERMINAL)
    assert isinstance(found, list)
    return found


def test_the_snapshot_is_the_fold_of_the_chain(community: Community, history: list[Person]) -> None:
    row = RosterSnapshot.objects.get(community=community)
    chain = reads.chain(community, "community")
    folded = rosters.replay(one.data.decode() for one in chain)
    assert row.data == write(folded).decode()
    assert (row.seq, row.head) == (len(chain), chain[-1].hash)
    rosters._kept.clear()
    assert reads.roster(community) == folded


def test_who_sat_where_at_an_earlier_moment_is_replayed(community: Community, history: list[Person]) -> None:
    founded = reads.chain(community, "community")[0].at
    secretary = history[0].pseudonym
    seated = [
        secretary
        in reads.roster_at(community, founded + timedelta(days=day, hours=1)).seats.get("party-branch", {})
        for day in range(1, 5)
    ]
    assert seated == [False, True, False, False]
    people = [
        len(reads.roster_at(community, founded + timedelta(days=day, hours=1)).people) for day in range(5)
    ]
    assert people == [0, 3, 3, 3, 2]
    assert reads.roster_at(community, founded - timedelta(seconds=1)).seq == 0


def test_a_sequence_names_one_roster_for_ever(community: Community, history: list[Person]) -> None:
    now = reads.roster(community)
    found = [reads.roster_as_of(community, seq) for seq in range(now.seq + 1)]
    assert [one.seq for one in found] == list(range(now.seq + 1))
    rosters._kept.clear()
    assert [write(reads.roster_as_of(community, seq)) for seq in range(now.seq + 1)] == [
        write(one) for one in found
    ]


def test_a_refused_act_leaves_the_chain_as_it_was(community: Community, history: list[Person]) -> None:
    before = reads.roster(community)
    found = actions.take_seat(community, history[0], "party-branch", actor=actions.TERMINAL)
    assert getattr(found, "code", "") == "no-such-person"
    assert reads.roster(community) == before
