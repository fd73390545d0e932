"""Lets invented people act at set times, through the very deeds that a form calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions
from linli.apps.matters.actions import AtDesk, Done, Form, Seen
from linli.apps.matters.demo.pictures import picture
from linli.apps.matters.models import Matter
from linli.apps.matters.uploads import Upload
from linli.core.engine.acts import Actor, Count
from linli.core.engine.calendar import zone_of
from linli.core.engine.community import CLERK

MARK = "\n\n（演示内容：人物和事件都是虚构的。）"
TERMINAL = community_actions.TERMINAL
Deed = Callable[..., Done]


class Refused(Exception):
    """The plot asks for something that the charter does not allow."""


class Director:
    """Acts in one community; days are counted from today, earlier ones are negative."""

    def __init__(self, community: Any, now: datetime) -> None:
        self.community = community
        self.today = now.astimezone(zone_of(community.zone)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        self.now = now
        self._minutes = 0

    def moment(self, day: int, hour: int) -> datetime:
        """A moment by the clock of the place; one that would lie ahead of now is now."""
        at = (self.today + timedelta(days=day)).replace(hour=hour).astimezone(UTC)
        return min(at + timedelta(minutes=self._minutes), self.now)

    def first_of_quarter(self, day: int) -> date:
        """The first day of the quarter in which a day lies."""
        then = (self.today + timedelta(days=day)).date()
        return date(then.year, (then.month - 1) // 3 * 3 + 1, 1)

    def members(self, organ: str) -> list[str]:
        """Who belongs to an organ, in a fixed order."""
        roster, force = community_reads.roster(self.community), community_reads.force(self.community)
        return sorted(roster.members(force, organ, self.now))

    def one(self, organ: str, index: int = 0) -> Actor:
        """A member acting for an organ."""
        return Actor(self.members(organ)[index], organ)

    def apart(self, organ: str, other: str) -> Actor:
        """A member of an organ who does not belong to the other one, so that neither answers herself."""
        others = set(self.members(other))
        return Actor(next(one for one in self.members(organ) if one not in others), organ)

    def do(self, day: int, hour: int, deed: Deed, **given: Any) -> Done:
        """Do something at a time."""
        with community_actions.standing_at(self.moment(day, hour)):
            done = deed(community=self.community, **given)
        if done.refusal is not None:
            raise Refused(f"{deed.__name__} {given.get('chain', '')}: {done.refusal.says('en')}")
        return done

    def neighbours(self, chain: str, most: int) -> list[Actor]:
        """A few residents without office, those first as whom a visitor can sign in, who said nothing in a matter yet.

        Who has said something is drawn anew each time: it may be all whom a visitor sees.
        """
        busy = {one.read().by.person for one in community_reads.chain(self.community, chain)}
        adults = set(self.members("residents")) - busy
        found = (one.pseudonym for one in community_reads.demo_people(self.community, (), len(adults)))
        return [Actor(one, "residents") for one in found if one in adults][:most]

    def enter(
        self,
        day: int,
        hour: int,
        deed: Deed,
        *,
        seen: Seen,
        paper: str = "",
        of: int | None = None,
        **given: Any,
    ) -> int:
        """The clerk enters what somebody without a phone wants, from a paper ``of`` a day; gives its entry."""
        clerk = community_reads.clerk_people(self.community)[0].account
        on = (self.today + timedelta(days=of)).date() if of is not None else None
        form = Form(desk=AtDesk(clerk, CLERK, seen, paper, on=on))
        with community_actions.coming_by("page"):
            return self.do(day, hour, deed, form=form, **given).seq

    def contest(self, day: int, hour: int, chain: str, seq: int, by: Actor, text: str) -> None:
        """She says that it was not her will."""
        her = community_reads.person_of(self.community, by.person)
        assert her is not None
        with community_actions.standing_at(self.moment(day, hour)):
            account = community_actions.make_account(f"demo-{by.person}", None, actor=TERMINAL)
            community_actions.give_account(self.community, her, account, actor=TERMINAL)
            actions.contest(community=self.community, chain=chain, seq=seq, text=text, actor=account)

    def let_time_pass(self, day: int, chain: str) -> None:
        """Deliver the clock to a matter on a morning."""
        with community_actions.standing_at(self.moment(day, 8)):
            actions.tick(community=self.community, chain=chain)

    def building(self, words: str) -> int | None:
        """The building of the register that some words name."""
        plain = words.replace(" ", "")
        found = community_reads.buildings_of(self.community)
        named = (
            one.pk for one in found if re.search(rf"(?<!\d){re.escape(one.name.replace(' ', ''))}", plain)
        )
        return next(named, None)

    def propose(
        self, day: int, organ: str, procedure: str, kind: str, title: str, text: str, *, by: int = 0
    ) -> str:
        """Put a matter; gives its chain."""
        done = self.do(
            day, 10, actions.submit, by=self.one(organ, by), procedure=procedure, kind=kind, title=title,
            building=self.building(title + text),
            text=text + MARK,
        )  # fmt: skip
        return done.chain

    def call(
        self, called: int, day: int, hour: int, organ: str, by: Actor, chains: Sequence[str], text: str
    ) -> str:
        """Call a sitting; gives its chain."""
        starts = (self.today + timedelta(days=day)).replace(hour=hour)
        done = self.do(
            called, 9, actions.call_sitting, by=by, organ=organ, starts=starts, agenda=chains, text=text
        )
        return done.chain

    def sign_in(self, day: int, hour: int, sitting: str, by: Actor, people: Sequence[str]) -> None:
        """Whoever called the sitting notes who has come."""
        self.do(day, hour, actions.attend, chain=sitting, by=by, people=people)

    def poll(
        self, day: int, hour: int, sitting: str, chain: str, organ: str, by: Actor, answers: Sequence[str]
    ) -> None:
        """An open vote in a sitting: the first members answer in turn, then it is closed."""
        form = Form(sitting=sitting)
        self.do(day, hour, actions.open_poll, chain=chain, by=by, form=form)
        for person, answer in zip(self.members(organ), answers, strict=False):
            self.do(day, hour, actions.vote, chain=chain, by=Actor(person, organ), choice=answer, form=form)
        self.do(day, hour, actions.close, chain=chain, by=by, form=form)

    def sit(
        self, day: int, hour: int, organ: str, by: Actor, answers: dict[str, Sequence[str]], *, text: str,
        present: int | None = None,
    ) -> None:  # fmt: skip
        """A whole sitting: called three days before, signed in, each matter voted on, ended."""
        members = self.members(organ)[:present]
        sitting = self.call(day - 3, day, hour, organ, by, tuple(answers), text)
        self.sign_in(day, hour, sitting, by, members)
        for chain, given in answers.items():
            self.poll(day, hour, sitting, chain, organ, by, given)
        self.do(day, hour + 1, actions.end_sitting, chain=sitting, by=by)

    def count(self, day: int, hour: int, chain: str, organ: str, count: Count, *, hands: int = 2) -> None:
        """The paper count, entered by one or two hands."""
        for index in range(hands):
            self.do(day, hour, actions.enter_count, chain=chain, by=self.one(organ, index), count=count)

    def photo(self, name: str, seed: int) -> tuple[Upload, ...]:
        """A drawing that stands for a photograph."""
        return (picture(name, seed),)

    def state_of(self, chain: str) -> str:
        """The status of a matter."""
        return Matter.objects.get(community=self.community, chain=chain).status
