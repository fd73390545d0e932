"""A small town that runs by Beilin's charter, or by Jarud's, with people who act in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import kept
from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Community, Person
from linli.apps.matters import actions
from linli.apps.matters.actions import Done, Form
from linli.apps.matters.models import Matter, Sitting
from linli.core.engine.acts import Actor, Count

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday morning, nine o'clock in China."""
TABLE = """code,name,level,parent_code,committee_kind
610000000000,陕西省,1,,
610100000000,西安市,2,610000000000,
610103000000,碑林区,3,610100000000,
610103001000,南院门街道,4,610103000000,
610103001001,一号社区,5,610103001000,居委会
610103001002,二号社区,5,610103001000,居委会
"""
SEATS = {
    "beilin": {"party-branch": (0, 3), "committee": (3, 5)},
    "zhalute": {
        "party-committee": (0, 5), "committee": (5, 5), "representatives": (10, 9), "party-council": (0, 5),
        "hall": (19, 2), "social-workers": (21, 1),
    },
}  # fmt: skip
ADULTS = 24
PARTY = 9


class Town:
    """A community and its people. ``people`` are pseudonyms; the first nine are in the party."""

    def __init__(self, community: Any, people: Sequence[str]) -> None:
        self.community = community
        self.people = list(people)
        self.at = START

    def by(self, organ: str, index: int = 0) -> Actor:
        """A member of an organ by its number, in the order of enrolment."""
        roster, force = community_reads.roster(self.community), community_reads.force(self.community)
        members = roster.members(force, organ, self.at)
        return Actor([one for one in self.people if one in members][index], organ)

    @contextmanager
    def later(self, **length: int) -> Iterator[None]:
        """So much later, for the deeds inside."""
        with community_actions.standing_at(self.at + timedelta(**length)):
            yield

    def go(self, **length: int) -> datetime:
        """Let so much time pass for every deed from now on."""
        self.at += timedelta(**length)
        return self.at

    def do(self, deed: Callable[..., Done], **given: Any) -> Done:
        """Do a deed now."""
        with community_actions.standing_at(self.at):
            return deed(community=self.community, **given)

    def done(self, deed: Callable[..., Done], **given: Any) -> Done:
        """Do a deed that must be allowed."""
        done = self.do(deed, **given)
        assert done.refusal is None, done.refusal.says("en")
        return done

    def code(self, deed: Callable[..., Done], **given: Any) -> str:
        """Do a deed that must be refused; gives the refusal's code."""
        done = self.do(deed, **given)
        assert done.refusal is not None, f"{deed.__name__} was allowed"
        return done.refusal.code

    def matter(self, chain: str) -> Matter:
        return Matter.objects.get(community=self.community, chain=chain)

    def submit(self, title: str = "更换路灯", **given: Any) -> str:
        """Put a matter under Beilin's charter."""
        if "by" not in given:
            given["by"] = self.by("party-branch")
        given = {"procedure": "four-deliberations", "kind": "community-affair"} | given
        return self.done(actions.submit, title=title, text="院内路灯坏了。", **given).chain

    def sitting(self, organ: str, by: Actor, chains: Sequence[str], come: int) -> str:
        """A sitting called and begun, with the first so many members there."""
        starts = self.at + timedelta(minutes=5)
        chain = self.done(actions.call_sitting, by=by, organ=organ, starts=starts, agenda=chains).chain
        self.go(minutes=6)
        people = [self.by(organ, index).person for index in range(come)]
        self.done(actions.attend, chain=chain, by=by, people=people)
        return chain

    def open(self, chain: str, organ: str, by: Actor, come: int) -> str:
        """A poll opened in a sitting; gives the sitting."""
        sitting = self.sitting(organ, by, [chain], come)
        self.done(actions.open_poll, chain=chain, by=by)
        return sitting

    def vote(self, chain: str, organ: str, answers: Sequence[str | int]) -> None:
        """The first members answer in turn."""
        for index, answer in enumerate(answers):
            self.done(actions.vote, chain=chain, by=self.by(organ, index), choice=answer)

    def poll(self, chain: str, organ: str, by: Actor, answers: Sequence[str | int], come: int = 0) -> None:
        """A whole vote in a sitting of its own, to which those come who answer, or ``come`` where too few do."""
        sitting = self.open(chain, organ, by, come or len(answers))
        self.vote(chain, organ, answers)
        self.done(actions.close, chain=chain, by=by)
        self.done(actions.end_sitting, chain=sitting, by=by)

    def resolve(self, chain: str) -> None:
        """From the proposal to the published resolution's beginning."""
        self.poll(chain, "two-committees", self.by("two-committees"), ["yes"] * 6)
        self.poll(chain, "party-assembly", self.by("party-branch"), ["yes"] * 6)
        by = self.by("committee")
        self.open(chain, "residents-assembly", by, 13)
        count = Count(present=20, issued=20, returned=20, yes=18, no=2)
        for index in range(2):
            self.done(actions.enter_count, chain=chain, by=self.by("committee", index), count=count)

    def carry(self, chain: str) -> None:
        """From the published resolution into the work."""
        self.done(actions.post, chain=chain, by=self.by("committee"), text="公示七天。")
        self.go(days=9)
        with community_actions.standing_at(self.at):
            actions.tick(community=self.community, chain=chain)


