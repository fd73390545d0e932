"""A town in which things are entered for people without a phone: by clerks who are nobody there, by the committee."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kept
from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account, Person
from linli.apps.matters import actions
from linli.apps.matters.actions import AtDesk, Form
from linli.core.engine.acts import Actor

CHARTER = Path(__file__).parent / "charter.yaml"
TERMINAL = community_actions.TERMINAL


class Desk:
    """The town with its desk. ``her`` is the resident for whom things are entered."""

    def __init__(self, town: Any, chain: str) -> None:
        self.town = town
        self.chain = chain
        self.her: Person = Person.objects.get(community=town.community, number=20)

    @staticmethod
    def account(name: str) -> Account:
        """An account by its name."""
        return Account.objects.get(username=name)

    def own(self, person: Person) -> Account:
        """The account of a person, made where there is none."""
        account, made = Account.objects.get_or_create(username=f"account-{person.number}", password="!")
        if made:
            with community_actions.standing_at(self.town.at):
                community_actions.give_account(self.town.community, person, account, actor=TERMINAL)
        return account

    def form(self, who: str = "clerk", organ: str = "clerk", **given: Any) -> Form:
        """A form sent at the desk by the holder of an account."""
        said = {"seen": "known", "number": "", "again": False}
        key, expects = given.pop("key", ""), given.pop("expects", "")
        at = AtDesk(self.account(who), organ, **{**said, **given})
        return Form(key=key, expects=expects, desk=at)

    def by(self, organ: str = "assembly", number: int = 20) -> Actor:
        """Somebody of the register, in an organ of everyone."""
        return Actor(Person.objects.get(community=self.town.community, number=number).pseudonym, organ)

    def vote(self, choice: str = "yes", of: int = 20, **given: Any) -> Any:
        """A vote entered for somebody."""
        return self.town.do(
            actions.vote, chain=self.chain, by=self.by(number=of), choice=choice, form=self.form(**given)
        )

    def entered(self, choice: str = "yes", of: int = 20, **given: Any) -> int:
        """The same where it must be taken; gives its entry."""
        done = self.vote(choice, of, **given)
        assert done.refusal is None, done.refusal.says("en")
        seq: int = done.seq
        return seq

    def on_to(self, stage: str) -> None:
        """Go on until the matter is at a stage, with everybody for it."""
        town = self.town
        while (now := town.matter(self.chain).stage) != stage:
            for number in (10, 11) if now in ("gather", "vote", "firm") else ():
                who = "residents" if now == "gather" else "assembly"
                given = {} if now == "gather" else {"choice": "yes"}
                deed = actions.support if now == "gather" else actions.vote
                town.done(deed, chain=self.chain, by=self.by(who, number), **given)
            if now == "talk":
                town.done(actions.state, chain=self.chain, by=self.by("residents", 10), text="好。")
            while town.matter(self.chain).stage == now:
                town.go(days=1)
                with community_actions.standing_at(town.at):
                    actions.tick(community=town.community, chain=self.chain)


def begun(town: Any) -> str:
    """The charter adopted, a clerk and a second one, and a wish put."""
    with community_actions.standing_at(town.at):
        community_actions.adopt_charter(town.community, charters.read(CHARTER), actor=TERMINAL)
        town.community.refresh_from_db()
        for name in ("clerk", "second"):
            account = community_actions.make_account(name, None, actor=TERMINAL)
            community_actions.make_clerk(town.community, account, actor=TERMINAL)
    return str(town.submit(by=town.by("residents", 9), procedure="wish", kind="wish"))


@pytest.fixture
def desk(town: Any) -> Desk:
    """The desk, with a wish that gathers supports."""
    chain = kept.once(("desk",), lambda: begun(town), replace=True)
    town.community.refresh_from_db()
    return Desk(town, chain)


@pytest.fixture
def two_desks(two_doors: Any) -> Desk:
    """The desk of a town that several connections reach at once, with a wish that is voted on."""
    chain = kept.once(("desk",), lambda: begun(two_doors), replace=True)
    two_doors.community.refresh_from_db()
    desk = Desk(two_doors, chain)
    desk.on_to("vote")
    return desk


@pytest.fixture
def voting(desk: Desk) -> Desk:
    """The desk, with a wish that is voted on, where a vote can be changed."""

    def build() -> Any:
        desk.on_to("vote")
        return desk.town.at

    desk.town.at = kept.once(("desk", "voting"), build, replace=True)
    return desk
