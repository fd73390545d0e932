"""The only way to fetch what was said; who may see what is decided inside.

Whoever may read a matter may read its discussion. Hidden words are shown to who wrote them and to those who moderate.
"""

from linli.apps.talk.reads.discussions import comment, discussion, discussion_on, place_of, summaries
from linli.apps.talk.reads.errands import errands
from linli.apps.talk.reads.listed import comments_listed
from linli.apps.talk.reads.moderation import log, waiting
from linli.apps.talk.reads.news import newest, news, told
from linli.apps.talk.reads.officers import Officers, deciders, officers
from linli.apps.talk.reads.pages import CommentShown, DiscussionPage, HidingShown, SummaryShown, Thread
from linli.apps.talk.reads.stopped import stopped
from linli.apps.talk.reads.written import Written, written_by

__all__ = [
    "CommentShown",
    "DiscussionPage",
    "HidingShown",
    "Officers",
    "SummaryShown",
    "Thread",
    "Written",
    "comment",
    "comments_listed",
    "deciders",
    "discussion",
    "discussion_on",
    "errands",
    "log",
    "newest",
    "news",
    "officers",
    "place_of",
    "stopped",
    "summaries",
    "told",
    "waiting",
    "written_by",
]
