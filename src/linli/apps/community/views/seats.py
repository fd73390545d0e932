"""The seats of an organ: which kinds there are and what for, and seating somebody, for the clerk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, clock, reads
from linli.apps.community.models import Account, Community, Person
from linli.apps.community.reads import OrganSeats, SeatKind, SeatView
from linli.apps.community.reads.asking import said
from linli.apps.community.views.communities import square_of
from linli.apps.community.views.panels import article, panel
from linli.core.engine.calendar import midnight_after
from linli.core.engine.refusal import Refusal, refuse

Shown = dict[str, Any]
MOST = 60
AT_NONE = "-"
"""Chosen on purpose: who sits at no kind of place can be given no part afterwards."""
SEATED = [
    ("elected", gettext_lazy("elected")),
    ("chosen", gettext_lazy("chosen")),
    ("appointed", gettext_lazy("appointed")),
    ("co-opted", gettext_lazy("co-opted")),
]
LEFT = [
    ("resigned", gettext_lazy("resigned")),
    ("recalled", gettext_lazy("recalled")),
    ("ended", gettext_lazy("entered by mistake, or the term is over")),
    ("moved", gettext_lazy("moved away")),
    ("died", gettext_lazy("died")),
]


class SeatForm(forms.Form):
    """Whom to seat, in which kind of seat, until when."""

    who = forms.CharField(
        label=gettext_lazy("Who"),
        help_text=gettext_lazy("The number in the register, or the name."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of seat"), widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=gettext_lazy("At which kind of place"),
        help_text=gettext_lazy("For which of them is entered afterwards."),
    )
    chair = forms.BooleanField(required=False)
    how = forms.ChoiceField(
        label=gettext_lazy("How"), choices=SEATED, initial="elected", widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=gettext_lazy("Last day of the term"),
        help_text=gettext_lazy("Left empty, the term is the charter's, counted from today."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, organ: OrganSeats, community: Community, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.community = community
        self.person: Person | None = None
        kinds: Any = self.fields["kind"]
        kinds.choices = [(one.key, f"{said(one.title)} · {_room(one)}") for one in organ.kinds]
        if not organ.kinds:
            del self.fields["kind"]
        levels: Any = self.fields["level"]
        titles = [(one, said(reads.force(community).level_title(one))) for one in organ.levels]
        levels.choices = [("", _("Choose one")), *titles, (AT_NONE, _("none in particular"))]
        if not organ.levels:
            del self.fields["level"]
        self.fields["chair"].label = said(organ.chair) or _("chair")

    def clean_who(self) -> str:
        """Somebody in the register, of whom it is clear who is meant."""
        who = str(self.cleaned_data["who"]).strip()
        self.person = reads.person_called(self.community, who)
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody in the register is called so, or several are. Give the number in the register.")
            )
        return who

    def clean_level(self) -> str:
        """The kind of place; empty where she chose that it is none."""
        return "" if self.cleaned_data["level"] == AT_NONE else str(self.cleaned_data["level"])

    def clean_until(self) -> datetime | None:
        """The first moment after the last day, which is still to come."""
        last: date | None = self.cleaned_data["until"]
        if last is None:
            return None
        end = midnight_after(last, self.community.zone) if last < date.max else None
        if end is not None and end <= clock.now():
            raise forms.ValidationError(_("This term would be over already."))
        return end


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, organ: str) -> HttpResponse:
    """Who sits there, what kinds of seats there are and how many are left; the clerk seats and unseats."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    found = reads.organ_seats(community, organ, request.user, clock.now())
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, community, found, SeatForm(found, community))
    if not reads.is_clerk(request.user, community):
        # Before anybody is looked up: who is not the clerk learns nothing of who is in the register.
        form = SeatForm(found, community)
        return _page(request, community, found, form, refusal=refuse("not-clerk"), status=403)
    assert isinstance(request.user, Account)
    for name, deed in {"leave": _left, "cover": _covered, "size": _sized}.items():
        if name in request.POST:
            return deed(request, community, found)
    form = SeatForm(found, community, request.POST)
    if not form.is_valid() or form.person is None:
        return _page(request, community, found, form, status=422)
    given = form.cleaned_data
    done = actions.take_seat(
        community, form.person, organ, actor=request.user, chair=given["chair"],
        seat_class=given.get("kind", ""), until=given["until"], how=given["how"], level=given.get("level", ""),
    )  # fmt: skip
    if isinstance(done, Refusal):
        return _page(request, community, found, form, refusal=done, status=409)
    return _seated(request, community, found, form.person)


def _seated(request: HttpRequest, community: Community, before: OrganSeats, person: Person) -> HttpResponse:
    """Back to the page, with what is to be said next open, where the seat is for a part."""
    assert isinstance(request.user, Account)
    now = reads.organ_seats(community, before.key, request.user, clock.now())
    own = next((one for one in now.held if one.pseudonym == person.pseudonym), None) if now else None
    if own is None or not own.by_parts:
        messages.success(request, _("It is entered: %(who)s has the seat.") % {"who": person.name})
        return HttpResponseRedirect(address(community, before.key))
    done = _("It is entered: %(who)s has the seat. Say now for which part it is.") % {"who": person.name}
    messages.success(request, done)
    return HttpResponseRedirect(f"{address(community, before.key)}?seat={person.pseudonym}#cover")


