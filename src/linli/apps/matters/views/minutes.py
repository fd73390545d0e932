"""The minutes of a sitting: corrected, signed, printed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.matters import actions, reads
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.minutes import MinutesPage
from linli.apps.matters.reads.pages import Field
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.codes import code
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.verbs import whole
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import shown as moment


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The minutes as they stand; who may correct them does it here."""
    here = visit(request, slug)
    found = _found(here, year, number)
    if request.method == "POST":
        return _correct(request, here, found)
    return _answer(request, here, found, _form(found))


def _found(here: Visit, year: int, number: int) -> MinutesPage:
    found = reads.minutes(here.community, here.viewer, year, number)
    if found is None:
        raise Http404
    return found


def _form(found: MinutesPage, request: HttpRequest | None = None) -> DeedForm:
    said = _("Drafted from the record. Correct what is wrong; what you change is shown beside it.")
    field = Field("text", _("The minutes"), help=said)
    form = DeedForm([field], name="minutes", data=request.POST if request else None)
    form.fields["text"].widget.attrs["rows"] = 18
    form.initial = {"text": found.text}
    return form


def _correct(request: HttpRequest, here: Visit, found: MinutesPage) -> HttpResponse:
    form = _form(found, request)
    if not form.is_valid():
        return _answer(request, here, found, form, status=422)
    try:
        done = actions.correct_minutes(
            community=here.community, chain=found.chain, by=_by(here, found), drawn=found.drawn,
            text=form.cleaned_data["text"].replace("\r\n", "\n"), stamp=whole(request.POST.get("stamp", "")),
        )  # fmt: skip
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _answer(request, here, found, form, status=422)
    if done.refusal is not None:
        panel = refusals.panel(here, done.refusal, kept=True)
        again = _found(here, found.year, found.number)
        return _answer(request, here, again, form, refusal=panel, status=409)
    messages.success(request, _("The minutes are kept; they are not signed yet."))
    return redirect(here.links.to("minutes", found.year, found.number))


def _by(here: Visit, found: MinutesPage) -> Actor:
    return Actor(here.viewer.person, found.capacity or here.viewer.organ)


@require_POST
def sign(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Sign what was seen: the text that the page showed, word for word."""
    here = visit(request, slug)
    found = _found(here, year, number)
    stamp = whole(request.POST.get("stamp", ""))
    if found.may_sign and stamp != found.stamp:
        said = _("The minutes have been changed since you opened the page. Read them again, then sign.")
        messages.warning(request, said)
        return redirect(here.links.to("minutes", year, number))
    done = actions.sign_minutes(
        community=here.community, chain=found.chain, by=_by(here, found), text=found.text or found.drawn,
        key=request.POST.get("key", "")[:64],
    )  # fmt: skip
    if done.refusal is not None:
        panel = refusals.panel(here, done.refusal)
        return _answer(request, here, _found(here, year, number), _form(found), refusal=panel, status=409)
    messages.success(request, _("The minutes are signed, and their hash is in the record."))
    return redirect(here.links.to("minutes", year, number))


def _answer(
    request: HttpRequest,
    here: Visit,
    found: MinutesPage,
    form: DeedForm,
    *,
    refusal: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    context: Shown = {
        "title": _("Minutes: %(organ)s") % {"organ": found.organ_title},
        "crumbs": [
            {"title": _("Sittings"), "url": here.links.to("sittings")},
            {"title": found.organ_title, "url": here.links.sitting(found)},
            {"title": _("Minutes"), "url": ""},
        ],
        "found": found,
        "zone": found.zone,
        "refusal": refusal,
        "why": shown.why(found.closed, here.links, "") if found.closed else None,
        "sign_in_url": "" if here.viewer.person or not found.closed else here.sign_in_url,
        "audience": _audience(here, found),
        "print_url": here.links.to("print-minutes", found.year, found.number) if found.text else "",
        "kept": [] if found.may_correct or not form.is_bound else form.typed,
    }
    if found.may_correct:
        context["correct"] = {
            "name": "minutes", "title": _("Correct the text"), "form": form,
            "send": _("Keep the corrected text"),
            "url": here.links.to("minutes", found.year, found.number), "hidden": [("stamp", str(found.stamp))],
            "fold": not form.is_bound, "primary": False, "open": form.is_bound,
        }  # fmt: skip
    if found.may_sign and not form.is_bound:
        context["sign"] = {
            "name": "sign", "title": _("Sign the minutes"), "form": DeedForm([], name="sign"), "primary": True,
            "url": here.links.to("sign-minutes", found.year, found.number),
            "hidden": [("key", deeds.key()), ("stamp", str(found.stamp))],
            "final": _("What is signed cannot be changed."),
        }  # fmt: skip
    return render(request, "matters/minutes.html", context, status=status)


def _audience(here: Visit, found: MinutesPage) -> str:
    """For whom the minutes are, where they are not for everybody; nothing where the time of that is over."""
    if not found.audience or (found.opens is not None and found.opens <= found.at):
        return ""
    if found.opens is None:
        return _("Only for the members of: %(who)s.") % {"who": found.audience}
    until = moment(found.opens, found.zone).in_(here.lang)
    said = _("Until %(until)s only for the members of: %(who)s.")
    return said % {"who": found.audience, "until": until}


@require_safe
def printed(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The minutes on A4, with the place for the signature and the way to the page."""
    here = visit(request, slug)
    found = _found(here, year, number)
    if found.closed is not None:
        return _answer(request, here, found, _form(found), status=403)
    if not found.text:
        raise Http404
    way = here.links.to("minutes", year, number)
    address = request.build_absolute_uri(way)
    context = {
        "found": found, "lines": found.text.splitlines(), "community": here.community.name, "zone": found.zone,
        "qr": code(address), "address": address.removeprefix("https://").removeprefix("http://"), "back_url": way,
        "audience": _audience(here, found),
    }  # fmt: skip
    return render(request, "matters/minutes_print.html", context)
