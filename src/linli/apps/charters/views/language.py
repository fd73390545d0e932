"""The reference of the charter language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.charters.reads import language
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.views.here import address, lang
from linli.core.charter.keys.example import EXAMPLE_NAME


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every key with its meaning, how it is written, and an example with the way to the charter it stands in."""
    speaks = lang()
    parts = language.parts(speaks)
    for part in parts:
        for key in part["keys"]:
            _complete(key)
    context = {"parts": parts, "lists": language.lists(speaks), "models_url": address("models")}
    return render(request, "charters/language.html", context)


def _complete(key: Shown) -> None:
    if key["required"]:
        key["must"] = _("must be there")
    elif key["default"]:
        key["must"] = _("“%(value)s” when absent") % {"value": key["default"]}
    else:
        key["must"] = _("may be absent")
    made_up = key["charter"] in ("", EXAMPLE_NAME)
    key["url"] = "" if made_up else address("model-file", key["charter"], at=f"L{key['line']}")
