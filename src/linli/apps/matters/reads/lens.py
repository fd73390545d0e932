"""A charter looked at in one language: titles, rules, clauses and moments in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from linli import charters
from linli.apps.matters import words, words_of_items
from linli.apps.matters.reads.pages import RuleLine
from linli.core.charter import explain
from linli.core.charter.model import Charter
from linli.core.charter.stages import Poll, Stage
from linli.core.charter.terms import By
from linli.core.charter.text import Lang, Text
from linli.core.charter.voters import title_of
from linli.core.engine.acts import CLERK
from linli.core.engine.calendar import day_of, shown
from linli.core.engine.force import InForce

HOURS = 24
"""From so many hours on, lateness is told in days."""


@dataclass(frozen=True, slots=True)
class Lens:
    """Words for the parts of one charter version, in the viewer's language and the community's zone."""

    force: InForce
    lang: Lang
    zone: str

    @property
    def bases(self) -> dict[str, Charter]:
        """The charters whose titles the sentences name: those extended, and the laws that may be cited."""
        return charters.laws() | self.force.bases

    def text(self, text: Text) -> str:
        return text.in_(self.lang)

    def say(self, key: str, **values: object) -> str:
        """One of the small sayings of the pages."""
        return words.say(words.SAYS[key], self.lang, **values)

    def stage(self, procedure: str, name: str) -> Stage:
        return self.force.stage(procedure, name)

    def stage_title(self, procedure: str, name: str) -> str:
        found = self.force.charter.procedures.get(procedure)
        stage = found.stages.get(name) if found else None
        return self.text(stage.title) if stage else name

    def procedure_title(self, procedure: str) -> str:
        found = self.force.charter.procedures.get(procedure)
        return self.text(found.title) if found else procedure

    def kind_title(self, procedure: str, kind: str) -> str:
        found = self.force.charter.procedures.get(procedure)
        return self.text(found.decides[kind]) if found and kind in found.decides else kind

    def organ(self, name: str) -> str:
        """What an organ is called, or who keeps the registers."""
        if name == CLERK:
            return self.say("clerk")
        return self.text(self.force.organ_title(name)) if name else ""

    def section(self, name: str) -> str:
        found = self.force.charter.disclosures.get(name)
        return (found.zh if self.lang == "zh" else found.en) if found else name

    def by(self, by: By | None, procedure: str = "") -> str:
        """Who acts, as words."""
        if by is None:
            return ""
        return explain.by(by, self.force.charter, self.lang, procedure=procedure, bases=self.bases)

    def clause(self, path: str) -> str:
        """The short name of a part of the charter; empty for a path that it does not have."""
        if not path:
            return ""
        try:
            return explain.clause(path, self.force.charter, self.lang, bases=self.bases)
        except (KeyError, IndexError, AttributeError):
            return ""

    def rule(self, procedure: str, name: str) -> RuleLine:
        """The rule of a stage; where none decides it, what is done there."""
        stage = self.stage(procedure, name)
        charter, bases = self.force.charter, self.bases
        said = explain.stage(procedure, name, charter, self.lang, bases=bases)
        rule = explain.stage_rule(stage, charter, self.lang, procedure=procedure, bases=bases)
        path = f"procedures.{procedure}.stages.{name}"
        head = rule or next(iter(said), "")
        also = tuple(sentence for sentence in said if sentence != head)
        return RuleLine(head, self.clause(path), self._source(procedure, stage), path, also)

    def _source(self, procedure: str, stage: Stage) -> str:
        given = [stage.source, self.force.charter.procedures[procedure].source]
        if isinstance(stage, Poll):
            given.insert(0, self.force.rule(stage).source)
        source = next((one for one in given if one is not None), None)
        return explain.source(source, self.force.charter, self.lang, bases=self.bases)

    def source_at(self, path: str) -> str:
        """The source of the part of the charter that a refusal cites."""
        part = path.split(".")
        if len(part) >= 4 and part[0] == "procedures" and part[2] == "stages":
            return self._source(part[1], self.stage(part[1], part[3]))
        if len(part) >= 2 and part[0] == "organs" and (organ := self.force.charter.organs.get(part[1])):
            return explain.source(organ.source, self.force.charter, self.lang, bases=self.bases)
        return ""

    def moment(self, at: datetime) -> str:
        """A moment in the community's zone; midnight is the end of the day before."""
        return shown(at, self.zone).in_(self.lang)

    def meeting(self, organ: str) -> str:
        """What a sitting of an organ is called; a body that is a meeting by its name is not called one twice."""
        called = self.organ(organ)
        return self.say("meeting-itself" if called.endswith(("大会", "会议")) else "meeting", organ=called)

    def hour(self, at: datetime, around: datetime) -> str:
        """A moment by the clock alone where it lies on the day of another; with its day elsewhere."""
        same = day_of(at, self.zone) == day_of(around, self.zone)
        return f"{at.astimezone(ZoneInfo(self.zone)):%H:%M}" if same else self.moment(at)

    def before(self, at: datetime | None, *, provisional: bool = False) -> str:
        """Until when, as words; empty where there is no limit."""
        if at is None:
            return ""
        return self.say("provisional" if provisional else "before", due=self.moment(at))

    def earliest(self, at: datetime | None, now: datetime) -> str:
        """From when on, as words; empty where it can be now."""
        return self.say("earliest", due=self.moment(at)) if at is not None and at > now else ""

    def late_by(self, due: datetime | None, now: datetime) -> str:
        """How long something is overdue; where its time is not over, a reminder has gone out."""
        if due is None or due > now:
            return self.say("reminded")
        # The due moment is the midnight after the last day.
        days = (day_of(now, self.zone) - day_of(due - timedelta(seconds=1), self.zone)).days
        hours = (now - due) // timedelta(hours=1)
        if days and hours >= HOURS:
            return self.say("late-days", n=days)
        return self.say("late-hours", n=hours) if hours else self.say("late-now")

    def status(self, status: str) -> str:
        return self.text(words.STATUS[status])

    def outcome(self, stage: Stage, outcome: str) -> str:
        """What an outcome is called at a stage."""
        bins = getattr(stage, "bins", {})
        if outcome in bins:
            return self.text(bins[outcome])
        if getattr(stage, "of", "") == "items" and outcome in words_of_items.OUTCOMES_OF_ITEMS:
            return self.text(words_of_items.OUTCOMES_OF_ITEMS[outcome])
        special = words.OUTCOMES_OF.get((stage.kind, outcome)) or words.OUTCOMES.get(outcome)
        return self.text(special) if special else outcome

    def figures(self, figures: dict[str, int]) -> str:
        """The figures of a poll in one line; answers that nobody gave are left out, those in favour are not."""
        always = ("members", "present", "yes")
        shown_ = [
            words.say(words.FIGURES[name], self.lang, n=figures[name])
            for name in words.FIGURES
            if name in figures and (figures[name] or name in always) and not self._idle(name, figures)
        ]
        whole = ("，" if self.lang == "zh" else ", ").join(shown_)
        kinds = dict.fromkeys(name.partition("/")[2] for name in figures if "/" in name)
        return whole + "".join(self._apart(kind, figures) for kind in kinds)

    def _apart(self, kind: str, figures: dict[str, int]) -> str:
        """The figures of those whom the rule counts apart, in brackets."""
        own = {name.partition("/")[0]: n for name, n in figures.items() if name.endswith(f"/{kind}")}
        said, title = self.figures(own), self.kind(kind)
        return f"（其中{title}：{said}）" if self.lang == "zh" else f" (of them {title}: {said})"

    def kind(self, name: str) -> str:
        """What a kind of voter is called."""
        charter = self.force.charter
        titles = [title_of(charter, self.force.facts, organ, name) for organ in charter.organs]
        return self.text(next((one for one in titles if one), self.force.organ_title(name)))

    @staticmethod
    def _idle(name: str, figures: dict[str, int]) -> bool:
        """Whether a figure says the same again: what is cast where each answer is shown, nobody issued paper."""
        if name == "abstain":
            return "yes" not in figures and figures.get("blank") == figures["abstain"]
        if name == "cast":
            return "yes" in figures
        if name == "present":
            return "yes" not in figures
        return False
