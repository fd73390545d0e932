"""The kinds of stage that neither Beilin nor Jarud uses: gathering, sorting, coming back, more time, waiting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.matters import actions, reads
from linli.apps.matters.models import Matter
from linli.apps.matters.reads import Viewer
from linli.core.engine.acts import Actor

CHARTER = """
charter: every-kind
version: "1"
title: {zh: 各种环节, en: every kind}
level: community
organs:
  residents:
    title: {zh: 居民, en: residents}
    everyone: adult
    source: {assumed: {zh: 例, en: example}}
  committee:
    title: {zh: 居委会, en: committee}
    elected-by: residents
    seats: 3 to 5
    source: {assumed: {zh: 例, en: example}}
procedures:
  wish:
    title: {zh: 心愿, en: wish}
    decides: {wish: {zh: 心愿, en: wish}, other: {zh: 其他, en: other}}
    facts:
      cost: {title: {zh: 花费, en: cost}, type: money}
      day: {title: {zh: 日子, en: day}, type: date, optional: yes}
    source: {assumed: {zh: 例, en: example}}
    stages:
      ask:
        title: {zh: 许愿, en: asked}
        kind: propose
        by: residents
        within: 10 days
        then: {submitted: gather, lapsed: lapsed}
      gather:
        title: {zh: 附议, en: gathered}
        kind: gather
        by: residents
        over: 10 days
        enough: supports >= 3
        then: {enough: sort, too-few: lapsed}
      sort:
        title: {zh: 审核, en: sorted}
        kind: screen
        by: committee
        bins: {fit: {zh: 可行, en: feasible}, unfit: {zh: 退回, en: sent back}}
        within: 5 days
        extend: 5 days
        then: {fit: wait, unfit: again ask (at most 1), lapsed: lapsed}
      wait:
        title: {zh: 等待, en: waiting}
        kind: wait
        until: 3 days
        then: {reached: work}
      work:
        title: {zh: 办理, en: done}
        kind: work
        by: committee
        within: 10 days
        then: {finished: done, failed: refused, deferred: lapsed}
