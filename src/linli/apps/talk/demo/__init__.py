"""A discussion for the demonstration: invented, about a lift that some want and some would pay for without using it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.talk import actions
from linli.core.engine.acts import Actor

ABOUT = "加装电梯"
"""The matter in whose title this stands, where there is one that is not over."""
MOST = 50
RESIDENTS = 14


def fill(communities: Sequence[Any], now: datetime) -> None:
    """Let residents of a community talk about its lift over the last two days."""
    for community in communities:
        rows = matters.matters_listed(
            community, matters.Viewer(), status="open", procedure="", after=None, most=MOST
        )
        found = next((row for row in rows if ABOUT in row.title), None)
        if found is not None:
            _Scene(community, found, now).play()


class _Scene:
    def __init__(self, community: Any, row: Any, now: datetime) -> None:
        self.at = {"community": community, "year": row.year, "number": row.number}
        self.now, self.hours = now, 46
        roster, force = community_reads.roster(community), community_reads.force(community)
        seated = {who for seats in roster.seats.values() for who in seats}
        everybody = next(name for name, one in force.charter.organs.items() if one.everyone is not None)
        people = sorted(set(roster.members(force, everybody, now)) - seated)[:RESIDENTS]
        self.people = [Actor(one, everybody) for one in people]
        self.committee = [Actor(one, "committee") for one in sorted(roster.members(force, "committee", now))]

    def play(self) -> None:
        """What is said, one after the other."""
        old = self.say(0, "我住六楼，膝盖换过，下一趟楼要歇三回。能装上电梯，我们这样的老人才出得了门。")
        first = self.say(1, "一楼、二楼用不上，还要挡光、有噪声。要装可以，费用不能按户平摊。")
        self.say(2, "可以按楼层分摊，一楼不出钱，越往上出得越多。隔壁小区就是这么定的。", first)
        self.say(3, "除了安装费，以后的电费、维保费谁出？方案里要写清楚。")
        self.officer(
            0,
            "已请设计单位来量过，采光影响会出图公示；电费、维保费也按楼层分摊，一并征求意见。",
            first,
        )
        self.say(1, "那先看图。图没出来以前，我保留意见。", first + 3)
        advert = self.say(4, "做门窗、封阳台找我，价格优惠，电话 139XXXXXXXX。")
        self.say(5, "建议多问两家厂家，把报价贴出来。")
        for index in (3, 5, 6, 7, 8, 9):
            self.do(actions.support, self.people[index], comment=old)
        for index in (2, 4, 10):
            self.do(actions.support, self.people[index], comment=first)
        self.do(actions.report, self.people[6], comment=advert, ground="advert", text="和电梯没有关系。")
        self.do(
            actions.hide,
            self.committee[0],
            comment=advert,
            ground="advert",
            reasons="讨论事项的地方不发广告。",
        )
        self.do(actions.summarise, self.committee[0], text=(
            "目前的意见：高楼层老人出行困难，多数人赞成加装；低楼层担心采光、噪声和费用。\n\n"
            "还没有谈拢的：费用怎么分摊。设计单位出图以后再议，报价和分摊方案一并公示。"
        ))  # fmt: skip

    def say(self, index: int, text: str, answers: int = 0) -> int:
        return self.do(actions.say, self.people[index], text=text, answers=answers)

    def officer(self, index: int, text: str, answers: int) -> int:
        return self.do(actions.say, self.committee[index], text=text, answers=answers)

    def do(self, deed: Any, by: Actor, **given: Any) -> int:
        self.hours = max(1, self.hours - 2)
        with community_actions.standing_at(self.now - timedelta(hours=self.hours)):
            done: actions.Done = deed(**self.at, by=by, **given)
        assert done.refusal is None, done.refusal.code
        return done.number
