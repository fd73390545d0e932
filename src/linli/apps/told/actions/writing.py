"""What goes out, in words: as plain text, and for e-mail as a page that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.apps.community.actions import base_url
from linli.apps.told.actions.settings import off_token
from linli.apps.told.models import Reader
from linli.apps.told.reads.words import LANGS, MOST, Line

LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """One message; ``off`` is the link that turns off what it tells of."""

    subject: str
    body: str
    html: str
    off: str


def written(reader: Reader, lines: Sequence[Line], kind: str, *, digest: bool) -> Letter:
    """The message with these lines; ``kind`` is what its link turns off."""
    base = base_url()
    off = base + reverse("told:off", args=[off_token(reader, kind)])
    with translation.override(LANGS[reader.lang]):
        subject = _subject(lines, digest=digest)
        told = {
            "subject": subject, "groups": _groups(lines[:MOST], base), "off": off,
            "more": _("and %(n)d more items") % {"n": len(lines) - MOST} if len(lines) > MOST else "",
            "settings": base + reverse("told:settings"), "lang": LANGS[reader.lang],
        }  # fmt: skip
        html = render_to_string("told/letter.html", told)
        body = render_to_string("told/letter.txt", told)
    return Letter(subject, body.strip() + "\n", html, off)


def _subject(lines: Sequence[Line], *, digest: bool) -> str:
    if digest:
        found = _("Linli today: %(n)d") % {"n": len(lines)}
    else:
        words = {"community": lines[0].community, "news": lines[0].text, "n": len(lines) - 1}
        found = (
            _("%(community)s: %(news)s, and %(n)d more") if words["n"] else _("%(community)s: %(news)s")
        ) % words
    # A subject is one line, whatever a title is.
    return " ".join(found.split())[:LONGEST_SUBJECT]


def _groups(lines: Sequence[Line], base: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lines by community, in the order in which they came: each a sentence and a link."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in lines:
        found.setdefault(one.community, []).append((one.text, base + one.path))
    return list(found.items())
