"""What this app seals with the key of the registers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from linli.apps.community.reads.sealed import Anew, Row, rows
from linli.apps.matters.gate import use_in
from linli.apps.matters.models import EnteredAct


def _entered(row: Row, key: Anew) -> Mapping[str, Any]:
    use = use_in(row["community_id"])
    return {name: key.words(row[name], use) for name in ("contest", "answer")}


SEALED = (
    rows(EnteredAct, _entered, "community_id", "contest", "answer", which=~Q(contest="") | ~Q(answer="")),
)
