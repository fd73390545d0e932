"""The forms of discussions. What is typed is checked where it is kept; a form only carries it there and back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.talk.actions import LONGEST
from linli.apps.talk.actions.moderating import LONGEST_REASONS
from linli.apps.talk.actions.summing import LONGEST_SUMMARY
from linli.apps.talk.grounds import TITLES


class Words(forms.CharField):
    """Words as typed; spaces alone are no words."""

    def __init__(self, most: int, rows: int = 4, **options: Any) -> None:
        # The limit is told by the counter and by the answer; a browser that cut off silently would lose words.
        widget = forms.Textarea(attrs={"rows": rows, "data-counter": most})
        super().__init__(strip=False, widget=widget, **options)

    def validate(self, value: Any) -> None:
        """An error where words are asked for and none were typed."""
        super().validate(value if str(value).strip() else "")


class _Form(forms.Form):
    def __init__(self, data: Any = None, *, initial: Any = None, name: str = "talk") -> None:
        super().__init__(data, initial=initial, auto_id=f"{name}-%s", label_suffix="")
        self.error_css_class = ""


class SayForm(_Form):
    """A comment or a reply."""

    text = Words(LONGEST, label=_("Your comment"))


class EditForm(_Form):
    """New words for a comment."""

    text = Words(LONGEST, label=_("New words"))


class AppealForm(_Form):
    """Why a comment should be shown again."""

    text = Words(LONGEST_REASONS, label=_("Why it should be shown again"))


class ReportForm(_Form):
    """What is wrong with a comment."""

    ground = forms.ChoiceField(
        label=_("What is wrong with it"), choices=tuple(TITLES.items()), widget=forms.RadioSelect
    )
    text = Words(LONGEST_REASONS, rows=3, label=_("In your words"), required=False)


class HideForm(_Form):
    """Why a comment is hidden."""

    ground = forms.ChoiceField(label=_("The ground"), choices=tuple(TITLES.items()), widget=forms.RadioSelect)
    reasons = Words(
        LONGEST_REASONS, rows=3, label=_("The reasons, in words"),
        help_text=_("Everybody can read them. Do not repeat what is to be hidden, and name nobody."),
    )  # fmt: skip


class SettleForm(_Form):
    """How an appeal is decided."""

    verdict = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=(("restored", _("Show the comment again")), ("kept", _("It stays hidden"))),
    )  # fmt: skip
    reasons = Words(
        LONGEST_REASONS, rows=3, label=_("The reasons, in words"), help_text=_("Everybody can read them.")
    )


class SummaryForm(_Form):
    """What the discussion comes to."""

    text = Words(
        LONGEST_SUMMARY, rows=8, label=_("Summary"),
        help_text=_("What was said for and against, and what is still open. It is pinned with your name and the date."),
    )  # fmt: skip


class NoForm(_Form):
    """Nothing but a button."""
