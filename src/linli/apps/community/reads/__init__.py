"""The only way to fetch what the community app keeps; who may see what is decided inside."""

from linli.apps.community.reads.capacities import bodies_of, own_organs
from linli.apps.community.reads.charters import force, in_force, kept, loaded
from linli.apps.community.reads.communities import (
    communities,
    communities_of,
    communities_on,
    community,
    community_at,
)
from linli.apps.community.reads.description import Description, FactOfPlace, Part, description
from linli.apps.community.reads.organs import OrganView, SeatView, organs
from linli.apps.community.reads.people import (
    ShownPerson,
    account,
    demo_people,
    is_clerk,
    names,
    pages_of,
    person_called,
    person_for,
    person_numbered,
    person_of,
)
from linli.apps.community.reads.places import place, places_in, places_search, ways_to
from linli.apps.community.reads.record import (
    answered,
    chain,
    checkpoints,
    entries,
    head,
    keys,
    last_checkpoint,
    sealed_texts,
    texts,
)
from linli.apps.community.reads.rosters import roster, roster_as_of, roster_at
from linli.apps.community.reads.seats import OrganSeats, SeatKind, organ_seats
from linli.apps.community.reads.tables import (
    exported,
    looks,
    residents,
    seen,
    sizes,
    table,
    table_rows,
    tables,
)
from linli.apps.community.reads.tokens import SCOPES, STRANGER, Caller, tokens
from linli.apps.community.reads.versions import Version, versions
from linli.apps.community.store import StoredEntry

__all__ = [
    "SCOPES",
    "STRANGER",
    "Caller",
    "Description",
    "FactOfPlace",
    "OrganSeats",
    "OrganView",
    "Part",
    "SeatKind",
    "SeatView",
    "ShownPerson",
    "StoredEntry",
    "Version",
    "account",
    "answered",
    "bodies_of",
    "chain",
    "checkpoints",
    "communities",
    "communities_of",
    "communities_on",
    "community",
    "community_at",
    "demo_people",
    "description",
    "entries",
    "exported",
    "force",
    "head",
    "in_force",
    "is_clerk",
    "kept",
    "keys",
    "last_checkpoint",
    "loaded",
    "looks",
    "names",
    "organ_seats",
    "organs",
    "own_organs",
    "pages_of",
    "person_called",
    "person_for",
    "person_numbered",
    "person_of",
    "place",
    "places_in",
    "places_search",
    "residents",
    "roster",
    "roster_as_of",
    "roster_at",
    "sealed_texts",
    "seen",
    "sizes",
    "table",
    "table_rows",
    "tables",
    "texts",
    "tokens",
    "versions",
    "ways_to",
]
