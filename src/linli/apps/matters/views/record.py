"""The record of a community: the chain as a ledger, and how anyone can check it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.pages import LedgerRow, RecordPage
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.calendar import shown as moment


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The ledger, the last checkpoint, the commands, and what can and cannot be found out."""
    here = visit(request, slug)
    found = reads.record(here.community, here.viewer, page=page_of(request))
    context = {
        "page": found,
        "zone": found.zone,
        "rows": [_row(here, row) for row in found.rows],
        "facts": _facts(here, found),
        "pages": pager(found.page, found.pages),
        "archive_url": here.links.to("archive"),
        "commands": [f"linli record verify {slug}.linli"],
        "detects": _detects(),
    }
    return render(request, "matters/record.html", context)


def _row(here: Visit, row: LedgerRow) -> Shown:
    return {
        "at": row.at, "act": row.act, "who": row.who, "hash": row.hash, "place": _place(row),
        "entered": row.entered, "door": row.door,
        "url": here.links.chain(row.chain),
    }  # fmt: skip


def _place(row: LedgerRow) -> str:
    """Which chain, and which entry of it."""
    kind, *rest = row.chain.split("/")
    if kind == "community" or len(rest) != 2:
        return _("register, entry %(seq)d") % {"seq": row.seq}
    named = {"year": rest[0], "number": rest[1], "seq": row.seq}
    if kind == "sitting":
        return _("sitting %(number)s of %(year)s, entry %(seq)d") % named
    return _("matter %(number)s of %(year)s, entry %(seq)d") % named


def _facts(here: Visit, found: RecordPage) -> list[Shown]:
    at = found.proof.at
    return [
        {"term": _("Entries"), "value": f"{found.entries:,}"},
        {"term": _("Chains"), "value": f"{found.chains:,}"},
        {"term": _("Checkpoint"), "value": moment(at, found.zone).in_(here.lang) if at else _("none yet")},
    ]


def _detects() -> list[Shown]:
    """In short what docs/reference/record.md says at length."""
    found, only = _("It is found"), _("Only beside a copy")
    return [
        {"what": _("One byte of an entry is changed"), "found": found,
         "how": _("Its seal no longer matches, and neither does any later one.")},
        {"what": _("An entry is taken out or put in"), "found": found,
         "how": _("The numbers and the seals of the chain no longer join.")},
        {"what": _("An act that the charter would have refused is written in"), "found": found,
         "how": _("Every act is done again against the charter; what comes out must be what is written.")},
        {"what": _("The charter is exchanged"), "found": found,
         "how": _("Each matter names its charter by the fingerprint of its text.")},
        {"what": _("A typed text is changed"), "found": found,
         "how": _("The record holds the seal of every text; an erased one is shown as erased.")},
        {"what": _("The whole record is written anew, or its end is cut off"), "found": only,
         "how": _("Compare the root with a checkpoint from before: on the wall, or in a copy that somebody kept.")},
        {"what": _("Something false was entered in the first place"), "found": _("It is not found"),
         "how": _("The record proves what was entered and when, not that it was true. For that there are objections.")},
    ]  # fmt: skip