def _left(request: HttpRequest, community: Community, found: OrganSeats) -> HttpResponse:
    assert isinstance(request.user, Account)
    person = reads.person_of(community, request.POST["leave"])
    how: Any = request.POST.get("how", "")
    if person is None or how not in dict(LEFT):
        form = SeatForm(found, community)
        return _page(request, community, found, form, refusal=refuse("no-such-person"), status=409)
    done = actions.leave_seat(community, person, found.key, actor=request.user, how=how)
    if isinstance(done, Refusal):
        return _page(request, community, found, SeatForm(found, community), refusal=done, status=409)
    messages.success(request, _("It is entered: the seat is vacant."))
    return HttpResponseRedirect(address(community, found.key))


def _sized(request: HttpRequest, community: Community, found: OrganSeats) -> HttpResponse:
    """How many seats there are from now on, within the charter and not fewer than are taken."""
    assert isinstance(request.user, Account)
    typed, form = request.POST["size"].strip(), SeatForm(found, community)
    size = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0
    if size < max(1, len(found.held)):
        wrong = _("Give a whole number, not smaller than the %(n)d seats that are taken.") % {
            "n": len(found.held)
        }
        return _page(request, community, found, form, wrong=wrong, status=422)
    done = actions.size_organ(community, found.key, size, actor=request.user)
    if isinstance(done, Refusal):
        return _page(request, community, found, form, refusal=done, status=409)
    messages.success(request, _("It is entered: there are %(n)d seats.") % {"n": size})
    return HttpResponseRedirect(address(community, found.key))


def _covered(request: HttpRequest, community: Community, found: OrganSeats) -> HttpResponse:
    """For which parts of the place a seat is: those ticked, of those that the page offered."""
    assert isinstance(request.user, Account)
    person, form = reads.person_of(community, request.POST["cover"]), SeatForm(found, community)
    seat = next((one for one in found.held if person and one.pseudonym == person.pseudonym), None)
    if person is None or seat is None:
        return _page(request, community, found, form, refusal=refuse("no-such-person"), status=409)
    chosen = request.POST.getlist("part")[:MOST]
    if not set(chosen) <= {*reads.part_names(community, seat.by_parts), *seat.parts}:
        wrong = _("The register has changed: a part that you ticked is no longer there. Tick anew.")
        return _page(request, community, found, form, wrong=wrong, status=409)
    done = actions.cover(community, person, found.key, chosen, actor=request.user)
    if isinstance(done, Refusal):
        return _page(request, community, found, form, refusal=done, status=409)
    messages.success(request, _("It is entered for which part the seat is."))
    return HttpResponseRedirect(address(community, found.key))


def address(community: Community, organ: str) -> str:
    """The page of an organ's seats."""
    return reverse("community:seats", args=[community.slug, organ])


def _page(
    request: HttpRequest,
    community: Community,
    found: OrganSeats,
    form: SeatForm,
    *,
    refusal: Refusal | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    clerk = reads.is_clerk(request.user, community)
    title = said(found.title)
    offered = {
        kind: reads.part_names(community, kind) if clerk else []
        for kind in {one.by_parts for one in found.held if one.by_parts}
    }
    context = {
        "title": title,
        "crumbs": [
            {"title": community.name, "url": square_of(community)},
            {"title": _("People and organs"), "url": reverse("community:organs", args=[community.slug])},
            {"title": title},
        ],
        "article_url": article(community, f"organs.{found.key}"),
        "chair": said(found.chair) or _("chair"),
        "held": [_held(request, community, found, one, offered.get(one.by_parts, [])) for one in found.held],
        "wrong": wrong,
        "free": "" if found.free is None else _vacant(found.free),
        "kinds": [_kind(community, one) for one in found.kinds],
        "composed": said(found.composed),
        "barred": panel(community, found.barred) if found.barred else None,
        "form": form if clerk else None,
        "left": LEFT,
        "size": found.size, "may_have": said(found.may_have), "fewest": max(1, len(found.held)),
        "refusal": panel(community, refusal, kept=clerk and form.is_bound) if refusal else None,
        "zone": community.zone,
    }  # fmt: skip
    return render(request, "community/seats.html", context, status=status)


def _held(
    request: HttpRequest, community: Community, found: OrganSeats, one: SeatView, offered: list[str]
) -> Shown:
    """A seat that is taken, with the parts ``offered`` for it."""
    force = reads.force(community)
    nowhere = _("at no kind of place in particular") if found.levels else ""
    return {
        "seat": one,
        "kind": said(one.kind),
        "parts": _(", ").join(one.parts),
        "by_parts": one.by_parts,
        "herself": one.pseudonym in found.by_themselves,
        "level": said(force.level_title(one.level)) if one.level else nowhere,
        "next": one.pseudonym == request.GET.get("seat", ""),
        "offered": [(part, part in one.parts) for part in dict.fromkeys([*offered, *one.parts])],
        "part_title": said(force.level_title(one.by_parts)),
    }


def _kind(community: Community, one: SeatKind) -> Shown:
    return {
        "title": said(one.title),
        "seats": said(one.seats),
        "by": said(one.by),
        "votes": one.votes,
        "taken": ngettext("%(n)d taken", "%(n)d taken", one.taken) % {"n": one.taken},
        "room": _room(one),
        "barred": panel(community, one.barred) if one.barred else None,
    }


def _room(one: SeatKind) -> str:
    if one.barred is not None:
        return _("not in this place")
    if one.room is None:
        return _("as many as needed")
    return ngettext("%(n)d more possible", "%(n)d more possible", one.room) % {"n": one.room}


def _vacant(count: int) -> str:
    if not count:
        return _("no seat vacant")
    return ngettext("%(n)d seat vacant", "%(n)d seats vacant", count) % {"n": count}
