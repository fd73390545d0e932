"""Acts on a matter: sent by a form, answered by the page, nothing typed ever lost."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linli.apps.matters import actions, uploads
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Deed, MatterPage
from linli.apps.matters.typed import BadInput
from linli.apps.matters.uploads import Upload
from linli.apps.matters.views import deeds, matter, refusals
from linli.apps.matters.views.closed import gated
from linli.apps.matters.views.verbs import VERBS, Sent
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor


@require_POST
@gated
def act(request: HttpRequest, slug: str, year: int, number: int, verb: str) -> HttpResponse:
    """Do what the form says; done, go back to the page; refused, show the page with the reason and the words typed."""
    if verb not in VERBS:
        raise Http404
    here = visit(request, slug)
    page = matter.found(here, year, number)
    section, strand = request.POST.get("section", ""), request.POST.get("strand", "")
    deed = _offered(page, (verb, section, strand))
    form = deeds.sent(request, deed, VERBS[verb].fields, deeds.name_of(deed) if deed else f"do-{verb}")
    back = deeds.Returned((verb, section, strand), form)
    if not form.is_valid() and deed is not None:
        return matter.answer(request, here, page, back=back, status=422)
    try:
        done = VERBS[verb].do(_sent(request, here, page, deed, form))
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return matter.answer(request, here, page, back=back, status=422)
    if done.refusal is not None:
        page = matter.found(here, year, number)
        panel = refusals.panel(here, done.refusal, charter=page.charter_hash, kept=bool(form.typed))
        return matter.answer(request, here, page, refusal=panel, back=back, status=409)
    messages.success(request, str(VERBS[verb].done))
    return redirect(here.links.matter(page))


def _offered(page: MatterPage, which: tuple[str, str, str]) -> Deed | None:
    return next((deed for deed in page.deeds if deed.which == which), None)


def _sent(request: HttpRequest, here: Visit, page: MatterPage, deed: Deed | None, form: DeedForm) -> Sent:
    organ = request.POST.get("organ") or (deed.organ if deed else here.viewer.organ)
    asked = actions.Form(
        expects=request.POST.get("expects", "")[:400],
        sitting=request.POST.get("sitting", "")[:40],
        key=request.POST.get("key", "")[:64],
        strand=request.POST.get("strand", "")[:300],
        account=request.user,
    )
    return Sent(
        community=here.community,
        chain=page.chain,
        by=Actor(here.viewer.person, organ[:80]),
        given=form.cleaned_data,
        uploads=attached(form),
        section=request.POST.get("section", "")[:80],
        form=asked,
    )


def attached(form: DeedForm) -> tuple[Upload, ...]:
    """The files of a form, read; raises :class:`BadInput` for one that cannot be taken."""
    chosen = form.cleaned_data.get("files") or []
    return uploads.read_all((one.name, one) for one in chosen)
