"""What must be public, what is missing, and what has been published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.pages import (
    Board,
    DisclosureRow,
    DisclosuresPage,
    MinutesRow,
    OwedRow,
    PeriodRow,
    SectionCard,
)
from linli.apps.matters.views import shown
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.publishing import rule_of
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.calendar import shown as moment


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The sections with what is due and missing in each; under them what was published, newest first."""
    here = visit(request, slug)
    board = reads.board(here.community, here.viewer)
    found = reads.disclosures(
        here.community, here.viewer, section=request.GET.get("section", ""), page=page_of(request)
    )
    context = {
        "cards": [_card(here, card) for card in board.cards] if found.page == 1 else [],
        "no_sections": not board.cards,
        "minutes": [_minutes(here, one) for one in board.minutes] if found.page == 1 else [],
        "minutes_say": board.minutes_say if found.page == 1 else (),
        "missing": _missing(board),
        "tabs": _tabs(here, found),
        "rows": [row_of(here, row, found.zone) for row in found.rows],
        "empty": shown.empty(
            _("Nothing has been published here yet."),
            _("Notices and disclosures of matters appear here when they are made."),
        ),
        "publish": _own(here, board),
        "pages": pager(found.page, found.pages),
    }
    return render(request, "matters/disclosures.html", context)


@require_safe
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One section: each period with what became of it, the matters that owe it, and what was published."""
    here = visit(request, slug)
    found = reads.section(here.community, here.viewer, section)
    if found is None:
        raise Http404
    published = reads.disclosures(here.community, here.viewer, section=section, page=page_of(request))
    card = found.card
    context = {
        "crumbs": [
            {"title": _("Disclosures"), "url": here.links.to("disclosures")},
            {"title": card.title, "url": ""},
        ],
        "title": card.title,
        "name": card.name,
        "rule": shown.rule(rule_of(card), here.links),
        "publish": _publish(here, card),
        "periods": [_period(here, card, row, found.zone) for row in found.periods],
        "more": ngettext("and %(n)d earlier one", "and %(n)d earlier ones", found.more) % {"n": found.more}
        if found.more
        else "",
        "owed": [_owed(here, one) for one in card.owed],
        "rows": [row_of(here, row, published.zone) for row in published.rows],
        "empty": shown.empty(_("Nothing has been published here yet.")),
        "pages": pager(published.page, published.pages),
        "zone": found.zone,
    }  # fmt: skip
    return render(request, "matters/section.html", context)


def _missing(board: Board) -> str:
    n = sum(len(card.missing) for card in board.cards)
    return (
        ngettext("%(n)d publication is missing", "%(n)d publications are missing", n) % {"n": n} if n else ""
    )


def _minutes(here: Visit, one: MinutesRow) -> Shown:
    """Minutes that are not public yet."""
    held = _("Sitting of %(held)s") % {"held": one.held}
    for_ = _("It is for: %(who)s.") % {"who": one.who}
    return {
        "title": one.title, "url": here.links.to("sitting", one.year, one.number), "late": one.late,
        "meta": " · ".join((held, one.due)), "text": for_,
        "chips": [{"text": _("late"), "tone": "wait"}] if one.late else [],
    }  # fmt: skip


def _own(here: Visit, board: Board) -> Shown | None:
    """The way to a notice of one's organ."""
    if not board.capacity:
        return None
    return {"title": _("Put up a notice"), "url": here.links.to("publish"), "note": board.capacity_title}


def _publish(here: Visit, card: SectionCard) -> Shown | None:
    if not card.capacity:
        return None
    return {
        "title": _("Publish"),
        "url": here.links.to("publish", ask={"section": card.name}),
        "primary": True,
    }


def _card(here: Visit, card: SectionCard) -> Shown:
    """A section as one row: what it is, how it stands, who has to do something."""
    return {
        "title": card.title,
        "url": here.links.to("section", card.name),
        "meta": " ".join(card.says[:1]),
        "text": " ".join(part for part in (_stands(card), _owing(card)) if part),
        "chips": _chips(card),
        "late": bool(card.missing) or any(one.late for one in card.owed),
        "action": _publish(here, card) if card.missing else None,
    }  # fmt: skip


