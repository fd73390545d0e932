"""The official table of named places."""

from __future__ import annotations

from collections.abc import Iterable

from linli.apps.community.models import Place

MOST = 50
WIDTHS = (2, 4, 6, 9, 12)
"""How many digits of a code are those of a province, a city, a district, a street, a community."""


def place(code: str) -> Place | None:
    """The place with this code."""
    return Place.objects.filter(code=code).first()


def stem(code: str) -> str:
    """How the code of every place at or below a place begins: 131000000000 is a city, and 1311 another."""
    if len(code) < max(WIDTHS):
        return code
    return next((code[:width] for width in WIDTHS if not code[width:].strip("0")), code)


def places_by_code(begins: str, *, after: str = "", most: int = MOST) -> list[Place]:
    """The places whose code begins so, in the order of codes, those ``after`` a code: a walk along the key."""
    # A colon comes after every digit.
    found = Place.objects.filter(code__gte=begins, code__lt=f"{begins}:", code__gt=after)
    return list(found.order_by("code")[:most])


def places_below(code: str, most: int) -> list[Place]:
    """The places directly below a code, the provinces below none, in the order of codes."""
    return list(Place.objects.filter(parent_code=code).order_by("code")[:most])


def place_above(code: str) -> str:
    """The name of the place directly above one; empty where the table does not have it."""
    parent = Place.objects.filter(code=code).values_list("parent_code", flat=True)
    found = Place.objects.filter(code__in=parent).first()
    return found.name if found else ""


def ways_to(codes: Iterable[str]) -> dict[str, str]:
    """Each place's name after those of all places above it, as in 西安市 碑林区; one query for each level."""
    wanted = {code for code in codes if code}
    known: dict[str, Place] = {}
    missing = set(wanted)
    while missing:
        found = Place.objects.in_bulk(missing)
        known |= found
        missing = {one.parent_code for one in found.values() if one.parent_code} - known.keys()
    return {code: " ".join(one.name for one in _upwards(code, known)) for code in wanted if code in known}


def _upwards(code: str, known: dict[str, Place]) -> list[Place]:
    line: list[Place] = []
    while (place := known.get(code)) is not None and place not in line:
        line.insert(0, place)
        code = place.parent_code
    return line


def places_in(codes: Iterable[str]) -> dict[str, list[Place]]:
    """The places directly under each of some places."""
    found: dict[str, list[Place]] = {}
    for place in Place.objects.filter(parent_code__in=[code for code in codes if code]).order_by("code"):
        found.setdefault(place.parent_code, []).append(place)
    return found
