"""Deeds in a discussion: sent by a form, answered by a page, nothing typed ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.matters import reads as matters
from linli.apps.talk import actions, forms, reads
from linli.apps.talk.actions import BadInput, Done
from linli.apps.talk.grounds import TITLES
from linli.apps.talk.reads import CommentShown
from linli.apps.talk.refusing import WHO, No
from linli.apps.talk.views import discussion
from linli.apps.talk.views.visit import Visit, as_of, back, key, panel, read_at, visit
from linli.core.engine.acts import Actor


@require_POST
def say(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Comment on the matter."""
    here = visit(request, slug)
    shown = discussion.found(request, here, year, number)
    form = forms.SayForm(request.POST, name="say")
    if not form.is_valid():
        return discussion.answer(request, here, shown, form=form, status=422)
    sent = request.POST.get("key", "")[:64]
    try:
        done = actions.say(
            community=here.community,
            by=here.actor,
            year=year,
            number=number,
            text=form.cleaned_data["text"],
            key=sent,
        )
    except BadInput as bad:
        form.add_error("text", bad.in_(here.viewer.lang))
        return discussion.answer(request, here, shown, form=form, status=422)
    if done.refusal is not None:
        refusal = panel(done.refusal, here.viewer.lang, kept=True)
        return discussion.answer(
            request, here, shown, form=form, refusal=refusal, status=status_of(done.refusal)
        )
    messages.success(request, _("Your comment stands below."))
    return redirect(back(request, here.to("discussion", year, number), done.number))


def status_of(refusal: No) -> int:
    """Whether it is who asks, or how things stand."""
    return 403 if refusal.code in WHO else 409


@dataclass(frozen=True, slots=True)
class Verb:
    """One deed on a comment: its form, what it is called, and what is said once it is done.

    ``asks``: it has a page of its own. ``who`` says which readers may do it: the writer, another, or a moderator.
    """

    title: Any
    does: Callable[[Any, dict[str, Any]], Done]
    said: Any
    form: Callable[..., Any] = forms.NoForm
    asks: bool = True
    who: str = ""


def _reply(to: Any, given: dict[str, Any]) -> Done:
    comment = to.pop("comment")
    return actions.say(**to, answers=comment, text=given["text"], key=given["key"])


def _hide(to: Any, given: dict[str, Any]) -> Done:
    return actions.hide(**to, ground=given["ground"], reasons=given["reasons"], as_of=given["as_of"])


