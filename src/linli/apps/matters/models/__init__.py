"""The tables of matters. The record itself, entry by entry, is the community app's."""

from linli.apps.matters.models.counter import Counter
from linli.apps.matters.models.desk import DeskItem
from linli.apps.matters.models.entered import EnteredAct
from linli.apps.matters.models.file import File
from linli.apps.matters.models.handover import HandoverNote
from linli.apps.matters.models.matter import Matter, Publication
from linli.apps.matters.models.minutes import MinutesDraft
from linli.apps.matters.models.sitting import Sitting
from linli.apps.matters.models.step import Step, events_text
from linli.apps.matters.models.whereabouts import Whereabouts

__all__ = [
    "Counter",
    "DeskItem",
    "EnteredAct",
    "File",
    "HandoverNote",
    "Matter",
    "MinutesDraft",
    "Publication",
    "Sitting",
    "Step",
    "Whereabouts",
    "events_text",
]
