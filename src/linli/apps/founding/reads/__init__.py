"""What can be read of a founding, by its founder alone."""

from linli.apps.founding.reads.drafts import Member, draft, drafts, members
from linli.apps.founding.reads.models import LEVELS, Bench, ModelRow, benches, facts_asked, model, models

__all__ = [
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
