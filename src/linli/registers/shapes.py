"""The shapes, in the order in which they are to be brought in."""

from linli.registers.persons import PARTY, RESIDENTS, ROSTERS
from linli.registers.things import BUILDINGS, DWELLINGS, HOUSEHOLDS, PARTS, STAIRWELLS, UNITS

SHAPES = {
    one.key: one
    for one in (BUILDINGS, STAIRWELLS, DWELLINGS, PARTS, UNITS, HOUSEHOLDS, RESIDENTS, PARTY, ROSTERS)
}
