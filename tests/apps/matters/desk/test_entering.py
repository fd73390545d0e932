"""What is entered for somebody is hers, by whom is kept, and who may not do it is refused."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import ClerkRole, Entry
from linli.apps.matters import actions
from linli.apps.matters.models import EnteredAct, Matter, Step
from linli.apps.matters.typed import BadInput
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_of
from linli.core.engine.entry import Entered, seal
from linli.core.record.verify import verify


def last(desk: Any) -> Any:
    return community_reads.chain(desk.town.community, desk.chain)[-1].read()


def today(desk: Any) -> date:
    return day_of(desk.town.at, desk.town.community.zone)


def kept(desk: Any) -> list[tuple[Any, ...]]:
    rows = EnteredAct.objects.order_by("seq")
    return [(one.person, one.act, one.seen, one.number, one.counted, one.replaced) for one in rows]


def test_a_vote_entered_is_hers_and_the_record_says_by_whom_and_through_which_door(voting: Any) -> None:
    with community_actions.coming_by("page"):
        voting.entered(seen="paper", number=" 2026-017 ")
    one = last(voting)
    assert (one.by, one.door) == (voting.by(), "clerk")
    assert one.entered == Entered(Actor("", "clerk"), "paper", "2026-017")
    assert kept(voting) == [(voting.her.pseudonym, "vote", "paper", "2026-017", True, False)]
    assert dict(voting.town.matter(voting.chain).state.now.votes) == {voting.her.pseudonym: "yes"}
    assert voting.town.matter(voting.chain).entered == 1


def test_a_member_of_the_committee_that_convenes_enters_in_her_own_name(voting: Any) -> None:
    member = voting.town.by("committee")
    account = voting.own(community_reads.person_of(voting.town.community, member.person))
    voting.entered(who=account.username, organ="committee", seen="card")
    assert last(voting).entered == Entered(member, "present")
    row = EnteredAct.objects.get()
    assert (row.by_person, row.by_organ, row.account) == (member.person, "committee", account)


@pytest.mark.parametrize("organ", ["clerk", "committee", "residents", "assembly", "party-branch", "nowhere"])
def test_a_resident_enters_nothing_for_another_whatever_she_says_she_is(voting: Any, organ: str) -> None:
    other = voting.own(community_reads.person_numbered(voting.town.community, 21))
    done = voting.vote(who=other.username, organ=organ)
    assert done.refusal.code == "entered-by-others"
    assert not EnteredAct.objects.exists()


def test_a_former_clerk_a_clerk_of_elsewhere_and_a_former_member_are_refused(voting: Any) -> None:
    elsewhere = community_actions.make_account("elsewhere", None, actor=community_actions.TERMINAL)
    assert voting.vote(who=elsewhere.username).refusal.code == "entered-by-others"
    member = voting.town.by("committee")
    person = community_reads.person_of(voting.town.community, member.person)
    assert person is not None
    account = voting.own(person)
    with community_actions.standing_at(voting.town.at):
        community_actions.leave_seat(
            voting.town.community, person, "committee", how="resigned", actor=community_actions.TERMINAL
        )
    assert voting.vote(who=account.username, organ="committee").refusal.code == "entered-by-others"
    ClerkRole.objects.all().delete()
    assert voting.vote().refusal.code == "entered-by-others"


def test_nobody_enters_for_herself_nor_for_who_is_not_in_the_register_or_a_seat(voting: Any) -> None:
    community_actions.make_clerk(
        voting.town.community, voting.own(voting.her), actor=community_actions.TERMINAL
    )
    assert voting.vote(who="account-20").refusal.code == "entered-own"
    to = {"chain": voting.chain, "form": voting.form()}
    town = voting.town
    assert town.code(actions.vote, by=Actor("nobody", "assembly"), choice="yes", **to) == "no-such-person"
    seat = town.by("committee")
    assert town.code(actions.vote, by=seat, choice="yes", **to) == "entered-seat"
    assert town.code(actions.close, by=voting.by(), **to) == "entered-not-personal"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"seen": ""}, "seen"),
        ({"seen": "hearsay"}, "seen"),
        ({"seen": "paper"}, "number"),
        ({"seen": "paper", "number": "第 1 号"}, "number"),
        ({"seen": "paper", "number": "1" * 21}, "number"),
        ({"seen": "paper", "number": "1\n"}, ""),
    ],
)
def test_what_was_looked_at_must_be_said_and_a_paper_has_a_number(
    voting: Any, said: dict[str, str], field: str
) -> None:
    try:
        voting.vote(**said)
    except BadInput as bad:
        found = bad.field
    else:
        found = ""
    assert found == field
    assert EnteredAct.objects.exists() == (not field)


def test_the_day_of_a_paper_is_in_the_record_and_beside_it(voting: Any) -> None:
    voting.town.go(days=1)
    day = today(voting) - timedelta(days=1)
    seq = voting.entered(seen="paper", number="2026-017", on=day)
    assert (last(voting).seq, last(voting).on, EnteredAct.objects.get().on) == (seq, day, day)
    assert verify(io.BytesIO(archive(voting))).ok


def test_a_day_goes_with_a_paper_only(voting: Any) -> None:
    with pytest.raises(BadInput) as bad:
        voting.vote(seen="card", on=today(voting))
    assert bad.value.field == "on"
    paper = {"seen": "paper", "number": "17"}
    assert voting.vote(**paper, on=today(voting) + timedelta(days=1)).refusal.code == "day-ahead"
    assert voting.vote(**paper, on=today(voting) - timedelta(days=60)).refusal.code == "day-too-early"
    assert not EnteredAct.objects.exists()


def test_a_paper_that_was_left_lying_is_told_that_the_vote_is_over(voting: Any) -> None:
    day, paper = today(voting), {"seen": "paper", "number": "17", "expects": "vote#1"}
    voting.on_to("tell")
    assert voting.vote(**paper, on=day).refusal.code == "day-too-late"


def test_what_she_said_last_counts_and_not_the_paper_that_is_entered_last(voting: Any) -> None:
    first = today(voting)
    paper = {"seen": "paper", "number": "17", "again": True}
    voting.town.go(days=1)
    voting.entered("no", seen="paper", number="16", on=first)
    voting.entered("yes", **paper, on=first + timedelta(days=1))
    with pytest.raises(BadInput) as bad:
        voting.vote("no", **paper, on=first)
    assert bad.value.field == "on"
    voting.town.done(actions.vote, chain=voting.chain, by=voting.by(), choice="no")
    with pytest.raises(BadInput):
        voting.vote("yes", **paper, on=first)
    voting.entered("yes", **paper)
    assert dict(voting.town.matter(voting.chain).state.now.votes) == {voting.her.pseudonym: "yes"}


def test_the_same_form_sent_twice_is_one_vote_and_another_form_is_warned_of(voting: Any) -> None:
    first = voting.vote("yes", key="once")
    second = voting.vote("yes", key="once")
    assert (second.repeated, second.seq) == (True, first.seq)
    with pytest.raises(BadInput) as warned:
        voting.vote("no", who="second", key="other")
    assert warned.value.field == "again"
    voting.entered("no", who="second", key="other", again=True)
    assert [one[-1] for one in kept(voting)] == [True, False]


def test_her_own_vote_is_not_overwritten_unseen_and_one_that_she_casts_later_takes_its_place(
    voting: Any,
) -> None:
    voting.entered("yes")
    voting.town.done(actions.vote, chain=voting.chain, by=voting.by(), choice="no")
    assert kept(voting)[0][-1] is True
    assert last(voting).entered is msgspec.UNSET
    with pytest.raises(BadInput):
        voting.vote("yes")
    assert dict(voting.town.matter(voting.chain).state.now.votes) == {voting.her.pseudonym: "no"}


def test_where_a_vote_stands_a_second_one_is_refused_by_whatever_way(voting: Any) -> None:
    voting.on_to("firm")
    voting.town.done(actions.vote, chain=voting.chain, by=voting.by(), choice="no")
    assert voting.vote("yes", again=True).refusal.code == "already-voted"
    voting.entered("yes", of=21)
    assert voting.town.code(actions.vote, chain=voting.chain, by=voting.by(number=21), choice="no") == (
        "already-voted"
    )


def test_a_support_what_is_said_and_an_objection_are_entered_and_told_in_the_course(desk: Any) -> None:
    town = desk.town
    seen = {"form": desk.form(seen="card")}
    town.done(actions.support, chain=desk.chain, by=desk.by("residents"), **seen)
    town.done(actions.retract, chain=desk.chain, by=desk.by("residents"), **seen)
    desk.on_to("talk")
    town.done(actions.state, chain=desk.chain, by=desk.by("residents"), text="灯太暗。", **seen)
    desk.on_to("tell")
    town.done(actions.post, chain=desk.chain, by=town.by("committee"), text="公示。")
    town.done(actions.object_, chain=desk.chain, by=desk.by("residents"), text="不同意。", **seen)
    assert [(one[1], one[4], one[5]) for one in kept(desk)] == [
        ("support", True, True), ("retract", False, False), ("state", False, False), ("object", False, False),
    ]  # fmt: skip
    steps = Step.objects.filter(chain=desk.chain).exclude(entered="")
    assert [one.hand for one in steps] == [Entered(Actor("", "clerk"), "present")] * 4


def test_only_the_clerk_begins_a_matter_for_somebody(desk: Any) -> None:
    put = {"procedure": "wish", "kind": "wish", "title": "加一盏灯", "text": "", "by": desk.by("residents")}
    chain = desk.town.done(actions.submit, **put, desk=desk.form().desk, key="k").chain
    assert desk.town.done(actions.submit, **put, desk=desk.form().desk, key="k").repeated
    row = EnteredAct.objects.get()
    assert (row.chain, row.act, row.stage) == (chain, "submit", "gather")
    assert desk.town.matter(chain).proposer == desk.her.pseudonym
    member = community_reads.person_of(desk.town.community, desk.town.by("committee").person)
    hand = desk.form(desk.own(member).username, "committee").desk
    assert desk.town.code(actions.submit, **put, desk=hand) == "not-clerk"


def test_a_ballot_on_paper_is_not_entered_for_anybody(desk: Any) -> None:
    given = {"by": desk.town.by("residents", 9), "procedure": "closed", "kind": "wish"}
    chain = desk.town.submit(**given)
    code = desk.town.code(actions.vote, chain=chain, by=desk.by(), choice="yes", form=desk.form())
    assert code == "entered-secret"


def archive(desk: Any) -> bytes:
    with community_actions.standing_at(desk.town.at):
        return b"".join(actions.record_export(desk.town.community))


def test_a_record_with_entered_acts_verifies_and_a_forged_hand_is_found_out(voting: Any) -> None:
    voting.entered("yes", seen="paper", number="2026-017")
    good = archive(voting)
    assert verify(io.BytesIO(good)).ok
    for forged in (
        good.replace(b'"paper":"2026-017"', b'"paper":"2026-018"'),
        good.replace(
            b'"entered":{"by":{"organ":"clerk","person":""},"how":"paper","paper":"2026-017"},', b""
        ),
    ):
        assert forged != good
        assert not verify(io.BytesIO(forged)).ok


def test_an_entry_by_who_may_not_is_found_out_though_its_seals_are_right(voting: Any) -> None:
    """Whoever holds the database and seals anew is found out by deciding again."""
    voting.entered("yes")
    row = Entry.objects.filter(chain=voting.chain).order_by("-seq")[0]
    one = last(voting)
    hand = Entered(Actor(voting.by(number=21).person, "residents"), "present")
    data, hash = seal(msgspec.structs.replace(one, entered=hand))
    Entry.objects.filter(pk=row.pk).update(data=data.decode(), hash=hash)
    Matter.objects.filter(chain=voting.chain).update(head_hash=hash)
    found = verify(io.BytesIO(archive(voting)))
    assert not found.ok
