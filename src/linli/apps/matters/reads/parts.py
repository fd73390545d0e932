"""Whole parts of a matter's page that other apps, which stand on this one, bring along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from linli.apps.matters.reads.pages import MatterPage

PARTS: list[Callable[[HttpRequest, Any, MatterPage], str]] = []
"""Each app adds its own when it is ready: from the request, the community and the matter to safe HTML, or nothing."""


def parts(request: HttpRequest, community: Any, page: MatterPage) -> list[str]:
    """The parts of a matter's page."""
    return [found for one in PARTS if (found := one(request, community, page))]
