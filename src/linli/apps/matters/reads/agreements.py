"""Agreements, pledges and debts: who is bound to what or owes whom, since which matter, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import words
from linli.apps.matters.models import Matter
from linli.apps.matters.reads import effects
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter import explain
from linli.core.charter.text import both
from linli.core.engine.effect import Owed
from linli.core.engine.money import yuan
from linli.core.engine.roster import Bond

PAGE = 20


@dataclass(frozen=True, slots=True)
class Agreement:
    """One bond in words. ``until`` is None where no term is said; ``path`` is the part of the charter behind it."""

    says: str
    who: str
    since: datetime
    until: datetime | None
    ended: bool
    title: str
    matter: Any
    charter: str
    path: str
    clause: str


@dataclass(frozen=True, slots=True)
class Agreements:
    """One page of them, and how many there are of each sort."""

    rows: tuple[Agreement, ...]
    current: int
    ended: int
    page: int
    pages: int
    zone: str


def agreements(community: Any, viewer: Viewer, *, ended: bool = False, page: int = 1) -> Agreements:
    """What binds people now, or with ``ended`` what did until its term was over; the newest first."""
    at = community_actions.now()
    bonds = community_reads.roster(community).bonds
    over = [one for one in bonds if _is_over(one, at)]
    current = [one for one in bonds if not _is_over(one, at)]
    chosen = over if ended else current
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(max(page, 1), pages)
    found = chosen[::-1][(page - 1) * PAGE : page * PAGE]
    return Agreements(
        tuple(_shown(community, viewer, found, ended=ended)), len(current), len(over), page, pages, community.zone
    )  # fmt: skip


def binds(community: Any, chain: str) -> bool:
    """Whether a matter has bound anybody to anything."""
    return any(one.matter == chain for one in community_reads.roster(community).bonds)


def _is_over(bond: Bond, at: datetime) -> bool:
    return bond.effect.until is not None and bond.effect.until <= at


def _shown(community: Any, viewer: Viewer, bonds: list[Bond], *, ended: bool) -> list[Agreement]:
    chains = {one.matter for one in bonds}
    matters = {row.chain: row for row in Matter.objects.filter(community=community, chain__in=chains)}
    lists = Lists(community, viewer)
    people = {who.person for one in bonds for who in one.effect.who if who.person}
    sight = Sight(community, viewer, lists.lens, people=people)
    return [
        _row(lists.of(row.charter_hash), sight, one, row, ended)
        for one in bonds
        if (row := matters.get(one.matter))
    ]


def _row(lens: Lens, sight: Sight, bond: Bond, matter: Matter, ended: bool) -> Agreement:
    effect = bond.effect
    path = effect.clause.partition(".enacts.")[0]
    return Agreement(
        says=_says(lens, bond), who=effects.all_of(lens, sight, effect.who), since=bond.since,
        until=effect.until, ended=ended, title=matter.title, matter=matter, charter=matter.charter_hash, path=path,
        clause=lens.clause(path),
    )  # fmt: skip


def _says(lens: Lens, bond: Bond) -> str:
    """To what somebody is bound, or what is owed to whom and how often."""
    effect, deed = bond.effect, effects.deed_of(lens, bond.effect.clause)
    what = lens.text(deed.what) if deed.what else ""
    amount = lens.text(yuan(effect.cents)) if effect.cents else ""
    if not isinstance(effect, Owed):
        return f"{what}{_joint(lens)}{amount}" if what and amount else what or amount or _say(lens, "bound")
    often = explain.every(deed.every, lens.lang) if deed.every else ""
    key = "owes-often" if often else "owes"
    owed = _say(lens, key, organ=lens.organ(effect.to), amount=amount, often=often)
    return f"{what}{_joint(lens)}{owed}" if what else owed


def _joint(lens: Lens) -> str:
    return "：" if lens.lang == "zh" else ": "


def _say(lens: Lens, key: str, **values: object) -> str:
    return words.say(SAYS[key], lens.lang, **values)


SAYS = {
    "bound": both("按章程承担约定", "bound as the charter says"),
    "owes": both("应付{organ} {amount}", "owes {organ} {amount}"),
    "owes-often": both("{often}应付{organ} {amount}", "owes {organ} {amount}, {often}"),
}
