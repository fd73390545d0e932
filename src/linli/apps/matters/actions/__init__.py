"""The deeds in matters and sittings: each is one act, one gate (the engine), one transaction.

Every deed takes ``community``, ``by`` (pseudonym and the organ acted for) and returns :class:`Done`: an entry, or a
refusal. Words or files that cannot be kept raise :class:`BadInput` before anything happens.
"""

from linli.apps.matters.actions.archive import record_export, record_so_far
from linli.apps.matters.actions.at_door import AtDoor, find_at_door
from linli.apps.matters.actions.at_once import Chosen, at_once
from linli.apps.matters.actions.contests import answer_contest, contest, note_told
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.erasure import erase
from linli.apps.matters.actions.form import SEEN, AtDesk, Form, Seen
from linli.apps.matters.actions.hand import act_on
from linli.apps.matters.actions.handover import leave_note
from linli.apps.matters.actions.hands import (
    accept,
    decline,
    divide,
    establish,
    join,
    name_party,
    offer,
    return_,
)
from linli.apps.matters.actions.items import add_item, retract_item, sort_item, vote_items
from linli.apps.matters.actions.mending import ask_for, ask_once_more
from linli.apps.matters.actions.minutes import correct_minutes, sign_minutes
from linli.apps.matters.actions.notices import answer, disclose, object_, post
from linli.apps.matters.actions.polls import close, enter_count, open_poll, vote
from linli.apps.matters.actions.proposals import retract, revise, submit, support, withdraw
from linli.apps.matters.actions.publishing import dispute, put_up, reply, take_down
from linli.apps.matters.actions.sittings import attend, call_sitting, end_sitting, leave, set_agenda
from linli.apps.matters.actions.strays import strays, sweep
from linli.apps.matters.actions.talks import minute, sort, state
from linli.apps.matters.actions.ticks import tick, tick_due
from linli.apps.matters.actions.whereabouts import put_right
from linli.apps.matters.actions.works import defer, extend, finish, hand_back, pay, report
from linli.apps.matters.typed import BadInput
from linli.apps.matters.typed import text as typed_text

__all__ = [
    "SEEN",
    "AtDesk",
    "AtDoor",
    "BadInput",
    "Chosen",
    "Done",
    "Form",
    "Seen",
    "accept",
    "act_on",
    "add_item",
    "answer",
    "answer_contest",
    "ask_for",
    "ask_once_more",
    "at_once",
    "attend",
    "call_sitting",
    "close",
    "contest",
    "correct_minutes",
    "decline",
    "defer",
    "disclose",
    "dispute",
    "divide",
    "end_sitting",
    "enter_count",
    "erase",
    "establish",
    "extend",
    "find_at_door",
    "finish",
    "hand_back",
    "join",
    "leave",
    "leave_note",
    "minute",
    "name_party",
    "note_told",
    "object_",
    "offer",
    "open_poll",
    "pay",
    "post",
    "put_right",
    "put_up",
    "record_export",
    "record_so_far",
    "reply",
    "report",
    "retract",
    "retract_item",
    "return_",
    "revise",
    "set_agenda",
    "sign_minutes",
    "sort",
    "sort_item",
    "state",
    "strays",
    "submit",
    "support",
    "sweep",
    "take_down",
    "tick",
    "tick_due",
    "typed_text",
    "vote",
    "vote_items",
    "withdraw",
]
