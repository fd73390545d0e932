"""What personal data is for: each register with its purpose, ground and period. For everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.care import reads
from linli.apps.care.purposes import Purpose, public
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import said


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every register; where the community's own file cannot be read, the general ones and that it is so."""
    community = community_reads.asking(request, slug).community
    found, wrong = public(community)
    gone = reads.faded(community)
    context = {
        "crumbs": [
            {"title": community.name, "url": reverse("matters:square", args=[slug])},
            {"title": _("What personal data is for"), "url": ""},
        ],
        "groups": _groups(found, gone),
        "wrong": wrong, "zone": community.zone, "mine_url": reverse("care:mine", args=[slug]),
    }  # fmt: skip
    return render(request, "care/purposes.html", context)


def _groups(found: tuple[Purpose, ...], gone: dict[str, Any]) -> list[dict[str, Any]]:
    """The registers by what becomes of them: what goes by itself first."""
    titles = {
        "timed": _("Removed when the time is over"),
        "while-registered": _("Removed when you leave"),
        "always": _("Kept for good"),
    }
    return [
        {"key": key, "title": title, "registers": [shown(one, gone.get(one.key)) for one in found if one.keep == key]}
        for key, title in titles.items()
    ]  # fmt: skip


def shown(one: Purpose, gone: Any) -> dict[str, Any]:
    """A register as a page shows it, with what went of it last."""
    facts = [
        (_("What is held"), one.holds), (_("For what"), one.purpose), (_("On what ground"), one.ground),
        (_("Who sees it"), one.seen_by), (_("How long"), one.kept), (_("Afterwards"), one.then),
    ]  # fmt: skip
    rows = [{"term": term, "value": said(text)} for term, text in facts if text is not None]
    kept = said(one.kept) if one.period is not None else ""
    return {"key": one.key, "title": said(one.title), "kept": kept, "facts": rows, "gone": gone}
