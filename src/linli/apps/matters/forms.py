"""The forms of the deeds: one field for each thing to be filled in, asked as the charter's stage asks it.

What is typed is checked where it is kept (``typed``, ``uploads``); a form only carries it there and back, so that a
refusal never costs anybody a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.matters import typed, uploads
from linli.apps.matters.reads.pages import FactAsked, Field

FACT = "fact-"
"""Before the names of facts in a form, so that a fact called ``text`` is not the text."""
POINT = "point-"
"""Before the names of points of a checklist."""
MOST = 10_000_000
"""No count of people or ballots here is larger: more than the people of any city district."""


class FilesWidget(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.Field):
    """Files chosen, as Django received them; none is an empty list."""

    widget = FilesWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["accept"] = uploads.ACCEPT

    def clean(self, value: Any) -> list[Any]:
        """The files; an error where one is asked for and none was chosen."""
        chosen = list(value) if isinstance(value, (list, tuple)) else [value] if value else []
        super().validate(chosen)
        return chosen


class Words(forms.CharField):
    """Words as typed; spaces alone are no words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def validate(self, value: Any) -> None:
        """An error where words are asked for and none were typed."""
        super().validate(value if str(value).strip() else "")


class AnyChoice(forms.ChoiceField):
    """One of some answers. Any word may be sent: whether it is an answer is for the charter to say."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 100


class AnyChoices(forms.MultipleChoiceField):
    """Some of many; see :class:`AnyChoice`."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 200


