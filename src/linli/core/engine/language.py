"""Which meanings the engine knows: a change in what an act comes to is a new number, and old ones keep working."""

LANGUAGE = 3
"""The meaning in which new entries are decided.

From 2 on who sits in an organ cannot take a seat in one that must be apart from it, and whoever sorts answers the
points of a checklist. From 3 on working days counted from a date are working days, the
times after a revision are counted from the dates as revised, and a matter is not put with dates that leave a stage no
time.
"""
LANGUAGES = tuple(range(1, LANGUAGE + 1))
"""The meanings in which an entry can still be decided again."""
