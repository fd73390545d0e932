"""A matter offered from hand to hand and an agreement between parties, on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.matters import actions, reads
from linli.apps.matters.reads import Viewer

CHARTER = """
charter: from-hand-to-hand
version: "1"
title: {zh: 众手, en: many hands}
level: community
organs:
  residents: {title: {zh: 居民, en: residents}, everyone: adult, source: {assumed: {zh: 例, en: example}}}
  committee:
    title: {zh: 居委会, en: committee}
    elected-by: residents
    seats: 3 to 5
    source: {assumed: {zh: 例, en: example}}
  party-branch:
    title: {zh: 党支部, en: party branch}
    elected-by: residents
    seats: 3 to 5
    source: {assumed: {zh: 例, en: example}}
rules:
  all-agree: {pass: no = 0 and yes = members, source: {assumed: {zh: 例, en: example}}}
funds:
  pot:
    title: {zh: 专项资金, en: pot}
    decided-by: residents
    source: {assumed: {zh: 例, en: example}}
procedures:
  flood:
    title: {zh: 积水, en: flood}
    decides: {flood: {zh: 积水, en: flood}}
    facts:
      dry: {title: {zh: 水退了, en: dry}, type: yes-no, optional: yes}
    source: {assumed: {zh: 例, en: example}}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: rain}}
      rain:
        title: {zh: 等水退, en: rain}
        kind: wait
        by: committee
        condition: dry
        until: 30 days
        then: {reached: together, expired: lapsed}
      together:
        title: {zh: 几家一起, en: together}
        kind: split
        by: committee
        each: organs
        first: handle
        within: 9 days
        then: {joined: show, broken: refused}
      handle:
        title: {zh: 办理, en: handled}
        kind: work
        by: holder
        within: 3 days
        then: {finished: told, failed: refused, lapsed: refused}
      told: {title: {zh: 告示, en: told}, kind: publish, by: holder or committee, then: {unopposed: show}}
      show:
        title: {zh: 公示, en: shown}
        kind: publish
        by: committee
        for: 5 days
        objections: {from: residents, answered-by: party-branch, within: 3 days, opens: objection}
        then: {unopposed: done, dismissed: done, upheld: refused}
  objection:
    title: {zh: 异议表决, en: vote on an objection}
    decides: {objection: {zh: 异议, en: objection}}
    source: {assumed: {zh: 例, en: example}}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: weigh}}
      weigh:
        title: {zh: 权衡, en: weighed}
        kind: screen
        by: party-branch
        bins: {right: {zh: 有理, en: right}, wrong: {zh: 无理, en: wrong}}
        then: {right: done, wrong: refused}
  spend:
    title: {zh: 用钱, en: spending}
    decides: {spend: {zh: 用钱, en: spending}}
    facts:
      cost: {title: {zh: 金额, en: cost}, type: money}
    source: {assumed: {zh: 例, en: example}}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: decide}}
      decide:
        title: {zh: 决定, en: decided}
        kind: poll
        by: residents
        over: 3 days
        rule: {pass: yes >= 1, source: {assumed: {zh: 例, en: example}}}
        then: {passed: pay, failed: refused}
      pay:
        title: {zh: 付款, en: paid}
        kind: pay
        by: committee
        fund: pot
        amount: cost
        then: {finished: done, failed: refused}
  quarrel:
    title: {zh: 调解, en: mediation}
    decides: {noise: {zh: 噪音, en: noise}}
    parties: residents or committee
    source: {assumed: {zh: 例, en: example}}
    stages:
      raise: {title: {zh: 说出来, en: raised}, kind: propose, by: residents, then: {submitted: take}}
      take:
        title: {zh: 受理, en: taken}
        kind: assign
        by: committee
        to: committee or party-branch
        within: 2 days
        then: {accepted: talk, returned: again (at most 2), lapsed: lapsed}
      talk:
        title: {zh: 调解, en: mediated}
        kind: deliberate
        by: holder or parties
        over: 7 days
        then: {concluded: agree, not-held: refused}
      agree:
        title: {zh: 达成协议, en: agreed}
        kind: poll
        by: parties
        over: 3 days
        rule: all-agree
        closes: everyone
        then: {passed: done, failed: refused}
