"""Pages, calendars and feeds."""
