"""Conditions in words: the base of every share is named, and every construct has a sentence."""

from __future__ import annotations

import pytest

from linli.core.charter import explain
from linli.core.charter.explain.amounts import Counts, Frame
from linli.core.charter.explain.conds import cond as said
from linli.core.charter.explain.conds import kinds
from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import Charter, FactKind, KnownFact, Measure, Organ, Procedure
from linli.core.charter.rule import read_cond
from linli.core.charter.text import Lang, Text

LANGS: tuple[Lang, ...] = ("zh", "en")


def _both(
    text: str, charter: Charter, organ: str | None = None, counts: Counts = "persons"
) -> tuple[str, str]:
    zh, en = (explain.cond(read_cond(text), charter, lang, organ=organ, counts=counts) for lang in LANGS)
    return zh, en


@pytest.mark.parametrize(
    ("text", "organ", "counts", "zh", "en"),
    [
        (
            "present > 1/2 of members",
            "residents-assembly",
            "persons",
            "到会的居民须超过全体居民的一半",
            "more than half of all residents must be present",
        ),
        (
            "yes > 1/2 of present",
            "residents-assembly",
            "persons",
            "赞成的须超过到会的一半",
            "more than half of those present must be in favour",
        ),
        (
            "present >= 2/3 of members",
            "two-committees",
            "persons",
            "到会的须达到应到的三分之二",
            "at least two thirds of all members must be present",
        ),
        (
            "present >= 2/3 of members",
            "residents",
            "persons",
            "到会的居民须达到全体居民的三分之二",
            "at least two thirds of all residents must be present",
        ),
        (
            "yes > 1/2 of members",
            None,
            "persons",
            "赞成的须超过应到的一半",
            "more than half of all members must be in favour",
        ),
        (
            "yes >= 75% of households",
            None,
            "households",
            "赞成的户数须达到全体户数的 75%",
            "at least 75% of all households must be in favour",
        ),
        (
            "yes >= 9/10 of households",
            None,
            "households",
            "赞成的户数须达到全体户数的十分之九",
            "at least nine tenths of all households must be in favour",
        ),
        (
            "yes > 1/2 of present",
            None,
            "households",
            "赞成的户数须超过到会户数的一半",
            "more than half of the households present must be in favour",
        ),
        (
            "participating >= 2/3 of owners by heads and by area",
            None,
            "owners",
            "参加表决的业主，按人数和按面积都须达到全体业主的三分之二",
            "at least two thirds of all owners must take part, both by heads and by area",
        ),
        (
            "yes >= 3/4 of participating by heads and by area",
            None,
            "owners",
            "赞成的业主，按人数和按面积都须达到参加表决的业主的四分之三",
            "at least three quarters of the owners taking part must be in favour, both by heads and by area",
        ),
        (
            "yes > 1/2 of participating by area",
            None,
            "owners",
            "赞成的业主，按面积须超过参加表决的业主的一半",
            "more than half of the owners taking part must be in favour, by area",
        ),
        (
            "yes > 1/2 of participating by heads and by votes and by floor-space",
            None,
            "owners",
            "赞成的业主，按人数和按票数和按floor space都须超过参加表决的业主的一半",
            "more than half of the owners taking part must be in favour, by heads, by votes and by "
            "floor space",
        ),
        (
            "cast > 1/2 of electors",
            None,
            "persons",
            "所投票数须超过全体选民的一半",
            "the number of votes cast must be more than half of all electors",
        ),
        (
            "returned < issued",
            None,
            "persons",
            "收回的选票数须少于发出的选票数",
            "the number of ballots returned must be less than the number of ballots issued",
        ),
        (
            "no = 0 and yes = members",
            None,
            "persons",
            "不得有人反对，并且应到的人都须赞成",
            "nobody may be against and all members must be in favour",
        ),
        ("yes = households", None, "households", "各户都须赞成", "all households must be in favour"),
        ("yes = present", None, "persons", "到会都须赞成", "those present must be in favour"),
        (
            "yes > no",
            None,
            "persons",
            "赞成的须超过反对人数",
            "the number of those in favour must be more than the number of those against",
        ),
        (
            "yes > no",
            None,
            "households",
            "赞成的户数须超过反对户数",
            "the number of the households in favour must be more than the number of the households against",
        ),
        ("yes >= 5", None, "persons", "赞成的须达到 5 人", "at least 5 people must be in favour"),
        (
            "no < 1/3 of cast",
            None,
            "persons",
            "反对的须少于所投票数的三分之一",
            "less than one third of the votes cast must be against",
        ),
        ("no <= 3", None, "persons", "反对的不得超过 3 人", "at most 3 people must be against"),
        (
            "supports in electors >= 1/5 of electors or supports in electors >= 100",
            None,
            "persons",
            "支持的选民须达到全体选民的五分之一，或者支持的选民须达到 100 人",
            "at least one fifth of all electors must be in support or at least 100 electors must be "
            "in support",
        ),
        (
            "supports in party-members >= 1/5 of electors",
            None,
            "persons",
            "支持的党员须达到全体选民的五分之一",
            "the number of the party members in support must be at least one fifth of all electors",
        ),
        (
            "yes > supports in party-members",
            None,
            "persons",
            "赞成的须超过支持的党员",
            "the number of those in favour must be more than the number of the party members in support",
        ),
        (
            "yes in party-members > 1/2 of yes in party-members",
            None,
            "persons",
            "赞成的党员须超过赞成的党员的一半",
            "the number of the party members in favour must be more than half of the party members in favour",
        ),
        (
            "members in party-members >= 1/3 of members",
            None,
            "persons",
            "应到中的党员须达到应到的三分之一",
            "at least one third of all members must be party members",
        ),
        (
            "members in party-members >= 2",
            "residents-assembly",
            "persons",
            "居民中的党员须达到 2 人",
            "at least 2 of all residents must be party members",
        ),
        (
            "seats in committee > 1/2 of seats",
            None,
            "persons",
            "社区居委会的席位数须超过全部席位的一半",
            "the number of seats of the residents' committee must be more than half of all seats",
        ),
        (
            "members + 1 > seats - 1/3 of members in party-members",
            "residents-assembly",
            "persons",
            "全体居民加 1 须超过席位数减全体党员的三分之一",
            "the number of all residents plus 1 must be more than the number of seats minus one "
            "third of all party members",
        ),
        (
            "1/2 of members > 3",
            "residents-assembly",
            "persons",
            "全体居民的一半须超过 3 人",
            "half of all residents must be more than 3 people",
        ),
        (
            "3 > seats + 1",
            None,
            "persons",
            "3 须超过席位数加 1",
            "3 must be more than the number of seats plus 1",
        ),
        (
            "members >= 1/1 of electors",
            None,
            "persons",
            "应到人数须达到全体选民",
            "the number of members must be at least all electors",
        ),
        (
            "party-members > 100",
            None,
            "persons",
            "党员人数须超过 100 人",
            "the number of party members must be more than 100 people",
        ),
        (
            "(yes > no or yes > 3) and adult",
            None,
            "persons",
            "下列各项都要做到：一是赞成的须超过反对人数，或者赞成的须超过 3 人；二是须年满十八周岁",
            "all of these must hold: (1) the number of those in favour must be more than the number "
            "of those against or "
            "more than 3 people must be in favour; (2) must be an adult",
        ),
        (
            "yes > 3 and no = 0 or yes > 5",
            None,
            "persons",
            "下列各项做到一项即可：一是赞成的须超过 3 人，并且不得有人反对；二是赞成的须超过 5 人",
            "one of these is enough: (1) more than 3 people must be in favour and nobody may be against; "
            "(2) more than 5 people must be in favour",
        ),
    ],
)
def test_a_condition_names_what_every_share_is_of(
    text: str, organ: str | None, counts: Counts, zh: str, en: str, beilin: Charter
) -> None:
    lone = beilin.model_copy(update={"facts": {}})
    assert _both(text, lone, organ, counts) == (zh, en)


