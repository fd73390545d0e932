"""Whole matters through their procedures, and the record that they leave."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions
from linli.apps.matters.models import DeskItem, Matter, Publication, Step
from linli.apps.matters.uploads import Upload
from linli.core.engine import clock
from linli.core.engine.acts import Actor, Count
from linli.core.engine.evolve import fold
from linli.core.record.verify import verify

PHOTO = (Upload("灯.txt", "text/plain", "亮了".encode()),)
SECTIONS = ("government-affairs", "affairs", "finance", "services")


def through(town: Any) -> str:
    """A matter from its proposal to the last notice."""
    chain: str = town.submit()
    town.resolve(chain)
    town.carry(chain)
    town.done(actions.report, chain=chain, by=town.by("committee"), text="一半了")
    town.done(actions.finish, chain=chain, by=town.by("committee"), text="好了", files=PHOTO)
    town.carry(chain)
    return chain


def test_a_matter_goes_the_whole_way_and_closes_only_with_its_six_disclosures(town: Any) -> None:
    chain = through(town)
    assert town.matter(chain).status == Matter.Status.DISCLOSING
    for section in SECTIONS:
        assert town.matter(chain).status == Matter.Status.DISCLOSING
        town.done(actions.disclose, chain=chain, by=town.by("committee"), section=section, text="已公开")
    matter = town.matter(chain)
    assert (matter.status, matter.next_due, matter.ended) == (Matter.Status.DONE, None, town.at)
    assert not DeskItem.objects.exists()
    assert Publication.objects.filter(matter=matter).count() == 6


def test_the_snapshot_is_the_fold_of_the_record(town: Any) -> None:
    chain = through(town)
    entries = [one.read() for one in community_reads.chain(town.community, chain)]
    state = None
    for entry in entries:
        state = fold(state, entry.events, chain)
    matter = town.matter(chain)
    assert matter.state == state
    head = community_reads.head(town.community, chain)
    assert head is not None
    assert (matter.head_seq, matter.head_hash) == (entries[-1].seq, head.hash)


def test_five_steps_end_in_an_appraisal_by_residents(jarud: Any) -> None:
    given = {"by": jarud.by("residents", 5), "procedure": "five-steps", "kind": "residents-affair"}
    chain = jarud.submit("改水管", **given)
    by = jarud.by("party-committee")
    sitting = jarud.open(chain, "talk", by, 8)
    jarud.done(actions.state, chain=chain, by=jarud.by("talk", 3), text="赞成")
    assert jarud.code(actions.close, chain=chain, by=by) == "no-minutes"
    jarud.done(actions.minute, chain=chain, by=by, text="议定：改")
    jarud.done(actions.close, chain=chain, by=by)
    jarud.done(actions.end_sitting, chain=sitting, by=by)
    jarud.poll(chain, "representatives-assembly", jarud.by("committee"), ["yes"] * 6)
    assert (
        jarud.code(actions.finish, chain=chain, by=jarud.by("committee"), text="好了") == "evidence-missing"
    )
    jarud.done(actions.finish, chain=chain, by=jarud.by("social-workers"), text="好了", files=PHOTO)
    jarud.vote(chain, "residents", [5, 4, 2])
    jarud.go(days=9)
    with community_actions.standing_at(jarud.at):
        assert actions.tick(community=jarud.community, chain=chain)
    jarud.done(actions.disclose, chain=chain, by=jarud.by("committee"), section="major-affairs", text="通报")
    assert jarud.matter(chain).status == Matter.Status.DONE


def test_the_record_of_a_town_is_consistent_to_a_stranger(town: Any) -> None:
    through(town)
    withdrawn = town.submit("不办了")
    town.done(actions.withdraw, chain=withdrawn, by=town.by("party-branch"), reasons="情况变了")
    lapsed = town.submit("没人管")
    town.go(days=40)
    with community_actions.standing_at(town.at):
        assert actions.tick_due() >= 1
        archive = b"".join(actions.record_export(town.community))
    report = verify(io.BytesIO(archive))
    assert report.findings == ()
    assert report.counts.matters == 3
    assert town.matter(lapsed).status == Matter.Status.LAPSED


def test_an_erased_text_leaves_the_record_consistent_and_the_lists_without_it(town: Any) -> None:
    chain = town.submit("写了不该写的名字")
    account = community_actions.make_account("clerk", "a-long-password", actor=community_actions.TERMINAL)
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    seal = town.matter(chain).state.title
    assert actions.erase(community=town.community, seal=seal, actor=account)
    assert town.matter(chain).title == ""
    report = verify(io.BytesIO(b"".join(actions.record_export(town.community))))
    assert report.findings == ()
    assert report.counts.erased == 1


def test_numbers_have_no_gaps_even_where_a_proposal_was_refused(town: Any) -> None:
    first = town.submit()
    stranger = Actor(town.people[20], "party-branch")
    refused = town.do(
        actions.submit,
        by=stranger,
        procedure="four-deliberations",
        kind="community-affair",
        title="x",
        text="",
    )
    assert refused.refusal.code == "not-in-organ"
    assert [first, town.submit()] == ["matter/2026/1", "matter/2026/2"]


def test_numbers_begin_again_with_the_year_of_the_place(town: Any) -> None:
    town.submit()
    town.at = town.at.replace(month=12, day=31, hour=16, minute=30)
    assert town.submit() == "matter/2027/1"


def test_votes_leave_no_line_of_their_own_in_the_course_of_events(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    before = Step.objects.filter(chain=chain).count()
    town.vote(chain, "two-committees", ["yes", "no", "abstain"])
    assert Step.objects.filter(chain=chain).count() == before
    assert town.matter(chain).head_seq == before + 3


@pytest.mark.parametrize("every", [1, 10, 500])
def test_a_clock_delivered_late_gives_what_a_punctual_one_gives(town: Any, every: int) -> None:
    chain = town.submit()
    town.resolve(chain)
    town.done(actions.post, chain=chain, by=town.by("committee"), text="公示")
    before, end = town.matter(chain).state, town.at + timedelta(days=500)
    force, roster = community_reads.force(town.community), community_reads.roster(town.community)
    punctual = fold(before, clock.advance(force, before, lambda _: roster, end), chain)
    for day in range(0, 501, every):
        with community_actions.standing_at(town.at + timedelta(days=day)):
            actions.tick(community=town.community, chain=chain)
    assert town.matter(chain).state == punctual
    assert (punctual.stage, punctual.due) == ("carry-out", None)


def test_two_hands_that_differ_have_the_ballots_counted_again(town: Any) -> None:
    chain = town.submit()
    town.poll(chain, "two-committees", town.by("two-committees"), ["yes"] * 6)
    town.poll(chain, "party-assembly", town.by("party-branch"), ["yes"] * 6)
    town.open(chain, "residents-assembly", town.by("committee"), 3)
    one, other = (Count(present=14, issued=14, returned=14, yes=yes, no=14 - yes) for yes in (9, 10))
    town.done(actions.enter_count, chain=chain, by=town.by("committee", 0), count=one)
    town.done(actions.enter_count, chain=chain, by=town.by("committee", 1), count=other)
    assert town.matter(chain).state.now.count is None
    assert town.code(actions.enter_count, chain=chain, by=town.by("residents"), count=one) == "not-convener"
