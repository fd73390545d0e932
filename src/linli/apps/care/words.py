"""What is sealed of requests, and its words."""

from __future__ import annotations

from typing import Any

from linli.apps.community import actions as community_actions

LONGEST = 1_000


def closed(text: str, community: Any) -> str:
    """Words as they are stored."""
    return community_actions.seal_words(text, f"erasure {community.pk}")


def opened(sealed: str, community: Any) -> str:
    """What :func:`closed` was given."""
    return community_actions.unseal_words(sealed, f"erasure {community.pk}")
