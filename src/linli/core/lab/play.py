"""Plays scenarios through the engine, and says where what came differs from what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from linli.core.charter.finding import Mark
from linli.core.charter.model import Procedure
from linli.core.charter.standard import STANDARD
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Text
from linli.core.engine import acts as a
from linli.core.engine.acting.strands import in_strand, running, strand_at
from linli.core.engine.calendar import zone_of
from linli.core.engine.force import InForce
from linli.core.engine.possible import capacities, distance
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import NEVER, Depart, Describe, Enrol, LeaveSeat, Newcomer, TakeSeat
from linli.core.engine.sitting import Attend, Call, EndSitting, Leave, SignMinutes, SittingAct
from linli.core.lab import story
from linli.core.lab.answered import answered
from linli.core.lab.civics import CIVICS
from linli.core.lab.covers import Covers
from linli.core.lab.expected import EXPECTATIONS, stand
from linli.core.lab.figures import FIGURES
from linli.core.lab.founding import begins, founded
from linli.core.lab.listed import ITEM_ACTS, ITEM_EXPECTATIONS, Listed, with_items
from linli.core.lab.played import Line, Played
from linli.core.lab.scenario import Script
from linli.core.lab.story import Step
from linli.core.lab.told import ACTS, WORDS, facts_in, given, moment
from linli.core.lab.town import Town, replayed, same

NO_VERSIONS: Mapping[str, InForce] = {}


def play(script: Script, name: str, force: InForce, versions: Mapping[str, InForce] = NO_VERSIONS) -> Played:
    """Play one scenario of a file. Raises :class:`CharterError` for people or seats that cannot be.

    ``versions`` are the charters that the story may propose, by the names that it calls them.
    """
    scenario = script.scenarios.scenarios[name]
    town = founded(script, name, force, versions.values())
    played = Played(name, scenario.title, town)
    player = _Player(town, versions)
    at = begins(script, force) + timedelta(hours=12)
    for index, text in enumerate(scenario.story):
        mark = script.mark("scenarios", name, "story", index)
        try:
            for step in story.read(text, at, zone_of(force.charter.zone)):
                at = step.at
                line = player.do(step, mark)
                played.lines.append(replace(line, did=step, matter=town.matters.get(player.it)))
        except NotReadable as error:
            played.lines.append(_unreadable(text, at, error, mark))
    played.lines += _replays(town, at)
    return played


def _unreadable(text: str, at: datetime, error: NotReadable, mark: Mark) -> Line:
    return Line(text, at, NOT_PLAYED, mark, Text(zh=error.zh, en=error.en))


def _replays(town: Town, at: datetime) -> Iterator[Line]:
    """Every scenario also replays: the events alone give the state that acting gave."""
    for chain, state in town.matters.items():
        if not same(replayed(town, chain), state):
            text = Text(zh="重放得到的状态不同", en="replaying gives another state")
            yield Line(chain, at, text, None, text)


class _Player:
    """Does the steps of one story, remembering the matter and the sitting last named."""

    def __init__(self, town: Town, versions: Mapping[str, InForce]) -> None:
        self.town = town
        self.versions = versions
        self.names = town.named
        self.items: dict[str, dict[str, int]] = {}
        self.known = set(town.roster.people)
        self.covers = Covers()
        self.it = ""
        self.sitting = ""

    @property
    def force(self) -> InForce:
        """The charter of the matter at hand: the one in force when it began."""
        return self.town.under(self.it)

    def do(self, step: Step, mark: Mark) -> Line:
        """Do one step. Raises :class:`NotReadable` for what only the town can tell cannot be read."""
        if fault := self._unknown(step):
            return Line(step.says, step.at, NOT_PLAYED, mark, fault)
        if step.verb.startswith("expect"):
            return self._expect(step, mark)
        if step.verb == "time-passes":
            for chain in self.town.matters:
                self.town.tick(chain, step.at)
            return Line(step.says, step.at, self._stand(), mark)
        for person in self._actors(step):
            refusal = self._try(step, person)
            if refusal is not None or step.refused:
                return self._refused(step, refusal, person, mark)
        return Line(step.says, step.at, self._stand(), mark)

    def _unknown(self, step: Step) -> Text | None:
        """A person, matter or sitting that the story has not told of."""
        if step.verb == "enrol":
            self.known |= set(step.people)
        if strangers := [one for one in step.people if one not in self.known]:
            one = strangers[0]
            return Text(zh=f"people 里没有「{one}」这个人", en=f"there is no “{one}” among the people")
        if step.verb in _THERE and not self.sitting:
            return Text(zh="还没有召集会议", en="no sitting has been called yet")
        named = [step.word("matter"), *step.also, *step.word("agenda").split(" and ")]
        nobody = [one for one in named if one not in ("", "it") and one not in self.names]
        if step.verb != "submit" and nobody:
            return Text(zh=f"没有叫「{nobody[0]}」的事项", en=f"there is no matter called “{nobody[0]}”")
        return None

    def _actors(self, step: Step) -> tuple[str, ...]:
        """Those who act one by one; people signed in or enrolled together are one act."""
        return step.people[:1] if step.verb in (*_THERE, "call", "enrol") else step.people or ("",)

    def _refused(self, step: Step, refusal: Refusal | None, person: str, mark: Mark) -> Line:
        if refusal is None:
            fault = Text(
                zh=f"应当被驳回（{step.refused}），却办成了",
                en=f"should be refused ({step.refused}), but was done",
            )
            return Line(step.says, step.at, self._stand(), mark, fault)
        came = Text(
            zh=f"驳回 {refusal.code}：{refusal.says('zh')}{''.join(one.zh for one in refusal.instead)}",
            en=f"refused {refusal.code}: {refusal.says('en')} {' '.join(one.en for one in refusal.instead)}".rstrip(),
        )
        if refusal.code == step.refused:
            return Line(step.says, step.at, came, mark, refusal=refusal)
        zh = f"应当被驳回（{step.refused}）" if step.refused else "应当办成"
        en = f"should be refused ({step.refused})" if step.refused else "should be done"
        got = Text(
            zh=f"{zh}，{person} 却被驳回（{refusal.code}）",
            en=f"{en}, but {person} was refused ({refusal.code})",
        )
        return Line(step.says, step.at, came, mark, got, refusal)

    def _stand(self) -> Text:
        state = self.town.matters.get(self.it)
        return stand(self.force, state) if state else Text(zh="已记下", en="recorded")

    def _try(self, step: Step, person: str) -> Refusal | None:
        if step.verb in _COMMUNITY:
            return self._settle(step, person)
        if step.verb in ("call", *_THERE):
            return self._sit(step, person)
        refusals = (self._in(name, step, person) for name in (step.word("matter"), *step.also))
        return next((one for one in refusals if one is not None), None)

    def _in(self, matter: str, step: Step, person: str) -> Refusal | None:
        """Do a step in one matter."""
        self.it = self._chain(matter)
        if step.verb == "submit" and matter not in self.names:
            self.it = f"matter/{step.at.year}/{len(self.town.matters) + 1}"
        refusal = self._in_some_capacity(step, person, self._act(step))
        if refusal is None:
            self._remember(step)
        return refusal

    def _remember(self, step: Step) -> None:
        """The matter or the item that has just got a name."""
        if step.verb == "submit":
            self.names[step.word("matter")] = self.it
            listed = step.word("items").split(" and ") if step.word("items") else []
            self.items[self.it] = {name: index + 1 for index, name in enumerate(listed)}
        elif step.verb in ("add", "nominate"):
            self.items[self.it][step.word("item")] = len(self.town.matters[self.it].items)

    def _listed(self) -> Listed:
        """The items of the matter last named. Raises :class:`NotReadable` where there is none."""
        state = self.town.matters.get(self.it)
        if state is None:
            raise NotReadable("还没有提出事项", "no matter has been put yet")
        return Listed(self.force.procedure(state.procedure), self.items[self.it])

    def _chain(self, name: str) -> str:
        return self.it if name in ("", "it") else self.names.get(name, name)

    def _in_some_capacity(self, step: Step, person: str, act: a.Act) -> Refusal | None:
        """Act for the organ named, in the strand named; else where and for whom it is first allowed."""
        refusals: list[Refusal] = []
        person = self.covers.name(self.it, (person, step.organ), act, self.force)
        for strand in self._strands(step):
            for organ in (step.organ,) if step.organ else self._capacities(person, act, step.at, strand):
                state = self.town.matters.get(self.it)
                filled = answered(act, self.force, state, strand, step.word("without"))
                tried, by = in_strand(strand, filled), a.Actor(person, organ)
                several = bool(step.also)
                refusal = self.town.act(self.it, by, tried, step.at, sitting=self._meeting(), several=several)
                if refusal is None:
                    return None
                refusals.append(refusal)
        return min(refusals, key=distance)

    def _strands(self, step: Step) -> list[str]:
        """Where a sentence may be meant: in the strand that it names, else in the matter or any of its strands."""
        if step.word("strand"):
            return [step.word("strand")]
        self.town.tick(self.it, step.at)
        state = self.town.matters.get(self.it)
        return ["", *(path for path, _ in running(state))] if state else [""]

    def _meeting(self) -> str:
        """The sitting last called, where it has the matter on its agenda and still goes on."""
        sitting = self.town.sittings.get(self.sitting)
        return self.sitting if sitting and sitting.status == "called" and self.it in sitting.agenda else ""

    def _capacities(self, person: str, act: a.Act, at: datetime, strand: str = "") -> tuple[str, ...]:
        whole = self.town.matters.get(self.it)
        state = whole and (strand_at(whole, strand) or whole)
        if state is not None and state.stage:
            return capacities(self.force, state, person, self.town.roster, at)
        procedure = act.procedure if isinstance(act, a.Submit | a.SubmitItems) else ""
        begun = self.force.charter.procedures.get(procedure)
        by = next(iter(begun.stages.values())).by if begun else None
        return by.organs if by and by.organs else ("",)

    def _act(self, step: Step) -> a.Act:
        if step.verb == "submit":
            return self._submit(step)
        return ITEM_ACTS[step.verb](step, self._listed()) if step.verb in ITEM_ACTS else ACTS[step.verb](step)

    def _submit(self, step: Step) -> a.Submit | a.SubmitItems:
        own = [name for name in self.force.charter.procedures if name != STANDARD]
        runnable = [name for name in own if name in self.force.running]
        procedure = step.word("procedure") or (runnable[0] if runnable else next(iter(own)))
        known = self.force.charter.procedures.get(procedure)
        kind = step.word("kind") or (next(iter(known.decides)) if known else "")
        begun = a.Submit(procedure, kind, WORDS, WORDS, self._facts(step, known))
        listed = step.word("items")
        return with_items(begun, known, listed, step.word("each")) if listed else begun

    def _facts(self, step: Step, known: Procedure | None) -> dict[str, a.FactValue]:
        """What the matter carries; a charter that it proposes is called by its name in the story."""
        facts = given(step.word("facts"))
        for name, kind in known.facts.items() if known else ():
            if kind.type == "charter" and facts.get(name) in self.versions:
                facts[name] = self.versions[str(facts[name])].hash
        return facts

    def _sit(self, step: Step, person: str) -> Refusal | None:
        by = a.Actor(person, step.organ or self._convener(step, person))
        if step.verb == "call":
            named = step.word("agenda").split(" and ") if step.word("agenda") else ["it"]
            agenda = tuple(self._chain(name) for name in named)
            self.it = agenda[0]
            starts = moment(step.word("starts"), step.at) if step.word("starts") else step.at
            chain = f"sitting/{step.at.year}/{len(self.town.sittings) + 1}"
            refusal = self.town.sit(chain, by, Call(step.word("of"), starts, agenda), step.at)
            self.sitting = self.sitting if refusal else chain
            return refusal
        acts: dict[str, SittingAct] = {
            "attend": Attend(step.people), "leave": Leave(step.people), "end-sitting": EndSitting(),
            "sign-minutes": SignMinutes(WORDS),
        }  # fmt: skip
        chair = self.town.sittings[self.sitting].chair if self.sitting in self.town.sittings else person
        by = a.Actor(chair if len(step.people) > 1 else person, by.organ)
        return self.town.sit(self.sitting, by, acts[step.verb], step.at)

    def _convener(self, step: Step, person: str) -> str:
        organ = self.force.charter.organs.get(step.word("of"))
        options = organ.convened_by if organ and organ.convened_by else (step.word("of"),)
        own = [
            name for name in options if self.town.roster.since(self.force, name, person, step.at) is not None
        ]
        return (own or list(options))[0]

    def _settle(self, step: Step, person: str) -> Refusal | None:
        """An act in the community's chain."""
        match step.verb:
            case "enrol":
                facts = facts_in(step.word("facts")) if step.word("facts") else {}
                return self.town.found(Enrol(tuple(Newcomer(one, facts) for one in step.people)), step.at)
            case "describe":
                return self.town.found(Describe(given(step.word("facts"))), step.at)
            case "depart":
                return self.town.found(Depart(person), step.at)
            case "take-seat":
                until = moment(step.word("until"), step.at).astimezone(UTC) if step.word("until") else NEVER
                kind, level = step.word("seat_class"), step.word("level")
                seat = TakeSeat(person, step.word("of"), seat_class=kind, until=until, level=level)
                return self.town.found(seat, step.at)
            case _:
                return self.town.found(LeaveSeat(person, step.word("of")), step.at)

    def _expect(self, step: Step, mark: Mark) -> Line:
        if step.verb in FIGURES | CIVICS:
            came, right = (FIGURES | CIVICS)[step.verb](self.town, step)
            return Line(step.says, step.at, came, mark, None if right else came)
        self.it = self._chain(step.word("matter"))
        self.town.tick(self.it, step.at)
        state = self.town.matters.get(self.it)
        if state is None:
            return Line(step.says, step.at, NOT_PLAYED, mark, NO_MATTER)
        state = strand_at(state, step.word("strand"))
        if state is None:
            return Line(step.says, step.at, NOT_PLAYED, mark, NO_STRAND)
        if step.verb in ITEM_EXPECTATIONS:
            fault = ITEM_EXPECTATIONS[step.verb](self._listed(), state, step)
        else:
            fault = EXPECTATIONS[step.verb](self.force, state, step)
        return Line(step.says, step.at, stand(self.force, state), mark, fault)


NO_MATTER = Text(zh="还没有提出事项", en="no matter has been put yet")
NO_STRAND = Text(zh="没有这一路", en="there is no such strand")
NOT_PLAYED = Text(zh="没有执行", en="not played")
_THERE = ("attend", "leave", "end-sitting", "sign-minutes")
_COMMUNITY = ("enrol", "depart", "take-seat", "leave-seat", "describe")
