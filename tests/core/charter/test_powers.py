"""Who holds which power, read off a charter."""

from collections.abc import Callable

import pytest

from linli.core.charter.load import Loaded
from linli.core.charter.model import Procedure
from linli.core.charter.powers import Power, Powers, actors, powers
from linli.core.charter.terms import By

HEAD = """\
charter: town
version: "1"
title: {zh: 镇, en: town}
level: community
facts:
  adult: {title: {zh: 成年, en: adult}, type: yes-no}
organs:
  residents: {title: {zh: 居民, en: residents}, nature: self-government, everyone: adult}
  members: {title: {zh: 党员, en: members}, nature: party, everyone: adult}
  meeting: {title: {zh: 居民会议, en: meeting}, assembly-of: residents, may-recall: committee}
  deputies: {title: {zh: 代表, en: deputies}, chosen-by: residents}
  deputies-meeting: {title: {zh: 代表会议, en: deputies' meeting}, assembly-of: deputies}
  council: {title: {zh: 议事会, en: council}, chosen-by: deputies-meeting, answers-to: committee}
  committee: {title: {zh: 居委会, en: committee}, elected-by: residents}
  branch: {title: {zh: 支部, en: branch}, elected-by: members}
  both: {title: {zh: 两委, en: both}, union: [branch, committee]}
  office: {title: {zh: 办事处, en: office}, appointed-by: committee}
  street: {title: {zh: 街道, en: street}, outside: {zh: 区政府派出, en: of the district}}
  groups: {title: {zh: 小组, en: groups}, nature: self-government, outside: {zh: 自选, en: choosing their own}}
  shop: {title: {zh: 公司, en: firm}, nature: market, elected-by: residents}
  board:
    title: {zh: 理事会, en: board}
    classes:
      elected: {title: {zh: 选任, en: elected}, seats: 3, by: groups}
      seated: {title: {zh: 列席, en: seated}, seats: 1, by: residents, votes: no}
  all: {title: {zh: 全体, en: all}, union: [council, residents, meeting]}
  ring: {title: {zh: 圈, en: ring}, assembly-of: round}
  round: {title: {zh: 圆, en: round}, assembly-of: ring}
relations:
  - {from: street, does: guides, to: deputies}
  - {from: nobody, does: guides, to: deputies}
procedures:
"""
AFFAIR = """\
  affair:
    title: {zh: 议事, en: affair}
    decides: {affair: {zh: 事务, en: affair}, rest: {zh: 其余, en: rest}}
    parties: residents or shop
    stages:
      ask: {title: {zh: 提, en: ask}, kind: propose, by: residents, then: {submitted: talk}}
      talk: {title: {zh: 议, en: talk}, kind: deliberate, by: council, over: 3 days, then: {concluded: sign}}
      survey: {title: {zh: 问, en: survey}, kind: poll, by: residents, over: 3 days, then: {passed: sign}}
      sign: {title: {zh: 签, en: sign}, kind: poll, by: parties, over: 3 days, rule: r, then: {passed: offer}}
      offer: {title: {zh: 派, en: offer}, kind: assign, by: chair of committee, to: office or shop,
        then: {accepted: do}}
      do: {title: {zh: 办, en: do}, kind: work, by: holder, then: {finished: look}}
      look: {title: {zh: 评, en: look}, kind: appraise, by: proposer or whoever did do, over: 3 days,
        then: {passed: say}}
      say: {title: {zh: 示, en: say}, kind: publish, by: whoever did say, then: {unopposed: done},
        objections: {from: residents, answered-by: committee, within: 3 days}}
  removal:
    title: {zh: 罢免, en: removal}
    decides: {removal: {zh: 罢免, en: removal}}
    stages:
      vote: {title: {zh: 投票, en: vote}, kind: poll, by: deputies-meeting, over: 3 days, rule: r,
        then: {passed: done}, enacts: {passed: {do: vacate, organ: council}}}
funds:
  purse: {title: {zh: 钱, en: purse}, held-by: board, decided-by: council,
    owes: {rent: {title: {zh: 租, en: rent}, from: street, to: committee, amount: "1"}}}
"""


