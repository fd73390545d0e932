"""Founds the communities of the demonstration: places, people, households, organs with people in their seats.

To be called inside one transaction together with whatever other apps add, and closed with :func:`mark_filled`: an
interrupted filling then leaves nothing behind, and is simply done again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal

from linli import charters
from linli.apps.community import actions, clock
from linli.apps.community.demo import invitations, registers
from linli.apps.community.demo.names import names
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    DemoFilling,
    Dwelling,
    Household,
    Person,
    Piece,
)
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.kinds import part_names
from linli.core.charter.model import Organ
from linli.core.engine.acts import FactValue
from linli.core.engine.refusal import Refusal

How = Literal["elected", "chosen", "appointed"]
VERSION = 2
"""To be raised when entries are written in another way: a demonstration of before can then no longer be read."""
PLACES = Path(__file__).with_name("places.csv")
FOUNDED_BEFORE = timedelta(days=75)
FLOORS = 6
PER_FLOOR = 4
PARTY_FIRST = 40
PARTY_PERCENT = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """One community to be founded. ``seed`` fixes its people for ever."""

    slug: str
    place: str
    name: str
    charter: str
    residents: int
    seed: int
    banner: bool = False


PLANS = (
    Plan("cehuilu", "610103006007", "测绘路社区", "beilin", 320, 1),
    Plan("youyi", "610103006009", "友谊社区", "beilin", 260, 2),
    Plan("xinghua", "150526100002", "杏花社区", "zhalute", 300, 3, banner=True),
    Plan("xueyuan", "150526100006", "学苑社区", "zhalute", 240, 4, banner=True),
)


def filled() -> bool:
    """Whether the demonstration is complete."""
    return DemoFilling.objects.filter(version=VERSION).exists()


def outdated() -> bool:
    """Whether an earlier Linli has filled it, in a way that this one does not read."""
    return DemoFilling.objects.exclude(version=VERSION).exists()


def mark_filled() -> None:
    """Say so: the last deed of the transaction that fills it."""
    DemoFilling.objects.create(version=VERSION, at=clock.now())


def communities() -> list[Community]:
    """The communities of the demonstration, in the order of the plan."""
    found = {one.slug: one for one in Community.objects.filter(demo=True)}
    return [found[plan.slug] for plan in PLANS if plan.slug in found]


def found_all(now: datetime) -> list[Community]:
    """Found every community of the plan, as if 75 days before ``now``."""
    actions.import_places(PLACES, actor=actions.TERMINAL)
    with clock.standing_at(now - FOUNDED_BEFORE):
        found = [_found(plan) for plan in PLANS]
    for community, clerk in found:
        invitations.invite(community, clerk)
    registers.faulty(*found[0])
    return [community for community, _clerk in found]


def _found(plan: Plan) -> tuple[Community, Account]:
    community = _granted(
        actions.found_community(
            slug=plan.slug, place=plan.place, name=plan.name, charter=charters.read(plan.charter), demo=True,
            actor=actions.TERMINAL,
        )
    )  # fmt: skip
    people = _enrol(community, plan)
    _divide(community)
    adults = people[: plan.residents * 4 // 5]
    loaded = charters.read(plan.charter).charter
    _fill_seats(community, loaded.organs, adults)
    registers.settle(community, people, len(adults), plan.seed)
    return community, registers.clerk(community, adults[-1])


def _granted(found: Community | Refusal) -> Community:
    if isinstance(found, Refusal):
        raise RuntimeError(f"the demonstration was refused: {found.says('en')}")
    return found


def _enrol(community: Community, plan: Plan) -> list[Person]:
    """Adults first: four of five; the first forty of them are in the party, for its organs, and some others."""
    draw = random.Random(plan.seed)  # noqa: S311 - invented people, the same in every demonstration
    households = _households(community, plan.residents // 3)
    adults = plan.residents * 4 // 5
    called = islice(names(plan.seed, banner=plan.banner), plan.residents)
    newcomers = [
        actions.Newcomer(name, _facts(index, adults, draw), draw.choice(households))
        for index, name in enumerate(called)
    ]
    enrolled = actions.enrol_people(community, newcomers, actor=actions.TERMINAL)
    if isinstance(enrolled, Refusal):
        raise RuntimeError(f"the demonstration was refused: {enrolled.says('en')}")
    return enrolled


def _facts(index: int, adults: int, draw: random.Random) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"registered": True}
    if index < adults:
        facts["adult"] = True
        if index < PARTY_FIRST or draw.randrange(100) < PARTY_PERCENT:
            facts["party-member"] = True
    return facts


def _households(community: Community, count: int) -> list[Household]:
    """Buildings of six floors, four dwellings on each, and a household in every dwelling."""
    whole = FLOORS * PER_FLOOR
    buildings = Building.objects.bulk_create(
        Building(
            community=community, key=str(number), name=f"{number} 号楼", floors=FLOORS, stairwells=1,
            grid=f"第 {number} 网格",
        )
        for number in range(1, (count - 1) // whole + 2)
    )  # fmt: skip
    homes = Dwelling.objects.bulk_create(
        Dwelling(
            community=community, building=buildings[place // whole], key=f"/{number}", number=number,
            area=6_850 + place % PER_FLOOR * 1_240,
        )
        for place in range(count)
        for number in [f"{place // PER_FLOOR % FLOORS + 1}0{place % PER_FLOOR + 1}"]
    )  # fmt: skip
    return Household.objects.bulk_create(
        Household(community=community, number=number, home=home) for number, home in enumerate(homes, 1)
    )


def _divide(community: Community) -> None:
    """Every building is a group of its own, where the charter speaks of groups."""
    if "group" in force(community).parts:
        Piece.objects.bulk_create(
            Piece(community=community, building=one, key="group/", level="group", part=f"第 {one.key} 小组")
            for one in Building.objects.filter(community=community)
        )


def _fill_seats(community: Community, organs: dict[str, Organ], adults: Sequence[Person]) -> None:
    """Give every organ the fewest people that the charter allows, an odd number where it can be."""
    party, others = iter(adults[:PARTY_FIRST]), iter(adults[PARTY_FIRST:])
    for key, organ in organs.items():
        if organ.elected_by or organ.chosen_by or organ.appointed_by:
            _seat(community, key, organ, party if organ.nature == "party" else others)


def _seat(community: Community, key: str, organ: Organ, people: Iterator[Person]) -> None:
    least = max(organ.seats.least if organ.seats else 1, 1)
    most = organ.seats.most if organ.seats else None
    count = least + 1 if least % 2 == 0 and (most is None or least < most) else least
    how: How = "elected" if organ.elected_by else "chosen" if organ.chosen_by else "appointed"
    actions.size_organ(community, key, count, actor=actions.TERMINAL)
    parts = part_names(community, organ.at) if organ.sees else []
    for place, person in enumerate(islice(people, count)):
        seated = actions.take_seat(
            community,
            person,
            key,
            chair=place == 0 and organ.chair is not None,
            how=how,
            actor=actions.TERMINAL,
        )
        if isinstance(seated, Refusal):
            raise RuntimeError(f"the demonstration was refused: {seated.says('en')}")
        if parts:
            actions.cover(community, person, key, [parts[place % len(parts)]], actor=actions.TERMINAL)
