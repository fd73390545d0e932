"""Writing a charter: the text, what the check says of it while one writes, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli import charters
from linli.apps.charters import actions
from linli.apps.charters.reads import drafts, reading, writing
from linli.apps.charters.reads.examine import Examined, typed
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.reads.writing import Writing
from linli.apps.charters.views import amend as submit
from linli.apps.charters.views import check
from linli.apps.charters.views import model as model_page
from linli.apps.charters.views.here import Here, account, address, here, lang
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import sign_in_url
from linli.apps.community.reads.charters import CharterMissing
from linli.apps.matters.reads import differences
from linli.core.charter.nodes import MAX_BYTES
from linli.core.charter.text import Lang


@dataclass(frozen=True, slots=True)
class Text:
    """What stands in the field: the text, what it began from, and how often it had been kept when last seen."""

    text: str
    base: str
    saves: int = 0
    saved: Any = None
    notes: list[str] = field(default_factory=list[str])


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Writing the next version of a community's charter."""
    at = here(request, slug)
    work, url = _amending(at), at.to("charter-edit")
    if request.method == "POST" and request.POST.get("do") == "submit":
        sent = _sent(request, work)
        found = work.examine(typed(sent.text)[: MAX_BYTES + 1])
        answer = submit.submitted(request, at, work, found, sent.base)
        if answer.done is not None:
            return answer.done
        return _page(request, work, url, sent, status=409, refusal=answer.refusal)
    return _answer(request, work, url)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, name: str) -> HttpResponse:
    """Writing a charter of one's own that begins as a model."""
    work = writing.beginning(model_page.found(name))
    return _answer(request, work, address("model-edit", name))


@require_POST
def amend_live(request: HttpRequest, slug: str) -> HttpResponse:
    """What the check says of the text as it stands, as a part of the page."""
    return _live(request, _amending(here(request, slug)))


@require_POST
def begin_live(request: HttpRequest, name: str) -> HttpResponse:
    """The same, for a charter that begins as a model."""
    return _live(request, writing.beginning(model_page.found(name)))


def _amending(at: Here) -> Writing:
    try:
        return writing.amending(at.community)
    except CharterMissing:
        raise Http404 from None


def _live(request: HttpRequest, work: Writing) -> HttpResponse:
    found = work.examine(typed(request.POST.get("text", ""))[: MAX_BYTES + 1])
    return render(request, "charters/parts/live.html", said(found, work, lang()))


def _answer(request: HttpRequest, work: Writing, url: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, work, url, _resumed(request, work))
    sent = _sent(request, work)
    match request.POST.get("do", ""):
        case "drop":
            actions.drop_draft(account=account(request), community=work.community, model=work.name)
            return redirect(url)
        case "keep" if account(request) is not None:
            return _kept(request, work, url, sent)
        case "newest":
            note = _("The text is now compared with the version in force.")
            sent = Text(sent.text, work.base, sent.saves, notes=[note])
            return _page(request, work, url, sent)
        case "bring":
            note = _("This is the text that you brought along, compared with the version in force.")
            return _page(request, work, url, Text(sent.text, work.base, notes=[note]))
        case _:
            return _page(request, work, url, sent)


def _resumed(request: HttpRequest, work: Writing) -> Text:
    """The draft that was kept, else what it begins from."""
    kept = drafts.draft(account(request), community=work.community, model=work.name)
    if kept is not None:
        return Text(kept.text, kept.base, kept.saves, kept.saved)
    return Text(work.start.text.decode("utf-8-sig"), work.base)


def _sent(request: HttpRequest, work: Writing) -> Text:
    saves = request.POST.get("saves", "")
    return Text(
        request.POST.get("text", ""),
        request.POST.get("base", "")[:64] or work.base,
        int(saves) if saves.isascii() and saves.isdecimal() and len(saves) < 9 else 0,
    )


def _kept(request: HttpRequest, work: Writing, url: str, sent: Text) -> HttpResponse:
    words = typed(sent.text)
    if (
        len(words) > MAX_BYTES
        or "\x00" in sent.text
        or any("\ud800" <= sign <= "\udfff" for sign in sent.text)
    ):
        note = _("It cannot be kept: it is too long, or holds a character that no file can hold.")
        return _page(request, work, url, Text(sent.text, sent.base, sent.saves, notes=[note]), status=422)
    done = actions.keep_draft(
        account=account(request), community=work.community, model=work.name, base=sent.base,
        text=words.decode(), saves=sent.saves,
    )  # fmt: skip
    if isinstance(done, actions.Other):
        note = _(
            "You have kept another text from another window since. Nothing was written over: this is the text of "
            "this window. To keep it instead of the other, press “Keep” again."
        )
        kept = Text(sent.text, sent.base, done.draft.saves, done.draft.saved, [note])
        return _page(request, work, url, kept, status=409)
    return redirect(url)


def _page(
    request: HttpRequest,
    work: Writing,
    url: str,
    held: Text,
    *,
    status: int = 200,
    refusal: Shown | None = None,
) -> HttpResponse:
    speaks = lang()
    found = work.examine(typed(held.text)[: MAX_BYTES + 1])
    title = work.start.charter.title.in_(speaks)
    context = {
        "title": title,
        "held": held,
        "work": work,
        "url": url,
        "live_url": f"{url}live/",
        "start_url": _start_url(work),
        "crumbs": [*_crumbs(work, speaks), {"title": _("Write"), "url": ""}],
        "refusal": refusal,
        "offered": submit.offered(request, here(request, work.community.slug)) if work.community else None,
        "stale": held.base != work.base,
        "account": account(request),
        "homes": [] if work.community else _homes(request),
        "sign_in_url": sign_in_url(request),
        "zone": work.community.zone if work.community else "",
        **said(found, work, speaks),
        "lines": reading.file_lines(found.text) if request.method == "POST" and found.findings else [],
    }
    return render(request, "charters/edit.html", context, status=status)


def said(found: Examined, work: Writing, speaks: Lang) -> dict[str, Any]:
    """What can be said of a text: findings, drawings, and what it changes in the version that it begins from."""
    results = check.results(found, speaks)
    drawn: list[dict[str, Any]] = []
    changes = None
    if found.loaded is not None and not found.errors:
        bases = charters.laws() | {one.slug: one.charter for one in found.loaded.closure[1:]}
        changes = differences.told(work.start, found.loaded, speaks)
        drawn = reading.drawings(found.loaded, speaks, bases)
    return {
        "families": results["families"],
        "errors": found.errors,
        "count": len(found.findings),
        "readable": found.loaded is not None,
        "drawings": drawn,
        "changes": changes,
    }


def _homes(request: HttpRequest) -> list[dict[str, str]]:
    """The communities of the writer, whose charter could be amended to be this text."""
    return [
        {"title": one.name, "url": address("charter-edit", one.slug)}
        for one in community_reads.communities_of(account(request))
    ]


def _crumbs(work: Writing, speaks: Lang) -> list[dict[str, str]]:
    title = work.start.charter.title.in_(speaks)
    if work.community is not None:
        return [{"title": _("Charter"), "url": address("charter", work.community.slug)}]
    return [{"title": _("Models"), "url": address("models")}, {"title": title, "url": _start_url(work)}]


def _start_url(work: Writing) -> str:
    if work.community is not None:
        return address("charter", work.community.slug)
    return address("model", work.name)
