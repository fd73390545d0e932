"""Everything that can be done with opinion maps: one deed, one gate, one transaction each."""

from linli.apps.opinions.actions.drawing import draw, draw_due
from linli.apps.opinions.actions.keeping import open_map, put_back, set_aside, set_closing
from linli.apps.opinions.actions.own import erase_own, own
from linli.apps.opinions.actions.saying import ANSWERS, add_statement, mark_of, react
from linli.apps.opinions.words import NotTaken

__all__ = [
    "ANSWERS",
    "NotTaken",
    "add_statement",
    "draw",
    "draw_due",
    "erase_own",
    "mark_of",
    "open_map",
    "own",
    "put_back",
    "react",
    "set_aside",
    "set_closing",
]
