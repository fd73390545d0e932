"""Tables that a clerk brings into the sample community, and what the pages about them say."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from django.test import Client

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

import signed
from linli.apps.community import actions
from linli.apps.community.models import Account, BroughtTable, Community
from linli.registers.shapes import SHAPES

HOME = "/c/sample/registers/tables/"


def bring(clerk: Account, shape: str, rows: Any, *, apply: bool = False) -> BroughtTable:
    """Bring a table in and check it, or have it entered."""
    table = actions.bring_table(Community.objects.get(), SHAPES[shape], "t", made.text(rows), actor=clerk)
    actions.work_table(table.pk)
    if apply:
        actions.go_on(table, "apply", actor=clerk)
        assert actions.work_table(table.pk) == "applied"
    return BroughtTable.objects.select_related("community").get(pk=table.pk)


def browser(account: Account, language: str = "zh-hans") -> Client:
    """Somebody who is signed in."""
    return signed.browser(account, language)


def plain(html: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