class DeedForm(forms.Form):
    """One deed's form. ``cleaned`` is by the names of :class:`~linli.apps.matters.reads.pages.Field`."""

    def __init__(self, fields: Iterable[Field], *, name: str, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{name}-%s")
        self.error_css_class = ""
        self.label_suffix = ""
        for field in fields:
            for part, made in _MAKERS[field.name](field):
                self.fields[part] = made

    @property
    def typed(self) -> list[tuple[str, str]]:
        """The words typed, with their labels, to be shown where the form itself can no longer be."""
        return [
            (str(bound.label), str(bound.value()))
            for bound in self
            if isinstance(bound.field.widget, (forms.Textarea, forms.TextInput)) and bound.value()
        ]

    @property
    def had_files(self) -> bool:
        """Whether files were chosen: the browser forgets them, so they must be chosen again."""
        return bool(self.files)

    def blame(self, field: str, says: str) -> None:
        """Put an error beside its field, or above the form where it has none."""
        self.add_error(field if field in self.fields else None, says)


Made = Sequence[tuple[str, forms.Field]]


def _one(make: Callable[[Field], forms.Field]) -> Callable[[Field], Made]:
    return lambda field: [(field.name, make(field))]


def _common(field: Field) -> dict[str, Any]:
    return {"label": field.label, "required": field.required, "help_text": field.help}


def _title(field: Field) -> forms.Field:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return Words(**_common(field), widget=widget)


def _words(field: Field) -> forms.Field:
    rows = 3 if field.name == "reasons" else 6
    attrs = {"rows": rows, "data-counter": typed.TEXT_LIMIT}
    return Words(**_common(field), widget=forms.Textarea(attrs=attrs))


def _files(field: Field) -> forms.Field:
    said = _(
        "Photos, PDF, Word, Excel or plain text; at most %(files)d at a time, 20 MB each. Where and with what a photo "
        "was taken is removed from it; other files stay as they are, with author and changes in them."
    ) % {"files": uploads.MAX_FILES}
    return FilesField(**{**_common(field), "help_text": field.help or said})


def _choice(field: Field) -> forms.Field:
    only = field.choices[0][0] if len(field.choices) == 1 else None
    return AnyChoice(**_common(field), choices=field.choices, widget=forms.RadioSelect, initial=only)


def _check(field: Field) -> forms.Field:
    return forms.BooleanField(label=field.label, required=False, help_text=field.help)


def _select(field: Field) -> forms.Field:
    """One of so many that they are not all shown."""
    return AnyChoice(**_common(field), choices=field.choices, widget=forms.Select)


def _several(field: Field) -> forms.Field:
    return AnyChoices(**_common(field), choices=field.choices, widget=forms.CheckboxSelectMultiple)


def _ticks(field: Field) -> forms.Field:
    """The items that one votes for, each a box to tick."""
    return AnyChoices(**_common(field), choices=field.choices, widget=forms.CheckboxSelectMultiple)


def _scores(field: Field) -> Made:
    """A score for each item; one that is left out gets none."""
    return [
        (
            f"score-of-{number}",
            AnyChoice(label=title, required=False, choices=field.choices, widget=forms.RadioSelect),
        )
        for number, title in field.each
    ]


def _asked(field: Field) -> Made:
    return [(FACT + fact.name, _fact(fact)) for fact in field.asked]


def _points(field: Field) -> Made:
    """The points of a checklist, each fulfilled or not."""
    return [
        (POINT + name, AnyChoice(label=title, choices=field.choices, widget=forms.RadioSelect))
        for name, title in field.each
    ]


def points_in(cleaned: Mapping[str, Any]) -> dict[str, bool]:
    """The points answered among what was given to a form."""
    given = {name: value for name, value in cleaned.items() if name.startswith(POINT) and value}
    return {name.removeprefix(POINT): value == "yes" for name, value in given.items()}


def _moment(field: Field) -> forms.Field:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(**_common(field), widget=widget, input_formats=["%Y-%m-%dT%H:%M"])


def number(label: Any, *, required: bool = True, help_text: Any = "") -> forms.Field:
    """A whole number of people, ballots or things, nought or more."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"})
    return forms.IntegerField(
        label=label, required=required, help_text=help_text, min_value=0, max_value=MOST, widget=widget
    )


def _yuan(field: Field) -> forms.Field:
    """An amount of money, to the cent."""
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "class": "short", "step": "0.01"})
    return forms.DecimalField(**_common(field), min_value=0, max_digits=14, decimal_places=2, widget=widget)


def _among(field: Field) -> forms.Field:
    """Some of the organs; places one a line, as they are called."""
    if field.choices:
        return _several(field)
    attrs = {"rows": 4}
    return Words(**_common(field), widget=forms.Textarea(attrs=attrs))


FIGURES = {
    "present": (_("Present"), _("How many are at the sitting.")),
    "issued": (_("Ballots issued"), ""),
    "returned": (_("Ballots returned"), ""),
    "yes": (_("In favour"), ""),
    "no": (_("Against"), ""),
    "abstain": (_("Abstaining"), ""),
    "invalid": (_("Invalid"), ""),
}
"""The figures of a paper count, in the order in which tellers read them out."""


def _count(field: Field) -> Made:
    """The figures of a paper count; with choices, those answers instead of yes, no and abstain; with items, each."""
    made = [(name, number(label, help_text=said)) for name, (label, said) in FIGURES.items()]
    if field.each:
        blank = number(_("Blank"), help_text=_("Valid ballots without a mark."))
        return [*made[:3], *_each_counted(field), ("abstain", blank), made[-1]]
    if not field.choices:
        return made
    answers = [(f"score-{value}", number(words)) for value, words in field.choices]
    return [*made[:3], *answers, made[-1]]


def _hands(_field: Field) -> Made:
    """How many hands went up for each answer."""
    return [(name, number(FIGURES[name][0])) for name in ("yes", "no", "abstain")]


def _each_counted(field: Field) -> Made:
    """How many ballots each item got, or each score of each item."""
    if not field.choices:
        return [(f"item-{one}", number(title)) for one, title in field.each]
    return [
        (
            f"item-{one}:{score}",
            number(_("%(item)s: score %(score)s") % {"item": title, "score": words}, required=False),
        )
        for one, title in field.each
        for score, words in field.choices
    ]


_MAKERS: dict[str, Callable[[Field], Made]] = {
    "title": _one(_title),
    "text": _one(_words),
    "reasons": _one(_words),
    "listed": _one(_words),
    "files": _one(_files),
    "choice": _one(_choice),
    "score": _one(_choice),
    "count": _count,
    "hands": _hands,
    "bin": _one(_choice),
    "verdict": _one(_choice),
    "objection": _one(_choice),
    "none": _one(_check),
    "people": _one(_several),
    "starts": _one(_moment),
    "agenda": _one(_several),
    "first": _one(_choice),
    "matters": _one(_several),
    "to": _one(_choice),
    "party": _one(_choice),
    "building": _one(_select),
    "who": _one(_title),
    "yuan": _one(_yuan),
    "among": _one(_among),
    "item": _one(_choice),
    "items": _one(_ticks),
    "scores": _scores,
    "facts": _asked,
    "points": _points,
}


class NewForm(DeedForm):
    """A new matter: what it is about, and the typed facts that the charter asks for."""

    def __init__(
        self, fields: Iterable[Field], asked: Iterable[FactAsked], *, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(fields, name="new", data=data, files=files)
        for fact in asked:
            self.fields[FACT + fact.name] = _fact(fact)

    @property
    def facts(self) -> dict[str, str | int | bool]:
        """The facts given, typed; those left empty are left out."""
        return facts_in(self.cleaned_data)


def facts_in(cleaned: Mapping[str, Any]) -> dict[str, str | int | bool]:
    """The facts among what was given to a form; those left empty are left out."""
    given = {name: value for name, value in cleaned.items() if name.startswith(FACT)}
    return {
        name.removeprefix(FACT): _plain(value) for name, value in given.items() if value not in ("", None)
    }


def _plain(value: Any) -> str | int | bool:
    if value in ("yes", "no"):
        return bool(value == "yes")
    return (
        value if isinstance(value, int) else value.isoformat() if hasattr(value, "isoformat") else str(value)
    )


def _fact(fact: FactAsked) -> forms.Field:
    said: dict[str, Any] = {"label": fact.title, "required": fact.required, "help_text": fact.help}
    match fact.type:
        case "yes-no":
            answers = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(**said, choices=answers, widget=forms.RadioSelect)
        case "number":
            return number(fact.title, required=fact.required, help_text=fact.help)
        case "money":
            return number(fact.title, required=fact.required, help_text=_("In whole yuan."))
        case "date":
            return forms.DateField(**said, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        case "choice":
            return forms.ChoiceField(**said, choices=fact.choices, widget=forms.RadioSelect)
        case _:
            return forms.CharField(**said, max_length=200)
