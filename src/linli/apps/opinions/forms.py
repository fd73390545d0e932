"""The forms of opinion maps. What is typed is checked by the deeds; a form only carries it there and back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from linli.apps.opinions import words
from linli.apps.opinions.models import LONGEST


def _day() -> forms.DateField:
    return forms.DateField(
        label=_("Closing day"), help_text=_("Reactions are taken until the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"],
    )  # fmt: skip


class _Plain(forms.Form):
    """A form as the house shows it."""

    name = ""

    def __init__(self, data: Any = None, *, prefix: str = "") -> None:
        super().__init__(data, label_suffix="", auto_id=f"{self.name}{prefix}-%s")


class OpenForm(_Plain):
    """A new map."""

    name = "open"
    question = forms.CharField(
        label=_("The question"), required=False, max_length=LONGEST,
        help_text=_("What people are asked; empty where the title of the matter says it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    statements = forms.CharField(
        label=_("First statements, one a line"), max_length=words.FIRST * (LONGEST + 2) * 2,
        help_text=format_lazy(
            _("At least two, at most {most}, of up to {long} characters each. Short, plain, one thought each, "
              "from different sides; no questions."), most=words.FIRST, long=LONGEST,
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    closes = _day()


class ClosingForm(_Plain):
    """Another closing day."""

    name = "closing"
    closes = _day()


class AsideForm(_Plain):
    """Why a statement is set aside."""

    name = "aside"
    reasons = forms.CharField(
        label=_("Reasons"), max_length=words.LONGEST_REASONS, help_text=_("Everybody reads them."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class StatementForm(_Plain):
    """A statement of one's own."""

    name = "add"
    text = forms.CharField(
        label=_("Your statement"), max_length=LONGEST * 4,
        help_text=format_lazy(
            _("One thought, one line, up to {long} characters. Nobody is told that it is yours."), long=LONGEST
        ),
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": LONGEST}),
    )  # fmt: skip
