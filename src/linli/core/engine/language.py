"""Which meanings the engine knows: a change in what an act comes to is a new number, and old ones keep working."""

LANGUAGE = 2
"""The meaning in which new entries are decided.

From 2 on who sits in an organ cannot take a seat in one that must be apart from it, and whoever sorts answers the
points of a checklist.
"""
LANGUAGES = tuple(range(1, LANGUAGE + 1))
"""The meanings in which an entry can still be decided again."""
