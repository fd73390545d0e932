"""Comments as a reader may see them: a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads import Viewer
from linli.apps.talk.actions.writing import EDIT_MINUTES
from linli.apps.talk.models import Comment, Hiding, Support, Wording
from linli.apps.talk.reads.officers import Bench
from linli.apps.talk.reads.pages import CommentShown, HidingShown, WordingShown
from linli.apps.talk.reads.periods import Term, appeal_length, appeals_say, term

QUOTED = 60
BRIEF = 400
"""So many characters of a comment stand where there are many; its own page has them all."""


class Seen:
    """Some comments of one community, with the names, supports, wordings and hidings that belong to them."""

    def __init__(
        self, community: Any, viewer: Viewer, rows: Sequence[Comment], *, moderates: bool, over: bool = False,
        brief: bool = False, bench: Bench | None = None,
    ) -> None:  # fmt: skip
        self.viewer, self.moderates, self.over, self.brief = viewer, moderates, over, brief
        self.community = community
        self.bench = bench or Bench(community, viewer)
        self.force, self.roster, self.now = self.bench.force, self.bench.roster, self.bench.at
        people = {one.person for one in rows} | {
            one.answers.person for one in rows if one.answers is not None
        }
        self.names = community_reads.names(community, people, viewer.account)
        self.mine = self._mine(rows)
        self.hidings = self._hidings(rows)
        self.wordings = {} if brief else self._wordings(rows)
        self.reports = self._reports(rows) if moderates else {}
        seals = {seal for one in self.hidings.values() for seal in (one.reasons, one.decided)}
        self.texts = community_reads.texts(community, seals) if seals else {}

    def _mine(self, rows: Iterable[Comment]) -> set[int]:
        if not self.viewer.person:
            return set()
        found = Support.objects.filter(comment__in=[one.pk for one in rows], person=self.viewer.person)
        return set(found.values_list("comment_id", flat=True))

    def _hidings(self, rows: Iterable[Comment]) -> dict[int, Hiding]:
        found = Hiding.objects.filter(comment__in=[one.pk for one in rows]).order_by("seq")
        return {one.comment_id: one for one in found}

    def _wordings(self, rows: Iterable[Comment]) -> dict[int, list[WordingShown]]:
        edited = [one.pk for one in rows if one.edited is not None]
        found: dict[int, list[WordingShown]] = {}
        for one in Wording.objects.filter(comment__in=edited).order_by("pk") if edited else ():
            found.setdefault(one.comment_id, []).append(WordingShown(one.text, one.until))
        return found

    def _reports(self, rows: Iterable[Comment]) -> dict[int, int]:
        waiting = Count("reports", filter=Q(reports__settled=None))
        found = Comment.objects.filter(pk__in=[one.pk for one in rows]).annotate(n=waiting)
        return dict(found.values_list("pk", "n"))

    def one(self, row: Comment) -> CommentShown:
        """One of the comments."""
        own = bool(self.viewer.person) and row.person == self.viewer.person
        found = self.hidings.get(row.pk)
        hiding = self.hiding(found, row) if found else None
        reads = not row.hidden or own or self.moderates or (hiding is not None and hiding.settles)
        fresh = self.now < row.at + timedelta(minutes=EDIT_MINUTES)
        cut = self.brief and len(row.text) > BRIEF
        return CommentShown(
            number=row.number, who=self.who(row.person, row.organ), at=row.at,
            text=self._text(row, cut=cut) if reads else "",
            edited=row.edited, gone=row.gone, hidden=row.hidden, supported=row.supported, own=own,
            mine=row.pk in self.mine, answers=row.answers.number if row.answers else 0, quotes=self._quotes(row),
            wordings=tuple(self.wordings.get(row.pk, ())) if reads else (),
            hiding=hiding,
            editable=own and fresh and not row.hidden and not row.gone and not self.over,
            reports=self.reports.get(row.pk, 0), cut=cut and reads,
        )  # fmt: skip

    def _text(self, row: Comment, *, cut: bool) -> str:
        return f"{row.text[:BRIEF].rstrip()}…" if cut else row.text

    def who(self, person: str, organ: str) -> str:
        """Somebody, with the organ in which she has a seat and for which she spoke."""
        name = self.names.get(person) or _("somebody")
        title = self.organ(organ)
        body = self.force.charter.organs.get(organ)
        if not title or (body is not None and body.everyone is not None):
            return name
        return f"{name}（{title}）" if self.viewer.lang == "zh" else f"{name} ({title})"

    def organ(self, organ: str) -> str:
        """What an organ is called."""
        return self.force.organ_title(organ).in_(self.viewer.lang) if organ else ""

    def words(self, seal: str) -> str:
        """The text behind a seal of the record."""
        found = self.texts.get(seal)
        return "" if not seal or found is None else _("(erased)") if found.erased else str(found.text)

    def _quotes(self, row: Comment) -> tuple[str, str] | None:
        """Whom and what a reply answers, where that is not the head of its thread."""
        answered = row.answers
        if answered is None or answered.pk == row.under_id:
            return None
        name = self.names.get(answered.person) or _("somebody")
        if answered.gone or answered.hidden:
            return name, ""
        text = " ".join(answered.text.split())
        return name, text if len(text) <= QUOTED else f"{text[:QUOTED]}…"

    def hiding(self, row: Hiding, comment: Comment) -> HidingShown:
        """That a comment was hidden, with what concerns this reader."""
        own = bool(self.viewer.person) and comment.person == self.viewer.person
        open_ = bool(row.appealed) and not row.verdict and not comment.gone
        settles = open_ and bool(self.bench.deciders(row.seq))
        due = self._due(row) if open_ else None
        return HidingShown(
            seq=row.seq, at=row.at, organ=self.organ(row.organ), ground=row.ground, reasons=self.words(row.reasons),
            appealed=row.appealed, verdict=row.verdict, decided=self.words(row.decided), decided_at=row.decided_at,
            decided_organ=self.organ(row.decided_organ), comment=comment.number, gone=comment.gone,
            appeal=row.appeal if own or self.moderates or settles else "",
            appeals=own and not row.appealed and not comment.gone, settles=settles,
            within=appeals_say(self.force, self._procedure(row), self.viewer.lang), due=due.text if due else "",
            late=due is not None and due.late,
        )  # fmt: skip

    def _procedure(self, row: Hiding) -> str:
        found = self.roster.hidden.get(str(row.seq))
        return found.procedure if found else ""

    def _due(self, row: Hiding) -> Term:
        """Until when an appeal is to be decided."""
        assert row.appealed is not None
        length = appeal_length(self.force, self._procedure(row))
        return term(self.roster, row.appealed, length, self.now, self.viewer.lang)