@pytest.fixture
def town(read: Callable[[str], Loaded]) -> Powers:
    return powers(read(HEAD + AFFAIR).charter)


def test_distance_counts_the_choices_between_the_residents_and_an_organ(town: Powers) -> None:
    assert town.distance == {
        "residents": 0, "meeting": 0, "all": 0, "committee": 1, "deputies": 1, "deputies-meeting": 1, "both": 1,
        "groups": 1, "shop": 1, "council": 2, "board": 2,
    }  # fmt: skip
    assert town.residents("meeting")
    assert not town.residents("committee")
    assert town.path("council") == ("residents", "deputies", "deputies-meeting", "council")
    assert town.path("street") == ()


def test_what_the_residents_chose_is_their_own_unless_it_is_of_state_party_or_market(town: Powers) -> None:
    assert [name for name in town.charter.organs if town.own(name)] == [
        "residents", "meeting", "deputies", "deputies-meeting", "council", "committee", "both", "groups", "board",
        "all",
    ]  # fmt: skip
    assert [name for name in town.charter.organs if town.above(name)] == ["members", "street"]
    assert town.rooted("shop")


def test_who_acts_is_followed_through_holder_proposer_parties_and_doer(town: Powers) -> None:
    assert town.who("decides", "affair") == ("residents", "shop")
    assert town.who("carries-out") == ("office", "shop")
    assert town.who("checks") == ("residents", "office", "shop")
    assert town.who("consults") == ("council", "residents")
    assert town.who("publishes") == ()
    assert (town.who("objects"), town.who("answers")) == (("residents",), ("committee",))
    assert Power("committee", "hands-out", "affair", "offer", chair=True) in town.of["committee"]
    assert town.does("office", "pays", "checks")
    assert not town.does("branch", "decides")
    assert town.who("decides", "nowhere") == ()


def test_an_actor_that_cannot_be_told_is_nobody() -> None:
    empty = Procedure.model_validate({"title": {"zh": "空", "en": "empty"}, "decides": {}, "stages": {}})
    assert actors(empty, None) == ()
    assert actors(empty, By.parse("parties or holder or whoever did nothing")) == ()


def test_matters_are_the_kinds_that_the_procedures_decide(town: Powers) -> None:
    assert town.matters("residents", "decides") == {"affair", "rest"}
    assert town.matters("committee", "decides") == frozenset()


def test_who_can_be_recalled_and_by_whom(town: Powers) -> None:
    assert town.who("elects") == ("deputies-meeting",)
    assert town.recalled_by == {"committee": ("meeting",), "council": ("deputies-meeting",)}


def test_a_meeting_and_those_who_meet_are_one_body_also_in_how_others_stand_to_it(town: Powers) -> None:
    assert town.body("deputies-meeting") == "deputies"
    assert town.body("ring") == "round"
    assert town.linked("council", "deputies")
    assert town.linked("committee", "residents")
    assert town.linked("street", "deputies-meeting")
    assert not town.linked("council", "board")


def test_an_organ_acts_in_stages_and_with_money(town: Powers) -> None:
    idle = set(town.charter.organs) - town.acting
    assert idle == {
        "members", "meeting", "deputies", "branch", "both", "groups", "all", "ring", "round",
    }  # fmt: skip


def test_a_chain_of_thousands_of_organs_is_followed(read: Callable[[str], Loaded]) -> None:
    title = "title: {zh: 甲, en: a}"
    chain = "".join(f"  o{n}: {{{title}, chosen-by: o{n + 1}}}\n" for n in range(2000))
    text = HEAD.split("  members:")[0] + chain + f"  o2000: {{{title}, elected-by: residents}}\n"
    long = powers(read(text).charter)
    assert long.distance["o0"] == 2001
    assert len(long.path("o0")) == 2002
