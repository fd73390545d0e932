"""What is refused, what is repeated, what is out of date: nothing is done twice, nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.actions import Form
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.typed import BadInput
from linli.apps.matters.uploads import Upload
from linli.core.engine.acts import Actor, Count


def entries(town: Any, chain: str) -> int:
    return len(community_reads.chain(town.community, chain))


def test_the_same_form_sent_twice_puts_one_matter(town: Any) -> None:
    first = town.submit(key="k1")
    assert town.submit(key="k1") == first
    assert Matter.objects.count() == 1
    assert town.submit(key="k2") != first


def test_the_same_form_of_another_person_is_another_matter(town: Any) -> None:
    first = town.submit(key="k1")
    assert town.submit(key="k1", by=town.by("party-branch", 1)) != first


def test_the_same_vote_sent_twice_is_answered_twice_and_counted_once(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    by, form = town.by("two-committees", 2), Form(key="vote")
    first = town.done(actions.vote, chain=chain, by=by, choice="yes", form=form)
    again = town.done(actions.vote, chain=chain, by=by, choice="yes", form=form)
    assert (again.seq, again.repeated, first.repeated) == (first.seq, True, False)
    assert len(town.matter(chain).state.now.votes) == 1
    assert town.code(actions.vote, chain=chain, by=by, choice="no") == "already-voted"


def test_the_same_call_sent_twice_calls_one_sitting(town: Any) -> None:
    chain, starts = town.submit(), town.at + timedelta(days=1)
    given = {
        "by": town.by("two-committees"),
        "organ": "two-committees",
        "starts": starts,
        "agenda": [chain],
        "key": "c",
    }
    first, again = (town.done(actions.call_sitting, **given) for _ in range(2))
    assert (first.chain, first.seq) == (again.chain, again.seq)
    assert Sitting.objects.count() == 1


def test_a_form_sent_again_with_another_answer_is_refused_and_the_first_counts(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    by, form = town.by("two-committees", 2), Form(key="vote")
    town.done(actions.vote, chain=chain, by=by, choice="yes", form=form)
    assert town.code(actions.vote, chain=chain, by=by, choice="no", form=form) == "form-sent"
    assert town.code(actions.withdraw, chain=town.submit(), by=by, form=form) == "form-sent"
    assert list(town.matter(chain).state.now.votes.values()) == ["yes"]


def test_a_call_sent_again_for_another_hour_is_refused(town: Any) -> None:
    chain, starts, by = town.submit(), town.at + timedelta(days=1), town.by("two-committees")
    given = {"by": by, "organ": "two-committees", "agenda": [chain], "key": "c"}
    town.done(actions.call_sitting, **given, starts=starts)
    assert town.code(actions.call_sitting, **given, starts=starts + timedelta(hours=1)) == "form-sent"
    assert town.code(actions.call_sitting, **given, starts=starts, text="在院里。") == "form-sent"
    assert Sitting.objects.count() == 1


@pytest.mark.parametrize("key", ["x" * 500, "\x00", "钥匙", "\ud800", "'; drop table"])
def test_a_key_that_is_not_ours_is_kept_as_its_hash(town: Any, key: str) -> None:
    assert town.submit(key=key) == town.submit(key=key)


def test_a_page_from_before_the_matter_moved_on_is_told_so(town: Any) -> None:
    chain = town.submit()
    old = Form(expects="consult#1")
    town.poll(chain, "two-committees", town.by("two-committees"), ["yes"] * 6)
    assert town.code(actions.open_poll, chain=chain, by=town.by("two-committees"), form=old) == "past"
    ahead = Form(expects="resolve#1")
    assert town.code(actions.open_poll, chain=chain, by=town.by("party-branch"), form=ahead) == "not-yet"


def test_a_page_from_before_a_second_round_is_told_so(town: Any) -> None:
    chain = town.submit()
    town.poll(chain, "two-committees", town.by("two-committees"), [], come=3)
    assert town.matter(chain).state.visit == 2
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    old = Form(expects="consult#1")
    assert (
        town.code(actions.vote, chain=chain, by=town.by("two-committees"), choice="yes", form=old) == "anew"
    )


def test_after_its_end_a_matter_takes_nothing_more(town: Any) -> None:
    chain = town.submit()
    town.done(actions.withdraw, chain=chain, by=town.by("party-branch"))
    assert town.code(actions.withdraw, chain=chain, by=town.by("party-branch")) == "ended"


def test_a_refused_act_leaves_no_text_but_what_the_clock_owed_is_kept(town: Any) -> None:
    chain = town.submit()
    town.resolve(chain)
    town.done(actions.post, chain=chain, by=town.by("committee"), text="公示")
    town.go(days=30)
    texts = len(list(community_reads.sealed_texts(town.community)))
    before = entries(town, chain)
    refused = town.code(actions.object_, chain=chain, by=town.by("residents", 20), text="太晚了吗")
    assert refused == "not-here"
    assert entries(town, chain) == before + 1
    assert town.matter(chain).stage == "carry-out"
    assert len(list(community_reads.sealed_texts(town.community))) == texts


def test_who_lost_the_seat_after_the_proposal_cannot_vote_and_the_denominator_stays(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    gone = town.by("two-committees", 2)
    person = community_reads.person_of(town.community, gone.person)
    assert person is not None
    with community_actions.standing_at(town.at):
        community_actions.leave_seat(town.community, person, "party-branch", actor=community_actions.TERMINAL)
    assert town.code(actions.vote, chain=chain, by=gone, choice="yes") == "not-in-organ"
    assert town.matter(chain).state.now.roll.count == 8


def test_who_took_a_seat_after_the_opening_is_not_on_the_roll(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    with community_actions.standing_at(town.at):
        person = community_reads.person_of(town.community, town.people[7])
        assert person is not None
        community_actions.leave_seat(town.community, person, "committee", actor=community_actions.TERMINAL)
        community_actions.take_seat(town.community, person, "committee", actor=community_actions.TERMINAL)
    late = Actor(town.people[7], "two-committees")
    assert town.code(actions.vote, chain=chain, by=late, choice="yes") == "not-on-roll"


def test_the_last_vote_before_the_closing_counts_and_the_first_after_it_does_not(jarud: Any) -> None:
    chain = jarud.submit("改水管", by=jarud.by("residents"), procedure="five-steps", kind="residents-affair")
    by = jarud.by("party-committee")
    jarud.open(chain, "talk", by, 8)
    jarud.done(actions.minute, chain=chain, by=by, text="议定")
    jarud.done(actions.close, chain=chain, by=by)
    jarud.poll(chain, "representatives-assembly", jarud.by("committee"), ["yes"] * 6)
    done = (Upload("a.txt", "text/plain", b"done"),)
    jarud.done(actions.finish, chain=chain, by=jarud.by("committee"), text="好了", files=done)
    due = jarud.matter(chain).due
    jarud.at = due - timedelta(microseconds=1)
    jarud.done(actions.vote, chain=chain, by=jarud.by("residents", 0), choice=5)
    jarud.at = due
    assert jarud.code(actions.vote, chain=chain, by=jarud.by("residents", 1), choice=1) == "ended"
    passage = jarud.matter(chain).state.passages[-1]
    assert (passage.outcome, passage.figures["cast"]) == ("passed", 1)


def test_the_clock_cannot_be_turned_back(town: Any) -> None:
    chain = town.submit()
    later = town.at
    town.at -= timedelta(days=300)
    town.done(actions.withdraw, chain=chain, by=town.by("party-branch"))
    assert town.matter(chain).last >= later


def test_everybody_can_leave_a_sitting_only_for_themselves_but_the_caller_for_all(town: Any) -> None:
    chain = town.submit()
    by = town.by("two-committees")
    sitting = town.open(chain, "two-committees", by, 4)
    other = town.by("two-committees", 1)
    people = [town.by("two-committees", 2).person]
    assert town.code(actions.leave, chain=sitting, by=other, people=people) == "not-chair"
    town.done(actions.leave, chain=sitting, by=other, people=[other.person])
    town.done(actions.leave, chain=sitting, by=by, people=people)
    assert Sitting.objects.get().present == 2
    assert town.code(actions.vote, chain=chain, by=other, choice="yes") == "not-present"


def test_a_sitting_that_ended_lets_its_matter_be_put_on_another(town: Any) -> None:
    chain = town.submit()
    by = town.by("two-committees")
    sitting = town.sitting("two-committees", by, [chain], 2)
    town.done(actions.end_sitting, chain=sitting, by=by)
    acts = {item.act for item in town.matter(chain).desk_items.filter(ahead=False)}
    assert acts == {"call-sitting"}
    town.poll(chain, "two-committees", by, ["yes"] * 6)
    assert town.matter(chain).stage == "review"


def test_the_next_stage_waits_for_a_sitting_of_its_own_body_though_the_last_one_goes_on(town: Any) -> None:
    chain = town.submit()
    by, caller = town.by("two-committees"), town.by("party-branch")
    sitting = town.open(chain, "two-committees", by, 6)
    town.vote(chain, "two-committees", ["yes"] * 6)
    town.done(actions.close, chain=chain, by=by)
    assert {item.act for item in town.matter(chain).desk_items.filter(ahead=False)} == {"call-sitting"}
    with community_actions.standing_at(town.at):
        page = reads.matter(town.community, reads.Viewer(caller.person, caller.organ), 2026, 1)
    assert page is not None
    assert (page.stage, page.meter) == ("review", None)
    assert "call-sitting" in {deed.act for deed in page.deeds}
    assert [row.chain for row in page.sittings] == [sitting]


def test_nobody_is_asked_to_go_on_with_a_vote_whose_sitting_is_over(town: Any) -> None:
    chain = town.submit()
    by = town.by("two-committees")
    sitting = town.open(chain, "two-committees", by, 6)
    assert {item.act for item in town.matter(chain).desk_items.filter(ahead=False)} == {"vote", "close"}
    town.done(actions.end_sitting, chain=sitting, by=by, leaving=True)
    assert not town.matter(chain).desk_items.filter(ahead=False).exists()
    town.sitting("two-committees", by, [chain], 6)
    assert town.code(actions.close, chain=chain, by=by) == "sitting-closed"


@pytest.mark.parametrize("sitting", ["sitting/2026/99", "\x00", "matter/2026/1", "x" * 500])
def test_a_sitting_that_does_not_exist_cannot_be_cited(town: Any, sitting: str) -> None:
    chain = town.submit()
    code = town.code(actions.open_poll, chain=chain, by=town.by("two-committees"), form=Form(sitting=sitting))
    assert code == "no-sitting"


@pytest.mark.parametrize("organ", ["", "nobody", "x" * 300, "\x00", "clerk", "clock"])
def test_an_organ_that_the_charter_does_not_know_gives_no_right(town: Any, organ: str) -> None:
    chain = town.submit()
    by = Actor(town.people[0], organ)
    assert town.do(actions.open_poll, chain=chain, by=by).refused
    assert town.do(
        actions.call_sitting, by=by, organ="two-committees", starts=town.at, agenda=[chain]
    ).refused


@pytest.mark.parametrize("choice", ["maybe", "", 5, -1, 10**30, "x" * 1000, "\x00"])
def test_an_answer_that_is_none_is_refused(town: Any, choice: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    assert town.code(actions.vote, chain=chain, by=town.by("two-committees"), choice=choice) == "wrong-choice"


def test_figures_larger_than_any_place_are_not_taken(town: Any) -> None:
    chain = town.submit()
    count = Count(present=1, issued=10**40, returned=1, yes=1)
    with pytest.raises(BadInput):
        town.do(actions.enter_count, chain=chain, by=town.by("committee"), count=count)


TEXTS = [
    "<script>alert('x')</script>", "\u202eضد النص\u202c مختلط", "👵🏽🏳️‍🌈\U0001f9d1\u200d🌾", "字" * 100_000, "a\u0001b",
    "e\u0301 与 é", "   两边有空格   ", "一\n\n二",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_is_kept_as_typed(town: Any, text: str) -> None:
    with community_actions.standing_at(town.at):
        done = actions.submit(
            community=town.community, by=town.by("party-branch"), procedure="four-deliberations",
            kind="community-affair", title=text[:100].splitlines()[0], text=text,
        )  # fmt: skip
    assert done.matter is not None
    seal = done.matter.state.text
    assert community_reads.texts(town.community, [seal])[seal].text == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "x"),
        ("   ", "x"),
        ("x" * 201, "x"),
        ("一\n二", "x"),
        ("x", "y" * 100_001),
        ("x", "a\x00b"),
        ("\ud800", "x"),
    ],
)
def test_words_that_cannot_be_kept_are_sent_back_before_anything_happens(
    town: Any, title: str, text: str
) -> None:
    with pytest.raises(BadInput) as bad:
        town.do(
            actions.submit, by=town.by("party-branch"), procedure="four-deliberations", kind="community-affair",
            title=title, text=text,
        )  # fmt: skip
    assert bad.value.in_("zh")
    assert bad.value.in_("en")
    assert not Matter.objects.exists()
