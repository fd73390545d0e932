"""The file of a person: before the clerk, and before whoever it is about, who can ask for it to be corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, looked, reads
from linli.apps.community.actions.chain import Refused
from linli.apps.community.models import Account, Community, Correction, Person
from linli.apps.community.personal import SECRET
from linli.apps.community.reads import deciders, mending
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.reads.corrections import Words, contents, state_words, wording
from linli.apps.community.views.communities import square_of
from linli.apps.community.views.registers import crumbs, for_clerk
from linli.core.engine.refusal import Refusal
from linli.registers.problem import Problem
from linli.registers.shape import Column
from linli.registers.shapes import SHAPES

COLUMNS = [one for one in SHAPES["residents"].columns if one.key != "register"]
LOOKS, LONGEST = 50, 500


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerk
def person(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """One resident's file: masked; opened on asking, which is recorded; mended here."""
    whole = request.method == "POST" and request.POST.get("do") == "open"
    found = reads.person_file(community, number, clerk, whole=whole)
    if found is None:
        raise Http404
    if whole:
        actions.note_look(community, "numbers", actor=clerk, person=found.person)
        messages.info(request, _("It is recorded that you looked at these numbers."))
    if request.method != "POST" or whole:
        return _person(request, found, clerk)
    given = {one.key: request.POST.get(one.key, "") for one in COLUMNS}
    try:
        wrong = actions.mend_person(found.person, given, seen=request.POST.get("seen", ""), actor=clerk)
    except actions.Stale:
        return _person(request, found, clerk, given, stale(), 409)
    except Refused as refused:
        return _person(request, found, clerk, given, words_of(refused.refusal), 409)
    except actions.OwnRequest as own_request:
        return _person(request, found, clerk, given, said(own_request.says), 403)
    if wrong:
        return _person(request, found, clerk, given, summed(wrong), 422, wrong)
    messages.success(request, _("It is in the register."))
    return HttpResponseRedirect(reverse("community:person", args=[community.slug, number]))


def stale() -> str:
    """Told where somebody else changed the same meanwhile."""
    return _(
        "Meanwhile somebody else changed this. What you typed is still below, what holds now is above: compare, "
        "and keep it again."
    )


def words_of(refusal: Refusal) -> str:
    """Why the record did not take it."""
    return refusal.says("zh" if lang() == "zh" else "en")


def summed(wrong: list[Problem]) -> str:
    """What is wrong, one sentence after the other, each with its column."""
    titles = {one.key: said(one.title) for one in COLUMNS}
    return " ".join(f"{titles.get(one.column, '')} {said(one.says)}".strip() for one in wrong)


def _person(
    request: HttpRequest, found: reads.PersonFile, clerk: Account, given: dict[str, str] | None = None,
    wrong: str = "", status: int = 200, problems: list[Problem] | None = None,
) -> HttpResponse:  # fmt: skip
    one = found.person
    held = reads.words_shown(found)
    context = {
        "crumbs": crumbs(one.community, one.name),
        "file": found,
        "facts": facts(found),
        "home": home_url(found),
        "fields": [field(each, (given or held).get(each.key, ""), problems or []) for each in COLUMNS],
        "seen": reads.state_of_person(one),
        "wrong": wrong,
        "open": bool(found.secrets.identity or found.secrets.phone or found.secrets.born),
        "looks": looks_shown(one, clerk),
        "zone": one.community.zone,
        "corrections": corrections_shown(one.community, reads.corrections(one.community, clerk, one)[:LOOKS]),
        "editing": bool(given),
        "own_url": ""
        if deciders.may_mend(clerk, one)
        else reverse("community:my-file", args=[one.community.slug]),
        "own_says": said(deciders.OWN_FILE),
        "own": one.account_id == clerk.pk,
    }
    return render(request, "community/person.html", context, status=status)


def field(column: Column, value: str, problems: list[Problem]) -> dict[str, Any]:
    """One control of a form: its label, its value, what is wrong with it, the answers of a choice."""
    answers = [["是", _("yes")], ["否", _("no")]] if column.kind == "yes-no" else []
    answers += [[ways[0], ways[0 if lang() == "zh" else 1]] for ways in column.words.values()]
    wrong = " ".join(said(one.says) for one in problems if one.column == column.key)
    return {"key": column.key, "label": said(column.title), "value": value, "answers": answers, "wrong": wrong,
            "help": said(column.says)}  # fmt: skip


