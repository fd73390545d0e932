"""Foundings of the demonstration that are begun: one left half-way, one of which only the place is chosen."""

from __future__ import annotations

from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community
from linli.apps.founding import actions
from linli.apps.founding.reads import Member

FACTS = ("adult", "party-member", "registered")
LEFT = "610103006003"
PLACED = "610103006013"
PEOPLE = (
    Member("party-branch", "方佳音", chair=True, facts=FACTS),
    Member("party-branch", "邓守义", facts=FACTS),
    Member("party-branch", "白雪松", facts=FACTS),
    Member("committee", "崔秀珍", chair=True, facts=("adult", "registered")),
    Member("committee", "方佳音", facts=FACTS),
)
"""Invented names; the committee still has empty seats."""


def begin(one: Any) -> None:
    """Let the clerk of a community prepare to found its neighbours."""
    account = community.clerk_people(one)[0].account
    assert account is not None
    community_actions.let_found(account, actor=community_actions.TERMINAL)
    placed = actions.begin(actor=account)
    actions.choose_place(placed.pk, PLACED, saves=0, actor=account)
    left = actions.begin(actor=account)
    actions.choose_place(left.pk, LEFT, saves=0, actor=account)
    actions.choose_model(left.pk, "beilin", saves=1, actor=account)
    actions.name_members(left.pk, "文艺南路社区", "wenyinanlu", PEOPLE, saves=2, actor=account)