def found(tmp_path: Path, slug: str, charter: str, place: str) -> Town:
    """A community of twenty-four adults with every seat taken."""
    kept.once(("town", slug), lambda: _build(tmp_path, slug, charter, place))
    community = Community.objects.get(slug=slug)
    return Town(
        community, [one.pseudonym for one in Person.objects.order_by("number").filter(community=community)]
    )


def _build(tmp_path: Path, slug: str, charter: str, place: str) -> None:
    table = tmp_path / "places.csv"
    table.write_text(TABLE, encoding="utf-8")
    clerk = community_actions.TERMINAL
    with community_actions.standing_at(START - timedelta(days=7)):
        community_actions.import_places(table, actor=clerk)
        community: Any = community_actions.found_community(
            slug=slug, place=place, charter=charters.read(charter), actor=clerk
        )
        newcomers = [
            community_actions.Newcomer(
                f"居民{n}", {"adult": True, "registered": True, "party-member": n < PARTY}
            )
            for n in range(ADULTS)
        ]
        people: Any = community_actions.enrol_people(community, newcomers, actor=clerk)
        for organ, (first, count) in SEATS[charter].items():
            community_actions.size_organ(community, organ, count, actor=clerk)
            for person in people[first : first + count]:
                community_actions.take_seat(community, person, organ, actor=clerk)


@pytest.fixture
def founding(db: None, tmp_path: Path, settings: Any) -> Callable[[str, str, str], Town]:
    """Founds a town of another name: its slug, its charter, its place."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return partial(found, tmp_path)


@pytest.fixture
def town(db: None, tmp_path: Path, settings: Any) -> Town:
    """A town under Beilin's charter, at nine o'clock on a Monday."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return found(tmp_path, "one", "beilin", "610103001001")


@pytest.fixture
def jarud(db: None, tmp_path: Path, settings: Any) -> Town:
    """A town under Jarud's charter."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return found(tmp_path, "two", "zhalute", "610103001002")


@pytest.fixture
def two_doors(transactional_db: None, tmp_path: Path, settings: Any) -> Town:
    """A town that several connections reach at once."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return found(tmp_path, "one", "beilin", "610103001001")


def reached(town: Town, way: Callable[[Town], str]) -> str:
    """A matter brought to where ``way`` leads, in the town that the fixture ``town`` gives."""

    def build() -> tuple[str, datetime]:
        return way(town), town.at

    chain, town.at = kept.once(("reached", way.__name__), build, replace=True)
    town.community.refresh_from_db()
    return chain


def resolution(town: Town) -> str:
    chain = town.submit(title="为 3 号楼加装电梯")
    town.resolve(chain)
    return chain


def notice(town: Town) -> str:
    chain = town.submit()
    town.resolve(chain)
    town.done(actions.post, chain=chain, by=town.by("committee"), text="公示七天。")
    return chain


def work(town: Town) -> str:
    chain = town.submit()
    town.resolve(chain)
    town.carry(chain)
    return chain


@pytest.fixture
def resolved(town: Town) -> str:
    """A matter that the residents' assembly has carried."""
    return reached(town, resolution)


@pytest.fixture
def published(town: Town) -> str:
    """A resolution whose notice is up."""
    return reached(town, notice)


@pytest.fixture
def working(town: Town) -> str:
    """A matter that is being carried out."""
    return reached(town, work)


@pytest.fixture
def seen() -> Callable[[Town, str], Sitting]:
    """A sitting by its chain."""
    return lambda town, chain: Sitting.objects.get(community=town.community, chain=chain)


@pytest.fixture
def no_form() -> Form:
    """A form that says nothing."""
    return Form()