def _stands(card: SectionCard) -> str:
    if card.missing:
        titles = _(", ").join(row.title for row in card.missing[:3])
        more = " …" if len(card.missing) > 3 else ""
        since = card.missing[-1].due
        return _("Missing: %(titles)s%(more)s; since %(since)s. It is for: %(who)s.") % {
            "titles": titles, "more": more, "since": since, "who": card.who,
        }  # fmt: skip
    if card.now and card.now.became == "open":
        return _("Next: %(title)s, by %(due)s.") % {"title": card.now.title, "due": card.now.due}
    return ""


def _owing(card: SectionCard) -> str:
    n = len(card.owed)
    return ngettext("%(n)d matter owes it.", "%(n)d matters owe it.", n) % {"n": n} if n else ""


def _chips(card: SectionCard) -> list[Shown]:
    if card.missing:
        n = len(card.missing)
        return [{"text": ngettext("%(n)d missing", "%(n)d missing", n) % {"n": n}, "tone": "wait"}]
    if card.regular:
        return [{"text": _("nothing missing"), "tone": "done"}]
    said = ngettext("%(n)d published", "%(n)d published", card.count) % {"n": card.count}
    return [{"text": said, "tone": "plain"}] if card.count else []


BECAME = {"on-time": "done", "late": "wait", "none": "plain", "missing": "wait", "open": "plain"}


def _period(here: Visit, card: SectionCard, row: PeriodRow, zone: str) -> Shown:
    titles = {
        "on-time": _("published in time"), "late": _("published late"), "none": _("nothing to disclose"),
        "missing": _("missing"), "open": _("not due yet"),
    }  # fmt: skip
    made = (
        _("published on %(day)s") % {"day": moment(row.made_at, zone).in_(here.lang)} if row.made_at else ""
    )
    url = here.links.to("posted", row.year, row.number) if row.number else ""
    action = None
    if card.capacity and row.became in ("missing", "open"):
        ask = {"section": card.name, "period": str(row.begins)}
        action = {"title": _("Publish"), "url": here.links.to("publish", ask=ask)}
    due = _("due by %(due)s") % {"due": row.due}
    return {
        "title": row.title, "url": url, "meta": " · ".join(part for part in (due, made) if part),
        "chips": [{"text": titles[row.became], "tone": BECAME[row.became]}], "late": row.became == "missing",
        "action": action,
    }  # fmt: skip


def _owed(here: Visit, one: OwedRow) -> Shown:
    said = _("Waits to be published by: %(organ)s") % {"organ": one.organ_title}
    return {
        "title": shown.title(one.matter.title, one.matter), "url": here.links.matter(one.matter),
        "meta": " · ".join(part for part in (said, one.due) if part), "late": one.late,
    }  # fmt: skip


def _tabs(here: Visit, found: DisclosuresPage) -> list[Shown]:
    every: Shown = {
        "title": _("All"), "url": here.links.to("disclosures"), "current": not found.section, "count": None,
    }  # fmt: skip
    each = [
        {
            "title": title,
            "url": here.links.to("disclosures", ask={"section": section}),
            "current": found.section == section,
            "count": count,
        }
        for section, title, count in found.sections
    ]
    return [every, *each]


def row_of(here: Visit, row: DisclosureRow, zone: str) -> Shown:
    """Something published, in a list."""
    chips = [{"text": _("nothing to disclose"), "tone": "plain"}] if row.none else []
    if row.down:
        chips.append({"text": _("corrected") if row.down == "corrected" else _("taken down"), "tone": "wait"})
    where = row.building.name if row.building else ""
    meta = [row.section_title, row.number_text, where, moment(row.at, zone).in_(here.lang)]
    return {
        "title": _title(row),
        "url": here.links.matter(row.matter) if row.matter else here.links.to("posted", row.year, row.number),
        "meta": " · ".join(part for part in meta if part),
        "text": row.text[:280],
        "chips": chips,
        "action": _print(here, row) if row.number else None,
    }


def _title(row: DisclosureRow) -> str:
    if row.matter:
        return shown.title(row.matter.title, row.matter)
    return row.called


def _print(here: Visit, row: DisclosureRow) -> Shown:
    return {"title": _("Print the notice"), "url": here.links.to("sheet", row.year, row.number)}
