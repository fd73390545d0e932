"""Being told: a digest a day, urgent things at once, calendars and feeds."""
