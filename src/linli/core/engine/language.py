"""Which meanings the engine knows: a change in what an act comes to is a new number, and old ones keep working."""

LANGUAGE = 7
"""The meaning in which new entries are decided.

From 2 on who sits in an organ cannot take a seat in one that must be apart from it, and whoever sorts answers the
points of a checklist. From 3 on working days counted from a date are working days, the
times after a revision are counted from the dates as revised, and a matter is not put with dates that leave a stage no
time. From 4 on that is asked of what its objections open too, a notice that stands until a day is put up before that
day is over, and who must be apart from what was done before does not accept a matter that is offered. From 5 on whoever
may convene presides where who called a sitting may no more, and a show of hands is entered as a count. From 6 on no
vote is taken in a sitting while fewer are there than the quorum asks for. From 7 on a seat can be for any kind of
place that lies within the charter's own, not for grids and buildings alone; and a seat is taken at no other kind of
place than that of its organ, and at none that there is not.
"""
LANGUAGES = tuple(range(1, LANGUAGE + 1))
"""The meanings in which an entry can still be decided again."""
