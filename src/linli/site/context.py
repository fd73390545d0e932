"""What every page knows: whose notice board it is, who is reading, and how they like to read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.apps.community.capacity import seat_context
from linli.site import preferences


def shell(request: HttpRequest) -> dict[str, Any]:
    """The variable `shell` of the templates; see templates/base.html for what is shown of it."""
    community = getattr(request, "community", None)
    return {
        "shell": {
            "site_name": _("Linli"),
            "demo": settings.DEMO,
            "community": community,
            "home_url": _address("matters:square", community) or "/",
            "nav": _nav(request, community),
            "capacity": _capacity(request),
            "sign_in_url": _address("community:sign-in"),
            "languages": _languages(),
            "preferences": preferences.of(request),
            "here": request.get_full_path() if request.method == "GET" else request.path,
            "personal_data_url": _address("care:purposes", community) if community else "",
            "source_url": settings.SOURCE_URL,
        }
    }


def _nav(request: HttpRequest, community: Any) -> list[dict[str, Any]]:
    """The places of a community, or of the site; one whose page is not there is left out."""
    titles = {
        "matters:square": _("Square"),
        "matters:desk": _("Desk"),
        "charters:charter": _("Charter"),
        "matters:disclosures": _("Disclosures"),
        "matters:record": _("Record"),
    }
    if community is None:
        titles = {
            "community:communities": _("Communities"),
            "charters:models": _("Models"),
            "charters:check": _("Check a charter"),
        }
    places = [(_address(name, community), name, title) for name, title in titles.items()]
    return [
        {"url": url, "title": title, "current": _is_at(request, name, url)}
        for url, name, title in places
        if url
    ]


def _is_at(request: HttpRequest, name: str, url: str) -> bool:
    match = request.resolver_match
    return (match is not None and match.view_name == name) or request.path == url


def _capacity(request: HttpRequest) -> dict[str, Any] | None:
    """Who the reader is and acts for, as the community app found it; None for a stranger."""
    # An address that leads nowhere has no view before which it could have been found.
    unknown = hasattr(request, "user") and not hasattr(request, "seat_context")
    seat = seat_context(request, None) if unknown else getattr(request, "seat_context", None)
    if seat is None:
        return None
    names = (
        "person_name",
        "capacity_title",
        "choices",
        "switch_url",
        "people_url",
        "sign_out_url",
        "mine_url",
        "file_url",
        "registers_url",
        "part_url",
        "part",
    )
    return {name: getattr(seat, name, None) for name in names}


def _languages() -> list[dict[str, Any]]:
    """Each language under its own name, so that a reader who is lost finds her way back."""
    current = get_language()
    own_names = {"zh-hans": "中文", "en": "English"}
    tags = {"zh-hans": "zh-Hans", "en": "en"}
    return [
        {"code": code, "tag": tags[code], "name": own_names[code], "current": code == current}
        for code, _title in settings.LANGUAGES
    ]


def _address(name: str, community: Any = None) -> str | None:
    arguments = [community.slug] if community is not None else []
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return None
