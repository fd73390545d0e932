"""What a checked table changes in the registers, row by row; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.apps.community.actions.tables.known import Home, Registers, dwelling_key, facts_of
from linli.apps.community.models import Building, Dwelling, Household, Person, Resident
from linli.apps.community.sealing import mark, seal_words, unseal_words
from linli.core.engine.acts import FactValue
from linli.registers.cells import Value, place_key
from linli.registers.check import Row, home_key
from linli.registers.problem import Problem

Record = Building | Dwelling | Household | Resident
Values = Mapping[str, Value]
PLAIN = {
    "buildings": ("address", "floors", "stairwells", "grid"),
    "dwellings": ("area", "use"),
    "households": ("kind",),
    "residents": ("sex", "born", "relation", "party", "owner", "registered", "lives"),
}
SEALED = ("identity", "phone")


@dataclass(slots=True)
class Change:
    """What one row comes to: a ``new`` record, or ``fields`` of an old one; of a resident also the rest.

    ``columns`` are those that differ, as the preview names them. ``person`` is in the register by the name alone.
    """

    line: int
    new: Record | None = None
    old: Record | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    person: Person | None = None
    household: Household | None = None
    facts: dict[str, FactValue] = field(default_factory=dict)
    columns: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """new, changed or same."""
        return (
            "new" if self.new is not None and self.person is None else "changed" if self.columns else "same"
        )


@dataclass(slots=True)
class Plan:
    """Everything that a table comes to. ``households`` are those that its residents make."""

    shape: str
    registers: Registers
    changes: list[Change] = field(default_factory=list)
    households: dict[tuple[str, str], Household] = field(default_factory=dict)

    def add(self, row: Row) -> Change | None:
        """Lay a row beside the registers; what is wrong with it there goes to its problems."""
        change = None if row.problems else _PLANNERS[self.shape](self, row)
        if change is not None:
            self.changes.append(change)
        return change


def _building(plan: Plan, row: Row) -> Change:
    name = str(row.values["building"])
    key = place_key(name)
    old = plan.registers.buildings.get(key)
    if old is not None:
        return _changed(plan, row, old)
    given = {name: row.values[name] for name in PLAIN["buildings"] if name in row.values}
    return Change(row.line, new=Building(community=plan.registers.community, key=key, name=name, **given))


def _dwelling(plan: Plan, row: Row) -> Change | None:
    home = home_key(row.values)
    building = plan.registers.buildings.get(home[0])
    if building is None:
        row.problems.append(Problem("building", "unknown-building"))
        return None
    old = plan.registers.dwellings.get(home)
    if old is not None:
        return _changed(plan, row, old)
    given = {name: row.values[name] for name in PLAIN["dwellings"] if name in row.values}
    new = Dwelling(
        community=plan.registers.community, building=building, key=dwelling_key(home),
        stairwell=str(row.values.get("stairwell", "")), number=str(row.values["number"]), **given,
    )  # fmt: skip
    return Change(row.line, new=new)


def _home(plan: Plan, row: Row) -> Dwelling | None:
    home: Home = home_key(row.values)
    found = plan.registers.dwellings.get(home)
    if found is None:
        unknown = home[0] not in plan.registers.buildings
        row.problems.append(
            Problem("building", "unknown-building") if unknown else Problem("dwelling", "unknown-dwelling")
        )
    return found


def _household(plan: Plan, row: Row) -> Change | None:
    home = _home(plan, row)
    if home is None:
        return None
    code = str(row.values["code"])
    old = plan.registers.codes.get(code)
    kind = str(row.values.get("kind", ""))
    if old is None:
        return Change(
            row.line, new=Household(community=plan.registers.community, code=code, home=home, kind=kind)
        )
    change = _changed(plan, row, old)
    if old.home_id != home.pk:
        change.fields["home_id"] = home.pk
        change.columns += ("dwelling",)
    return change


def _changed(plan: Plan, row: Row, old: Record) -> Change:
    given = {name: row.values[name] for name in PLAIN[plan.shape] if name in row.values}
    fields = {name: value for name, value in given.items() if getattr(old, name) != value}
    return Change(row.line, old=old, fields=fields, columns=tuple(fields))


def _resident(plan: Plan, row: Row) -> Change | None:
    home = _home(plan, row)
    if home is None:
        return None
    use = str(plan.registers.community.pk)
    marked = mark(str(row.values.get("identity", "")), use)
    found = _who(plan, row, home, marked)
    if row.problems:
        return None
    bare = _bare(plan, row) if found is None else None
    household = _household_of(plan, row, home, found)
    if household is None or row.problems:
        return None
    if found is None:
        return _newcomer(plan, row, household, marked, bare)
    return _known(plan, row, found, household, use)


def _who(plan: Plan, row: Row, home: Dwelling, marked: str) -> Resident | None:
    """The person meant: by ID number, else the only one of that name in the dwelling without another number."""
    if marked and (found := plan.registers.marks.get(marked)):
        return found
    if str(row.values.get("register", "")).isdecimal():
        return plan.registers.numbers.get(int(row.values["register"]))
    namesakes = plan.registers.named.get((str(row.values["name"]), home.pk), [])
    able = [one for one in namesakes if not (marked and one.mark)]
    if len(able) > 1:
        row.problems.append(Problem("name", "several-people"))
        return None
    return able[0] if able else None


def _bare(plan: Plan, row: Row) -> Person | None:
    """Somebody of whom only the name is held; whether that is who is meant has to be said by the number."""
    said = str(row.values.get("register", ""))
    namesakes = plan.registers.bare.get(str(row.values["name"]), [])
    if said.isdecimal():
        found = next((one for one in namesakes if one.number == int(said)), None)
        if found is None:
            row.problems.append(Problem("register", "no-such-number"))
        return found
    if namesakes and not said:
        numbers = "、".join(str(one.number) for one in namesakes[:5])
        row.problems.append(Problem("register", "namesake", {"numbers": numbers}))
    return None


def _household_of(plan: Plan, row: Row, home: Dwelling, found: Resident | None) -> Household | None:
    code = str(row.values.get("household", ""))
    if not code and found is not None and (own := found.person.household) and own.home_id == home.pk:
        return own
    registers = plan.registers
    if code:
        old = registers.codes.get(code) or plan.households.get(("code", code))
        if old is not None and old.home_id != home.pk:
            row.problems.append(Problem("household", "household-elsewhere"))
            return None
    else:
        old = next(iter(registers.homes.get(home.pk, [])), None) or plan.households.get(
            ("home", str(home.pk))
        )
    if old is None:
        old = Household(community=registers.community, code=code, home=home)
        plan.households[("code", code) if code else ("home", str(home.pk))] = old
    return old


def _newcomer(plan: Plan, row: Row, household: Household, marked: str, bare: Person | None) -> Change:
    given = {name: row.values[name] for name in PLAIN["residents"] if name in row.values}
    use = str(plan.registers.community.pk)
    new = Resident(
        community=plan.registers.community, identity=seal_words(str(row.values.get("identity", "")), use), mark=marked,
        phone=seal_words(str(row.values.get("phone", "")), use), **given,
    )  # fmt: skip
    facts = _news(plan, bare.pseudonym if bare else "", row.values)
    change = Change(row.line, new=new, name=str(row.values["name"]), household=household, facts=facts)
    if bare is not None:
        new.person, change.person, change.columns = bare, bare, ("details",)
    return change


def _known(plan: Plan, row: Row, old: Resident, household: Household, use: str) -> Change:
    change = _changed(plan, row, old)
    for name in SEALED:
        words = str(row.values.get(name, ""))
        if words and words != unseal_words(getattr(old, name), use):
            change.fields[name] = seal_words(words, use)
            change.columns += (name,)
    if "identity" in change.fields:
        change.fields["mark"] = mark(str(row.values["identity"]), use)
    if old.person.name != row.values["name"]:
        change.name = str(row.values["name"])
        change.columns += ("name",)
    if old.person.household_id is None or old.person.household_id != household.pk:
        change.household = household
        change.columns += ("household",)
    whole = {name: getattr(old, name) for name in PLAIN["residents"]} | dict(row.values)
    change.facts = _news(plan, old.person.pseudonym, whole)
    if change.facts and not change.columns:
        change.columns = ("facts",)
    return change


def _news(plan: Plan, who: str, values: Mapping[str, Any]) -> dict[str, FactValue]:
    """The facts that are other than the record knows; what it does not know counts as no."""
    before = plan.registers.facts.get(who, {})
    told = facts_of(plan.registers, values)
    return {
        fact: value
        for fact, value in told.items()
        if (before[fact].value if fact in before else False) != value
    }


_PLANNERS: dict[str, Callable[[Plan, Row], Change | None]] = {
    "buildings": _building,
    "dwellings": _dwelling,
    "households": _household,
    "residents": _resident,
}
