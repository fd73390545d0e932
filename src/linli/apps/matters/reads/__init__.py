"""What is shown of matters: the only way to fetch it. Who may see what is decided in :mod:`.sight`.

Every read takes the community and the viewer, and gives a frozen value of :mod:`.pages`, or None for what is not there.
"""

from linli.apps.matters.reads.agreements import agreements, binds
from linli.apps.matters.reads.beside import BESIDE, Card, Way, cards
from linli.apps.matters.reads.boards import board, section, to_publish
from linli.apps.matters.reads.corrected import again_of, answer_of, corrections_news, corrections_title
from linli.apps.matters.reads.desks import desk
from linli.apps.matters.reads.entered import entered_for, entered_here, entered_listed, receipt, to_answer
from linli.apps.matters.reads.entering import beginning, correcting_for, corrigible, entering, find_people
from linli.apps.matters.reads.glance import glance, glances
from linli.apps.matters.reads.handover import handover
from linli.apps.matters.reads.happening import happening, open_at
from linli.apps.matters.reads.holding import Holding, holding
from linli.apps.matters.reads.listed import disclosures_listed, matters_listed, sittings_listed
from linli.apps.matters.reads.matters import matter
from linli.apps.matters.reads.minutes import minutes
from linli.apps.matters.reads.news import (
    belongs,
    building_title,
    dates,
    newest,
    news,
    news_title,
    own_dates,
    waiting_count,
)
from linli.apps.matters.reads.news_of_entered import entered_news, entered_title
from linli.apps.matters.reads.outside import clerk_errands
from linli.apps.matters.reads.pages import Glance
from linli.apps.matters.reads.parts import PARTS, parts
from linli.apps.matters.reads.posted import number_of, posted
from linli.apps.matters.reads.publications import disclosures
from linli.apps.matters.reads.record import record
from linli.apps.matters.reads.scene import ClosedMatter
from linli.apps.matters.reads.sheets import meeting, numbered, sheet
from linli.apps.matters.reads.sight import file, kept_files
from linli.apps.matters.reads.sittings import sitting, sittings
from linli.apps.matters.reads.square import proposing, square
from linli.apps.matters.reads.viewer import Viewer, viewer_of

__all__ = [
    "BESIDE",
    "PARTS",
    "Card",
    "ClosedMatter",
    "Glance",
    "Holding",
    "Viewer",
    "Way",
    "again_of",
    "agreements",
    "answer_of",
    "beginning",
    "belongs",
    "binds",
    "board",
    "building_title",
    "cards",
    "clerk_errands",
    "correcting_for",
    "corrections_news",
    "corrections_title",
    "corrigible",
    "dates",
    "desk",
    "disclosures",
    "disclosures_listed",
    "entered_for",
    "entered_here",
    "entered_listed",
    "entered_news",
    "entered_title",
    "entering",
    "file",
    "find_people",
    "glance",
    "glances",
    "handover",
    "happening",
    "holding",
    "kept_files",
    "matter",
    "matters_listed",
    "meeting",
    "minutes",
    "newest",
    "news",
    "news_title",
    "number_of",
    "numbered",
    "open_at",
    "own_dates",
    "parts",
    "posted",
    "proposing",
    "receipt",
    "record",
    "section",
    "sheet",
    "sitting",
    "sittings",
    "sittings_listed",
    "square",
    "to_answer",
    "to_publish",
    "viewer_of",
    "waiting_count",
]
