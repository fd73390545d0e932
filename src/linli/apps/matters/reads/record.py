"""The record as a ledger page."""

from __future__ import annotations

from itertools import islice
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import words, words_of_community
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.matters import proof
from linli.apps.matters.reads.pages import LedgerRow, RecordPage
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import InStrand, Tick, Vote, VoteItems
from linli.core.engine.community import CHARTER
from linli.core.engine.entry import Entered
from linli.core.engine.roster import CommunityAct
from linli.core.engine.struct import kebab_tag

PAGE = 30


def record(community: Any, viewer: Viewer, *, page: int = 1) -> RecordPage:
    """How much there is, the last checkpoint, and the entries that it covers, newest first."""
    lists = Lists(community, viewer)
    total = community.leaves
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    last = total - (page - 1) * PAGE
    first = max(0, last - PAGE)
    found = list(islice(community_reads.entries(community, first), last - first))
    rows = _rows(lists, found)
    last_one = community_reads.last_checkpoint(community)
    return RecordPage(
        entries=total, chains=_chains(community), proof=proof(community),
        key=str(getattr(last_one, "key", "") or ""), rows=tuple(reversed(rows)), page=page, pages=pages,
        zone=lists.zone,
    )  # fmt: skip


def _chains(community: Any) -> int:
    """The community's own, and one for each matter, closed ones too, and sitting."""
    mine = Matter.every.filter(community=community), Sitting.objects.filter(community=community)
    return 1 + sum(rows.count() for rows in mine)


def _rows(lists: Lists, found: list[Any]) -> list[LedgerRow]:
    entries = [(one, one.read()) for one in found]
    people = {entry.by.person for _, entry in entries if not isinstance(entry.act, Vote | VoteItems)}
    people |= {hand.by.person for _, entry in entries if (hand := hand_of(entry))}
    sight = Sight(lists.community, lists.viewer, lists.lens, people=people)
    return [
        LedgerRow(
            one.chain,
            one.seq,
            one.at,
            act_title(lists.lens, entry.act),
            _who(sight, entry),
            one.hash,
            sight.entered(hand_of(entry), entry.on),
            sight.door(entry.door or ""),
        )
        for one, entry in entries
    ]


def _who(sight: Sight, entry: Any) -> str:
    if isinstance(entry.act, Tick):
        return sight.lens.say("clock")
    if entry.by == CHARTER:
        return sight.lens.say("charter")
    if not entry.by.person:
        return sight.lens.say("clerk")
    return sight.who(entry.by)


def hand_of(entry: Any) -> Entered | None:
    """Who entered an act for whom it is of, out of an entry of any chain."""
    return getattr(entry, "entered", None) or None


def act_title(lens: Lens, act: Any) -> str:
    """What an act is called."""
    if isinstance(act, InStrand):
        return act_title(lens, act.act)
    titles = words_of_community.ACTS if isinstance(act, CommunityAct) else words.ACTS
    return lens.text(titles[kebab_tag(type(act).__name__)])
