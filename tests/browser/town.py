"""A small town for the tests of the pages: real actions, invented people, a clock that the test winds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image

import kept
from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import clock, reads
from linli.apps.community.actions import TERMINAL, Newcomer
from linli.apps.community.models import Community, Person, Place
from linli.apps.matters import actions
from linli.apps.matters.uploads import Upload
from linli.apps.opinions import actions as opinions
from linli.apps.talk import actions as talk
from linli.core.engine.acts import Actor, Count

BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Nine in the morning of 2 March 2026 in China."""

SEATS: dict[str, dict[str, range]] = {
    "beilin": {"party-branch": range(3), "committee": range(3, 8)},
    "zhalute": {
        "party-committee": range(5), "committee": range(5, 10), "representatives": range(10, 19),
        "social-workers": range(19, 20),
    },
}  # fmt: skip
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("秀兰", "建国", "淑芬", "志强", "桂英", "德明", "玉梅", "永福", "海燕", "立新")
RESIDENTS = 30
PARTY = 12


class Wound:
    """Stands in for the ``datetime`` of the clock module: it is as late as the test says, for every thread."""

    def __init__(self, at: datetime = BEGIN) -> None:
        self.at = at

    def now(self, _zone: Any = None) -> datetime:
        """The moment, a little later each time it is asked for."""
        self.at += timedelta(milliseconds=20)
        return self.at

    def go(self, **ahead: float) -> None:
        """Wind on."""
        self.at += timedelta(**ahead)


