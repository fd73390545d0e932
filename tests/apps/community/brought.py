"""Tables that a clerk brings into the sample community, and what the pages about them say."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.test import Client

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

import signed
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Account, BroughtTable, Community, Place
from linli.registers.shapes import SHAPES

HOME = "/c/sample/registers/tables/"


def town(charter: str, tables: Mapping[str, Any], *, slug: str = "sample", clerk: str = "clerk") -> None:
    """A community under the charter of a model, with the rows of some tables by their shapes, entered by its clerk."""
    Place.objects.create(code="632801001001", name="样例社区居委会", level=5)
    community = actions.found_community(
        slug=slug,
        place="632801001001",
        name="样例社区",
        charter=charters.read(charter),
        actor=actions.TERMINAL,
    )
    assert isinstance(community, Community), community
    account = actions.make_account(clerk, "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_clerk(community, account, actor=actions.TERMINAL)
    for shape, rows in tables.items():
        bring(account, shape, rows, apply=True)


def bring(clerk: Account, shape: str, rows: Any, *, apply: bool = False) -> BroughtTable:
    """Bring a table in, of rows or as it is, and check it, or have it entered."""
    data = rows if isinstance(rows, bytes) else made.text(rows)
    table = actions.bring_table(Community.objects.get(), SHAPES[shape], "t", data, actor=clerk)
    actions.work_table(table.pk)
    if apply:
        actions.go_on(table, "apply", actor=clerk)
        assert actions.work_table(table.pk) == "applied"
    return fresh(table)


def go(clerk: Account, table: BroughtTable, what: str) -> BroughtTable:
    """Go on with a table, whatever it comes to."""
    actions.go_on(table, what, actor=clerk)
    actions.work_table(table.pk)
    return fresh(table)


def fresh(table: BroughtTable) -> BroughtTable:
    """As it stands now."""
    return BroughtTable.objects.select_related("community").get(pk=table.pk)


def browser(account: Account, language: str = "zh-hans") -> Client:
    """Somebody who is signed in."""
    return signed.browser(account, language)


def plain(html: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
