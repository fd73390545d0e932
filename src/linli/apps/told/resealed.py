"""What this app seals with the key of the registers. The secret of a webhook stays: its other end knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linli.apps.community.reads.sealed import Anew, Row, rows
from linli.apps.told.actions.settings import SECRET, USE, halves
from linli.apps.told.models import Way


def _way(row: Row, key: Anew) -> Mapping[str, Any]:
    given = {"address": key.words(row["address"], USE), "secret": key.words(row["secret"], SECRET)}
    if row["kind"] == Way.Kind.WEBHOOK and not row["secret"]:
        made = "".join(key.marks_before([words], use)[0] for words, use in halves(row["pk"], row["made"]))
        given["secret"] = key.first(made, SECRET)
    return given


SEALED = (rows(Way, _way, "kind", "made", "address", "secret"),)
