"""Several people at once, and a process that is killed: everything or nothing, and nobody sees a lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection, connections

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions
from linli.apps.matters.actions import Form
from linli.apps.matters.models import Matter, Sitting
from linli.core.engine.evolve import fold


def at_once(town: Any, deeds: list[Callable[[], Any]]) -> list[Any]:
    """Run deeds in threads that start together; gives what each gave or raised."""
    gate = threading.Barrier(len(deeds))
    found: list[Any] = [None] * len(deeds)

    def run(index: int, deed: Callable[[], Any]) -> None:
        gate.wait()
        try:
            with community_actions.standing_at(town.at):
                found[index] = deed()
        except Exception as error:
            found[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_members_who_vote_at_the_same_instant_are_all_counted(two_doors: Any) -> None:
    town = two_doors
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 8)
    voters = [town.by("two-committees", index) for index in range(6)]
    vote = partial(actions.vote, community=town.community, chain=chain, choice="yes")
    found = at_once(town, [partial(vote, by=by) for by in voters])
    assert [getattr(one, "refusal", one) for one in found] == [None] * 6
    assert len(town.matter(chain).state.now.votes) == 6
    seqs = [one.seq for one in community_reads.chain(town.community, chain)]
    assert seqs == list(range(1, len(seqs) + 1))


def test_one_form_sent_by_four_requests_at_once_is_one_vote(two_doors: Any) -> None:
    town = two_doors
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    by, form = town.by("two-committees"), Form(key="once")
    vote = lambda: actions.vote(community=town.community, chain=chain, by=by, choice="yes", form=form)  # noqa: E731 - the deed, to be run by each thread
    found = at_once(town, [vote] * 4)
    assert [getattr(one, "refusal", one) for one in found] == [None] * 4
    assert len({one.seq for one in found}) == 1
    assert sum(not one.repeated for one in found) == 1


def test_one_form_sent_at_once_with_different_answers_is_one_vote_and_the_others_are_told(
    two_doors: Any,
) -> None:
    town = two_doors
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    vote = partial(
        actions.vote,
        community=town.community,
        chain=chain,
        by=town.by("two-committees"),
        form=Form(key="once"),
    )
    found = at_once(town, [partial(vote, choice=one) for one in ("yes", "no", "yes", "no")])
    codes = [one.refusal and one.refusal.code for one in found]
    assert codes in ([None, "form-sent"] * 2, ["form-sent", None] * 2), found
    assert len(town.matter(chain).state.now.votes) == 1


def test_one_proposal_sent_by_four_requests_at_once_is_one_matter(two_doors: Any) -> None:
    town = two_doors
    by = town.by("party-branch")
    submit = lambda: actions.submit(  # noqa: E731 - the deed, to be run by each thread
        community=town.community, by=by, procedure="four-deliberations", kind="community-affair", title="灯", text="",
        key="once",
    )  # fmt: skip
    found = at_once(town, [submit] * 4)
    assert [getattr(one, "chain", one) for one in found] == ["matter/2026/1"] * 4
    assert Matter.objects.count() == 1


def test_proposals_and_calls_at_once_get_numbers_without_gaps(two_doors: Any) -> None:
    town = two_doors
    by, caller, chain = town.by("party-branch"), town.by("two-committees"), town.submit()
    found = at_once(town, [
        lambda: actions.submit(
            community=town.community, by=by, procedure="four-deliberations", kind="community-affair", title="灯",
            text="",
        ),
        lambda: actions.call_sitting(
            community=town.community, by=caller, organ="two-committees", starts=town.at, agenda=[chain]
        ),
    ] * 3)  # fmt: skip
    assert [getattr(one, "refusal", one) for one in found] == [None] * 6
    assert sorted(Matter.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert sorted(Sitting.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_vote_and_the_closing_at_once_are_one_before_the_other(two_doors: Any) -> None:
    town = two_doors
    chain = town.submit()
    chair = town.by("two-committees")
    town.open(chain, "two-committees", chair, 8)
    town.vote(chain, "two-committees", ["yes"] * 6)
    late = town.by("two-committees", 6)
    vote, _ = at_once(town, [
        lambda: actions.vote(community=town.community, chain=chain, by=late, choice="no"),
        lambda: actions.close(community=town.community, chain=chain, by=chair),
    ])  # fmt: skip
    passage = town.matter(chain).state.passages[-1]
    assert passage.figures["cast"] == (7 if vote.refusal is None else 6)
    assert vote.refusal is None or vote.refusal.code in ("not-here", "past", "not-entitled", "not-yet")


def test_ending_a_sitting_and_voting_in_it_at_once_do_not_wait_for_each_other(two_doors: Any) -> None:
    town = two_doors
    chain = town.submit()
    chair = town.by("two-committees")
    sitting = town.open(chain, "two-committees", chair, 8)
    voters = [town.by("two-committees", index) for index in range(4)]
    found = at_once(town, [
        *(lambda by=by: actions.vote(community=town.community, chain=chain, by=by, choice="yes") for by in voters),
        lambda: actions.end_sitting(community=town.community, chain=sitting, by=chair, leaving=True),
    ])  # fmt: skip
    codes = {one.refusal.code for one in found if one.refusal is not None}
    assert codes <= {"sitting-closed"}


def test_closing_the_vote_and_ending_the_sitting_at_once_lose_neither_the_votes_nor_the_count(
    two_doors: Any,
) -> None:
    town = two_doors
    chain, chair = town.submit(), town.by("two-committees")
    sitting = town.open(chain, "two-committees", chair, 8)
    town.vote(chain, "two-committees", ["yes"] * 6)
    closed, ended, again = at_once(town, [
        lambda: actions.close(community=town.community, chain=chain, by=chair),
        lambda: actions.end_sitting(community=town.community, chain=sitting, by=chair),
        lambda: actions.end_sitting(community=town.community, chain=sitting, by=chair),
    ])  # fmt: skip
    assert closed.refusal is None
    assert town.matter(chain).state.passages[-1].outcome == "passed"
    codes = {one.refusal.code for one in (ended, again) if one.refusal is not None}
    assert codes <= {"votes-open", "sitting-closed"}


KILLED = """
import os, signal, sys, django
django.setup()
from datetime import datetime
from django.db import connection
connection.settings_dict["NAME"] = os.environ["KILLED_DATABASE"]
from linli.apps.community import actions as community_actions, reads
from linli.apps.matters import actions
from linli.apps.matters.actions import hand
from linli.core.engine.acts import Actor
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(hand, sys.argv[1], die)
community = reads.community("one")
with community_actions.standing_at(datetime.fromisoformat(os.environ["KILLED_AT"])):
    actions.withdraw(community=community, chain=sys.argv[2], by=Actor(sys.argv[3], "party-branch"), reasons="x")
"""


def test_a_process_killed_between_the_entry_and_the_snapshot_leaves_neither(two_doors: Any) -> None:
    town = two_doors
    chain = town.submit()
    before = town.matter(chain)
    env = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "linli.site.settings", "KILLED_AT": town.at.isoformat(),
        "KILLED_DATABASE": str(connection.settings_dict["NAME"]),
    }  # fmt: skip
    for moment in ("note", "fill", "refresh_desk"):
        command = [sys.executable, "-c", KILLED, moment, chain, before.proposer]
        killed = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        matter = town.matter(chain)
        entries = [one.read() for one in community_reads.chain(town.community, chain)]
        assert (matter.head_seq, len(entries)) == (1, 1)
        assert matter.state == fold(None, entries[0].events, chain) == before.state
    town.done(actions.withdraw, chain=chain, by=town.by("party-branch"))
    assert town.matter(chain).status == Matter.Status.WITHDRAWN