def _with_facts(beilin: Charter) -> Charter:
    """Beilin with facts of every kind, on the register and on the matter."""

    def fact(kind: str, zh: str, en: str) -> FactKind:
        choices = {"urban": Text(zh="城市型", en="urban")} if kind == "choice" else {}
        return FactKind.model_validate(
            {
                "title": {"zh": zh, "en": en},
                "type": kind,
                "choices": {k: v.model_dump() for k, v in choices.items()},
            }
        )

    facts = {
        "economic": fact("yes-no", "经济项目", "economic project"),
        "cost": fact("money", "花费", "cost"),
        "form": fact("choice", "社区类型", "kind of community"),
        "where": fact("place", "地点", "place"),
    }
    known = {
        "woman": KnownFact(title=Text(zh="妇女", en="woman"), type="yes-no"),
        "living-here": KnownFact(title=Text(zh="居住在本社区", en="living in the community"), type="yes-no"),
        "veteran": KnownFact(title=Text(zh="老党员", en="old party member"), type="yes-no"),
        "carer": KnownFact(title=Text(zh="有老人的家庭", en="family with an elderly member"), type="yes-no"),
    }
    procedure = beilin.procedures["four-deliberations"].model_copy(update={"facts": facts})
    measures = {"size": Measure(title=Text(zh="面积", en="size"), unit="m²"),
                "length": Measure(title=Text(zh="长度", en="length"), unit="li")}  # fmt: skip
    return beilin.model_copy(
        update={"facts": known, "procedures": {"four-deliberations": procedure}, "measures": measures}
    )


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("economic", "「经济项目」须为「是」", "“economic project” must be “yes”"),
        ("not economic", "「经济项目」须为「否」", "“economic project” must be “no”"),
        ("economic = 1", "「经济项目」须为「是」", "“economic project” must be “yes”"),
        ("form = urban", "「社区类型」须为「城市型」", "“kind of community” must be “urban”"),
        ("form = rural-part", "「社区类型」须为「rural part」", "“kind of community” must be “rural part”"),
        ("where", "须写明「地点」", "“place” must be stated"),
        ("cost <= 5000", "花费不得超过 5000 元", "the cost must be at most 5000 yuan"),
        ("cost = 5", "花费须等于 5 元", "the cost must equal 5 yuan"),
        ("size > 6", "面积须超过 6 平方米", "the size must be more than 6 m²"),
        ("length > 6", "长度须超过 6 li", "the length must be more than 6 li"),
        ("woman", "须是妇女", "must be woman"),
        ("not woman", "须不是妇女", "must not be woman"),
        ("not living-here", "须不居住在本社区", "must not be living in the community"),
        ("not disabled", "须没有残疾", "must not have a disability"),
        ("veteran", "须是老党员", "must be an old party member"),
        ("disabled", "须有残疾", "must have a disability"),
        ("adult in woman", "须属于妇女的年满十八周岁", "must be an adult in woman"),
        ("something-else", "须是 something else", "must be something else"),
    ],
)
def test_a_fact_is_said_by_its_title_and_its_answer(text: str, zh: str, en: str, beilin: Charter) -> None:
    assert _both(text, _with_facts(beilin)) == (zh, en)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("adult and registered", "年满十八周岁并在本社区登记", "is an adult and is registered here"),
        ("woman or living-here", "是妇女或者居住在本社区", "is woman or is living in the community"),
        ("carer", "是有老人的家庭", "is a family with an elderly member"),
        ("not woman", "不是妇女", "is not woman"),
        ("not adult", "未满十八周岁", "is not an adult"),
        ("woman and not registered", "是妇女并不在本社区登记", "is woman and is not registered here"),
        ("woman and not disabled", "是妇女并没有残疾", "is woman and does not have a disability"),
        ("woman and not late", "是妇女且并非逾期", "is woman and is not late"),
        ("woman and not on-time", "是妇女并未按时", "is woman and is not on time"),
        (
            "adult and (woman or veteran)",
            "年满十八周岁并（是妇女或者是老党员）",
            "is an adult and (is woman or is an old party member)",
        ),
        ("not economic", "「经济项目」为「否」", "“economic project” is “no”"),
        ("where", "写明了「地点」", "“place” is stated"),
        ("households > 1000", "户数超过 1000 户", "the number of households is more than 1000 households"),
        ("no = 0", "没有人反对", "nobody is against"),
        ("yes = members", "应到的人都赞成", "all members are in favour"),
        ("present >= 1/2 of members", "到会的达到应到的一半", "at least half of all members are present"),
        ("members in woman <= 3", "应到中的妇女不超过 3 人", "at most 3 of all members are woman"),
        (
            "received in fund >= owed in fund",
            "资金总额的实收金额达到资金总额的应收金额",
            "the money received of the money in the fund is at least the money due of the money in the fund",
        ),
    ],
)
def test_a_condition_can_be_stated_and_not_demanded(text: str, zh: str, en: str, beilin: Charter) -> None:
    charter = _with_facts(beilin)
    assert said(read_cond(text), Frame(Voice(charter, "zh"), must=False)) == zh
    assert said(read_cond(text), Frame(Voice(charter, "en"), must=False)) == en


