"""A community with something in every corner, all of it typed by somebody hostile, and another beside it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core import signing

import passkeys
from linli import charters
from linli.apps.care import actions as care
from linli.apps.charters import actions as drafts
from linli.apps.community import actions, personal, reads
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    Correction,
    Founder,
    Household,
    PartyMember,
    Person,
    Place,
    Resident,
)
from linli.apps.community.reads.houses import belonging
from linli.apps.founding import actions as founding
from linli.apps.founding.reads import Member
from linli.apps.matters import actions as matters
from linli.apps.matters import uploads
from linli.apps.matters.views.door import SALT as TABLET
from linli.apps.opinions import actions as opinions
from linli.apps.talk import actions as talk
from linli.apps.told import actions as told
from linli.apps.told.actions.settings import confirm_link
from linli.core.charter.load import Loaded, load
from linli.core.engine.acts import Actor
from linli.registers.shapes import SHAPES

MARK = "x9<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
"""What a hostile person types wherever something can be typed."""
SHORT = "<script>alert(1)"
"""The same where little room is."""
FORMULA = "=HYPERLINK(1)"
"""What a hostile person types where it may go out as a table."""
SCOPES = ("read:own", "act", "registers")
STREET = "990101001000"
NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
GRID = f"+{FORMULA}"
PHONE = "13800138000"
TERMINAL = actions.TERMINAL
LINE = f"{MARK} #panic() {{{{ 7 * 7 }}}} {{% debug %}}"
WORDS = f"{LINE}\n{FORMULA}"

FACTS = """
facts:
  lanes: {title: {zh: 巷道数, en: lanes}, type: number, of: place, source: {doc: S001, section: "2"}}
"""
GRIDS = """
places:
  building: {title: {zh: 楼栋, en: building}, within: grid, source: {doc: S001, section: "2"}}
  grid: {title: {zh: 网格, en: grid}, within: community, source: {doc: S001, section: "2"}}
  yard: {title: {zh: 院落, en: yard}, within: community, source: {doc: S001, section: "2"}}

organs:
  grid-team:
    title: {zh: 网格员, en: grid officers}
    at: grid
    outside: {zh: 街道指派, en: appointed by the street}
    seats: at least 1
    sees: [buildings, stairwells, dwellings, units, households, residents]
    source: {doc: S001, section: "2"}
"""
PROCEDURES = """
procedures:
  wish:
    title: {zh: 心愿, en: wish}
    decides: {wish: {zh: 心愿, en: wish}}
    discloses: affairs
    source: {doc: S001, section: "2"}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: gather}}
      gather:
        title: {zh: 征集, en: gathering}
        kind: gather
        by: residents
        over: 5 days
        enough: supports >= 9
        then: {enough: done, too-few: lapsed}
  word:
    title: {zh: 告知, en: word}
    decides: {word: {zh: 告知, en: word}}
    discloses: affairs
    source: {doc: S001, section: "2"}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: party-branch, then: {submitted: tell}}
      tell: {title: {zh: 贴出, en: told}, kind: publish, by: party-branch, section: affairs, then: {unopposed: done}}
"""


def charter() -> Loaded:
    """Beilin's, with what it has nothing of, and a script in every title."""
    text = (charters.find("beilin") or b"").decode()
    text = (
        text.replace("\nfacts:\n", FACTS).replace("\norgans:\n", GRIDS).replace("\nprocedures:\n", PROCEDURES)
    )
    text = re.sub(r"\b(zh|en): ([^,{}\n\"]+)(?=[,}])", rf"\1: \2{SHORT}", text)
    return load(text.encode(), file="beilin/charter.yaml", find=charters.find)


@dataclass
class Built:
    """What was built: the secrets of the tokens by role, and where things are."""

    secrets: dict[str, str]
    known: dict[str, Any]


def build() -> Built:
    """Everything, at noon on a day in March; what must be over by then, the day before."""
    with actions.standing_at(NOON - timedelta(days=1)):
        community, other = _places()
        here = _people(community)
        accounts = _accounts(community, here, other)
        known = _matter(community, here[1].pseudonym)
        _minutes(community, here)
    _said(community, [one.pseudonym for one in here], known)
    _opinions(community, here[1].pseudonym, known)
    _entered(community, here, accounts["clerk"])
    _published(community, here)
    _registers(community, here, accounts)
    _own(community, accounts)
    secrets = {
        name: actions.make_token(f"{MARK}1", SCOPES, 30, actor=one)[1] for name, one in accounts.items()
    }
    seen = {
        "household-seen": reads.state_of_household(Household.objects.get(community=community)),
        "belonging-seen": belonging(Building.objects.get(community=community)).state,
    }
    return Built(secrets, {**known, **seen, "comment": 1})


