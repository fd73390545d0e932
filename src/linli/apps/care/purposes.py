"""What each register is for, on what ground, how long and for whom: the file, and what a community says otherwise."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import msgspec
import yaml
from django.conf import settings
from msgspec import Struct

from linli.core.charter.terms import Duration, NotReadable
from linli.core.charter.text import Text

FILE: Final = Path(__file__).with_name("purposes.yaml")
FOLDER: Final = "purposes"
WHOLE: Final = "purposes.yaml"
OPEN_ENDED: Final = {
    "while-registered": Text(zh="登记期间；注销登记时删除", en="while registered; erased when struck off"),
    "always": Text(zh="一直保留", en="as long as the community has its record"),
}
_UNITS: Final = {
    "days": ("天", "days"),
    "weeks": ("周", "weeks"),
    "months": ("个月", "months"),
    "years": ("年", "years"),
}
_OF_UNIT: Final = {"days": 1, "weeks": 7, "months": 30, "years": 365}
"""Only for telling which of two periods is longer."""


class WrongPurposes(ValueError):
    """The file says what cannot be; the message says what, and where."""


class _Said(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One register as a file says it; of a community's own file only what differs."""

    key: str
    of: Literal["community", "installation"] | None = None
    title: dict[str, str] | None = None
    holds: dict[str, str] | None = None
    purpose: dict[str, str] | None = None
    ground: dict[str, str] | None = None
    seen_by: dict[str, str] | None = None
    keep: str | None = None
    then: dict[str, str] | None = None
    at_least: str | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """One register. ``period`` is how long it is kept after it is over; None where that has no number.

    ``whole`` is whether it belongs to the installation and to no community.
    """

    key: str
    title: Text
    holds: Text
    purpose: Text
    ground: Text
    seen_by: Text
    then: Text | None
    kept: Text
    period: Duration | None
    whole: bool = False

    @property
    def keep(self) -> str:
        """`timed`, or how long it is kept where that has no number."""
        return next((key for key, text in OPEN_ENDED.items() if text == self.kept), "timed")


def purposes(community: Any = None) -> tuple[Purpose, ...]:
    """Every register, as it holds in a community, or in the installation where none is given.

    Raises :class:`WrongPurposes` where a file that says otherwise is wrong.
    """
    said, folder = _base(), settings.CONFIG.data_dir
    if folder is None:
        return tuple(_purpose(one, FILE) for one in said.values())
    said = _changed(said, folder / WHOLE, whole=True)
    if community is not None:
        said = _changed(said, folder / FOLDER / f"{community.slug}.yaml", whole=False)
    return tuple(_purpose(one, FILE) for one in said.values())


def _changed(base: Mapping[str, _Said], own: Path, *, whole: bool) -> Mapping[str, _Said]:
    """What holds once a file was read that says otherwise; it need not be there."""
    if not own.is_file():
        return base
    changed = dict(base)
    for one in _read(own).values():
        if one.key not in base:
            raise WrongPurposes(f"{own}: {one.key}: there is no such register; there are {', '.join(base)}")
        if one.at_least is not None or one.of is not None:
            raise WrongPurposes(
                f"{own}: {one.key}: what a law asks (at-least), and of, are not for you to say"
            )
        if base[one.key].of == "installation" and not whole:
            raise WrongPurposes(f"{own}: {one.key} is of the whole installation: say it in DATA/{WHOLE}")
        changed[one.key] = _over(base[one.key], one)
        _purpose(changed[one.key], own)
    return changed


def public(community: Any) -> tuple[tuple[Purpose, ...], bool]:
    """What everybody reads of a community: where a file is wrong the general ones, and that it is so."""
    try:
        return purposes(community), False
    except WrongPurposes:
        return tuple(_purpose(one, FILE) for one in _base().values()), True


@cache
def _base() -> Mapping[str, _Said]:
    return _read(FILE)


def _read(file: Path) -> dict[str, _Said]:
    """The registers that a file names, each once."""
    try:
        said = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings, lists, maps only
        found = msgspec.convert(said or [], list[_Said])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise WrongPurposes(f"{file}: {error}") from None
    by_key = {one.key: one for one in found}
    if len(by_key) < len(found):
        twice = next(one.key for one in found if sum(each.key == one.key for each in found) > 1)
        raise WrongPurposes(f"{file}: {twice} is there twice")
    return by_key


def _over(base: _Said, own: _Said) -> _Said:
    given = {name: value for name in base.__struct_fields__ if (value := getattr(own, name)) is not None}
    return msgspec.structs.replace(base, **given)


def _purpose(one: _Said, file: Path) -> Purpose:
    try:
        kept, period = _kept(one)
        texts = {name: _text(one, name) for name in ("title", "holds", "purpose", "ground", "seen_by")}
        then = _text(one, "then") if one.then is not None else None
    except ValueError as error:
        raise WrongPurposes(f"{file}: {one.key}: {error}") from None
    return Purpose(one.key, kept=kept, period=period, then=then, whole=one.of == "installation", **texts)


def _text(one: _Said, name: str) -> Text:
    said: dict[str, str] | None = getattr(one, name)
    if said is None or set(said) != {"zh", "en"} or not all(words.strip() for words in said.values()):
        raise ValueError(f"{name.replace('_', '-')} is said in zh and in en")
    return Text(zh=said["zh"], en=said["en"])


def _kept(one: _Said) -> tuple[Text, Duration | None]:
    if one.keep in OPEN_ENDED:
        return OPEN_ENDED[one.keep], None
    period = _period(one.keep or "")
    if one.at_least is not None and _days(period) < _days(_period(one.at_least)):
        raise ValueError(f"the law asks for at least {one.at_least}")
    zh, en = _UNITS[period.unit]
    return Text(zh=f"{period.count} {zh}", en=f"{period.count} {en if period.count > 1 else en[:-1]}"), period


def _period(said: str) -> Duration:
    try:
        found = Duration.parse(said)
    except NotReadable:
        raise ValueError(f"keep is {', '.join(OPEN_ENDED)}, or a time like “3 years”; not “{said}”") from None
    if found.unit not in _UNITS:
        raise ValueError("keep is said in days, weeks, months or years")
    return found


def _days(period: Duration) -> int:
    return period.count * _OF_UNIT[period.unit]


def past(period: Duration, now: datetime, zone: str) -> datetime:
    """What was over before this moment is past its period: whole days by the clock of the place, rather a day late."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return datetime.combine(_before(today, period), time(), tzinfo=ZoneInfo(zone))


def _before(day: date, period: Duration) -> date:
    if period.unit in ("days", "weeks"):
        return day - timedelta(days=_days(period))
    months = period.count * (12 if period.unit == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
