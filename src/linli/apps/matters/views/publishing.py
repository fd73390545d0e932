"""Publishing into a section, or putting up a notice: the form, filled in afresh or as it came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.forms_of_notices import PutUpForm
from linli.apps.matters.forms_of_places import number_of
from linli.apps.matters.reads.pages import Posted, RuleLine, SectionCard
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import acting, deeds, refusals, shown
from linli.apps.matters.views.new import at_of
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be published: in a section (None: a notice), instead of something, in the name of an organ."""

    card: SectionCard | None
    old: Posted | None
    organ: str
    organ_title: str

    @property
    def section(self) -> str:
        """The section's name; empty for a notice."""
        return self.card.name if self.card else ""

    @property
    def title(self) -> str:
        """What the page is called."""
        if self.old:
            return _("Correct: %(title)s") % {"title": self.old.title}
        return _("Publish: %(section)s") % {"section": self.card.title} if self.card else _("Put up a notice")

    @property
    def periods(self) -> list[tuple[str, str]]:
        """The periods that can be chosen, what is missing first; a correction is for the period that it corrects."""
        if self.card is None or not self.card.regular:
            return []
        if self.old:
            return [(str(self.old.period), self.old.period_title)]
        rows = [*reversed(self.card.missing), *([self.card.now] if self.card.now else [])]
        return [
            (str(row.begins), f"{row.title} · {_late(row.became)}{row.due}")
            for row in rows
            if row.became in ("missing", "open")
        ]


def _late(became: str) -> str:
    return _("was due: ") if became == "missing" else _("due: ")


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; sent, what it says is published, or comes back with the reason."""
    here = visit(request, slug)
    asked = _asked(here, request)
    if request.method == "POST":
        return _sent(request, here, asked)
    return _page(request, here, asked, _form(here, asked, initial=_begin(asked, request)))


def _asked(here: Visit, request: HttpRequest) -> Asked:
    old = _old(here, request.GET.get("instead", ""))
    board = reads.board(here.community, here.viewer)
    name = old.section if old else request.GET.get("section", "")
    card = next((one for one in board.cards if one.name == name), None)
    if name and card is None:
        raise Http404
    if card is None:
        return Asked(None, old, here.viewer.organ, board.capacity_title)
    organ = card.capacity or here.viewer.organ
    return Asked(card, old, organ, card.who)


def _old(here: Visit, instead: str) -> Posted | None:
    year, _dash, number = instead.partition("-")
    if not (
        year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal() and len(instead) < 16
    ):
        return None
    return reads.posted(here.community, here.viewer, int(year), int(number))


def _begin(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    if asked.old:
        old = asked.old
        text = "" if old.text.erased else old.text.text
        title = "" if old.typed_title.erased else old.typed_title.text
        return {
            "title": title,
            "text": text,
            "table": old.typed_table,
            "none": old.none,
            "building": str(old.building.number) if old.building else "",
            "period": str(old.period),
        }
    known = [value for value, _title in asked.periods]
    wanted = request.GET.get("period", "")
    return {
        "period": wanted if wanted in known else next(iter(known), ""),
        "building": at_of(request.GET),
    }


def _form(
    here: Visit, asked: Asked, request: HttpRequest | None = None, initial: dict[str, Any] | None = None
) -> PutUpForm:
    data, files = (request.POST, request.FILES) if request else (None, None)
    buildings = [(str(one.pk), one.name) for one in community_reads.buildings_of(here.community)]
    return PutUpForm(
        asked.periods, titled=asked.card is None, data=data, files=files, initial=initial, buildings=buildings
    )


def _sent(request: HttpRequest, here: Visit, asked: Asked) -> HttpResponse:
    form = _form(here, asked, request)
    if not form.is_valid():
        return _page(request, here, asked, form, status=422)
    given = form.cleaned_data
    try:
        done = actions.put_up(
            community=here.community, by=Actor(here.viewer.person, asked.organ), section=asked.section,
            text=given["text"], title=given.get("title") or "", table=given["table"], files=acting.attached(form),
            none=bool(given.get("none")), period=_day(given.get("period") or ""),
            instead_of=asked.old.seq if asked.old else 0, building=number_of(given),
            form=actions.Form(key=request.POST.get("key", "")[:64]),
        )  # fmt: skip
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _page(request, here, asked, form, status=422)
    if done.refusal is not None:
        panel = refusals.panel(here, done.refusal, kept=bool(form.typed))
        return _page(request, here, asked, form, refusal=panel, status=409)
    messages.success(request, _("It is published."))
    return redirect(
        here.links.to("disclosures") if asked.card is None else here.links.to("section", asked.card.name)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(
    request: HttpRequest, here: Visit, asked: Asked, form: PutUpForm, *, refusal: Shown | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    ask = {"section": asked.card.name} if asked.card else {}
    if asked.old:
        ask = {"instead": f"{asked.old.year}-{asked.old.number}"}
    context = {
        "crumbs": [
            {"title": _("Disclosures"), "url": here.links.to("disclosures")},
            *([{"title": asked.card.title, "url": here.links.to("section", asked.card.name)}] if asked.card else []),
            {"title": asked.title, "url": ""},
        ],
        "title": asked.title,
        "refusal": refusal,
        "why": None if refusal else _why(here, asked),
        "rule": shown.rule(rule_of(asked.card), here.links) if asked.card else None,
        "deed": {
            "name": "put-up", "title": _("Publish"), "url": here.links.to("publish", ask=ask), "form": form,
            "primary": True, "hidden": [("key", deeds.key())], "files": True, "chosen_again": form.had_files,
            "final": _("What is published stays in the record; it can be corrected or taken down, never deleted."),
        },
    }  # fmt: skip
    return render(request, "matters/publish.html", context, status=status)


def rule_of(card: SectionCard) -> RuleLine:
    """What the charter says of a section."""
    return RuleLine(joined(card.says), source=card.source, path=card.path)


def joined(sentences: Sequence[str]) -> str:
    """Sentences one after the other; Chinese ones need no space between them."""
    return (
        "".join(sentences)
        if any("\u4e00" <= char <= "\u9fff" for char in "".join(sentences))
        else " ".join(sentences)
    )


def _why(here: Visit, asked: Asked) -> Shown | None:
    """Who may not publish here hears so before anything is typed."""
    if asked.card.capacity if asked.card else reads.board(here.community, here.viewer).capacity:
        return None
    instead = [{"text": _("Change in the header whom you act for, if you are one of them."), "url": ""}]
    if not here.viewer.person:
        instead = [here.way_in]
    if asked.card:
        return {
            "what": _("You cannot publish in this section."),
            "clause": _("The charter says who does: %(who)s.") % {"who": asked.card.who},
            "url": here.links.article(asked.card.path), "instead": instead,
        }  # fmt: skip
    return {
        "what": _("Notices are put up by organs that have seats; you are not acting for one."),
        "instead": instead,
    }
