"""The registers: templates, bringing a table in, exports, and what was brought in so far.

For the clerk; the residents and the exports also for seats that see a part of them.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.community import actions, clock, reads, tasks
from linli.apps.community.looked import list_words
from linli.apps.community.models import Account, BroughtTable, Community, Look
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.reads.looks import FULL, LIST, Looked, asked_of
from linli.apps.community.reads.tables import known_by_name
from linli.apps.community.views.communities import square_of
from linli.apps.community.views.panels import panel
from linli.core.engine.calendar import shown as moment
from linli.core.engine.refusal import Refusal, refuse
from linli.registers import write
from linli.registers.problem import FileRefused
from linli.registers.shape import Shape
from linli.registers.shapes import SHAPES

View = Callable[..., HttpResponse]
LISTED = ("residents", "buildings", "units")
BARE = 50
"""So many are shown of whom the register has no more than the name."""
_RECEIVING = threading.Lock()
"""One file after the other is read into memory, packed and sealed, however many arrive at once."""
TONES = {"applied": "done", "refused": "wait", "checked": "now"}


def for_clerk(view: View) -> View:
    """Only the clerk gets in; everybody else is told whose page it is."""

    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
        if isinstance(request.user, Account) and reads.is_clerk(request.user, community):
            return view(request, community, request.user, **kwargs)
        return shut(request, community, refuse("not-clerk"))

    return opened


def for_reader(view: View) -> View:
    """Who sees something of the registers gets in, and sees so far; everybody else is told why not."""

    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
        if not isinstance(request.user, Account):
            return shut(request, community, refuse("not-clerk"))
        try:
            return view(request, community, request.user, **kwargs)
        except reads.OutOfReach as error:
            return shut(request, community, error.refusal)

    return opened


def shut(request: HttpRequest, community: Community, why: Refusal) -> HttpResponse:
    """The door of the registers with why it stays shut; whoever may have a key signs in."""
    shown = panel(community, why)
    if not request.user.is_authenticated:
        way = {"text": _("If you may see it, sign in first."), "url": reads.sign_in_url(request)}
        shown["instead"].append(way)
    context = {"crumbs": crumbs(community), "why": shown}
    return render(request, "community/registers.html", context, status=403)


def crumbs(community: Community, *more: str) -> list[dict[str, str]]:
    """The way to a page of the registers."""
    home = reverse("community:registers", args=[community.slug])
    first = [{"title": community.name, "url": square_of(community)}, {"title": _("Registers"), "url": home}]
    last = [{"title": one, "url": ""} for one in more]
    if not last:
        first[-1]["url"] = ""
    return first + last


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerk
def page(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """All registers; a file sent here is kept and checked in the background."""
    if request.method != "POST":
        return _page(request, community, clerk)
    shape, file = SHAPES.get(request.POST.get("shape", "")), request.FILES.get("file")
    if shape is None or file is None:
        return _page(request, community, clerk, _("Choose a register and a file."))
    try:
        with _RECEIVING:
            table = actions.bring_table(community, shape, str(file.name), file.read(), actor=clerk)
    except FileRefused as error:
        return _page(request, community, clerk, said(error.problem.says))
    tasks.work_table.enqueue(table.pk)
    return HttpResponseRedirect(reverse("community:table", args=[community.slug, table.number]))


def _page(request: HttpRequest, community: Community, clerk: Account, wrong: str = "") -> HttpResponse:
    sizes, found = reads.sizes(community, clerk), list(reads.tables(community, clerk)[:30])
    looks = list(reads.looks(community, clerk)[:20])
    names = reads.people_named(
        community, [*(one.account_id for one in found), *(one.account_id for one in looks)]
    )
    context = {
        "crumbs": crumbs(community),
        "shapes": [
            {"key": one.key, "title": said(one.title), "says": said(one.says), "rows": rows_in(sizes[one.key]),
             "secret": one.key in reads.SECRET, "url": list_url(community, one.key)}
            for one in SHAPES.values()
        ],
        "tables": [row(one, names.get(one.account_id or 0, "")) for one in found],
        "looks": [_looked(one, names) for one in looks],
        "zone": community.zone,
        "wrong": wrong,
        "waiting": reads.corrections(community, clerk).filter(state="open").count(),
    }  # fmt: skip
    return render(request, "community/registers.html", context, status=422 if wrong else 200)


def _looked(one: Look, names: Mapping[int, str]) -> dict[str, Any]:
    who = names.get(one.account_id or 0) or one.account
    return {"at": one.at, "who": who, "what": _looked_at(one), "why": reads.why_of(one)}


def _looked_at(one: Look) -> str:
    if one.person is not None:
        of_one = {
            "list-in-full": _("resident no. %(n)d, in a list taken in full"),
            actions.DOOR: _("resident no. %(n)d, found by name at the door of a sitting"),
        }
        return of_one.get(one.what, _("resident no. %(n)d")) % {"n": one.person.number}
    for begins, words in ((LIST, _("the list “%(list)s”")), (FULL, _("the list “%(list)s”, taken in full"))):
        if one.what.startswith(begins):
            return list_words(words, Looked(one.at, "", one.what, asked=asked_of(one)), one.community)
    plain = {"export": _("a register exported in full"), "unit": _("the phone of a unit"),
             "preview": _("rows of a table before they were entered")}  # fmt: skip
    return plain.get(one.what.removesuffix("-units"), _("rows being mended"))


def list_url(community: Community, shape: str) -> str:
    """The page on which the rows of a register are listed; empty where there is none."""
    return reverse(f"community:{shape}", args=[community.slug]) if shape in LISTED else ""


def rows_in(count: int) -> str:
    """How many rows there are, in words."""
    return ngettext("%(n)s row", "%(n)s rows", count) % {"n": f"{count:,}"}


def row(one: BroughtTable, who: str = "") -> dict[str, Any]:
    """A table brought in, as a line of a list; ``who`` brought it in, by the name in the register."""
    return {
        "title": f"{said(SHAPES[one.shape].title)} · {one.name}",
        "url": reverse("community:table", args=[one.community.slug, one.number]),
        "meta": _("no. %(n)d, %(at)s, %(who)s")
        % {
            "n": one.number,
            "at": moment(one.at, one.community.zone).in_(lang()),
            "who": who or one.account or _("somebody"),
        },
        "text": summary(one),
        "chips": [{"text": states()[one.state], "tone": TONES.get(one.state, "plain")}],
        "at": one.at,
    }


def states() -> dict[str, str]:
    """What a table's state is called."""
    return {
        "checking": _("being checked"),
        "checked": _("checked, not entered"),
        "refused": _("cannot be read"),
        "applying": _("being entered"),
        "applied": _("entered"),
        "undoing": _("being taken back"),
        "undone": _("taken back"),
        "dropped": _("thrown away"),
    }


