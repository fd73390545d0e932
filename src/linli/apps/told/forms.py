"""The forms of how one wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.apps.told.kinds import AT_ONCE, KINDS, MODES, TITLES
from linli.apps.told.models import Reader, Way

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


def _held(reader: Reader) -> str:
    """When the digest comes instead, where its hour is a quiet one."""
    if not reader.is_quiet(reader.digest_hour):
        return ""
    return _("This is a quiet hour: it comes at %(hour)d:00, when they are over.") % {
        "hour": reader.quiet_until
    }


class SettingsForm(forms.Form):
    """When, in which language, and what how."""

    def __init__(self, reader: Reader, modes: dict[str, str], data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="told-%s")
        asked = [
            ("digest", _("The digest comes at"), reader.digest_hour, _held(reader)),
            ("quiet_from", _("Quiet from"), reader.quiet_from, ""),
            ("quiet_until", _("Quiet until"), reader.quiet_until,
             _("Nothing is sent in these hours: what is urgent and the digest come when they are over. The same hour "
               "twice: no quiet hours.")),
        ]  # fmt: skip
        for name, label, now, said in asked:
            self.fields[name] = forms.TypedChoiceField(
                label=label, initial=now, help_text=said, coerce=int, choices=HOURS
            )
        languages = [("zh", "中文"), ("en", "English")]
        label = _("Language of the messages")
        self.fields["lang"] = forms.ChoiceField(label=label, choices=languages, initial=reader.lang)
        for kind in KINDS:
            choices = [
                (mode, str(words)) for mode, words in MODES.items() if mode != "now" or kind in AT_ONCE
            ]
            # A list each: circles for every answer to every kind are some screens of a phone.
            self.fields[kind] = forms.ChoiceField(
                label=str(TITLES[kind]), choices=choices, initial=modes[kind]
            )

    @property
    def modes(self) -> dict[str, str]:
        """What was chosen for each kind."""
        return {kind: str(self.cleaned_data[kind]) for kind in KINDS}


class WayForm(forms.Form):
    """One more address."""

    def __init__(self, data: Any = None, *, mail: bool) -> None:
        super().__init__(data, label_suffix="", auto_id="way-%s")
        kinds = [
            *([(Way.Kind.EMAIL.value, _("E-mail"))] if mail else []),
            (Way.Kind.CHAT.value, _("Chat tool")),
            (Way.Kind.WEBHOOK.value, _("Webhook, for programs")),
        ]
        self.fields["kind"] = forms.ChoiceField(label=_("Where to"), choices=kinds, widget=forms.RadioSelect)
        self.fields["address"] = forms.CharField(
            label=_("Address"), max_length=500, strip=True,
            help_text=_("An e-mail address; or the address of a robot in a chat group, pasted whole (WeCom, DingTalk, "
                        "Feishu; others as Apprise writes them); or the https:// address of your own program."),
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )  # fmt: skip
