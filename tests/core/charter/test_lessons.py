"""The lessons of the pilot zones and the seven heads, asked of charters."""

from collections.abc import Callable
from pathlib import Path

import pytest

from linli import charters
from linli.core.charter.heads import heads
from linli.core.charter.lessons import lessons
from linli.core.charter.load import Loaded

FAIR = (Path(__file__).parent / "good" / "fair.yaml").read_text(encoding="utf-8")
Read = Callable[[str], Loaded]

SIZE = '  size: {title: {zh: 规模, en: size}, of: community, unit: households, floor: "1000", source: {doc: pact}}\n'
ELECTION = """\
  election:
    title: {zh: 选举, en: election}
    decides: {seats: {zh: 选举, en: election}}
    source: {doc: pact}
    items: {title: {zh: 候选人, en: candidates}}
    stages:
      name: {title: {zh: 提名, en: name}, kind: gather, of: items, by: residents, over: 5 days, then: {enough: vote},
        requires: [{that: items > seats, remedy: {zh: 再提名, en: name more}}]}
      vote:
        title: {zh: 投票, en: vote}
        kind: poll
        by: residents
        over: 1 day
        ballot: secret
        ask: items
        rule: {void: returned > issued, quorum: cast > 1/2 of members,
          choose: "at most seats, most yes, each yes > 1/2 of cast, tie lot"}
        then: {elected: show, short: show, no-quorum: lapsed, void: lapsed}
        enacts: {elected: {do: seat, organ: committee, who: chosen}}
      show: {title: {zh: 公布, en: show}, kind: publish, by: committee, then: {unopposed: done}}
"""
PARTY = """\
  branch: {title: {zh: 支部, en: branch}, nature: party, outside: {zh: 另有规定, en: by its own rules}}
relations:
  - {from: branch, does: guides, to: committee}
  - {from: street, does: commands, to: committee, never: yes}
  - {from: committee, does: assists, to: street}
  - {from: street, does: supervises, to: committee}
  - {from: nobody, does: guides, to: committee}
"""


@pytest.fixture
def whole() -> str:
    """The fair charter with an election, a size, a party branch, and what government may not do."""
    text = FAIR.replace("measures:\n", "measures:\n" + SIZE).replace("funds:\n", ELECTION + "funds:\n", 1)
    text = text.replace("relations:\n", PARTY).replace(
        "by: committee, source", "by: committee, every: month, source"
    )
    rooms = '  rooms: {title: {zh: 用房, en: rooms}, unit: m², floor: "500", source: {doc: pact}}\n'
    return text.replace(
        "    assembly-of: residents\n", "    assembly-of: residents\n    convened-by: committee\n"
    ).replace("measures:\n", "measures:\n" + rooms)


def test_a_charter_that_has_it_all_covers_every_lesson(whole: str, read: Read) -> None:
    told = lessons(read(whole))
    assert [one.number for one in told if one.covered] == [1, 2, 3, 4, 5, 6]
    assert told[0].says.zh == "写了：「规模」"
    assert told[2].says.en == "covered by “residents' meeting”, “committee”, “warden”, “election”"
    assert told[0].by[0].path == "measures.size"


def test_of_a_lesson_that_is_not_covered_it_is_said_what_would(read: Read) -> None:
    told = {one.number: one for one in lessons(read(FAIR))}
    assert not told[1].covered
    assert told[1].says.zh.startswith("没有写。")
    assert not told[3].covered
    assert told[3].says.en.startswith("covered in part, by “residents' meeting”")


def test_units_take_part_by_seats_too_and_offices_of_state_are_none(read: Read) -> None:
    seats = "    classes: {shops: {title: {zh: 商铺席, en: shops}, by: units, seats: 1, members: units}}\n"
    text = FAIR.replace("    term: 5 years\n    answers-to", f"    term: 5 years\n{seats}    answers-to")
    assert "organs.committee.classes.shops" in [one.path for one in lessons(read(text))[1].by]
    text = FAIR.replace("  - {from: units, does: assists, to: committee}\n", "").replace(" or units\n", "\n")
    text = text.replace("        by: units\n", "        by: street\n")
    assert not lessons(read(text))[1].covered
    joint = "  joint: {title: {zh: 联席, en: joint}, union: [units, committee]}\nrelations:\n"
    assert lessons(read(text.replace("relations:\n", joint)))[1].covered
    state = FAIR.replace(
        "    outside: {zh: 自有, en: their own}\n", "    outside: {zh: 自有, en: theirs}\n    nature: state\n"
    )
    assert not lessons(read(state))[1].covered


def test_what_residents_ask_for_is_a_service_and_rules_alone_are_half_an_election(read: Read) -> None:
    ask = """\
  ask:
    title: {zh: 求助, en: help}
    decides: {help: {zh: 求助, en: help}}
    stages:
      ask: {title: {zh: 说, en: ask}, kind: propose, by: residents, then: {submitted: do}}
      do: {title: {zh: 办, en: do}, kind: work, by: helpers, within: 5 days, then: {finished: done, lapsed: done}}
funds:
"""
    shelf = "catalogues:\n  shelf: {title: {zh: 服务清单, en: shelf}, items: {bus: {zh: 班车, en: bus}}}\nfunds:\n"
    told = lessons(read(FAIR.replace("funds:\n", ask, 1).replace("funds:\n", shelf, 1)))[3]
    assert [one.path for one in told.by] == ["procedures.ask", "catalogues.shelf", "duties.rounds"]
    rule = '  seats: {choose: "at most seats, most yes, tie lot"}\nprocedures:\n'
    assert lessons(read(FAIR.replace("procedures:\n", rule)))[2].covered


def test_a_charter_with_all_features_stands_with_the_villagers_law(whole: str, read: Read) -> None:
    told = {one.key: one for one in heads(read(whole))}
    assert {key: one.place for key, one in told.items()} == dict.fromkeys(
        ("election", "assembly", "disclosure", "money", "government", "party", "enforcement"), "villagers"
    )
    assert told["party"].says.zh == "和村组法一样写全了：有党组织、它和自治组织的关系"
    assert told["election"].features[1].by == ("procedures.election.stages.name",)


def test_the_two_laws_and_a_silent_charter_have_their_places() -> None:
    told = {one.key: one for one in heads(charters.read("residents-committees"))}
    assert told["election"].place == "residents"
    assert told["party"].place == "silent"
    assert told["party"].says.en == "not said"
    village = {one.key: one for one in heads(charters.read("village-election"))}
    assert village["election"].place == "villagers"
    assert village["government"].place == "part"