def summary(table: BroughtTable) -> str:
    """What a table comes to, in one sentence; nothing before it is checked."""
    counts = table.counts
    if not counts:
        return ""
    given = {key: f"{counts[key]:,}" for key in ("new", "changed", "same", "problems", "households")}
    given["unit"] = {
        "buildings": _("Buildings"),
        "stairwells": _("Stairwells"),
        "dwellings": _("Dwellings"),
        "parts": _("Parts of the place"),
        "units": _("Units of the area"),
        "households": _("Households"),
        "residents": _("People"),
        "party": _("Party members"),
        "rosters": _("Seats filled"),
    }[table.shape]
    words = _("%(unit)s: %(new)s new, %(changed)s changed, %(same)s unchanged") % given
    if counts["households"]:
        words += _("; %(households)s households begin") % given
    if counts.get("left"):
        words += _("; %(left)s left out") % {"left": f"{counts['left']:,}"}
    return words + (_("; %(problems)s with problems") % given if counts["problems"] else "")


@require_safe
@for_clerk
def template(
    request: HttpRequest, community: Community, clerk: Account, shape: str, form: str
) -> HttpResponse:
    """An empty table to be filled in, with a sheet that explains each column."""
    found = _shape(shape)
    return _file(found, form, [], _("%(register)s, template") % {"register": said(found.title)})


@require_POST
@for_reader
def export(request: HttpRequest, community: Community, clerk: Account, shape: str) -> HttpResponse:
    """A register in its own shape; with the numbers open only where the clerk asks for it, which is recorded."""
    found, form = _shape(shape), request.POST.get("form", "xlsx")
    whole = "whole" in request.POST and shape in reads.SECRET
    rows = reads.exported(community, found, clerk, whole=whole)
    if whole:
        actions.note_export(community, shape, actor=clerk)
    today = clock.now().astimezone(ZoneInfo(community.zone)).date()
    name = f"{community.name}-{said(found.title)}-{today.isoformat()}"
    return _file(found, form, rows, name)


def _shape(key: str) -> Shape:
    if key not in SHAPES:
        raise Http404
    return SHAPES[key]


def _file(shape: Shape, form: str, rows: Any, name: str) -> HttpResponse:
    if form not in write.TYPES:
        raise Http404
    data = write.workbook(shape, rows) if form == "xlsx" else write.text(shape, rows)
    answer = HttpResponse(data, content_type=write.TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{form}")
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_reader
def people(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """The residents with masked numbers; one is opened on asking, and who asked is recorded.

    Who sees a part opens numbers in the file, where she says why.
    """
    words = request.GET.get("q", "").strip()[:60].replace("\x00", "")
    found = reads.residents(community, clerk, words).get_page(request.GET.get("page"))
    opens = reads.is_clerk(clerk, community)
    bare = known_by_name(community, clerk, words, most=BARE + 1) if found.number == 1 else []
    asked = request.POST.get("open", "") if request.method == "POST" and opens else ""
    shown = []
    for one in found:
        whole = asked == str(one.person.number)
        if whole:
            actions.note_look(community, "numbers", actor=clerk, person=one.person)
            messages.info(request, _("It is recorded that you looked at these numbers."))
        shown.append(
            {
                "one": reads.seen(one, whole=whole),
                "open": whole,
                "relation": _relation(one.relation),
                "url": reverse("community:person", args=[community.slug, one.person.number]),
            }
        )
    context = {
        "crumbs": crumbs(community, _("Residents")),
        "people": shown,
        "page": found,
        "q": words,
        "opens": opens,
        "bare": [
            (one, reverse("community:person", args=[community.slug, one.number])) for one in bare[:BARE]
        ],
        "more": len(bare) > BARE,
    }
    return render(request, "community/residents.html", context)


def _relation(key: str) -> str:
    words = SHAPES["residents"].column("relation").words.get(key)
    return words[0 if lang() == "zh" else 1] if words else ""
