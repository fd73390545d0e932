"""How one wants to be told: the page of the settings, and the links in messages."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings as site
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.community.reads import lang
from linli.apps.told import actions, tasks
from linli.apps.told.actions.settings import read_off
from linli.apps.told.forms import SettingsForm, WayForm
from linli.apps.told.kinds import TITLES, USUAL
from linli.apps.told.models import Reader, Way
from linli.apps.told.views.private import addresses

Shown = dict[str, Any]
KIND_TITLES = {"email": _lazy("E-mail"), "chat": _lazy("Chat tool"), "webhook": _lazy("Webhook")}


def _reader(request: HttpRequest) -> Reader:
    return actions.reader_of(request.user, lang=lang())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What is told how; sent, what is changed."""
    reader = _reader(request)
    form = SettingsForm(reader, _modes(reader), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, reader, form)
    if not form.is_valid():
        return _page(request, reader, form, status=422)
    given = form.cleaned_data
    actions.set_hours(
        reader, actor=request.user, digest=given["digest"], quiet_from=given["quiet_from"],
        quiet_until=given["quiet_until"], lang=given["lang"],
    )  # fmt: skip
    actions.set_choices(reader, form.modes, actor=request.user)
    messages.success(request, _("It is kept."))
    return redirect("told:settings")


def _modes(reader: Reader) -> dict[str, str]:
    return {**USUAL, **{one.kind: one.mode for one in reader.choices.all()}}


def _page(
    request: HttpRequest, reader: Reader, form: SettingsForm, *, way: WayForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "way_form": way or WayForm(mail=site.MAIL_READY),
        "mail": site.MAIL_READY,
        "ways": [_way(one) for one in reader.ways.order_by("pk")],
        "private": addresses(reader, request),
        "zone": reader.zone,
    }
    return render(request, "told/settings.html", context, status=status)


def _way(way: Way) -> Shown:
    state = (_("works"), "done")
    if not way.confirmed:
        state = (_("waits for the link in the letter to be opened"), "wait")
    elif way.paused:
        state = (_("paused: it failed too often"), "wait")
    elif way.failures:
        state = (_("failed; tried again later"), "wait")
    last = way.sendings.filter(state__in=("sent", "unknown")).order_by("-claimed").first()
    unsure = last is not None and last.state == "unknown"
    return {
        "pk": way.pk, "title": way.shown, "kind": KIND_TITLES[way.kind], "chip": state[0], "tone": state[1],
        "error": way.last_error, "again": way.paused or bool(way.failures), "last": last.claimed if last else None,
        "unsure": unsure, "secret": actions.hook_secret(way) if way.kind == Way.Kind.WEBHOOK else "",
    }  # fmt: skip


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Take one more address."""
    reader = _reader(request)
    form = WayForm(request.POST, mail=site.MAIL_READY)
    if not form.is_valid():
        return _page(request, reader, SettingsForm(reader, _modes(reader)), way=form, status=422)
    try:
        way = actions.add_way(
            reader, form.cleaned_data["kind"], form.cleaned_data["address"], actor=request.user
        )
    except actions.NotTaken as not_taken:
        form.add_error("address", not_taken.says.in_(lang()))
        return _page(request, reader, SettingsForm(reader, _modes(reader)), way=form, status=422)
    if not way.confirmed:
        transaction.on_commit(partial(tasks.ask_to_confirm.enqueue, way.pk))
        messages.success(request, _("A letter is on its way; open the link in it."))
    else:
        messages.success(request, _("It is kept."))
    return redirect("told:settings")


@login_required
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Remove an address, or try it again."""
    does = {"drop": actions.drop_way, "again": actions.try_again}
    done = verb in does and does[verb](_reader(request), pk, actor=request.user)
    if done:
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("There is no such address of yours any more."))
    return redirect("told:settings")


@login_required
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """New private addresses; the old ones lead nowhere."""
    actions.new_addresses(_reader(request), actor=request.user)
    messages.success(request, _("The addresses are new; the old ones lead nowhere now."))
    return redirect(reverse("told:settings") + "#private")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a button, so that a program that follows links confirms nothing."""
    if request.method != "POST":
        return render(request, "told/link.html", {"title": _("Confirm this address"), "button": _("Confirm")})
    way = actions.confirm_way(token)
    said = _("The address is confirmed.") if way else _("This link is no longer good. Add the address again.")
    return render(request, "told/link.html", {"title": said, "settings": True}, status=200 if way else 410)


@csrf_exempt  # A mail program sends it by itself (RFC 8058); the signed link is what shows who asks.
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """The link that turns something off: a button for people, one request for mail programs."""
    found = read_off(token)
    if found is None:
        gone = {"title": _("This link is no longer good."), "settings": True}
        return render(request, "told/link.html", gone, status=410)
    what = str(TITLES.get(found[1], _("Everything")))
    if request.method != "POST":
        asked = _("No more of this: %(what)s") % {"what": what}
        return render(request, "told/link.html", {"title": asked, "button": _("Turn it off")})
    actions.turn_off(token)
    done = _("Turned off: %(what)s") % {"what": what}
    return render(request, "told/link.html", {"title": done, "settings": True})
