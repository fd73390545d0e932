"""Everything that can be done on the way to a community."""

from linli.apps.founding.actions.drafts import (
    Outdated,
    begin,
    choose_model,
    choose_place,
    discard,
    name_members,
)
from linli.apps.founding.actions.live import Hindrance, go_live

__all__ = [
    "Hindrance",
    "Outdated",
    "begin",
    "choose_model",
    "choose_place",
    "discard",
    "go_live",
    "name_members",
]