def test_the_law_of_the_land_gives_the_titles_that_the_charter_lacks(beilin: Charter) -> None:
    bare = beilin.model_copy(update={"facts": {}, "organs": {}})
    text = "present > 1/2 of members"
    assert explain.cond(read_cond(text), bare, "zh", organ="residents-assembly") == "到会的须超过应到的一半"
    with_base = explain.cond(
        read_cond(text), bare, "zh", organ="residents-assembly", bases={"beilin": beilin}
    )
    assert with_base == "到会的居民须超过全体居民的一半"


def test_an_organ_may_bear_the_name_of_a_counted_thing(beilin: Charter) -> None:
    title = {"zh": "村民代表", "en": "villagers' representatives"}
    organ = Organ.model_validate({"title": title, "chosen-by": "residents"})
    charter = beilin.model_copy(update={"organs": {**beilin.organs, "representatives": organ}})
    zh, _ = _both("supports in representatives >= 1/3 of representatives", charter)
    assert zh == "支持的村民代表须达到全体村民代表的三分之一"


def test_subjects_that_are_any_of_several_kinds_are_listed(beilin: Charter) -> None:
    charter = _with_facts(beilin)
    frame = Frame(Voice(charter, "zh"))
    assert kinds(read_cond("woman or veteran or living-here"), frame) == "妇女、老党员、居住在本社区的"
    assert kinds(read_cond("woman and veteran"), frame) == "是妇女并是老党员"
    assert kinds(read_cond("woman or veteran"), Frame(Voice(charter, "en"))) == "woman and old party member"


def test_a_procedure_of_another_kind_has_facts_of_its_own(beilin: Charter) -> None:
    charter = _with_facts(beilin)
    other = charter.procedures["four-deliberations"].model_copy(
        update={"facts": {"economic": FactKind(title=Text(zh="生意", en="business"), type="yes-no")}}
    )
    assert isinstance(other, Procedure)
    both = charter.model_copy(update={"procedures": {**charter.procedures, "other": other}})
    assert explain.cond(read_cond("economic"), both, "zh", procedure="other") == "「生意」须为「是」"
    assert explain.cond(read_cond("economic"), both, "zh") == "「经济项目」须为「是」"
