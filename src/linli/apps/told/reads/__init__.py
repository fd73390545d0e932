"""What pages and messages show of being told."""

from linli.apps.told.reads.calendars import community_events, desk_events
from linli.apps.told.reads.words import Line, lines_of

__all__ = ["Line", "community_events", "desk_events", "lines_of"]
