"""What somebody looked at, in words: for the person, in her copy, for programs and for the clerk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from linli.apps.community import reads
from linli.apps.community.models import Community
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.looks import FULL, LIST, Looked
from linli.registers.lists import asked, lists


def words_of(one: Looked, community: Community) -> str:
    """What was done with what is held of a person."""
    plain = {
        "export": _("a register exported in full"),
        "list-in-full": _("took a list with it in full"),
        "copy": _("made a copy of everything"),
        "own-copy": _("took her own copy"),
        "door": _("found by name at the door of a sitting"),
    }
    for begins, words in (
        (LIST, _("opened the list “%(list)s”")),
        (FULL, _("took the list “%(list)s” in full")),
    ):
        if one.what.startswith(begins):
            return list_words(words, one, community)
    return plain.get(one.what, _("opened this file"))


def list_words(words: str, one: Looked, community: Community) -> str:
    """Words about a list, with which it was and to what it was narrowed."""
    key = one.what.removeprefix(LIST).removeprefix(FULL)
    title = said(lists()[key].title) if key in lists() else key
    narrowed = [
        f"{_label(key, community)}{_(': ')}{_answer(key, words, community)}" for key, words in one.asked
    ]
    return " · ".join([words % {"list": title}, *narrowed])


def _label(key: str, community: Community) -> str:
    plain = {"building": _("Building"), "stairwell": _("Stairwell")}
    if key in asked():
        return said(asked()[key])
    return plain.get(key) or said(reads.force(community).level_title(key.removeprefix("part-")))


def _answer(key: str, words: str, community: Community) -> str:
    return said(reads.force(community).organ_title(words)) if key == "body" else words
