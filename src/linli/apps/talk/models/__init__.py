"""What is said to matters, and what is done about it."""

from linli.apps.talk.models.comment import Comment, Discussion, Support, Wording
from linli.apps.talk.models.moderation import Hiding, Report
from linli.apps.talk.models.summary import Summary
from linli.apps.talk.models.telling import Telling

__all__ = ["Comment", "Discussion", "Hiding", "Report", "Summary", "Support", "Telling", "Wording"]