"""


@pytest.fixture
def wishing(town: Any, tmp_path: Path) -> Any:
    """The town, under a charter with every other kind of stage."""
    file = tmp_path / "every-kind.yaml"
    file.write_text(CHARTER, encoding="utf-8")
    with community_actions.standing_at(town.at):
        community_actions.adopt_charter(town.community, charters.read(file), actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    return town


def ask(town: Any, **given: Any) -> str:
    given = {
        "by": town.by("residents", 9),
        "procedure": "wish",
        "kind": "wish",
        "facts": {"cost": 900},
    } | given
    return str(town.submit("种树", **given))


def support(town: Any, chain: str, count: int) -> None:
    for index in range(count):
        town.done(actions.support, chain=chain, by=town.by("residents", index))


def test_a_wish_is_supported_sorted_waited_for_and_done(wishing: Any) -> None:
    town = wishing
    chain = ask(town)
    support(town, chain, 2)
    assert town.code(actions.support, chain=chain, by=town.by("residents")) == "already-supported"
    town.done(actions.retract, chain=chain, by=town.by("residents"))
    assert town.code(actions.retract, chain=chain, by=town.by("residents")) == "not-supported"
    for index in (0, 2):
        town.done(actions.support, chain=chain, by=town.by("residents", index))
    by = town.by("committee")
    town.done(actions.extend, chain=chain, by=by, reasons="要问园林")
    assert town.code(actions.extend, chain=chain, by=by, reasons="再要") == "already-extended"
    assert town.code(actions.sort, chain=chain, by=by, bin="nothing", reasons="x") == "no-such-bin"
    town.done(actions.sort, chain=chain, by=by, bin="fit", reasons="可以")
    assert town.matter(chain).stage == "wait"
    assert not town.matter(chain).desk_items.filter(ahead=False).exists()
    town.go(days=5)
    town.done(actions.finish, chain=chain, by=by, text="种好了")
    assert town.matter(chain).status == Matter.Status.DONE


def test_a_wish_sent_back_is_put_again_under_its_new_title(wishing: Any) -> None:
    town = wishing
    chain = ask(town)
    support(town, chain, 3)
    town.done(actions.sort, chain=chain, by=town.by("committee"), bin="unfit", reasons="太贵")
    assert town.matter(chain).stage == "ask"
    with community_actions.standing_at(town.at):
        page = reads.matter(town.community, Viewer(town.people[9], "residents"), 2026, 1)
    assert page is not None
    assert page.deeds[0].act == "revise"
    assert page.rail[2].outcome == "退回"
    town.done(
        actions.revise,
        chain=chain,
        by=town.by("residents", 9),
        title="种两棵树",
        text="便宜些",
        facts={"cost": 300},
    )
    matter = town.matter(chain)
    assert (matter.title, matter.stage, matter.state.facts["cost"]) == ("种两棵树", "gather", 300)


@pytest.mark.parametrize(("deed", "status"), [(actions.hand_back, "refused"), (actions.defer, "lapsed")])
def test_work_that_cannot_be_done_ends_with_its_reasons(wishing: Any, deed: Any, status: str) -> None:
    town = wishing
    chain = ask(town)
    support(town, chain, 3)
    town.done(actions.sort, chain=chain, by=town.by("committee"), bin="fit", reasons="可以")
    town.go(days=5)
    assert town.code(deed, chain=chain, by=town.by("committee"), reasons="  ") == "words-missing"
    town.done(deed, chain=chain, by=town.by("committee"), reasons="没有地方")
    assert town.matter(chain).status == status


def test_facts_are_asked_for_and_shown_as_people_write_them(wishing: Any) -> None:
    town = wishing
    [asked] = reads.proposing(town.community, Viewer(town.people[9], "residents"))
    assert [(fact.name, fact.type, fact.required) for fact in asked.facts] == [
        ("cost", "money", True), ("day", "date", False),
    ]  # fmt: skip
    assert asked.organ == "residents"
    ask(town, facts={"cost": 12000, "day": "2026-05-01"})
    page = reads.matter(town.community, Viewer(), 2026, 1)
    assert page is not None
    assert [(fact.title, fact.value) for fact in page.facts] == [
        ("花费", "12,000 元"),
        ("日子", "2026-05-01"),
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"facts": {}}, "fact-missing"), ({"facts": {"cost": "many"}}, "fact-type"),
        ({"facts": {"cost": 1, "other": 2}}, "unknown-fact"), ({"facts": {"cost": 1, "day": "soon"}}, "fact-type"),
        ({"kind": "none"}, "no-such-kind"), ({"procedure": "none"}, "no-such-procedure"),
    ],
)  # fmt: skip
def test_a_proposal_that_does_not_fit_the_charter_is_refused_and_takes_no_number(
    wishing: Any, given: dict[str, Any], code: str
) -> None:
    town = wishing
    given = {"by": town.by("residents", 9), "procedure": "wish", "kind": "wish", "facts": {"cost": 1}} | given
    assert town.code(actions.submit, title="x", text="", **given) == code
    assert ask(town) == "matter/2026/1"


def test_a_matter_goes_on_under_the_charter_it_began_with(town: Any, tmp_path: Path) -> None:
    chain = town.submit()
    file = tmp_path / "every-kind.yaml"
    file.write_text(CHARTER, encoding="utf-8")
    with community_actions.standing_at(town.at):
        community_actions.adopt_charter(town.community, charters.read(file), actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    assert town.matter(chain).charter_hash != town.community.charter_hash
    town.done(actions.withdraw, chain=chain, by=Actor(town.people[0], "party-branch"))
    page = reads.matter(town.community, Viewer(), 2026, 1)
    assert page is not None
    assert page.procedure == "四议"
