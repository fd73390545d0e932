"""Invitations of the demonstration: codes that nobody has used yet, one withdrawn, one for a clerk."""

from __future__ import annotations

from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Community, Invitation

PAPER, LINKS = 4, 2


def invite(community: Community, clerk: Account) -> None:
    """Invite the first residents who have no account yet. The codes are known to nobody."""
    some = list(reads.uninvited(community, clerk)[: PAPER + LINKS])
    paper = actions.invite(community, some[:PAPER], actor=clerk)
    actions.invite(community, some[PAPER:], actor=clerk, way=Invitation.Way.LINK)
    actions.invite_clerk(community, actor=clerk)
    actions.revoke(community, paper[-1].invitation.pk, actor=clerk)
