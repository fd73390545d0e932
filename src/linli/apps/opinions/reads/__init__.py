"""What is shown of an opinion map: the only way to fetch it. How somebody reacted is read by that person alone."""

from linli.apps.opinions.reads.exports import export
from linli.apps.opinions.reads.maps import MapPage, Shown, StatementShown, opinion_map, standing
from linli.apps.opinions.reads.turns import Turn, own_answers, turn, turn_in

__all__ = [
    "MapPage",
    "Shown",
    "StatementShown",
    "Turn",
    "export",
    "opinion_map",
    "own_answers",
    "standing",
    "turn",
    "turn_in",
]
