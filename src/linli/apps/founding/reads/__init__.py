"""What can be read of a founding, by its founder alone."""

from linli.apps.founding.reads.drafts import Member, draft, drafts, members
from linli.apps.founding.reads.models import (
    FEWEST_LINES,
    LEVELS,
    Bench,
    ModelRow,
    benches,
    facts_asked,
    model,
    models,
)

__all__ = [
    "FEWEST_LINES",
    "LEVELS",
    "Bench",
    "Member",
    "ModelRow",
    "benches",
    "draft",
    "drafts",
    "facts_asked",
    "members",
    "model",
    "models",
]
