"""What the reads found, with addresses, in the shape of the components."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.matters.reads import pages
from linli.apps.matters.views.links import Links
from linli.core.charter.text import Lang
from linli.core.engine.calendar import shown

Shown = dict[str, Any]


def plain(item: Any, **more: Any) -> Shown:
    """The fields of a frozen value as a dictionary, with ``more``."""
    return {field.name: getattr(item, field.name) for field in fields(item)} | more


def number(of: Any) -> str:
    """How a matter is called by its number: 2026 年第 17 号."""
    return _("No. %(number)d of %(year)d") % {"number": of.number, "year": of.year}


def title(text: str, of: Any) -> str:
    """A matter's title; where it has been erased, its number."""
    return text or number(of)


def rail(items: Iterable[pages.RailItem], links: Links, charter: str) -> list[Shown]:
    """The procedure rail; each stage leads to its article."""
    return [plain(item, url=links.article(item.path, charter) if item.path else "") for item in items]


def rule(line: pages.RuleLine | None, links: Links, charter: str = "") -> Shown | None:
    """The rule line."""
    if line is None:
        return None
    return plain(line, url=links.article(line.path, charter) if line.path else "", also=())


def why(given: pages.WhyNot, links: Links, charter: str = "", **more: Any) -> Shown:
    """Why not, with the way to the article."""
    url = links.article(given.path, charter) if given.path else ""
    return plain(given, url=url, **more) | {"instead": [{"text": text} for text in given.instead]}


def file(given: pages.Attachment, links: Links) -> Shown:
    """A photo or a file; a photo is its own preview."""
    url = "" if given.erased else links.file(given.seal)
    return plain(given, url=url, preview_url=url if given.kind == "photo" else "")


def event(given: pages.CourseEvent, links: Links, of: Any = None) -> Shown:
    """One line of the course of events of the matter ``of``, with the notice and the files behind it."""
    found = [{"title": one.title, "url": links.file(one.seal)} for one in given.files if not one.erased]
    if given.notice and of is not None:
        printed = links.to("notice", of.year, of.number, given.seq)
        found.insert(0, {"title": _("Print the notice"), "url": printed})
    return plain(given, links=found)


def proof(given: pages.Proof, links: Links) -> Shown:
    """The proof line."""
    return {"at": given.at, "root": given.root, "url": links.to("record")}


def matter_row(row: pages.MatterRow, links: Links, *, button: bool = True) -> Shown:
    """A matter in a list."""
    about = [row.kind, number(row), row.stage_title if row.status == "open" else row.status_text]
    return {
        "title": title(row.title, row),
        "url": links.matter(row),
        "meta": " · ".join(part for part in [*about, row.who] if part),
        "chips": _chips(row),
        "late": row.late,
        "action": {"title": _("Take part"), "url": links.matter(row)} if button and row.say else None,
    }


def _chips(row: pages.MatterRow) -> list[Shown]:
    chips = []
    if row.say:
        chips.append({"text": _("you have a say"), "tone": "now"})
    if row.days_left is not None:
        chips.append({"text": days_left(row.days_left), "tone": "wait"})
    return chips


def days_left(days: int) -> str:
    """How many days of the calendar there are still."""
    if days == 0:
        return _("ends today")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def sitting_row(row: pages.SittingRow, links: Links, zone: str, lang: Lang) -> Shown:
    """A sitting in a list."""
    there = {"present": row.present, "members": row.members}
    begun = row.present or row.ended
    said = (_("%(present)d of %(members)d present") if begun else _("%(members)d expected")) % there
    chips = [{"text": _("you are signed in"), "tone": "done"}] if row.here else []
    over = _("cancelled") if row.cancelled else _("over")
    return {
        "title": row.organ_title,
        "url": links.sitting(row),
        "meta": f"{shown(row.starts, zone).in_(lang)} · {said}",
        "chips": [*chips, *([{"text": over, "tone": "plain"}] if row.ended else [])],
    }


def starts(row: pages.SittingRow, zone: str, lang: Lang) -> str:
    """When a sitting begins."""
    return shown(row.starts, zone).in_(lang)


def empty(title: str, text: str = "", **more: str) -> Shown:
    """What will be here, and who can begin it."""
    return {"title": title, "text": text} | more


def people(count: int) -> str:
    """How many more there are than are listed."""
    return ngettext("and %(n)d more", "and %(n)d more", count) % {"n": count}