VERBS: dict[str, Verb] = {
    "reply": Verb(_lazy("Reply"), _reply, _lazy("Your reply stands below."), forms.SayForm),
    "support": Verb(
        _lazy("Support"), lambda to, _given: actions.support(**to), _lazy("You stand behind this comment."), asks=False
    ),
    "unsupport": Verb(
        _lazy("Take the support back"), lambda to, _given: actions.support(**to, stands=False),
        _lazy("You no longer stand behind it."), asks=False,
    ),
    "edit": Verb(
        _lazy("Edit"), lambda to, given: actions.edit(**to, text=given["text"]), _lazy("It is changed."),
        forms.EditForm, who="own",
    ),
    "delete": Verb(
        _lazy("Delete"), lambda to, _given: actions.delete(**to), _lazy("It is deleted; a gap shows where it was."),
        who="own",
    ),
    "report": Verb(
        _lazy("Tell the moderators"),
        lambda to, given: actions.report(**to, ground=given["ground"], text=given["text"]),
        _lazy("The moderators have been told."), forms.ReportForm,
    ),
    "hide": Verb(
        _lazy("Hide"), _hide,
        _lazy("It is hidden, and stands in the log of moderation."), forms.HideForm, who="moderator",
    ),
    "let-stand": Verb(
        _lazy("Let it stand"), lambda to, given: actions.let_stand(**to, as_of=given["as_of"]),
        _lazy("It stands; the reports are settled."),
        asks=False, who="moderator",
    ),
    "appeal": Verb(
        _lazy("Appeal"), lambda to, given: actions.appeal(**to, text=given["text"]),
        _lazy("Another person will decide; you will be told."), forms.AppealForm, who="own",
    ),
    "settle": Verb(
        _lazy("Decide the appeal"),
        lambda to, given: actions.settle(**to, verdict=given["verdict"], reasons=given["reasons"]),
        _lazy("The appeal is decided."), forms.SettleForm, who="decider",
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, slug: str, year: int, number: int, comment: int, verb: str) -> HttpResponse:
    """Do something about a comment; asked for, the page with its form."""
    here = visit(request, slug)
    found = reads.comment(here.community, here.viewer, year, number, comment)
    one = VERBS.get(verb)
    if found is None or one is None:
        raise Http404
    at = (year, number, comment)
    if request.method != "POST":
        if not one.asks:
            return HttpResponseNotAllowed(["POST"])
        if not here.viewer.person and not here.viewer.account.is_authenticated:
            return redirect(here.sign_in_url)
        form = one.form(name=verb, initial={"text": found.text} if verb == "edit" else None)
        return _asked(request, here, at, verb, form, refusal=_stopped(here, found, verb, at))
    form = one.form(request.POST, name=verb)
    if not form.is_valid():
        return _asked(request, here, at, verb, form, status=422)
    given = {**form.cleaned_data, "key": request.POST.get("key", "")[:64], "as_of": read_at(request)}
    to = {
        "community": here.community, "by": _as(here, one, at, found), "year": year, "number": number,
        "comment": comment,
    }  # fmt: skip
    try:
        done = one.does(to, given)
    except BadInput as bad:
        form.add_error(bad.field, bad.in_(here.viewer.lang))
        return _asked(request, here, at, verb, form, status=422)
    if done.refusal is not None:
        return _asked(request, here, at, verb, form, refusal=done.refusal, status=status_of(done.refusal))
    messages.success(request, str(one.said))
    return redirect(back(request, here.to("comment", year, number, comment), done.number or comment))


def _officers(here: Visit, at: tuple[int, int, int]) -> reads.Officers:
    glance = matters.glance(here.community, here.viewer, at[0], at[1])
    return reads.officers(here.community, here.viewer, glance.procedure if glance else "")


def _as(here: Visit, one: Verb, at: tuple[int, int, int], found: CommentShown) -> Actor:
    """Who acts: a moderator for the organ in which she is one, everybody else as chosen."""
    own: tuple[str, ...] = ()
    if one.who == "moderator":
        own = _officers(here, at).own
    elif one.who == "decider" and found.hiding is not None:
        own = reads.deciders(here.community, here.viewer, found.hiding.seq)
    return Actor(here.viewer.person, next(iter(own), here.viewer.organ))


def _stopped(here: Visit, found: CommentShown, verb: str, at: tuple[int, int, int]) -> No | None:
    """Why this reader cannot do it, seen before she types anything."""
    glance = matters.glance(here.community, here.viewer, at[0], at[1])
    if glance is None:
        raise Http404
    return reads.stopped(here.community, here.viewer, glance, found, verb)


def _asked(
    request: HttpRequest, here: Visit, at: tuple[int, int, int], verb: str, form: Any, *, refusal: No | None = None,
    status: int = 0,
) -> HttpResponse:  # fmt: skip
    """The page of one deed: the comment, the form, and why it was refused if it was."""
    year, number, comment = at
    found = reads.comment(here.community, here.viewer, year, number, comment)
    glance = matters.glance(here.community, here.viewer, year, number)
    if found is None or glance is None:
        raise Http404
    way = {"title": _("Discussion"), "url": here.to("discussion", year, number)}
    title = str(VERBS[verb].title)
    stopped = refusal is not None and not form.is_bound
    context = {
        "title": title, "verb": verb, "one": found, "form": None if stopped or not VERBS[verb].asks else form,
        "key": request.POST.get("key", "")[:64] or key(), "at": glance, "grounds": TITLES,
        "zone": here.community.zone, "next": request.POST.get("next", "")[:300], "as_of": as_of(),
        "refusal": panel(refusal, here.viewer.lang, kept=form.is_bound and bool(form.fields)) if refusal else None,
        "crumbs": discussion.crumbs(here, glance, way, {"title": title, "url": ""}),
        "back_url": here.to("comment", year, number, comment),
    }  # fmt: skip
    known = status_of(refusal) if stopped and refusal else 200
    return render(request, "talk/act.html", context, status=status or known)