def _places() -> tuple[Community, Community]:
    Place.objects.create(code=STREET, name="样例街道", level=4, parent_code="990101000000")
    Place.objects.create(code="990101001003", name=f"第三{MARK}", level=5, parent_code=STREET)
    return _community("sample", "990101001001"), _community("elsewhere", "990101001002")


def _community(slug: str, code: str) -> Community:
    Place.objects.create(code=code, name=f"{slug} 社区居委会", level=5, parent_code=STREET)
    found = actions.found_community(
        slug=slug, place=code, name=f"{slug}{MARK}"[:100], charter=charter(), actor=TERMINAL
    )
    assert isinstance(found, Community)
    return found


STAIRWELL, FLAT = f"-1+2{SHORT}", f"@SUM(1){SHORT}"
HOUSES = {
    "buildings": [["楼栋", "网格", "地址"], [FORMULA, GRID, MARK]],
    "stairwells": [["楼栋", "单元"], [FORMULA, STAIRWELL]],
    "dwellings": [["楼栋", "单元", "房号"], [FORMULA, STAIRWELL, FLAT]],
    "parts": [["楼栋", "单元", "片区类别", "片区名称"], [FORMULA, STAIRWELL, f"院落{SHORT}", MARK]],
    "units": [
        ["单位名称", "楼栋", "地址", "联系人", "联系电话"],
        [MARK, FORMULA, f"\r{FORMULA}", f"-{SHORT}", PHONE],
    ],
    "households": [["户编号", "楼栋", "单元", "房号"], [f"\t{FORMULA}", FORMULA, STAIRWELL, FLAT]],
}
PEOPLE = ["姓名", "身份证号", "联系电话", "楼栋", "单元", "房号", "与户主关系", "户籍在本社区", "实际居住"]


