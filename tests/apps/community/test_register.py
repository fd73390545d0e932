"""People, seats, and the clerk who keeps the register by recorded acts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from linli import charters
from linli.apps.community import actions, reads
from linli.apps.community.models import (
    Account,
    Community,
    Correction,
    Household,
    PartyMember,
    Person,
    Place,
    RefusalLog,
    Resident,
)
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import NEVER


def test_a_founded_community_has_its_charter_and_the_years_calendar(community: Community) -> None:
    chain = [one.read().act for one in reads.chain(community, "community")]
    assert [type(act).__name__ for act in chain][:2] == ["Found", "Adopt"]
    assert community.charter_hash == charters.read("beilin").hash
    assert community.charter_slug == "beilin"
    assert reads.force(community).hash == reads.roster(community).charter


@pytest.mark.parametrize(
    ("slug", "code", "zone"),
    [
        ("Sample Place", "990101001001", "Asia/Shanghai"),
        ("a", "990101001001", "Asia/Shanghai"),
        ("../etc", "990101001001", "Asia/Shanghai"),
        ("fine", "990101001999", "Asia/Shanghai"),
        ("fine", "990101001001", "Asia/Nowhere"),
    ],
)
def test_a_community_is_not_founded_on_nothing(place: Place, slug: str, code: str, zone: str) -> None:
    with pytest.raises(ValidationError):
        actions.found_community(
            slug=slug, place=code, zone=zone, charter=charters.read("beilin"), actor=actions.TERMINAL
        )
    assert not Community.objects.exists()


def test_two_communities_are_not_founded_on_one_place(community: Community) -> None:
    with pytest.raises(ValidationError):
        actions.found_community(
            slug="again", place=community.place_id, charter=charters.read("beilin"), actor=actions.TERMINAL
        )


def test_a_charter_adopted_later_leaves_the_earlier_one_readable(community: Community) -> None:
    before = community.charter_hash
    actions.adopt_charter(community, charters.read("zhalute"), actor=actions.TERMINAL)
    assert reads.force(community).charter.charter == "zhalute"
    assert reads.in_force(before).charter.charter == "beilin"


def test_only_a_published_year_has_a_calendar_to_observe(community: Community) -> None:
    with pytest.raises(ValidationError):
        actions.observe_calendar(community, 2035, actor=actions.TERMINAL)
    assert not isinstance(actions.observe_calendar(community, 2026, actor=actions.TERMINAL), Refusal)
    calendar = reads.roster(community).calendars["2026"]
    assert datetime(2026, 2, 14, tzinfo=UTC).date() in calendar.on
    assert datetime(2026, 10, 1, tzinfo=UTC).date() in calendar.off


def test_names_never_enter_the_record(community: Community, people: list[Person]) -> None:
    chain = b"".join(one.data for one in reads.chain(community, "community"))
    assert "居民".encode() not in chain
    assert all(one.pseudonym.encode() in chain for one in people)
    assert len({one.pseudonym for one in people}) == len(people)


@pytest.mark.parametrize("name", ["", "  ", "名" * 61, "a\x00b"])
def test_a_person_needs_a_name_that_can_be_written(community: Community, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        actions.enrol_people(community, [actions.Newcomer(name)], actor=actions.TERMINAL)
    assert not Person.objects.exists()


def test_a_clerk_enrols_and_seats_by_recorded_acts(
    community: Community, people: list[Person], clerk: Account
) -> None:
    found = actions.enrol_people(community, [actions.Newcomer("新来的人")], actor=clerk)
    assert isinstance(found, list)
    seated = actions.take_seat(community, found[0], "committee", actor=clerk)
    assert not isinstance(seated, Refusal)
    assert [one.read().by.organ for one in reads.chain(community, "community")[-2:]] == ["clerk", "clerk"]
    found[0].refresh_from_db()
    assert found[0].public


def test_who_is_no_clerk_is_refused_and_the_refusal_is_noted(
    community: Community, people: list[Person]
) -> None:
    stranger = Account.objects.create_user("stranger")
    before = reads.roster(community)
    for found in (
        actions.enrol_people(community, [actions.Newcomer("冒名")], actor=stranger),
        actions.take_seat(community, people[8], "committee", actor=stranger),
        actions.leave_seat(community, people[0], "party-branch", actor=stranger),
        actions.depart(community, people[0], actor=stranger),
        actions.size_organ(community, "committee", 5, actor=stranger),
    ):
        assert isinstance(found, Refusal)
        assert found.code == "not-clerk"
    assert reads.roster(community) == before
    assert RefusalLog.objects.filter(community=community, code="not-clerk").count() == 5
    with pytest.raises(PermissionDenied):
        actions.give_account(community, people[0], stranger, actor=stranger)
    with pytest.raises(PermissionDenied):
        actions.erase_text(community, actions.seal_text(community, "话"), actor=stranger)


def test_a_clerk_of_one_community_is_nobody_in_another(community: Community, clerk: Account) -> None:
    Place.objects.create(code="990101001002", name="邻社区", level=5, parent_code="990101001000")
    other = actions.found_community(
        slug="other", place="990101001002", charter=charters.read("beilin"), actor=actions.TERMINAL
    )
    assert isinstance(other, Community)
    found = actions.enrol_people(other, [actions.Newcomer("某人")], actor=clerk)
    assert isinstance(found, Refusal)


def test_a_term_is_the_charters_unless_said_otherwise(community: Community, people: list[Person]) -> None:
    seats = reads.roster(community).seats["party-branch"]
    until = seats[people[0].pseudonym].until
    assert until.year == actions.now().year + 3
    actions.take_seat(community, people[8], "party-branch", until=NEVER, actor=actions.TERMINAL)
    assert reads.roster(community).seats["party-branch"][people[8].pseudonym].until == NEVER


def test_more_people_than_seats_are_refused_with_the_clause(
    community: Community, people: list[Person]
) -> None:
    actions.size_organ(community, "committee", 5, actor=actions.TERMINAL)
    found = actions.take_seat(community, people[9], "committee", actor=actions.TERMINAL)
    assert isinstance(found, Refusal)
    assert (found.code, found.clause) == ("seats-full", "organs.committee")
    people[9].refresh_from_db()
    assert not people[9].public


def test_of_who_departs_only_the_name_is_kept_and_of_others_everything(
    community: Community, people: list[Person]
) -> None:
    home = Household.objects.create(community=community, number=1)
    for one in people[:2]:
        Person.objects.filter(pk=one.pk).update(household=home)
        Resident.objects.create(community=community, person=one, sex="female")
        PartyMember.objects.create(community=community, person=one, branch="第一党支部")
        Correction.objects.create(
            community=community, number=one.number, person=one, column="name", sealed=b"x", at=actions.now()
        )
    actions.depart(community, people[0], actor=actions.TERMINAL)
    gone = Person.objects.get(pk=people[0].pk)
    assert (gone.name, gone.departed, gone.household) == (people[0].name, True, None)
    for model in (Resident, PartyMember, Correction):
        assert list(model.objects.values_list("person", flat=True)) == [people[1].pk]
    assert Person.objects.get(pk=people[1].pk).household == home


def test_who_departs_loses_every_seat(community: Community, people: list[Person]) -> None:
    actions.depart(community, people[0], actor=actions.TERMINAL)
    roster = reads.roster(community)
    assert people[0].pseudonym not in roster.people
    assert people[0].pseudonym not in roster.seats["party-branch"]
    people[0].refresh_from_db()
    assert people[0].departed


def test_names_are_shown_to_whom_they_may_be_in_one_query(
    community: Community, people: list[Person], clerk: Account, counted: Any
) -> None:
    own = Account.objects.create_user("own")
    actions.give_account(community, people[9], own, actor=actions.TERMINAL)
    everyone = [one.pseudonym for one in people]
    with counted(1):
        stranger = reads.names(community, everyone, None)
    with counted(1):
        herself = reads.names(community, everyone, own)
    assert stranger[people[0].pseudonym] == "居民01"
    assert "居民10" not in stranger[people[9].pseudonym]
    assert "10" in stranger[people[9].pseudonym]
    assert herself[people[9].pseudonym] == "居民10"
    assert "居民11" not in herself[people[10].pseudonym]
    assert reads.names(community, everyone, clerk)[people[10].pseudonym] == "居民11"
    assert reads.names(community, [], clerk) == {}


def test_the_roster_costs_one_query_when_it_is_known(
    community: Community, people: list[Person], counted: Any
) -> None:
    reads.roster(community)
    with counted(1):
        reads.roster(community)
