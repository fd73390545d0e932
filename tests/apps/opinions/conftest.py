"""A community with one matter before its two committees, and the opinion map that they opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

import kept
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Community, Person
from linli.apps.matters import actions as matters
from linli.apps.opinions import actions, reads
from linli.apps.opinions.models import OpinionMap
from linli.core.engine.acts import Actor

NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
CLOSES = date(2026, 3, 20)
SAID = ["路灯全部换成节能灯。", "先修坏的，能用的不换。", "费用由社区出。", "费用由各户分摊。"]


@dataclass
class Discussion:
    """The matter, and whoever takes part in its map."""

    community: Community
    people: list[Person]
    year: int
    number: int

    @property
    def way(self) -> dict[str, Any]:
        return {"community": self.community, "year": self.year, "number": self.number}

    @property
    def map(self) -> OpinionMap:
        return OpinionMap.objects.get(community=self.community, number=self.number)

    def officer(self, index: int = 0) -> Actor:
        """The first three are in the party branch, and so in the two committees."""
        return Actor(self.people[index].pseudonym, "two-committees")

    def address(self, rest: str = "") -> str:
        return f"/c/{self.community.slug}/matters/{self.year}/{self.number}/opinions/{rest}"

    def react(self, index: int, answers: Sequence[str]) -> None:
        """Somebody reacts to the first statements in turn."""
        for statement, answer in enumerate(answers, start=1):
            actions.react(**self.way, person=self.people[index].pseudonym, statement=statement, answer=answer)

    def page(self, index: int | None = None) -> reads.MapPage:
        """The map as somebody sees it, or a stranger."""
        from linli.apps.matters import reads as matter_reads

        viewer = matter_reads.Viewer(self.people[index].pseudonym if index is not None else "")
        held = matter_reads.holding(self.community, viewer, self.year, self.number)
        assert held is not None
        page = reads.opinion_map(self.community, viewer, held)
        assert page is not None
        return page


@pytest.fixture
def before(community: Community, people: list[Person], settings: Any, tmp_path: Any) -> Iterator[Discussion]:
    """The matter, without a map."""
    settings.MEDIA_ROOT = tmp_path / "files"

    def build() -> tuple[int, int]:
        done = matters.submit(
            community=community, by=Actor(people[0].pseudonym, "party-branch"), procedure="four-deliberations",
            kind="community-affair", title="更换路灯", text="院内路灯坏了。",
        )  # fmt: skip
        assert done.matter is not None, done.refusal
        return done.matter.year, done.matter.number

    with community_actions.standing_at(NOON):
        found = Discussion(community, people, *kept.once("the matter of a map", build))
        community.refresh_from_db()
        yield found


@pytest.fixture
def talk(before: Discussion) -> Discussion:
    """The matter with its map."""

    def build() -> None:
        actions.open_map(**before.way, by=before.officer(), statements=SAID, closes=CLOSES)

    kept.once("a map", build)
    return before


@pytest.fixture
def two_sides(talk: Discussion) -> Discussion:
    """Six and five people of two opinions, drawn; the twelfth has said nothing."""
    kept.once("two sides", lambda: _react(talk))
    return talk


def _react(talk: Discussion) -> None:
    for index in range(11):
        talk.react(
            index,
            ["agree", "disagree", "agree", "pass"] if index < 6 else ["disagree", "agree", "agree", "pass"],
        )
    assert actions.draw_due() == 1


Later = Callable[[int], Any]


@pytest.fixture
def on_day() -> Later:
    """Let the clock stand at noon on a day of March."""
    return lambda day: community_actions.standing_at(NOON.replace(day=day))
