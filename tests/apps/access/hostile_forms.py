"""The forms of a page, filled in by somebody hostile as a browser would send them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import html
from world import FLAT, FORMULA, LINE, MARK, SHORT, STAIRWELL

TYPED = ("", "text", "search", "tel", "email", "url")
GIVEN = {"date": "2026-03-03", "datetime-local": "2026-03-04T09:00", "time": "09:00", "number": "1"}
"""What is chosen in fields in which words cannot be typed."""
RIGHT = {
    "address": f"https://hooks.example/{SHORT}", "born": "1980-01-01", "building": FORMULA, "digits": "8000",
    "dwelling": FLAT, "household": "", "identity": "", "number": "A-1", "phone": "13800138000",
    "slug": "third", "stairwell": STAIRWELL, "statements": f"{MARK}\n{MARK}2", "who": "居民三",
}  # fmt: skip
"""What is typed where words would not do, by the field's name."""


@dataclass(frozen=True)
class Filled:
    """Where a form is sent, with what, and which of its fields take words."""

    to: str
    sent: dict[str, list[str]]
    typed: tuple[str, ...]
    pressed: str = ""


def forms(page: bytes, address: str) -> Iterator[Filled]:
    """Every form of a page that is posted, with hostile words wherever they can be typed."""
    for form in html.document_fromstring(page).forms:
        if form.method.lower() == "post":
            typed = tuple(_fill(form))
            sent: dict[str, list[str]] = {}
            for name, value in form.form_values():
                sent.setdefault(name, []).append(value)
            to = urljoin(address, form.action or address)
            for name, value in _buttons(form) or [("", "")]:
                yield Filled(to, {**sent, name: [value]} if name else sent, typed, value)


def _buttons(form: Any) -> list[tuple[str, str]]:
    """Those that say something, if any do."""
    return [(one.get("name"), one.get("value", "")) for one in form.iter("button") if one.get("name")]


def _fill(form: Any) -> Iterator[str]:
    """Fill it in; gives the names of the fields that take words."""
    names = form.inputs.keys()
    for name in names:
        found = form.inputs[name]
        one = found[0] if isinstance(found, list) else found
        if isinstance(found, html.RadioGroup):
            found.value = found.value or found.value_options[-1]
        elif isinstance(found, html.CheckboxGroup):
            one.checked = True
        elif one.tag == "textarea" or (one.tag == "input" and one.type in TYPED):
            if not one.get("readonly"):
                one.value = _typed(one, name)
                yield name
        else:
            _choose(one)


def _typed(one: Any, name: str) -> str:
    words = RIGHT.get(name, LINE if one.tag == "textarea" else MARK)
    return words[: int(one.get("maxlength") or len(words))]


def _choose(one: Any) -> None:
    if one.tag == "select":
        one.value = one.value or next((value for value in one.value_options if value), None)
    elif one.type == "checkbox":
        one.checked = True
    elif one.type in GIVEN:
        one.value = one.value or GIVEN[one.type]
