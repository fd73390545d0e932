"""What is sealed of requests, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from linli.apps.care.models import ErasureRequest
from linli.apps.community import actions as community_actions
from linli.apps.community.reads import deciders
from linli.apps.community.reads.sealed import Anew, Row, rows
from linli.core.charter.text import both

LONGEST = 1_000
WHY = {
    "open-already": both(
        "还有一份申请在等答复。要改，请先撤回那一份。",
        "There is a request that waits for an answer. Take it back first, to ask otherwise.",
    ),
    "nothing-chosen": both("请选择要删除的内容。", "Choose what is to be erased."),
    "not-offered": both(
        "有的内容现在不能删，原因见页面。请在可以删除的里面选。",
        "Some of it cannot be erased now; the page says why. Choose from what is offered.",
    ),
    "reasons-missing": both(
        "请写明不同意的理由，申请人看得到。",
        "Give reasons for what you do not grant: whoever asked reads them.",
    ),
    "own-request": deciders.OWN_REQUEST,
    "answered-meanwhile": both(
        "这份申请已经答复过，或者已经撤回。", "It has been answered or taken back meanwhile."
    ),
    "nobody-here": both("您不在这个社区的台账里。", "You are nobody in the register of this community."),
}
"""Why a request or an answer is not taken, and what to do."""


def closed(text: str, community: Any) -> str:
    """Words as they are stored."""
    return community_actions.seal_words(text, _use(community.pk))


def opened(sealed: str, community: Any) -> str:
    """What :func:`closed` was given."""
    return community_actions.unseal_words(sealed, _use(community.pk))


def _use(community: int) -> str:
    return f"erasure {community}"


def _anew(row: Row, key: Anew) -> Mapping[str, Any]:
    return {name: key.words(row[name], _use(row["community_id"])) for name in ("words", "reasons")}


SEALED = (
    rows(ErasureRequest, _anew, "community_id", "words", "reasons", which=~Q(words="") | ~Q(reasons="")),
)
"""For a change of the key."""
