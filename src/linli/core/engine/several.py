"""Whether a deed may be done for several matters at once: only one of an office, and only where the charter lets it be.

Each matter gets an act of its own all the same, so the record holds nothing of this and verifying does not ask it.
"""

from linli.core.charter.at_once import AT_ONCE, wants_each
from linli.core.engine.acting.strands import innermost, strand_at, strand_of
from linli.core.engine.acts import Act
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.state import MatterState
from linli.core.engine.struct import kebab_tag

_CODES = {"handled": "one-by-one", "checklist": "checked-each", "evidence": "evidence-each"}


def never(deed: str) -> Refusal | None:
    """Why a deed, by its written name, is never done for several matters at once; None for a deed of an office."""
    return None if deed in AT_ONCE else refuse("own-answer")


def barred(force: InForce, procedure: str, stage: str, deed: str) -> Refusal | None:
    """Why a deed is not done for several matters at once at a stage; None where it may be."""
    if refusal := never(deed):
        return refusal
    found = force.stage(procedure, stage)
    key = wants_each(found, deed)
    clause = f"procedures.{procedure}.stages.{stage}"
    return refuse(_CODES[key], clause, stage=found.title) if key else None


def barred_in(force: InForce, state: MatterState, act: Act) -> Refusal | None:
    """Why an act, allowed by itself, is not done for several matters at once; ``state`` is the matter before it."""
    where = strand_at(state, strand_of(act))
    assert where is not None
    return barred(force, where.procedure, where.stage, kebab_tag(type(innermost(act)).__name__))
