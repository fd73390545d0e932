"""An opinion map of the demonstration: invented people react to statements about a lift."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.opinions import actions
from linli.apps.opinions.models import OpinionMap, Reaction, Statement, Voice
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_of

TITLE = "6 号楼加装电梯"
QUESTION = "6 号楼要不要装电梯，怎么装？"
SAID = (
    ("老人上不了下不了楼，这件事不能再拖。", (1, 1, 1)),
    ("电梯井会挡住一楼、二楼的采光。", (-1, 1, 0)),
    ("一楼住户不出钱，还应当得到补偿。", (0, 1, -1)),
    ("费用按楼层分摊，楼层越高出得越多。", (1, 1, -1)),
    ("先看清楚三年的维护费由谁出，再谈装不装。", (-1, 1, 1)),
    ("可以先给每层装折叠座椅和扶手，不急着装电梯。", (-1, 1, 1)),
    ("施工期间要保证消防通道畅通。", (1, 1, 1)),
    ("愿意出钱的人家先出，别让不用的人分摊。", (1, 1, 1)),
    ("电梯用刷卡，没出钱的人家不能用。", (1, -1, 0)),
    ("装了电梯房价会涨，大家都得好处，都该出钱。", (1, -1, -1)),
)
"""Each statement, and how those of the upper floors, of the ground floor, and those short of money mostly see it."""
OFTEN = 0.82
SIZES = (22, 12, 10)


def fill(communities: Sequence[Any], now: datetime) -> None:
    """Open the map on the first matter of this title, and let people react; it is drawn once the background works."""
    for community in communities:
        rows = matters.matters_listed(community, matters.Viewer(), most=50)
        found = next((row for row in rows if row.title == TITLE), None)
        if found is not None:
            _play(community, found.year, found.number, now)
            return


def _play(community: Any, year: int, number: int, now: datetime) -> None:
    roster, force = community_reads.roster(community), community_reads.force(community)
    officer = min(roster.members(force, "two-committees", now))
    chance = random.Random(6)  # noqa: S311 - invented people, the same at every filling
    with community_actions.standing_at(now - timedelta(days=2)):
        opened = actions.open_map(
            community=community, by=Actor(officer, "two-committees"), year=year, number=number, question=QUESTION,
            statements=[text for text, _ in SAID], closes=day_of(now, community.zone) + timedelta(days=12),
        )  # fmt: skip
        people = chance.sample(sorted(roster.people), sum(SIZES))
        _react(opened, people, chance)
        actions.add_statement(
            community=community,
            person=people[0],
            year=year,
            number=number,
            text="希望把装好电梯的小区带我们去看一看。",
        )


def _react(opened: OpinionMap, people: Sequence[str], chance: random.Random) -> None:
    """All at once, as if each had reacted on the page: nine of ten statements, mostly as those of her side do."""
    sides = [side for side, size in enumerate(SIZES) for _ in range(size)]
    voices = Voice.objects.bulk_create(
        Voice(map=opened, mark=actions.mark_of(opened, person), revision=at)
        for at, person in enumerate(people, start=1)
    )
    statements = list(Statement.objects.filter(map=opened))
    Reaction.objects.bulk_create(
        Reaction(statement=one, voice=voice, value=of[at] if chance.random() < OFTEN else chance.choice((-1, 0, 1)))
        for voice, at in zip(voices, sides, strict=True)
        for one, (_, of) in zip(statements, SAID, strict=True)
        if chance.random() < 0.9
    )  # fmt: skip
    OpinionMap.objects.filter(pk=opened.pk).update(revision=len(people))
