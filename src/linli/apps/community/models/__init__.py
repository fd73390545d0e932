"""What is stored, one noun a file. Other apps see it through `actions` and `reads` only."""

from linli.apps.community.models.account import Account, SignInFailure
from linli.apps.community.models.charter import CharterText
from linli.apps.community.models.community import Community, DemoFilling, RosterSnapshot
from linli.apps.community.models.dwellings import Building, Dwelling, Piece, Stairwell, Unit
from linli.apps.community.models.invitations import Founder, Invitation, Tie
from linli.apps.community.models.people import ClerkRole, Household, Person
from linli.apps.community.models.place import Edition, FormerName, Place, Succession
from linli.apps.community.models.record import Checkpoint, Entry, RefusalLog, SigningKey
from linli.apps.community.models.residents import Correction, Crowd, Look, PartyMember, Resident
from linli.apps.community.models.sealing_key import SealingKey
from linli.apps.community.models.tables import BroughtTable, TableRow, TableStage
from linli.apps.community.models.text import SealedText
from linli.apps.community.models.tokens import Token

__all__ = [
    "Account",
    "BroughtTable",
    "Building",
    "CharterText",
    "Checkpoint",
    "ClerkRole",
    "Community",
    "Correction",
    "Crowd",
    "DemoFilling",
    "Dwelling",
    "Edition",
    "Entry",
    "FormerName",
    "Founder",
    "Household",
    "Invitation",
    "Look",
    "PartyMember",
    "Person",
    "Piece",
    "Place",
    "RefusalLog",
    "Resident",
    "RosterSnapshot",
    "SealedText",
    "SealingKey",
    "SignInFailure",
    "SigningKey",
    "Stairwell",
    "Succession",
    "TableRow",
    "TableStage",
    "Tie",
    "Token",
    "Unit",
]
