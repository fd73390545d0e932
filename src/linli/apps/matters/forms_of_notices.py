"""The forms of what is published in no matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.apps.matters import typed
from linli.apps.matters.forms import AnyChoice, DeedForm, Words
from linli.apps.matters.reads.pages import Field


class PutUpForm(DeedForm):
    """What is published: for which period, in words, as a table, as files; or that there is nothing, and why."""

    def __init__(
        self, periods: Sequence[tuple[str, str]], *, titled: bool, data: Any = None, files: Any = None,
        initial: dict[str, Any] | None = None,
        buildings: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        fields = [
            *([Field("title", _("Title"))] if titled else []),
            Field(
                "text",
                _("What is published"),
                required=False,
                help=_("May be left empty beside a table or a file."),
            ),
            Field("files", _("Photos or files"), required=False),
            *_where(buildings),
        ]
        super().__init__(fields, name="put-up", data=data, files=files)
        self.initial = initial or {}
        self.fields["table"] = _table()
        if not titled:
            said = _("There is nothing to disclose this time; the text says why.")
            self.fields["none"] = forms.BooleanField(label=said, required=False)
        if periods:
            self.fields["period"] = AnyChoice(
                label=_("For which period"), choices=periods, widget=forms.RadioSelect
            )
        order = ["period", "title", "building", "text", "table", "files", "none"]
        self.order_fields(order)


def _where(buildings: Sequence[tuple[str, str]]) -> list[Field]:
    """The question which building it concerns; none where no building is in the register."""
    choices = (("", _("Whole community")), *buildings)
    said = _("Then it stands on the page of that building, too.")
    found = Field("building", _("Which building it concerns"), required=False, help=said, choices=choices)
    return [found] if buildings else []


def _table() -> forms.Field:
    said = _("Copy the cells from a spreadsheet and paste them here; the first row is the heading.")
    widget = forms.Textarea(attrs={"rows": 4, "data-counter": typed.TEXT_LIMIT})
    return Words(label=_("Table"), required=False, help_text=said, widget=widget)


def take_down_form(data: Any = None) -> DeedForm:
    """Why something is taken down."""
    return DeedForm([Field("reasons", _("Why it is taken down"))], name="take-down", data=data)


def dispute_form(data: Any = None) -> DeedForm:
    """What is wrong with what was published."""
    return DeedForm([Field("text", _("What is not right"))], name="dispute", data=data)


def reply_form(number: int, data: Any = None) -> DeedForm:
    """The answer to one objection."""
    verdicts = (
        ("upheld", str(_("The objection is right"))),
        ("dismissed", str(_("The objection is not right"))),
    )
    fields = [Field("verdict", _("Verdict"), choices=verdicts), Field("reasons", _("Reasons"))]
    return DeedForm(fields, name=f"reply-{number}", data=data)