class Town:
    """One community, with deeds for those of its people who do not come to the browser."""

    def __init__(self, charter: str, wound: Wound) -> None:
        self.wound = wound
        self.charter = charter
        kept.once(("browser", charter), self._build)
        self.community = Community.objects.get(slug="cehuilu")
        self.people = list(Person.objects.filter(community=self.community).order_by("number"))

    def _build(self) -> None:
        place, _ = Place.objects.get_or_create(
            code="610103006007", defaults={"name": "测绘路社区", "level": 5, "parent_code": "610103006000"}
        )
        found = community_actions.found_community(
            slug="cehuilu",
            place=place.code,
            name="测绘路社区",
            charter=charters.read(self.charter),
            demo=True,
            actor=TERMINAL,
        )
        assert isinstance(found, Community), found
        self.community = found
        self.people = self._enrol()
        self._seat()

    def _enrol(self) -> list[Person]:
        newcomers = [
            Newcomer(name(index), {"adult": True, "registered": True, "party-member": index < PARTY}, None)
            for index in range(RESIDENTS)
        ]
        enrolled = community_actions.enrol_people(self.community, newcomers, actor=TERMINAL)
        assert isinstance(enrolled, list), enrolled
        return enrolled

    def _seat(self) -> None:
        for organ, places in SEATS[self.charter].items():
            community_actions.size_organ(self.community, organ, len(places), actor=TERMINAL)
            for index in places:
                community_actions.take_seat(
                    self.community, self.people[index], organ, chair=index == places.start, actor=TERMINAL
                )

    def who(self, index: int) -> str:
        """A person's pseudonym."""
        return self.people[index].pseudonym

    def actor(self, index: int, organ: str) -> Actor:
        """A person acting for an organ."""
        return Actor(self.who(index), organ)

    def to(self, matter: str, index: int, organ: str) -> dict[str, Any]:
        """What a deed on a matter takes."""
        return {"community": self.community, "chain": matter, "by": self.actor(index, organ)}

    def talk(self, number: int) -> None:
        """Three comments on a matter of this year: one is answered, one reported, one hidden and appealed against."""
        way = {"community": self.community, "year": 2026, "number": number}
        resident, other, officer = (
            self.actor(25, "residents"),
            self.actor(26, "residents"),
            self.actor(3, "committee"),
        )
        assert talk.say(**way, by=resident, text="滑梯旁边再种两棵树。").refusal is None
        assert talk.say(**way, by=other, text="同意。", answers=1).refusal is None
        assert talk.say(**way, by=other, text="你这个人太不要脸了。").refusal is None
        assert talk.report(**way, by=resident, comment=2, ground="repeated", text="说过了").refusal is None
        hidden = talk.hide(**way, by=officer, comment=3, ground="insult", reasons="骂人的话不合适。")
        assert hidden.refusal is None
        assert talk.appeal(**way, by=other, comment=3, text="我说的是事。").refusal is None

    def ask(self, number: int, index: int, organ: str) -> None:
        """An opinion map is opened on a matter of this year, twelve people of two opinions react, and it is drawn."""
        way: dict[str, Any] = {"community": self.community, "year": 2026, "number": number}
        said = ["楼道要重新粉刷。", "只刷掉皮的地方。", "颜色由本单元住户定。"]
        closes = (self.wound.now() + timedelta(days=9)).date()
        opinions.open_map(**way, by=self.actor(index, organ), statements=said, closes=closes)
        for person in range(10, 22):
            answers = ("agree", "disagree", "agree") if person % 2 else ("disagree", "agree", "agree")
            for statement, answer in enumerate(answers, start=1):
                opinions.react(**way, person=self.who(person), statement=statement, answer=answer)
        opinions.set_aside(**way, by=self.actor(index, organ), statement=3, reasons="与本事项无关。")
        assert opinions.draw_due() == 1

    # --- deeds of people who are not at the browser ---------------------------------------------------------

    def propose(self, index: int, organ: str, title: str, text: str = "说明。") -> str:
        """A matter is put; its chain."""
        procedure, kind = {
            "beilin": ("four-deliberations", "community-affair"), "zhalute": ("five-steps", "residents-affair"),
        }[self.charter]  # fmt: skip
        return ok(
            actions.submit(
                community=self.community,
                by=self.actor(index, organ),
                procedure=procedure,
                kind=kind,
                title=title,
                text=text,
            )
        ).chain

    def sit(self, index: int, capacity: str, organ: str, matter: str, there: Sequence[int]) -> str:
        """A sitting is called for now and people sign in; its chain."""
        by = self.actor(index, capacity)
        starts = self.wound.now() + timedelta(seconds=5)
        chain = ok(
            actions.call_sitting(community=self.community, by=by, organ=organ, starts=starts, agenda=[matter])
        ).chain
        self.wound.go(seconds=10)
        self.attend(chain, index, organ, there)
        return chain

    def attend(self, sitting: str, index: int, organ: str, there: Sequence[int]) -> None:
        """Whoever called the sitting signs people in."""
        ok(
            actions.attend(
                community=self.community,
                chain=sitting,
                by=self.actor(index, organ),
                people=[self.who(one) for one in there],
            )
        )

    def open(self, matter: str, index: int, organ: str) -> None:
        """What is to be held in the sitting is opened."""
        ok(actions.open_poll(**self.to(matter, index, organ)))

    def vote(self, matter: str, organ: str, voters: Sequence[int], choice: str | int = "yes") -> None:
        """Some people vote."""
        for index in voters:
            ok(actions.vote(**self.to(matter, index, organ), choice=choice))

    def end(self, sitting: str, index: int, organ: str) -> None:
        """The sitting is over."""
        ok(actions.end_sitting(community=self.community, chain=sitting, by=self.actor(index, organ)))

    def close(self, matter: str, index: int, organ: str) -> None:
        """What is open is closed."""
        ok(actions.close(**self.to(matter, index, organ)))

    def count(self, matter: str, index: int, yes: int, no: int) -> None:
        """A teller of the committee enters the paper count."""
        there = yes + no
        figures = Count(present=there, issued=there, returned=there, yes=yes, no=no)
        ok(actions.enter_count(**self.to(matter, index, "committee"), count=figures))

    def resolved(self, title: str = "翻修儿童活动场") -> str:
        """A matter of Beilin that has been voted through and waits for its notice."""
        matter = self.propose(0, "party-branch", title)
        joint = self.sit(0, "two-committees", "two-committees", matter, range(8))
        self.open(matter, 0, "two-committees")
        self.vote(matter, "two-committees", range(7))
        self.close(matter, 0, "two-committees")
        party = self.sit(0, "party-branch", "party-assembly", matter, range(8))
        self.open(matter, 0, "party-branch")
        self.vote(matter, "party-assembly", range(8))
        self.close(matter, 0, "party-branch")
        everyone = self.sit(3, "committee", "residents-assembly", matter, range(20))
        self.open(matter, 3, "committee")
        self.count(matter, 3, 16, 4)
        self.count(matter, 4, 16, 4)
        for sitting, chair, organ in (
            (joint, 0, "two-committees"),
            (party, 0, "party-branch"),
            (everyone, 3, "committee"),
        ):
            self.end(sitting, chair, organ)
        return matter

    def post(self, matter: str, index: int = 4, text: str = "经居民大会表决通过，现予公示。") -> None:
        """The committee puts the notice up."""
        ok(actions.post(**self.to(matter, index, "committee"), text=text))

    def objects(self, matter: str, index: int, text: str) -> None:
        """A resident objects to what is published."""
        ok(actions.object_(**self.to(matter, index, "residents"), text=text))

    def finish(self, matter: str, index: int = 4) -> None:
        """The work is done, with a photo."""
        ok(
            actions.finish(
                **self.to(matter, index, "committee"),
                text="完工。",
                files=[Upload("现场.png", "image/png", photo())],
            )
        )


def name(index: int) -> str:
    """An invented name."""
    return FAMILY[index % len(FAMILY)] + GIVEN[(index * 7 + index // len(FAMILY)) % len(GIVEN)]


def ok(done: actions.Done) -> actions.Done:
    """A deed that must not be refused."""
    assert done.refusal is None, done.refusal.says("en")
    return done


def photo(width: int = 240) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, width * 3 // 4), (163, 190, 170)).save(out, "PNG")
    return out.getvalue()


def roster_size(town: Town, organ: str) -> int:
    """How many belong to an organ."""
    return len(reads.roster(town.community).members(reads.force(town.community), organ, clock.now()))