def facts(found: reads.PersonFile) -> list[dict[str, str]]:
    """What is held, as terms and what they are; what is not held is left out."""
    held = reads.words_shown(found)
    shown = [
        {"term": one["label"], "value": _answer(one)}
        for one in (field(each, held[each.key], []) for each in COLUMNS)
    ]
    shown += [{"term": _("Age"), "value": str(found.age) if found.age is not None else ""}]
    if found.member is not None:
        stage = dict((key, ways) for key, ways in SHAPES["party"].column("stage").words.items()).get(
            found.member.stage
        )
        words = [found.member.branch, stage[0 if lang() == "zh" else 1] if stage else "", found.member.joined]
        shown.append({"term": _("Party branch"), "value": " · ".join(one for one in words if one)})
    force = reads.force(found.person.community)
    shown.append(
        {"term": _("Sits in"), "value": _(", ").join(said(force.organ_title(key)) for key in found.seats)}
    )
    return [one for one in shown if one["value"]]


def _answer(one: dict[str, Any]) -> str:
    return str(next((words for key, words in one["answers"] if key == one["value"]), one["value"]))


def home_url(found: reads.PersonFile) -> str:
    """The page of the household of a person."""
    household = found.person.household
    if household is None:
        return ""
    return reverse("community:household", args=[found.person.community.slug, household.number])


def corrections_shown(community: Community, found: Iterable[Correction]) -> list[dict[str, Any]]:
    """Some corrections as they are shown: what each asks, by whom it was reported, and where its matter stands."""
    some = list(found)
    behind = contents(community, some)
    stands = mending.through().stands(community, [one.chain for one in some])
    return [_correction(one, wording(one, behind), stands.get(one.chain)) for one in some]


def _correction(one: Correction, words: Words, stands: mending.Stands | None) -> dict[str, Any]:
    return {
        "one": one, "title": said(SHAPES["residents"].column(one.column).title), "words": words.value,
        "reason": words.reason, "answer": words.answer, "erased": words.erased, "secret": one.column in SECRET,
        "state": state_words(one, stands), "asker": reads.asker_of(one), "stands": stands,
        "number": _numbered(one, stands),
        "url": reverse("community:correction", args=[one.community.slug, one.number]),
    }  # fmt: skip


def _numbered(one: Correction, stands: mending.Stands | None) -> str:
    """How it is called: as its matter is; those from before have a number of their own."""
    if stands is None:
        return _("no. %(n)d") % {"n": one.number}
    return _("No. %(number)d of %(year)d") % {"number": stands.number, "year": stands.year}


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own file: what is held, who looked at it, and asking for it to be corrected."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    viewer = request.user
    whole = request.method == "POST" and request.POST.get("do") == "open"
    found = reads.own_file(community, viewer, whole=whole) if isinstance(viewer, Account) else None
    trail = [{"title": community.name, "url": square_of(community)}, {"title": _("My file"), "url": ""}]
    if found is None or not isinstance(viewer, Account):
        signed_in = isinstance(viewer, Account)
        return render(
            request, "community/my_file.html", {"crumbs": trail, "signed_in": signed_in}, status=403
        )
    wrong, given = "", {}
    if request.method == "POST" and not whole:
        given = asked(request)
        wrong = ask(found.person, given, viewer)
        if not wrong:
            messages.success(request, _("The clerk has your correction and will answer it here."))
            return HttpResponseRedirect(reverse("community:my-file", args=[slug]))
    one = found.person
    context = {
        "crumbs": trail, "signed_in": True, "file": found, "facts": facts(found), "whole": whole, "wrong": wrong,
        "given": given | {"key": uuid4().hex},
        "columns": [{"key": each.key, "title": said(each.title)} for each in COLUMNS],
        "looks": looks_shown(one, viewer), "zone": community.zone,
        "corrections": corrections_shown(community, reads.corrections(community, viewer, one)[:LOOKS]),
        "elsewhere": reads.own_elsewhere(community, viewer), "answers": deciders.own_correction(one),
    }  # fmt: skip
    return render(request, "community/my_file.html", context, status=422 if wrong else 200)


def looks_shown(one: Person, viewer: Account) -> list[dict[str, Any]]:
    """Who looked at what is secret of somebody, newest first, as lines of her file."""
    return [
        {"at": each.at, "who": each.who, "what": looked.words_of(each, one.community), "why": each.why}
        for each in reads.looks_at(one, viewer, LOOKS)
    ]


def asked(request: HttpRequest) -> dict[str, str]:
    """What somebody typed into the form of a correction, and the key of that form."""
    typed = {
        key: request.POST.get(key, "").replace("\x00", "")[:LONGEST] for key in ("column", "words", "reason")
    }
    return typed | {"key": request.POST.get("key", "").replace("\x00", "")[:64]}


def ask(person: Person, given: dict[str, str], viewer: Account) -> str:
    """Ask for a correction; gives what is wrong with it. The same form sent twice asks once."""
    if given["column"] not in {one.key for one in COLUMNS}:
        return _("Say what is to be corrected.")
    try:
        came = actions.ask_correction(
            person, given["column"], given["words"], given["reason"], actor=viewer, key=given["key"]
        )
    except Refused as refused:
        return words_of(refused.refusal)
    return said(came.problem.says) if came.problem else ""
