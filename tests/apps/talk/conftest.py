"""A community with one matter before it, and people who have something to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community.models import Community, Person
from linli.apps.matters import actions as matters
from linli.apps.matters.reads import Viewer
from linli.apps.talk import actions, reads
from linli.apps.talk.actions import Done
from linli.core.engine.acts import Actor

NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
INSULT = "你这个人太不要脸了"


@dataclass
class Talk:
    """The discussion; people 0 to 2 are in the party branch, 3 to 7 in the committee, the others in neither."""

    community: Community
    people: list[Person]
    year: int
    number: int
    at: datetime = NOON
    browsers: dict[int, Client] = field(default_factory=dict)

    @property
    def way(self) -> dict[str, Any]:
        return {"community": self.community, "year": self.year, "number": self.number}

    def by(self, index: int, organ: str | None = None) -> Actor:
        own = "party-branch" if index < 3 else "committee" if index < 8 else "residents"
        return Actor(self.people[index].pseudonym, own if organ is None else organ)

    def do(self, deed: Callable[..., Done], who: int, **given: Any) -> Done:
        with community_actions.standing_at(self.at):
            return deed(**self.way, by=self.by(who), **given)

    def done(self, deed: Callable[..., Done], who: int, **given: Any) -> int:
        done = self.do(deed, who, **given)
        assert done.refusal is None, done.refusal.code
        return done.number

    def code(self, deed: Callable[..., Done], who: int, **given: Any) -> str:
        done = self.do(deed, who, **given)
        assert done.refusal is not None, "it was done"
        assert done.refusal.instead
        return done.refusal.code

    def say(self, who: int, text: str = "路灯早该换了。", answers: int = 0, **more: Any) -> int:
        return self.done(actions.say, who, text=text, answers=answers, **more)

    def hide(self, who: int, comment: int) -> int:
        return self.done(actions.hide, who, comment=comment, ground="insult", reasons="骂人的话不合适。")

    def hidden(self, writer: int = 9, by: int = 3) -> int:
        """A comment that was said and hidden."""
        comment = self.say(writer, INSULT)
        self.hide(by, comment)
        return comment

    def page(self, who: int | None = None, **asked: Any) -> reads.DiscussionPage:
        with community_actions.standing_at(self.at):
            found = reads.discussion(self.community, self.viewer(who), self.year, self.number, **asked)
        assert found is not None
        return found

    def one(self, comment: int, who: int | None = None) -> reads.CommentShown:
        with community_actions.standing_at(self.at):
            found = reads.comment(self.community, self.viewer(who), self.year, self.number, comment)
        assert found is not None
        return found

    def viewer(self, who: int | None) -> Viewer:
        return Viewer() if who is None else Viewer(self.people[who].pseudonym, self.by(who).organ)

    def later(self, **length: int) -> Talk:
        self.at += timedelta(**length)
        return self

    def withdraw(self) -> None:
        """The matter is over."""
        with community_actions.standing_at(self.at):
            chain = f"matter/{self.year}/{self.number}"
            assert matters.withdraw(community=self.community, chain=chain, by=self.by(0)).refusal is None

    def address(self, rest: str = "") -> str:
        return f"/c/{self.community.slug}/matters/{self.year}/{self.number}/talk/{rest}"

    def browser(self, who: int | None) -> Client:
        if who is None:
            return Client(headers={"accept-language": "en"})
        if who not in self.browsers:
            account = community_actions.make_account(
                f"a{who}", "a-long-pass-phrase", actor=community_actions.TERMINAL
            )
            community_actions.give_account(
                self.community, self.people[who], account, actor=community_actions.TERMINAL
            )
            self.browsers[who] = Client(headers={"accept-language": "en"})
            self.browsers[who].force_login(account)
        return self.browsers[who]

    def get(self, who: int | None, address: str, **ask: str) -> Any:
        with community_actions.standing_at(self.at):
            return self.browser(who).get(address, ask)

    def post(self, who: int | None, address: str, **sent: Any) -> Any:
        with community_actions.standing_at(self.at):
            return self.browser(who).post(address, sent)


@pytest.fixture
def talk(community: Community, people: list[Person]) -> Talk:
    """One matter, put by the party branch."""
    with community_actions.standing_at(NOON):
        done = matters.submit(
            community=community, by=Actor(people[0].pseudonym, "party-branch"), procedure="four-deliberations",
            kind="community-affair", title="更换路灯", text="院内路灯坏了。",
        )  # fmt: skip
    assert done.matter is not None
    return Talk(community, people, done.matter.year, done.matter.number)
