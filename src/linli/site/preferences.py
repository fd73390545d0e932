"""How a reader likes to read: size of type and light or dark. Kept with the session, nothing in the browser."""

from __future__ import annotations

from typing import Literal, TypedDict, get_args

from django.http import HttpRequest, QueryDict

Type = Literal["normal", "large"]
Theme = Literal["auto", "light", "dark"]
KEY = "preferences"


class Preferences(TypedDict):
    """`type` large is 22 px and wider targets; `theme` auto follows the device."""

    type: Type
    theme: Theme


def of(request: HttpRequest) -> Preferences:
    """What this reader chose, or the usual."""
    session = getattr(request, "session", None)
    kept = session.get(KEY, {}) if session is not None else {}
    return _checked(kept.get("type"), kept.get("theme"), {"type": "normal", "theme": "auto"})


def keep(request: HttpRequest, chosen: QueryDict) -> None:
    """Remember what was chosen; a word that is not one of ours changes nothing."""
    request.session[KEY] = _checked(chosen.get("type"), chosen.get("theme"), of(request))


def _checked(size: object, theme: object, usual: Preferences) -> Preferences:
    return {
        "type": next((word for word in get_args(Type) if word == size), usual["type"]),
        "theme": next((word for word in get_args(Theme) if word == theme), usual["theme"]),
    }
