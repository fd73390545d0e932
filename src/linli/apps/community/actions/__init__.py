"""Everything that can be done in the community app: one deed, one gate, one transaction each."""

from linli.apps.community.actions.accepting import NewAccount, accept, invitation_by, question
from linli.apps.community.actions.accounts import (
    end_sessions,
    forget_failures,
    let_found,
    let_in,
    make_account,
    make_clerk,
    set_password,
    sign_in,
    sign_out,
)
from linli.apps.community.actions.attempts import address_of, note_try, take_turn, tried_too_often
from linli.apps.community.actions.belonging import settle_belonging
from linli.apps.community.actions.chain import (
    TERMINAL,
    Refused,
    Terminal,
    carry_out,
    enact,
    lock,
    moderate,
    publish,
)
from linli.apps.community.actions.checkpoints import checkpoint
from linli.apps.community.actions.corrections import (
    LONGEST_REASON,
    Asked,
    ask_again,
    ask_correction,
    carry_over_all,
    close_correction,
    enter_correction,
    note_correction_told,
    settle_correction,
)
from linli.apps.community.actions.description import describe_place
from linli.apps.community.actions.dropping import account_marked, mark_of_account
from linli.apps.community.actions.files import (
    Stale,
    come_of_age,
    mend_household,
    mend_person,
)
from linli.apps.community.actions.founding import (
    adopt_charter,
    found_community,
    keep_charter,
    observe_calendar,
)
from linli.apps.community.actions.invitations import (
    Issued,
    invite,
    invite_back,
    invite_clerk,
    invite_founder,
    invite_password,
    revoke,
)
from linli.apps.community.actions.looks import (
    DOOR,
    NoReason,
    note_at_door,
    note_copy,
    note_export,
    note_list,
    note_preview,
    note_settling,
    note_sight,
)
from linli.apps.community.actions.people import Newcomer, depart, enrol_people, know_person
from linli.apps.community.actions.places import PlacesRefused, import_changes, import_places
from linli.apps.community.actions.refusals import log_refusal
from linli.apps.community.actions.seats import cover, leave_seat, size_organ, take_seat
from linli.apps.community.actions.tables import (
    NotNow,
    bring_table,
    drop_table,
    go_on,
    mend_rows,
    note_look,
    stop_table,
    swap_words,
    unswap,
    waiting,
    work_table,
)
from linli.apps.community.actions.tables.owned import OwnRequest
from linli.apps.community.actions.texts import erase_text, forget_corrections, seal_text
from linli.apps.community.actions.ties import give_account, take_account
from linli.apps.community.actions.tokens import LONGEST_DAYS as LONGEST_TOKEN
from linli.apps.community.actions.tokens import make_token, missed_token, revoke_token, use_token
from linli.apps.community.clock import now, standing_at
from linli.apps.community.deed import deed
from linli.apps.community.door import coming_by, door
from linli.apps.community.letters import base_url
from linli.apps.community.rows import OfChain, locked, locked_chains, write
from linli.apps.community.sealing import mark, seal_words, unseal_words
from linli.apps.community.store import Discontinuous, Repeated, append

__all__ = [
    "DOOR",
    "LONGEST_REASON",
    "LONGEST_TOKEN",
    "TERMINAL",
    "Asked",
    "Discontinuous",
    "Issued",
    "NewAccount",
    "Newcomer",
    "NoReason",
    "NotNow",
    "OfChain",
    "OwnRequest",
    "PlacesRefused",
    "Refused",
    "Repeated",
    "Stale",
    "Terminal",
    "accept",
    "account_marked",
    "address_of",
    "adopt_charter",
    "append",
    "ask_again",
    "ask_correction",
    "base_url",
    "bring_table",
    "carry_out",
    "carry_over_all",
    "checkpoint",
    "close_correction",
    "come_of_age",
    "coming_by",
    "cover",
    "deed",
    "depart",
    "describe_place",
    "door",
    "drop_table",
    "enact",
    "end_sessions",
    "enrol_people",
    "enter_correction",
    "erase_text",
    "forget_corrections",
    "forget_failures",
    "found_community",
    "give_account",
    "go_on",
    "import_changes",
    "import_places",
    "invitation_by",
    "invite",
    "invite_back",
    "invite_clerk",
    "invite_founder",
    "invite_password",
    "keep_charter",
    "know_person",
    "leave_seat",
    "let_found",
    "let_in",
    "lock",
    "locked",
    "locked_chains",
    "log_refusal",
    "make_account",
    "make_clerk",
    "make_token",
    "mark",
    "mark_of_account",
    "mend_household",
    "mend_person",
    "mend_rows",
    "missed_token",
    "moderate",
    "note_at_door",
    "note_copy",
    "note_correction_told",
    "note_export",
    "note_list",
    "note_look",
    "note_preview",
    "note_settling",
    "note_sight",
    "note_try",
    "now",
    "observe_calendar",
    "publish",
    "question",
    "revoke",
    "revoke_token",
    "seal_text",
    "seal_words",
    "set_password",
    "settle_belonging",
    "settle_correction",
    "sign_in",
    "sign_out",
    "size_organ",
    "standing_at",
    "stop_table",
    "swap_words",
    "take_account",
    "take_seat",
    "take_turn",
    "tried_too_often",
    "unseal_words",
    "unswap",
    "use_token",
    "waiting",
    "work_table",
    "write",
]
