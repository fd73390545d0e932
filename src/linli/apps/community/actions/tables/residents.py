"""The table of residents laid beside the register: who is meant, which household, what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from linli.apps.community import personal
from linli.apps.community.actions.tables.known import FACTS, Acquainted, Bare, Held, Registers, acquainted
from linli.apps.community.actions.tables.simple import home_of
from linli.apps.community.actions.tables.stage import Facts, Laid, Told, differing, told_of
from linli.apps.community.personal import SECRET, Secrets
from linli.apps.community.previews import Difference
from linli.apps.community.sealing import marks
from linli.registers.check import Block

PLAIN = ("sex", "relation", "party", "owner", "registered", "lives")
WORDS = ("sex", "relation")


class _Answers(dict[tuple[Any, ...], int]):
    """What the record learns of new people, by what their rows answer; each set of facts is kept once."""

    def __init__(self, registers: Registers) -> None:
        super().__init__()
        self.registers = registers
        self.facts: list[Facts] = []

    def __missing__(self, answers: tuple[Any, ...]) -> int:
        told = self.registers.told(dict(zip(FACTS, answers, strict=False)))
        if answers[-1] and "adult" in self.registers.asked:
            told["adult"] = True
        self.facts.append({fact: value for fact, value in told.items() if value})
        self[answers] = len(self.facts) - 1
        return self[answers]


@dataclass(slots=True)
class People:
    """What is remembered from block to block: households made so far, heads that leave, heads that would be second."""

    registers: Registers
    made: int = 0
    codes: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    resigned: set[int] = field(default_factory=set)
    rivals: list[tuple[int, int]] = field(default_factory=list)
    """Lines that name a head of a household that has one, and the number of that one."""
    answers: _Answers = field(init=False)

    def __post_init__(self) -> None:
        self.codes = dict(self.registers.codes)
        self.answers = _Answers(self.registers)


def lay(people: People, block: Block) -> Laid:
    """Lay rows beside the register."""
    laid, registers = Laid(), people.registers
    community = registers.community.pk
    marked = marks(block.values["identity"], personal.use_of(community))  # type: ignore[arg-type]  # texts, all
    if homes := _new_homes(people, laid, block):
        _newcomers(people, laid, block, range(len(block.lines)), homes, marked)
        return laid
    known = _acquainted(registers, block, marked)
    fresh: list[int] = []
    households: list[int] = []
    get = registers.dwellings.get
    for at, place in enumerate(block.homes):
        home = get(place) or home_of(registers, block, at)
        if home is None or at in block.problems:
            _judge(people, known, laid, block, at, home, marked[at])
            continue
        old = _who(known, block, at, home, marked[at]) if known else None
        bare = _bare(registers, block, at) if old is None else None
        household = _household(people, laid, block, at, home, old)
        _watch_heads(people, laid, block, at, household, old)
        if at in block.problems:
            continue
        if (held := old or bare) is None:
            fresh.append(at)
            households.append(household)
        elif not _barred(registers, block, at, row := (held, household, marked[at])):
            _lay_one(registers, laid, block, at, row)
    _newcomers(people, laid, block, fresh, households, marked)
    return laid


def _lay_one(
    registers: Registers, laid: Laid, block: Block, at: int, row: tuple[Held | Bare, int, str]
) -> None:
    """Lay the row of somebody in the register, with the household and the mark of the ID number that it names."""
    held, household, marked = row
    if isinstance(held, Held):
        _known(registers, laid, block, at, held, household, marked)
    else:
        _attach(registers, laid, block, at, held, household, marked)


def _barred(registers: Registers, block: Block, at: int, row: tuple[Held | Bare, int, str]) -> bool:
    """Whether a row would change the file of who brings the table in; said of the row."""
    held, alone = row[0], Laid()
    if held.key not in registers.owned.people:
        return False
    _lay_one(registers, alone, block, at, row)
    return bool(alone.changes) and registers.owned.bars(block, at, held.key)


def _judge(
    people: People,
    known: Acquainted | None,
    laid: Laid,
    block: Block,
    at: int,
    home: int | None,
    marked: str,
) -> None:
    """Say what else is wrong with a row that is wrong already, so that all of it can be mended at once."""
    unread = any(one.column == "identity" for one in block.problems.get(at, ()))
    old = _numbered(known, block, at, marked) if known else None
    if old is None and known is not None and home is not None and not unread:
        old = _who(known, block, at, home, marked)
    if old is None:
        _bare(people.registers, block, at)
    if home is not None:
        # What begins here is not kept: no stage is, of a table in which anything is wrong.
        household = _household(people, Laid(), block, at, home, old)
        _watch_heads(people, laid, block, at, household, old)


def _all_new(people: People, block: Block) -> bool:
    """Whether nobody in these rows can be somebody known, nor named by a number, nor of a household with one."""
    registers = people.registers
    if registers.settled or registers.bare or registers.heads or block.problems or block.cleared:
        return False
    return not (block.has("register") or block.has("household"))


def _new_homes(people: People, laid: Laid, block: Block) -> list[int]:
    """The household of each row, by its dwelling alone; none where a row has to be looked at by itself."""
    if not _all_new(people, block):
        return []
    registers, places = people.registers, [*dict.fromkeys(block.homes)]
    if not registers.dwellings.keys() >= set(places):
        return []
    dwellings = [registers.dwellings[place] for place in places]
    made = [home for home in dwellings if home not in registers.homes]
    for home in made:
        people.made += 1
        registers.homes[home] = -people.made
    if made:
        new = laid.stage.new.setdefault("household", {"code": [], "home_id": []})
        new["code"] += [""] * len(made)
        new["home_id"] += made
    household = dict(zip(places, map(registers.homes.__getitem__, dwellings), strict=True))
    return [household[place] for place in block.homes]


def _acquainted(registers: Registers, block: Block, marked: Sequence[str]) -> Acquainted | None:
    if not registers.settled:
        return None
    numbers = [int(str(one)) for one in block.values["register"] if one is not None and one != "new"]
    return acquainted(registers.community, marked, numbers, [str(one) for one in block.values["name"] if one])


def _who(known: Acquainted, block: Block, at: int, home: int, marked: str) -> Held | None:
    """The person meant: by ID number, else the only one of that name in the dwelling without another number."""
    if (found := _numbered(known, block, at, marked)) or block.words("register", at).isdecimal():
        return found
    namesakes = known.names.get((block.words("name", at), home), [])
    able = [one for one in namesakes if not (marked and one.mark)]
    if len(able) > 1:
        block.says(at, "name", "several-people")
        return None
    return able[0] if able else None


def _numbered(known: Acquainted, block: Block, at: int, marked: str) -> Held | None:
    if marked and (found := known.marks.get(marked)):
        return found
    said = block.words("register", at)
    return known.numbers.get(int(said)) if said.isdecimal() else None


def _bare(registers: Registers, block: Block, at: int) -> Bare | None:
    """Somebody of whom only the name is held; whether that is who is meant has to be said by the number."""
    said = block.words("register", at)
    namesakes = registers.bare.get(block.words("name", at), []) if registers.bare else []
    if said.isdecimal():
        named = namesakes if block.words("name", at) else chain.from_iterable(registers.bare.values())
        found = next((one for one in named if one.number == int(said)), None)
        if found is None:
            block.says(at, "register", "no-such-number")
        return found
    if namesakes and not said:
        numbers = "、".join(str(one.number) for one in namesakes[:5])
        block.says(at, "register", "namesake", {"numbers": numbers})
    return None


def _household(people: People, laid: Laid, block: Block, at: int, home: int, old: Held | None) -> int:
    """The household of a row: above zero one in the register, below zero one that begins with this table."""
    homes, code = people.registers.homes, block.values["household"][at]
    if code is None:
        if old is not None and old.household is not None and old.home == home:
            return old.household
        found = homes.get(home)
    else:
        held = people.codes.get(str(code))
        if held is not None and held[1] != home:
            block.says(at, "household", "household-elsewhere")
            return 0
        found = held[0] if held else None
    if found is not None:
        return found
    people.made += 1
    laid.add("household", {"code": str(code or ""), "home_id": home})
    if code is not None:
        people.codes[str(code)] = (-people.made, home)
    homes.setdefault(home, -people.made)
    return -people.made


def _watch_heads(people: People, laid: Laid, block: Block, at: int, household: int, old: Held | None) -> None:
    relation = block.values["relation"][at]
    if (
        old is not None
        and old.relation == "head"
        and (relation not in (None, "head") or household != old.household)
    ):
        people.resigned.add(old.number)
    relation = "" if relation is None and "relation" in block.empties(at) else relation
    heads = relation == "head" or (relation is None and old is not None and old.relation == "head")
    head = people.registers.heads.get(household) if heads and household else None
    if head is not None and (old is None or head != old.number):
        people.rivals.append((block.lines[at], head))
        laid.rivals.append(at)


def _newcomers(
    people: People,
    laid: Laid,
    block: Block,
    fresh: Sequence[int],
    households: list[int],
    marked: Sequence[str],
) -> None:
    if not fresh:
        return
    values, every = block.values, len(fresh) == len(block.lines)
    taken = {
        key: values[key] if every else [values[key][at] for at in fresh] for key in (*PLAIN, *SECRET, "name")
    }
    secret: Any = zip(*(taken[key] for key in SECRET), strict=True)
    since = people.registers.adult_since
    adults = [born is not None and str(born) <= since for born in taken["born"]]
    answers = people.answers
    laid.stage.enrol = [answers[one] for one in zip(*(taken[key] for key in FACTS), adults, strict=True)]
    laid.stage.facts = answers.facts
    laid.stage.new["person"] = {"name": taken["name"], "household_id": list(households)}
    laid.stage.newcomers = {
        **{key: [one or "" for one in taken[key]] if key in WORDS else taken[key] for key in PLAIN},
        "sealed": personal.close(secret, people.registers.community.pk),
        "mark": [*marked] if every else [marked[at] for at in fresh],
    }
    laid.new += len(fresh)


def _record(registers: Registers, block: Block, at: int, marked: str) -> dict[str, Any]:
    plain = {key: block.values[key][at] for key in PLAIN}
    sealed = personal.close([[block.words(key, at) for key in SECRET]], registers.community.pk)[0]
    return {**plain, **{key: plain[key] or "" for key in WORDS}, "sealed": sealed, "mark": marked}


def _given(block: Block, at: int) -> dict[str, Any]:
    found = {key: block.values[key][at] for key in (*PLAIN, "born")}
    return {key: value for key, value in found.items() if value is not None}


def _emptied(block: Block, at: int) -> dict[str, Any]:
    """What a row empties, as it is stored."""
    return {key: "" if key in WORDS else None for key in block.empties(at) if key in PLAIN}


def _no_longer(block: Block, at: int) -> dict[str, Any]:
    """What is no longer known counts as no, in the record as well."""
    return dict.fromkeys(block.empties(at) & FACTS.keys(), False)


def _attach(
    registers: Registers, laid: Laid, block: Block, at: int, bare: Bare, household: int, marked: str
) -> None:
    laid.add("attached", {"person_id": bare.key, **_record(registers, block, at, marked)})
    laid.change("person", bare.key, {"household_id": household}, {"household_id": bare.household})
    _tell(registers, laid, bare.who, _given(block, at) | _no_longer(block, at))
    held = {key: block.values[key][at] for key in (*PLAIN, *SECRET)} | {"household": household}
    learnt = [Difference(key, None, value) for key, value in held.items() if value is not None]
    laid.tell(block.lines[at], learnt, bare.key)


def _tell(registers: Registers, laid: Laid, who: str, values: dict[str, Any]) -> list[Difference]:
    facts = registers.news(who, values)
    told = Told(who, facts, registers.before(who, facts))
    if facts:
        laid.stage.told.append(told)
    return told_of(told)


def _known(
    registers: Registers, laid: Laid, block: Block, at: int, old: Held, household: int, marked: str
) -> None:
    given, empties = _given(block, at) | _emptied(block, at), block.empties(at)
    fields = {key: given[key] for key in PLAIN if key in given and given[key] != getattr(old, key)}
    differences = differing(fields, old, fields)
    before = personal.open_bytes(bytes(old.sealed), registers.community.pk)
    now = Secrets(
        *(block.words(key, at) or ("" if key in empties else getattr(before, key)) for key in SECRET)
    )
    if now != before:
        differences += [one for one in differing(SECRET, before, now._asdict()) if one.old != one.new]
        fields["sealed"] = personal.close([now], registers.community.pk)[0]
    if now.identity != before.identity:
        fields["mark"] = marked
    person = {"name": block.words("name", at), "household_id": household}
    was = {"name": old.name, "household_id": old.household}
    other = {name: value for name, value in person.items() if value != was[name]}
    differences += [Difference(name.removesuffix("_id"), was[name], value) for name, value in other.items()]
    laid.change(
        "resident", old.key, fields, {name: _plain(getattr(old, name)) for name in (*fields, "touched")}
    )
    laid.change("person", old.key, other, {name: was[name] for name in other})
    whole = {key: getattr(old, key) for key in PLAIN} | {"born": now.born} | given | _no_longer(block, at)
    told = _tell(registers, laid, old.who, whole)
    laid.tell(block.lines[at], differences or told, old.key)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
