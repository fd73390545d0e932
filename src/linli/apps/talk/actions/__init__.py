"""Everything that can be done in discussions: one deed, one gate, one transaction each.

Every deed takes ``community``, ``by`` (pseudonym and the organ acted for), the matter's ``year`` and ``number``, and
returns :class:`Done`: what was done, or why not. Words that cannot be kept raise :class:`BadInput` before that.
"""

from linli.apps.matters.actions import BadInput
from linli.apps.talk.actions.at import Done
from linli.apps.talk.actions.erasing import erase_written
from linli.apps.talk.actions.moderating import appeal, hide, let_stand, report, settle
from linli.apps.talk.actions.summing import summarise, take_summary_down
from linli.apps.talk.actions.supporting import support
from linli.apps.talk.actions.writing import EDIT_MINUTES, LONGEST, delete, edit, say

__all__ = [
    "EDIT_MINUTES",
    "LONGEST",
    "BadInput",
    "Done",
    "appeal",
    "delete",
    "edit",
    "erase_written",
    "hide",
    "let_stand",
    "report",
    "say",
    "settle",
    "summarise",
    "support",
    "take_summary_down",
]
