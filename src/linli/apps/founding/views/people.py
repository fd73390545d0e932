"""The third step: what the community is called, and who sits in which organ first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community.reads import lang, said
from linli.apps.founding import actions, reads
from linli.apps.founding.actions.drafts import LONGEST, wrong_address
from linli.apps.founding.models import Draft
from linli.apps.founding.reads import Bench, Member
from linli.apps.founding.views import steps
from linli.core.charter.load import Loaded
from linli.core.engine.refusal import Refusal

EVERYBODY = "everybody"
"""What is true of all who are named, or with an organ before it of all in that one, ticked once."""


@require_http_methods(["GET", "HEAD", "POST"])
@steps.step
def page(request: HttpRequest, one: Draft) -> HttpResponse:
    """The name, the address and the seats; all is kept as typed, also what has to be mended."""
    loaded = reads.model(one.model) if one.model else None
    if request.method != "POST":
        return show(request, one, loaded, reads.members(one))
    members = _typed(request, loaded)
    name, slug = (
        request.POST.get("name", "").replace("\x00", ""),
        request.POST.get("slug", "").replace("\x00", ""),
    )
    wrong = {"name": _wrong_name(name), "slug": wrong_address(slug.strip())}
    try:
        one = actions.name_members(
            one.pk, name, slug, members, saves=steps.saves(request), actor=request.user
        )
    except actions.Outdated:
        one.refresh_from_db()
        one.name, one.slug = name, slug
        return show(request, one, loaded, members, wrong={"whole": steps.outdated()})
    if any(wrong.values()):
        return show(request, one, loaded, members, wrong=wrong)
    return HttpResponseRedirect(steps.address("live", one))


def _wrong_name(name: str) -> str:
    shown = name.strip()
    if not shown:
        return _("Give the community a name.")
    if len(shown) > 100 or not shown.isprintable():
        return _("A name has up to %(most)d characters, all of them visible.") % {"most": 100}
    return ""


def _typed(request: HttpRequest, loaded: Loaded | None) -> list[Member]:
    """The lines with a name in them, organ by organ; fields are named committee:0:name."""
    if loaded is None:
        return []
    asked = set(reads.facts_asked(loaded))
    everybody = asked & set(request.POST.getlist(EVERYBODY))
    found = []
    for bench in reads.benches(loaded.charter, lang()):
        chair = request.POST.get(f"{bench.key}:chair", "")
        all_here = everybody | asked & set(request.POST.getlist(f"{bench.key}:{EVERYBODY}"))
        for line in range(bench.lines):
            start = f"{bench.key}:{line}"
            name = " ".join(request.POST.get(f"{start}:name", "").split())
            name = "".join(sign for sign in name if sign.isprintable())[:LONGEST]
            if name:
                own = asked & set(request.POST.getlist(f"{start}:fact"))
                facts = tuple(sorted(own | all_here))
                kind = request.POST.get(f"{start}:kind", "")[:LONGEST]
                found.append(Member(bench.key, name, kind, chair == str(line), facts))
    return found


def show(
    request: HttpRequest,
    one: Draft,
    loaded: Loaded | None,
    members: Iterable[Member],
    *,
    wrong: dict[str, str] | None = None,
    refused: dict[str, list[Refusal]] | None = None,
) -> HttpResponse:
    """The page, with what is wrong beside where it is mended."""
    members, refused, wrong = list(members), refused or {}, wrong or {}
    facts = reads.facts_asked(loaded) if loaded else {}
    benches = reads.benches(loaded.charter, lang()) if loaded else []
    context = {
        "benches": [
            _bench(each, [m for m in members if m.organ == each.key], facts, refused) for each in benches
        ],
        "model": said(loaded.charter.title) if loaded else "",
        "everybody": [{"key": key, "title": fact_words(key, title)} for key, title in facts.items()],
        "wrong": wrong,
        "refused": bool(refused),
        "names": sorted({m.name for m in members}),
    }
    return steps.page(request, one, "people", context, 422 if any(wrong.values()) or refused else 200)


def _bench(
    bench: Bench, seated: list[Member], facts: dict[str, Any], refused: dict[str, list[Refusal]]
) -> dict[str, Any]:
    organ = bench.organ
    lines = [*seated, *[Member(bench.key, "")] * max(0, bench.lines - len(seated))]
    return {
        "key": bench.key,
        "title": said(organ.title),
        "seats": said(bench.seats),
        "chair": said(organ.chair),
        "says": said(organ.says),
        "refused": [
            {"what": one.says(lang()), "instead": [said(words) for words in one.instead]}
            for one in refused.get(bench.key, [])
        ],
        "lines": [_line(at, one, bench, facts) for at, one in enumerate(lines)],
        "first": max(min(bench.lines, reads.FEWEST_LINES), len(seated)),
    }


def _line(at: int, one: Member, bench: Bench, facts: dict[str, Any]) -> dict[str, Any]:
    shown = [
        {"key": key, "title": fact_words(key, title), "on": key in one.facts} for key, title in facts.items()
    ]
    return {
        "at": at,
        "number": at + 1,
        "member": one,
        "kinds": [
            {"key": key, "title": said(title), "chosen": key == one.kind} for key, title in bench.kinds
        ],
        "facts": shown,
        "true": _(", ").join(fact_words(key, title) for key, title in facts.items() if key in one.facts),
    }


def fact_words(key: str, title: Any) -> str:
    """What a fact about people is called."""
    own = {
        "adult": _("adult"), "registered": _("registered here"), "living-here": _("living here"), "owner": _("owner"),
        "party-member": _("party member"),
    }  # fmt: skip
    return said(title) or own.get(key, key)