def _brought(community: Community, shape: str, rows: list[list[str]], clerk: Account, *, enter: bool) -> None:
    """A table that the clerk brings in; entered, or left as it was checked."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    table = actions.bring_table(
        community, SHAPES[shape], f"{MARK}.csv", text.getvalue().encode(), actor=clerk
    )
    assert actions.work_table(table.pk) == "checked", table.counts
    if enter:
        actions.go_on(table, "apply", actor=clerk)
        assert actions.work_table(table.pk) == "applied", list(table.rows.values())


def _people(community: Community) -> list[Person]:
    """The first lives in the grid, with something in every column; the next sit, and one is the grid officer."""
    clerk = actions.make_account("clerk", None, actor=TERMINAL)
    actions.make_clerk(community, clerk, actor=TERMINAL)
    for shape, rows in HOUSES.items():
        _brought(community, shape, rows, clerk, enter=True)
    called = [MARK, f"居民二{SHORT}", "居民三", "居民四", "居民五", "居民六", f"网格员{SHORT}", "七", "八"]
    here = _enrolled(community, called)
    here[0].household = Household.objects.get(community=community)
    here[0].save()
    for person in (here[0], here[2]):
        (sealed,) = personal.close([("", PHONE, "")], community.pk)
        Resident.objects.create(person=person, community=community, sex="female", lives=True, sealed=sealed)
    PartyMember.objects.create(person=here[0], community=community, branch=MARK[:60])
    for place, person in enumerate(here[1:4]):
        actions.take_seat(community, person, "party-branch", chair=place == 0, actor=TERMINAL)
    for place, person in enumerate(here[3:5]):
        actions.take_seat(community, person, "committee", chair=place == 0, actor=TERMINAL)
    actions.take_seat(community, here[6], "grid-team", how="appointed", actor=TERMINAL)
    actions.cover(community, here[6], "grid-team", (GRID,), actor=TERMINAL)
    return here


def _enrolled(community: Community, called: list[str]) -> list[Person]:
    facts: dict[str, Any] = {"adult": True, "registered": True, "party-member": True}
    found = actions.enrol_people(
        community, [actions.Newcomer(name, facts) for name in called], actor=TERMINAL
    )
    assert isinstance(found, list)
    return found


def _accounts(community: Community, here: list[Person], other: Community) -> dict[str, Account]:
    accounts = {
        name: actions.make_account(name, None, actor=TERMINAL)
        for name in (
            "resident",
            "resident-elsewhere",
            "seat-holder",
            "grid-officer",
            "clerk-elsewhere",
            "founder",
        )
    } | {"clerk": Account.objects.get(username="clerk")}
    for place, name in enumerate(("resident", "seat-holder")):
        actions.give_account(community, here[place], accounts[name], actor=TERMINAL)
    actions.give_account(community, here[6], accounts["grid-officer"], actor=TERMINAL)
    actions.give_account(other, _enrolled(other, ["外人"])[0], accounts["resident-elsewhere"], actor=TERMINAL)
    actions.make_clerk(other, accounts["clerk-elsewhere"], actor=TERMINAL)
    Founder.objects.create(account=accounts["founder"], at=actions.now())
    return accounts


def _matter(community: Community, person: str) -> dict[str, Any]:
    """A matter and a sitting that deals with it; gives where they are."""
    by = Actor(person, "party-branch")
    file = uploads.read(f"{MARK}.txt".replace("/", ""), io.BytesIO(MARK.encode()))
    done = matters.submit(
        community=community, by=by, files=[file], procedure="four-deliberations", kind="community-affair", title=MARK,
        text=WORDS, building=Building.objects.get(community=community).pk,
    )  # fmt: skip
    assert done.matter is not None, done.refusal
    called = matters.call_sitting(
        community=community, by=Actor(person, "two-committees"), organ="two-committees", agenda=[done.chain],
        starts=NOON + timedelta(hours=1), text=WORDS,
    )  # fmt: skip
    assert called.refusal is None, called.refusal
    sitting = {"at": community.slug, "sitting": called.chain, "person": person, "organ": "two-committees"}
    return {
        "year": done.matter.year, "number": done.matter.number, "seal": done.matter.files.get().seal,
        "token": signing.dumps(sitting, salt=TABLET),
    }  # fmt: skip


def _said(community: Community, people: list[str], known: dict[str, Any]) -> None:
    """Comments on the matter: one hidden and appealed for, one whose appeal was answered; and a summary."""
    at = {"community": community, "year": known["year"], "number": known["number"]}
    resident, officer, other, committee = (Actor(one, "") for one in people[:4])
    for place, by in enumerate((other, resident, resident, Actor(people[6], ""))):
        assert talk.say(**at, by=by, text=f"{WORDS}{place}").refusal is None
    assert talk.edit(**at, by=other, comment=1, text=f"{WORDS}.").refusal is None
    assert talk.report(**at, by=resident, comment=1, ground="advert", text=MARK).refusal is None
    by = Actor(committee.person, "committee")
    for comment in (2, 3):
        assert talk.hide(**at, by=by, comment=comment, ground="advert", reasons=MARK).refusal is None
        assert talk.appeal(**at, by=resident, comment=comment, text=MARK).refusal is None
    judge = Actor(people[1], "party-branch")
    assert talk.settle(**at, by=judge, comment=3, verdict="kept", reasons=MARK).refusal is None
    assert talk.summarise(**at, by=Actor(officer.person, "party-branch"), text=WORDS).refusal is None


def _opinions(community: Community, person: str, known: dict[str, Any]) -> None:
    at = {"community": community, "year": known["year"], "number": known["number"]}
    by = Actor(person, "two-committees")
    opinions.open_map(
        **at, by=by, question=MARK, statements=[MARK, "两边都该说话。", f"{SHORT}."],
        closes=(NOON + timedelta(days=9)).date(),
    )  # fmt: skip
    opinions.set_aside(**at, by=by, statement=3, reasons=MARK)


def _entered(community: Community, here: list[Person], clerk: Account) -> None:
    """A wish with supports that a clerk enters: the resident's, one that is contested, one where that is answered."""
    second = actions.make_account("second-clerk", None, actor=TERMINAL)
    actions.make_clerk(community, second, actor=TERMINAL)
    by = Actor(here[1].pseudonym, "residents")
    wish = matters.submit(community=community, by=by, procedure="wish", kind="wish", title=MARK, text=WORDS)
    assert wish.matter is not None, wish.refusal
    form = matters.Form(desk=matters.AtDesk(second, "clerk", "paper", "A-1"))
    for person in (here[0], *here[7:9]):
        of = Actor(person.pseudonym, "residents")
        done = matters.support(community=community, chain=wish.chain, by=of, form=form)
        assert done.refusal is None, done.refusal
        if person is not here[0]:
            matters.contest(community=community, chain=wish.chain, seq=done.seq, text=WORDS, actor=clerk)
    matters.answer_contest(
        community=community, chain=wish.chain, seq=done.seq, verdict="upheld", text=WORDS, actor=clerk
    )


