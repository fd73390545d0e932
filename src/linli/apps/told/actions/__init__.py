"""Everything that can be done about being told: one deed, one gate, one transaction each."""

from linli.apps.told.actions.collecting import collect
from linli.apps.told.actions.letters import ask_to_confirm
from linli.apps.told.actions.sending import plan, send_all, settle_claimed
from linli.apps.told.actions.settings import (
    NotTaken,
    add_way,
    confirm_way,
    drop_way,
    hook_secret,
    new_addresses,
    reader_of,
    set_choices,
    set_hours,
    try_again,
    turn_off,
)

__all__ = [
    "NotTaken",
    "add_way",
    "ask_to_confirm",
    "collect",
    "confirm_way",
    "drop_way",
    "hook_secret",
    "new_addresses",
    "plan",
    "reader_of",
    "send_all",
    "set_choices",
    "set_hours",
    "settle_claimed",
    "try_again",
    "turn_off",
]