"""


@pytest.fixture
def quarrel(town: Any, tmp_path: Path) -> Any:
    """The town with a quarrel put by a resident."""
    file = tmp_path / "hands.yaml"
    file.write_text(CHARTER, encoding="utf-8")
    with community_actions.standing_at(town.at):
        community_actions.adopt_charter(town.community, charters.read(file), actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    town.chain = town.submit(
        "半夜装修", by=town.by("residents", 9), procedure="quarrel", kind="noise", facts={}
    )
    return town


def page(town: Any, organ: str = "", index: int = 0) -> Any:
    viewer = Viewer(town.by(organ, index).person, organ) if organ else Viewer()
    with community_actions.standing_at(town.at):
        return reads.matter(town.community, viewer, 2026, 1)


def acts(town: Any, organ: str, index: int = 0) -> list[str]:
    return [deed.act for deed in page(town, organ, index).deeds]


def test_a_quarrel_is_offered_taken_over_and_settled_by_its_parties(quarrel: Any) -> None:
    town, chain = quarrel, quarrel.chain
    committee, branch = town.by("committee", 1), town.by("party-branch")
    assert acts(town, "committee", 1)[0] == "offer"
    assert town.matter(chain).desk_items.get(ahead=False).act == "offer"
    town.done(actions.offer, chain=chain, by=committee, to="party-branch", reasons="他们熟悉")
    assert [(one.organ, one.act) for one in town.matter(chain).desk_items.filter(ahead=False)] == [
        ("party-branch", "accept")
    ]
    assert acts(town, "party-branch")[:2] == ["accept", "return"]
    town.done(actions.return_, chain=chain, by=branch, reasons="不归我们")
    town.done(actions.offer, chain=chain, by=committee, to="party-branch")
    town.done(actions.accept, chain=chain, by=branch)
    resident, other = town.by("residents", 9), town.by("residents", 12)
    assert "name-party" in acts(town, "residents", 9)
    number = town.community.residents.get(pseudonym=other.person).number
    town.done(actions.name_party, chain=chain, by=resident, organ="residents", who=str(number))
    town.done(actions.name_party, chain=chain, by=resident, organ="committee")
    town.done(actions.decline, chain=chain, by=committee)
    assert "join" in acts(town, "residents", 12)
    shown = {fact.title: fact.value for fact in page(town).facts}
    assert "党支部" in shown["承办人"]
    assert shown["当事方"].endswith("（还没有答复）")
    town.done(actions.join, chain=chain, by=other)
    town.done(actions.minute, chain=chain, by=branch, text="谈好了")
    town.done(actions.close, chain=chain, by=branch)
    assert {(one.organ, one.act) for one in town.matter(chain).desk_items.filter(ahead=False)} == {
        ("residents", "vote")
    }
    for one in (resident, other):
        town.done(actions.vote, chain=chain, by=one, choice="yes")
    assert town.matter(chain).status == "done"
    said = [event.text for event in page(town).events]
    assert any("派给党支部" in line for line in said)
    assert any("接办" in line for line in said)
    assert any("列明当事方" in line for line in said)


def test_money_is_paid_to_the_cent_and_no_more_than_was_decided(quarrel: Any) -> None:
    town = quarrel
    resident, payer = town.by("residents", 9), town.by("committee")
    chain = town.submit("长椅", by=resident, procedure="spend", kind="spend", facts={"cost": 900})
    town.done(actions.vote, chain=chain, by=resident, choice="yes")
    town.go(days=4)
    with community_actions.standing_at(town.at):
        found = reads.matter(town.community, Viewer(payer.person, "committee"), 2026, 2)
    assert found is not None
    [deed] = [one for one in found.deeds if one.act == "pay"]
    assert (deed.fields[0].name, deed.fields[0].help) == ("yuan", "最多 900 元。")
    code = town.code(actions.pay, chain=chain, by=payer, cents=90001, text="")
    assert code == "over-decided"
    assert town.matter(chain).desk_items.get(ahead=False).act == "pay"
    town.done(actions.pay, chain=chain, by=payer, cents=89950, text="付木匠")
    with community_actions.standing_at(town.at):
        found = reads.matter(town.community, Viewer(), 2026, 2)
    assert found is not None
    assert any("从「专项资金」付款 899.50 元" in event.text for event in found.events)


def test_strands_run_side_by_side_on_the_page_and_an_objection_opens_one(
    quarrel: Any, client: Client
) -> None:
    town = quarrel
    by, branch, resident = town.by("committee"), town.by("party-branch"), town.by("residents", 9)
    chain = town.submit("积水", by=resident, procedure="flood", kind="flood", facts={})

    def seen(organ: str = "", index: int = 0) -> Any:
        with community_actions.standing_at(town.at):
            viewer = Viewer(town.by(organ, index).person, organ) if organ else Viewer()
            return reads.matter(town.community, viewer, 2026, 2)

    [asked] = next(deed for deed in seen("committee").deeds if deed.act == "establish").fields
    assert [(fact.name, fact.title) for fact in asked.asked] == [("dry", "水退了")]
    assert town.matter(chain).desk_items.get(ahead=False).act == "establish"
    town.done(actions.establish, chain=chain, by=by, facts={"dry": True})
    assert town.matter(chain).desk_items.get(ahead=False).act == "divide"
    town.done(actions.divide, chain=chain, by=by, among=["committee", "party-branch"])
    assert {(one.organ, one.act) for one in town.matter(chain).desk_items.filter(ahead=False)} == {
        ("committee", "finish"), ("party-branch", "finish"),
    }  # fmt: skip
    [item] = [one for one in seen().rail if one.state == "now"]
    assert [(one.title, one.now) for one in item.strands] == [("居委会", "办理"), ("党支部", "办理")]
    deed = next(one for one in seen("party-branch").deeds if one.act == "finish")
    assert (deed.strand, deed.title, deed.expects) == (
        "party-branch", "「党支部」：报办结", "together#1/handle#1",
    )  # fmt: skip
    late = actions.Form(strand="party-branch", expects="together#1/told#1")
    assert town.code(actions.finish, chain=chain, by=branch, text="抽干了", form=late) == "not-yet"
    for who, strand in ((branch, "party-branch"), (by, "committee")):
        here = actions.Form(strand=strand)
        town.done(actions.finish, chain=chain, by=who, text="抽干了", form=here)
        town.done(actions.post, chain=chain, by=who, text="水退了", form=here)
    assert town.matter(chain).stage == "show"
    assert town.matter(chain).publications.count() == 2
    town.done(actions.post, chain=chain, by=by, text="办完了")
    town.done(actions.object_, chain=chain, by=resident, text="还有水")
    [item] = [one for one in seen().rail if one.state == "now"]
    assert [(one.title, one.now) for one in item.strands] == [("第 1 号异议", "权衡")]
    here = actions.Form(strand="objection-1")
    town.done(actions.sort, chain=chain, by=branch, bin="wrong", reasons="查过了", form=here)
    assert [one.now for one in next(one for one in seen().rail if one.state == "now").strands] == [
        "已结束：未通过"
    ]
    said = [event.text for event in seen().events]
    assert any(line.startswith("「党支部」：") and "报告办完" in line for line in said), said
    assert any(line.startswith("「第 1 号异议」：") and "审核" in line for line in said), said
    town.go(days=6)
    response = client.get(reverse("matters:matter", args=[town.community.slug, 2026, 2]))
    assert response.status_code == 200


def test_the_forms_of_a_strand_carry_it_along_and_keep_what_was_typed(quarrel: Any, reader: Any) -> None:
    town = quarrel
    town.submit("积水", by=town.by("residents", 9), procedure="flood", kind="flood", facts={})
    chain, at = "matter/2026/2", reader("committee")
    assert at.act(chain, "establish", **{"fact-dry": "yes"}).status_code == 302
    assert at.act(chain, "divide").status_code == 422
    assert at.act(chain, "divide", among=["committee", "party-branch"]).status_code == 302
    hidden = at.hidden("matters/2026/2/", "do-finish-committee")
    assert (hidden["strand"], hidden["expects"]) == ("committee", "together#1/handle#1")
    wrong = at.act(chain, "finish", text="我写了很多。", strand="party-branch")
    assert wrong.status_code == 409
    assert "我写了很多。" in wrong.content.decode()
    assert at.act(chain, "finish", text="抽干了", **hidden).status_code == 302
    assert "告示" in at.read("matters/2026/2/")
    assert at.act(chain, "finish", text="抽干了", strand="nowhere").status_code == 409


def test_a_party_is_named_and_money_is_paid_by_forms(quarrel: Any, reader: Any) -> None:
    town, chain = quarrel, quarrel.chain
    at = reader("residents", 9)
    wrong = at.act(chain, "name-party", party="residents", who="没有这个人")
    assert wrong.status_code == 422
    assert "没有这个人" in wrong.content.decode()
    assert at.act(chain, "name-party", party="committee").status_code == 302
    assert reader("committee").act(chain, "join").status_code == 302
    assert reader("committee").act(chain, "offer", to="committee").status_code == 302
    assert reader("committee").act(chain, "accept").status_code == 302
    town.submit("长椅", by=town.by("residents", 9), procedure="spend", kind="spend", facts={"cost": 900})
    at.act("matter/2026/2", "vote", choice="yes")
    town.go(days=4)
    pays = reader("committee")
    assert "900" in pays.read("matters/2026/2/")
    assert pays.act("matter/2026/2", "pay", yuan="1.234", text="x").status_code == 422
    assert pays.act("matter/2026/2", "pay", yuan="900.5", text="付木匠").status_code == 409
    assert pays.act("matter/2026/2", "pay", yuan="899.5", text="付木匠").status_code == 302


def test_who_is_not_found_in_the_register_cannot_be_named(quarrel: Any) -> None:
    from linli.apps.matters.typed import BadInput

    with pytest.raises(BadInput, match="register"):
        quarrel.done(
            actions.name_party,
            chain=quarrel.chain,
            by=quarrel.by("residents", 9),
            organ="residents",
            who="没有这个人",
        )