def _minutes(community: Community, here: list[Person]) -> None:
    """A sitting that is over, with minutes not signed yet."""
    by = Actor(here[1].pseudonym, "party-branch")
    called = matters.call_sitting(
        community=community, by=by, organ="party-branch", agenda=[], starts=actions.now() + timedelta(hours=1)
    )
    assert called.refusal is None, called.refusal
    with actions.standing_at(NOON - timedelta(hours=20)):
        people = [one.pseudonym for one in here[1:4]]
        for done in (
            matters.attend(community=community, chain=called.chain, by=by, people=people),
            matters.end_sitting(community=community, chain=called.chain, by=by),
            matters.correct_minutes(
                community=community, chain=called.chain, by=by, drawn=WORDS, text=WORDS, stamp=0
            ),
        ):
            assert done.refusal is None, done.refusal


def _published(community: Community, here: list[Person]) -> None:
    """A notice; one that was taken down; a report that is objected to."""
    branch, committee = Actor(here[1].pseudonym, "party-branch"), Actor(here[3].pseudonym, "committee")
    table = f"{MARK}\t{FORMULA}\n@SUM(1)\t-1"
    for _ in range(2):
        up = matters.put_up(community=community, by=branch, section="", title=MARK, text=WORDS, table=table)
        assert up.refusal is None, up.refusal
    down = matters.take_down(community=community, by=branch, publication=up.seq, reasons=WORDS)
    told_of = matters.put_up(
        community=community, by=committee, section="finance", text=WORDS, table=table, period=date(2026, 1, 1)
    )
    resident = Actor(here[0].pseudonym, "residents")
    objected = matters.dispute(community=community, by=resident, publication=told_of.seq, text=WORDS)
    answered = matters.reply(
        community=community,
        by=branch,
        publication=told_of.seq,
        objection=1,
        verdict="dismissed",
        reasons=WORDS,
    )
    for done in (down, told_of, objected, answered):
        assert done.refusal is None, done.refusal
    assert matters.leave_note(community=community, by=branch, text=WORDS) is None
    word = matters.submit(
        community=community, by=branch, procedure="word", kind="word", title=MARK, text=WORDS
    )
    assert word.refusal is None, word.refusal


def _registers(community: Community, here: list[Person], accounts: dict[str, Account]) -> None:
    """What waits for the clerk: a table, a correction, a request to erase; and what she answered and looked at."""
    clerk = accounts["clerk"]
    here[0].refresh_from_db()
    bad = [MARK, FORMULA, "1", FORMULA, STAIRWELL, FLAT, SHORT, "是", "是"]
    good = [f"{MARK}.", "", PHONE, *bad[3:6], "其他", "是", "是"]
    for row in (bad, good):
        _brought(community, "residents", [PEOPLE, row], clerk, enter=False)
    for _ in range(2):
        assert actions.ask_correction(here[0], "name", MARK, MARK, actor=accounts["resident"]).problem is None
        last = Correction.objects.latest("pk")
        if last.number == 1:
            assert actions.settle_correction(last, False, MARK, actor=clerk) == []
    for person in here[7:9]:
        asked = care.ask(person=person, lots=["register"], words=WORDS, actor=clerk)
    care.decide(asked, [], WORDS, actor=clerk)
    here[6].refresh_from_db()
    care.ask(person=here[6], lots=["discussion"], words=WORDS, actor=accounts["grid-officer"])
    actions.note_sight(community, "numbers", MARK, actor=accounts["grid-officer"], person=here[0])


def _own(community: Community, accounts: dict[str, Account]) -> None:
    """What accounts keep for themselves: ways to be told, drafts, a passkey, an address."""
    resident, founder = accounts["resident"], accounts["founder"]
    way = told.add_way(told.reader_of(resident), "webhook", f"https://hooks.example/{SHORT}", actor=resident)
    told.confirm_way(confirm_link(way).rsplit("/", 2)[1])
    text = charter().text.decode()
    for where, model in ((community, ""), (None, "beilin")):
        drafts.keep_draft(account=resident, community=where, model=model, base="", text=text, saves=0)
    begun = founding.begin(actor=founder)
    begun = founding.choose_place(begun.pk, "990101001003", saves=begun.saves, actor=founder)
    begun = founding.choose_model(begun.pk, "beilin", saves=begun.saves, actor=founder)
    members = [Member("committee", MARK, chair=True)]
    founding.name_members(begun.pk, MARK, "third", members, saves=begun.saves, actor=founder)
    passkeys.give(founder, MARK)
