"""What of matters goes when its period is over: the words of contests that were answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.apps.community.reads.fading import blanking
from linli.apps.matters.models import EnteredAct


def answered(community: Any, before: datetime) -> Any:
    """What was contested and answered before a moment, and still has its words."""
    return EnteredAct.objects.filter(community=community, answered__lt=before).exclude(contest="", answer="")


FADING = blanking("entered", answered, contest="", answer="")
