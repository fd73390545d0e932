"""Deeds as forms: filled in afresh, or as they came back."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Deed, Field, FieldKind
from linli.apps.matters.views.shown import Shown

OPEN_AT_ONCE = frozenset(["vote", "vote-items", "enter-count"])
"""What people come to the page for: its form stands open."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back: which deed it was for, and the form with what was typed."""

    which: tuple[str, str, str]
    form: DeedForm

    def is_of(self, deed: Deed) -> bool:
        """Whether the page still offers this deed."""
        return deed.which == self.which


def key() -> str:
    """A key of its own for every form rendered: the same form sent twice is one deed."""
    return secrets.token_urlsafe(18)


def name_of(deed: Deed) -> str:
    """The deed's name on its page."""
    parts = ["do", deed.act, deed.section, re.sub(r"\W+", "-", deed.strand)]
    return "-".join(part for part in parts if part)


def fresh(deed: Deed) -> DeedForm:
    """An empty form."""
    return DeedForm(deed.fields, name=name_of(deed))


def sent(request: HttpRequest, deed: Deed | None, kinds: Iterable[FieldKind], name: str) -> DeedForm:
    """The form as sent: with the fields of the deed; where the page no longer offers it, with any that it can have."""
    fields = deed.fields if deed else [Field(kind, _label(kind), required=False) for kind in kinds]
    return DeedForm(fields, name=name, data=request.POST, files=request.FILES)


def _label(kind: FieldKind) -> str:
    return {"title": _("Title"), "reasons": _("Reasons"), "files": _("Photos or files")}.get(kind, _("Text"))


def shown(
    deed: Deed,
    url: str,
    *,
    expects: str = "",
    back: Returned | None = None,
    title: str = "",
    alone: bool = False,
) -> Shown:
    """A deed in the shape of its component. ``alone``: nothing else can be done here, so the form stands open."""
    came_back = back is not None and back.is_of(deed)
    form = back.form if back and came_back else fresh(deed)
    hidden = {
        "key": key(), "expects": deed.expects or expects, "strand": deed.strand, "organ": deed.organ,
        "sitting": deed.sitting, "section": deed.section,
    }  # fmt: skip
    at_once = deed.act in OPEN_AT_ONCE and not any(field.name == "hands" for field in deed.fields)
    fold = bool(form.fields) and not at_once and not alone
    return {
        "name": name_of(deed), "title": title or deed.title, "url": url, "form": form, "primary": deed.primary,
        "hidden": [(name, value) for name, value in hidden.items() if value], "final": deed.final, "fold": fold,
        "open": came_back, "files": any(field.name == "files" for field in deed.fields),
        "note": _as(deed), "chosen_again": came_back and form.had_files,
    }  # fmt: skip


def _as(deed: Deed) -> str:
    return _("You do this for: %(organ)s.") % {"organ": deed.organ_title} if deed.organ_title else ""


def kept(back: Returned | None, offered: Iterable[Deed]) -> list[tuple[str, Any]]:
    """What was typed into a form that the page no longer has."""
    if back is None or any(back.is_of(deed) for deed in offered):
        return []
    return list(back.form.typed)
