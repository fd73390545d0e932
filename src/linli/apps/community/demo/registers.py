"""Registers for the demonstration: what is known of the invented people, some units, a clerk, a table that has faults.

ID numbers begin with 990101, an area that does not exist, and phones are a number given out to nobody.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import repeat

from stdnum.cn import ric

from linli.apps.community import actions, bulk, clock, personal
from linli.apps.community.models import Account, Building, Community, Person, Resident, Stairwell, Unit
from linli.apps.community.sealing import marks
from linli.registers.shapes import SHAPES

AREA = "990101"
OF_AGE = 18 * 366
OLDEST, YOUNGEST = 30_000, 200
"""Ages in days."""
UNITS = (
    ("幼儿园（演示）", "school"),
    ("便民菜店（演示）", "shop"),
    ("物业服务站（演示）", "association"),
    ("社区卫生站（演示）", "health"),
)
FAULTY = """姓名,身份证号,联系电话,楼栋,房号,与户主关系
演示甲,{right},13800000000,1号楼,101,其他
演示乙,{wrong},13800000000,1号楼,102,其他
演示丙,,13800000000,99号楼,101,其他
演示丁,,1380000,2号楼,201,邻居
演示甲,{right},13800000000,1号楼,103,其他
"""


def settle(community: Community, people: Sequence[Person], adults: int, seed: int) -> None:
    """Enter what is known of people: the first ``adults`` of them are of age."""
    draw = random.Random(seed + 1000)  # noqa: S311 - invented people, the same in every demonstration
    today = clock.now().date()
    ages = ((OF_AGE, OLDEST) if place < adults else (YOUNGEST, OF_AGE - 400) for place in range(len(people)))
    born = [today - timedelta(days=draw.randrange(*bounds)) for bounds in ages]
    numbers = [number(day, place) for place, day in enumerate(born, 1)]
    taken: set[tuple[str, int | None]] = set()
    relations = [_relation(one, place < adults, taken, draw) for place, one in enumerate(people)]
    secrets = ((one, "13800000000", day.isoformat()) for one, day in zip(numbers, born, strict=True))
    columns = {
        "person_id": [one.pk for one in people], "community_id": repeat(community.pk), "relation": relations,
        "sex": ["male" if int(one[16]) % 2 else "female" for one in numbers], "registered": repeat(True),
        "sealed": personal.close(secrets, community.pk), "mark": marks(numbers, personal.use_of(community.pk)),
    }  # fmt: skip
    bulk.insert(Resident, columns, len(people))
    _things(community)


def number(born: date, place: int) -> str:
    """An ID number of an area that does not exist."""
    seventeen = f"{AREA}{born:%Y%m%d}{place % 1000:03d}"
    return seventeen + ric.calc_check_digit(f"{seventeen}0")


def _relation(one: Person, adult: bool, taken: set[tuple[str, int | None]], draw: random.Random) -> str:
    """A household has one head, and the head one spouse at most."""
    if not adult:
        return "child"
    home = one.household_id
    found = draw.choice(("spouse", "parent", "other")) if ("head", home) in taken else "head"
    if found == "spouse" and (found, home) in taken:
        return "other"
    taken.add((found, home))
    return found


def _things(community: Community) -> None:
    buildings = list(Building.objects.filter(community=community))
    Stairwell.objects.bulk_create(
        Stairwell(
            community=community, building=one, key="1", name="1单元", floors=6, dwellings=24, lift=False
        )
        for one in buildings
    )
    Unit.objects.bulk_create(
        Unit(community=community, building=one, key=name, name=name, kind=kind)
        for one, (name, kind) in zip(buildings, UNITS, strict=False)
    )


def clerk(community: Community, person: Person) -> Account:
    """Let a person keep the register."""
    account = actions.make_account(f"demo-{person.pseudonym}", None, actor=actions.TERMINAL)
    actions.give_account(community, person, account, actor=actions.TERMINAL)
    actions.make_clerk(community, account, actor=actions.TERMINAL)
    return account


def faulty(community: Community, account: Account) -> None:
    """A table waits to be mended."""
    right = number(date(1988, 8, 8), 888)
    wrong = right[:17] + ("0" if right[17] != "0" else "1")
    data = FAULTY.format(right=right, wrong=wrong).encode()
    table = actions.bring_table(community, SHAPES["residents"], "新迁入居民（演示）.csv", data, actor=account)
    actions.work_table(table.pk)
