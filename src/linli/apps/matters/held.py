"""A matter and the sitting it is acted on in, locked together, with what this process knows of them already."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple

from linli.apps.community import actions as community_actions
from linli.apps.matters.models import Matter, Sitting

KEPT = 256


class Held(NamedTuple):
    """The rows, and the head of the community's chain that was read with them, where it was."""

    matter: Matter
    sitting: Sitting | None = None
    roster: str | None = None


# The last state known of each chain, with the hash of the entry after which it is: a hash stands for the whole chain
# before it, so that a state is never taken for another, whoever wrote meanwhile, and whatever was undone.
_kept: OrderedDict[tuple[int, str], tuple[str, Any]] = OrderedDict()
_lock = Lock()


def hold(community: Any, chain: str, sitting: str = "") -> Held | None:
    """Lock a matter, and the sitting named, until the transaction ends; None where there is no such matter."""
    wanted = [_of(Matter, community.pk, chain)]
    found = None
    if sitting:
        found = community_actions.locked_chains(community.pk, [*wanted, _of(Sitting, community.pk, sitting)])
    found = found or community_actions.locked_chains(community.pk, wanted)
    if found is None:
        return None
    rows, head = found
    for row in rows:
        row.community = community
    return Held(rows[0], rows[1] if len(rows) > 1 else None, head)


def _of(model: type[Matter | Sitting], community: int, chain: str) -> community_actions.OfChain:
    return community_actions.OfChain(model, chain, _kept.get((community, chain), ("",))[0])


def state_of(row: Matter | Sitting) -> Any:
    """The state that the row's snapshot says; the same object for the same state."""
    head, state = _kept.get((row.community_id, row.chain), ("", None))
    if head != row.head_hash:
        state = row.state
        keep(row, state)
    return state


def keep(row: Matter | Sitting, state: Any) -> None:
    """Remember the state after the row's last entry."""
    of = (row.community_id, row.chain)
    with _lock:
        _kept[of] = (row.head_hash, state)
        _kept.move_to_end(of)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
