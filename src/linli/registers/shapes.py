"""The shapes, in the order in which they are to be brought in."""

from linli.registers.persons import PARTY, RESIDENTS, ROSTERS
from linli.registers.things import BUILDINGS, DWELLINGS, HOUSEHOLDS, STAIRWELLS, UNITS

SHAPES = {
    one.key: one for one in (BUILDINGS, STAIRWELLS, DWELLINGS, UNITS, HOUSEHOLDS, RESIDENTS, PARTY, ROSTERS)
}
