"""What templates need to show a date, a share, an icon. No rule is decided here."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django import template
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from lucide.templatetags import lucide as lucide_icons

register = template.Library()

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@register.filter
def day(when: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """A day as people say it: 5 月 17 日, 17 May. `zone` is the place's; without it, the site's."""
    if when is None:
        return ""
    at = _in_zone(when, zone)
    return f"{at.month} 月 {at.day} 日" if _chinese() else f"{at.day} {MONTHS[at.month - 1]}"


@register.filter
def full_day(when: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """A day with its year: 2026 年 5 月 17 日, 17 May 2026."""
    if when is None:
        return ""
    at = _in_zone(when, zone)
    return f"{at.year} 年 {day(at)}" if _chinese() else f"{day(at)} {at.year}"


@register.filter
def last_day(over: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """The last day, with its year, of what is over at a moment; a midnight ends the day before it."""
    return "" if over is None else full_day(over - timedelta(microseconds=1), zone)


@register.filter
def moment(when: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """A day and the time on the clock there: 5 月 17 日 20:00, 17 May, 20:00."""
    if when is None:
        return ""
    at = _in_zone(when, zone)
    return f"{day(at)}{' ' if _chinese() else ', '}{at:%H:%M}"


@register.filter
def machine_time(when: date | datetime | None) -> str:
    """The value of a <time datetime="…">."""
    return "" if when is None else when.isoformat()


@register.filter
def days_left(until: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """How long there is still, counted in days of the calendar there: 还有 12 天, 今天截止, 已过 3 天."""
    if until is None:
        return ""
    return left_in_words((_last_day(_in_zone(until, zone)) - _date(_in_zone(timezone.now(), zone))).days)


def left_in_words(days: int) -> str:
    """`days` from today to the last day; below nought it has passed."""
    if days == 0:
        return _("ends today")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def share_of(have: int, whole: int) -> str:
    """`have` of `whole` as the width of a bar, to a tenth of a percent, by whole numbers: 38.3%."""
    if whole <= 0:
        return "0%"
    permille = min(1000, max(0, int(have)) * 1000 // int(whole))
    return f"{permille // 10}.{permille % 10}%"


@register.filter
def minus(left: int, right: int) -> int:
    """What is still missing; never below nought."""
    return max(0, int(left) - int(right))


@register.filter
def tone_of(state: str) -> str:
    """The colour of a chip beside an event: what failed waits to be mended, it is not shamed."""
    return {"done": "done", "failed": "wait"}.get(state, "plain")


@register.filter
def short_root(root: str) -> str:
    """The two ends of a long fingerprint, enough to compare with the wall: 9f31…c07a."""
    return root if len(root) <= 12 else f"{root[:4]}…{root[-4:]}"


@register.filter
def qr(words: str) -> str:
    """Words as a QR code drawn into the page, black on white in every theme, so that every camera reads it."""
    drawn = segno.make(words, error="m").svg_inline(
        scale=4, border=2, omitsize=True, light="#fff", dark="#000"
    )
    return mark_safe(drawn)  # noqa: S308 - squares only; the words themselves are not in it


@register.simple_tag
def icon(name: str, size: int = 20, **attributes: Any) -> str:
    """A drawn sign beside a word, hidden from screen readers because the word says it."""
    return lucide_icons.lucide(name, size=size, aria_hidden="true", focusable="false", **attributes)


@register.simple_tag
def page_address(number: int, query: QueryDict | None = None) -> str:
    """The address of another page of the same list, its filters kept."""
    kept = query.copy() if query is not None else QueryDict(mutable=True)
    kept["page"] = str(number)
    return f"?{kept.urlencode()}"


def _chinese() -> bool:
    return (get_language() or "zh-hans").startswith("zh")


def _in_zone(when: date | datetime, zone: str | ZoneInfo | None) -> date | datetime:
    if not isinstance(when, datetime) or timezone.is_naive(when):
        return when
    return timezone.localtime(when, ZoneInfo(zone) if isinstance(zone, str) and zone else zone or None)


def _date(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _last_day(until: date | datetime) -> date:
    """The last day before a moment: midnight is the end of the day before."""
    return (until - timedelta(microseconds=1)).date() if isinstance(until, datetime) else until
