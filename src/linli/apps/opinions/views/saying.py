"""Reacting: one statement at a time, three large buttons; and adding a statement of one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.apps.opinions import actions, forms, reads
from linli.apps.opinions.views import frame
from linli.apps.opinions.views.frame import Place, Shown
from linli.apps.opinions.words import NotTaken


def _numbered(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The next statement, or the one asked for."""
    at, _found = frame.opened(request, slug, year, number)
    return _answer(request, at, asked=_numbered(request.GET.get("statement", "")))


@require_POST
def react(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Agree, disagree or pass; then comes the next."""
    at, _found = frame.opened(request, slug, year, number)
    statement = _numbered(request.POST.get("statement", ""))
    try:
        actions.react(
            **at.way, person=at.viewer.person, statement=statement, answer=request.POST.get("answer", "")
        )
    except NotTaken as wrong:
        return _answer(request, at, refusal=frame.refused(at, wrong), status=_status(wrong))
    return HttpResponseRedirect(at.to("say", at="statement"))


@require_POST
def add(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Add a statement; it is there for everybody at once."""
    at, _found = frame.opened(request, slug, year, number)
    form = forms.StatementForm(request.POST)
    if not form.is_valid():
        return _answer(request, at, form=form, status=422)
    try:
        actions.add_statement(**at.way, person=at.viewer.person, text=form.cleaned_data["text"])
    except NotTaken as wrong:
        if wrong.field:
            form.add_error("text", wrong.says.in_(at.viewer.lang))
            return _answer(request, at, form=form, status=422)
        return _answer(
            request, at, form=form, refusal=frame.refused(at, wrong, kept=True), status=_status(wrong)
        )
    messages.success(request, _("Your statement is there for everybody now. You can react to it, too."))
    return HttpResponseRedirect(at.to("say", at="statement"))


def _status(wrong: NotTaken) -> int:
    return {"stranger": 403, "no-statement": 404, "no-answer": 422}.get(wrong.code, 409)


def _answer(
    request: HttpRequest, at: Place, *, asked: int = 0, form: Any = None, refusal: Shown | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    turn = reads.turn(at.community, at.viewer.person, at.held.year, at.held.number, asked=asked)
    context: Shown = {
        "page": at.page,
        "turn": turn,
        "refusal": refusal,
        "kept": [(_("Your statement"), form["text"].value())] if form and form.is_bound and not turn else [],
        "sign_in_url": at.sign_in_url,
        "react_url": at.to("react", at="statement"),
        "buttons": _buttons(turn),
        "add": {
            "form": form or forms.StatementForm(),
            "open": form is not None,
            "url": at.to("add", at="add"),
        },
        "reactions": [_reaction(at, *one) for one in turn.reactions] if turn else [],
    }
    return frame.answer(request, at, "say", _("Your reactions"), context, status=status)


def _buttons(turn: reads.Turn | None) -> list[Shown]:
    said = {"agree": _("Agree"), "disagree": _("Disagree"), "pass": _("Pass")}
    icons = {"agree": "thumbs-up", "disagree": "thumbs-down", "pass": "circle-minus"}
    before = turn.answer if turn else ""
    return [
        {"value": key, "title": title, "icon": icons[key], "chosen": key == before}
        for key, title in said.items()
    ]


def _reaction(at: Place, number: int, text: str, answer: str) -> Shown:
    said = {"agree": _("you agree"), "disagree": _("you disagree"), "pass": _("you passed")}
    tones = {"agree": "done", "disagree": "now", "pass": "plain"}
    return {
        "title": text, "chips": [{"text": said[answer], "tone": tones[answer]}],
        "action": {"title": _("Change"), "url": f"{at.to('say')}?statement={number}#statement"},
    }  # fmt: skip
