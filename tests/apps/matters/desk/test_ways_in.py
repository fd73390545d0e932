"""Each entry says through which door it came; what nobody brought has none, and the clock brings itself."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

from django.db import connections
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, tasks
from linli.apps.matters.models import EnteredAct, Step
from linli.apps.matters.typed import BadInput
from linli.commands.background import rounds
from linli.core.engine.acts import Tick


def doors(desk: Any) -> list[Any]:
    return [one.read().door or "" for one in community_reads.chain(desk.town.community, desk.chain)]


def test_a_page_and_a_program_are_told_apart_and_a_deed_of_nobody_has_no_door(desk: Any) -> None:
    person = community_reads.person_numbered(desk.town.community, 21)
    account = desk.own(person)
    browser = Client()
    browser.force_login(account)
    with community_actions.standing_at(desk.town.at):
        assert browser.post("/c/one/matters/2026/1/act/support/", {"organ": "residents"}).status_code == 302
        _token, secret = community_actions.make_token("p", ("read:own", "act"), 9, actor=account)
        sent = {"do": "retract", "organ": "residents"}
        program = Client(headers={"authorization": f"Bearer {secret}"})
        way = "/api/v1/communities/one/matters/2026/1/acts"
        assert program.post(way, sent, content_type="application/json").status_code == 201
    assert doors(desk) == ["", "page", "program"]
    assert [one.door for one in Step.objects.filter(chain=desk.chain).order_by("seq")] == [
        "",
        "page",
        "program",
    ]


def test_the_clock_comes_by_itself_whoever_opens_the_page(desk: Any) -> None:
    desk.town.go(days=30)
    with community_actions.standing_at(desk.town.at), community_actions.coming_by("page"):
        actions.tick(community=desk.town.community, chain=desk.chain)
    last = community_reads.chain(desk.town.community, desk.chain)[-1].read()
    assert (type(last.act), last.door) == (Tick, "clock")
    assert tasks.deliver_clock in [task for task, _seconds in rounds()]


def test_two_clerks_at_the_same_instant_enter_one_vote_and_the_other_is_told(two_desks: Any) -> None:
    desk = two_desks
    gate, found = threading.Barrier(2), []

    def run(enter: Any) -> None:
        gate.wait()
        try:
            found.append(enter().refusal)
        except BadInput as bad:
            found.append(bad.field)
        finally:
            connections.close_all()

    deeds = [partial(desk.vote, choice, who=who) for choice, who in (("yes", "clerk"), ("no", "second"))]
    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(map(str, found)) == ["None", "again"]
    assert EnteredAct.objects.count() == 1
