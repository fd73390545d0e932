"""Beilin read aloud, word for word: every rule, every stage and every organ, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linli.core.charter import explain
from linli.core.charter.model import Charter
from linli.core.charter.rule import read_cond
from linli.core.charter.text import Lang

RULES: Mapping[str, Mapping[Lang, str]] = {
    "joint-sitting": {
        "zh": "到会的须达到应到的三分之二，表决才有效；赞成的须超过应到的一半，才算通过。",
        "en": (
            "At least two thirds of all members must be present for the vote to count;"
            " more than half of all members must be in favour for it to pass."
        ),
    },
    "party-sitting": {
        "zh": "到会的党员须超过全体党员的一半，表决才有效；赞成的须超过到会的一半，才算通过。",
        "en": (
            "More than half of all party members must be present for the vote to count;"
            " more than half of those present must be in favour for it to pass."
        ),
    },
    "assembly": {
        "zh": "到会的居民须超过全体居民的一半，表决才有效；赞成的须超过到会的一半，才算通过。",
        "en": (
            "More than half of all residents must be present for the vote to count;"
            " more than half of those present must be in favour for it to pass."
        ),
    },
}
VOTERS = {
    "joint-sitting": "two-committees",
    "party-sitting": "party-assembly",
    "assembly": "residents-assembly",
}
STAGES: Mapping[str, Mapping[Lang, tuple[str, ...]]] = {
    "propose": {
        "zh": (
            "由社区党支部提出事项。",
            "提出后，进入「商议」。",
        ),
        "en": (
            "The matter is put forward by the party branch.",
            "Once submitted, it goes on to “consultation”.",
        ),
    },
    "consult": {
        "zh": (
            "由社区两委开会表决，公开记名。",
            "进入本环节后，15 天内办完。",
            "到会的须达到应到的三分之二，表决才有效；赞成的须超过应到的一半，才算通过。",
            (
                "通过的，进入「审议」；"
                "未通过的，事项驳回；"
                "到会人数不足的，重新进行，最多两次，仍不成的，事项失效；"
                "逾期未办的，事项失效。"
            ),
        ),
        "en": (
            "The matter is voted on by the two committees in a meeting, openly, by name.",
            "To be done within 15 days.",
            (
                "At least two thirds of all members must be present for the vote to count;"
                " more than half of all members must be in favour for it to pass."
            ),
            (
                "If passed, it goes on to “review”;"
                " if not passed, the matter is refused;"
                " if too few are present, it is held again, at most twice (after that the matter lapses);"
                " if not done in time, the matter lapses."
            ),
        ),
    },
    "review": {
        "zh": (
            "由党员大会开会表决，公开记名。",
            "进入本环节后，30 天内办完。",
            "到会的党员须超过全体党员的一半，表决才有效；赞成的须超过到会的一半，才算通过。",
            (
                "通过的，进入「决议」；"
                "未通过的，事项驳回；"
                "到会人数不足的，重新进行，最多两次，仍不成的，事项失效；"
                "逾期未办的，事项失效。"
            ),
        ),
        "en": (
            "The matter is voted on by the party members' assembly in a meeting, openly, by name.",
            "To be done within 30 days.",
            (
                "More than half of all party members must be present for the vote to count;"
                " more than half of those present must be in favour for it to pass."
            ),
            (
                "If passed, it goes on to “resolution”;"
                " if not passed, the matter is refused;"
                " if too few are present, it is held again, at most twice (after that the matter lapses);"
                " if not done in time, the matter lapses."
            ),
        ),
    },
    "resolve": {
        "zh": (
            "由居民大会开会表决，用纸质票，由两人各自计票、互相核对。",
            "进入本环节后，45 天内办完。",
            "到会的居民须超过全体居民的一半，表决才有效；赞成的须超过到会的一半，才算通过。",
            (
                "通过的，进入「决议公开」；"
                "未通过的，事项驳回；"
                "到会人数不足的，重新进行，最多两次，仍不成的，事项失效；"
                "逾期未办的，事项失效。"
            ),
        ),
        "en": (
            (
                "The matter is voted on by the residents' assembly in a meeting, on paper, counted separately "
                "by two people."
            ),
            "To be done within 45 days.",
            (
                "More than half of all residents must be present for the vote to count;"
                " more than half of those present must be in favour for it to pass."
            ),
            (
                "If passed, it goes on to “resolution published”;"
                " if not passed, the matter is refused;"
                " if too few are present, it is held again, at most twice (after that the matter lapses);"
                " if not done in time, the matter lapses."
            ),
        ),
    },
    "announce": {
        "zh": (
            "由社区居委会公示 7 天，列入「决议公开」。",
            "公示期间，居民可以提出异议，由社区两委在 7 天内答复。",
            (
                "没有异议的，或者异议不成立的，进入「实施」；"
                "异议成立的，回到「商议」，最多一次，仍不成的，事项失效。"
            ),
        ),
        "en": (
            "A notice is posted by the residents' committee for 7 days, under “resolutions”.",
            (
                "While it stands, objections may be made by the residents;"
                " each is answered by the two committees within 7 days."
            ),
            (
                "If nobody objects or if objections are dismissed, it goes on to “carrying out”;"
                " if an objection is upheld, it goes back to “consultation”, at most once (after that "
                "the matter lapses)."
            ),
        ),
    },
    "carry-out": {
        "zh": (
            "由社区居委会办理。",
            "每 14 天报一次进度。",
            "办完须附照片或文件。",
            "办完的，进入「结果公开」；办不成的，事项驳回。",
        ),
        "en": (
            "The matter is carried out by the residents' committee.",
            "Progress is reported every 14 days.",
            "A photo or a file is required at the finish.",
            "When finished, it goes on to “result published”; if it cannot be done, the matter is refused.",
        ),
    },
    "report": {
        "zh": (
            "由社区居委会公示 7 天，列入「结果公开」。",
            "公示期间，居民可以提出异议，由社区两委在 7 天内答复。",
            (
                "没有异议的，或者异议不成立的，事项办结；"
                "异议成立的，回到「实施」，最多一次，仍不成的，事项失效。"
            ),
        ),
        "en": (
            "A notice is posted by the residents' committee for 7 days, under “results”.",
            (
                "While it stands, objections may be made by the residents;"
                " each is answered by the two committees within 7 days."
            ),
            (
                "If nobody objects or if objections are dismissed, the matter is done;"
                " if an objection is upheld, it goes back to “carrying out”, at most once (after that "
                "the matter lapses)."
            ),
        ),
    },
}
ORGANS: Mapping[str, Mapping[Lang, tuple[str, ...]]] = {
    "residents": {
        "zh": (
            "居民是指所有年满十八周岁并在本社区登记的人。",
            "性质：群众自治。",
        ),
        "en": (
            "Every person who is aged eighteen or over and is registered in the community.",
            "Its nature: self-government.",
        ),
    },
    "committee": {
        "zh": (
            "社区居委会由居民选举产生，设 5 至 9 席，每届 5 年，负责人称主任。",
            "性质：群众自治。",
            "社区居委会向居民大会负责。",
        ),
        "en": (
            "Elected by the residents, 5 to 9 seats, a term of 5 years, led by the head.",
            "Its nature: self-government.",
            "It answers to the residents' assembly.",
        ),
    },
    "two-committees": {
        "zh": ("社区两委由社区党支部、社区居委会的成员合成，一人只算一次。",),
        "en": (
            (
                "The members of the party branch and the residents' committee together, each person counted "
                "once."
            ),
        ),
    },
    "residents-assembly": {
        "zh": (
            "居民大会由全体居民组成。",
            "性质：群众自治。",
            "会议由社区居委会召集。",
            "居民大会可以罢免社区居委会的成员。",
        ),
        "en": (
            "An assembly of all residents.",
            "Its nature: self-government.",
            "Its meetings are called by the residents' committee.",
            "It may recall members of the residents' committee.",
        ),
    },
}


@pytest.fixture(scope="module")
def bases(charters: dict[str, Charter]) -> dict[str, Charter]:
    return {slug: one for slug, one in charters.items() if slug != "beilin"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", RULES)
def test_a_rule_of_beilin_is_read_word_for_word(name: str, lang: Lang, beilin: Charter) -> None:
    assert explain.rule(beilin.rules[name], beilin, lang, organ=VOTERS[name]) == RULES[name][lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", STAGES)
def test_a_stage_of_beilin_is_read_word_for_word(
    name: str, lang: Lang, beilin: Charter, bases: dict[str, Charter]
) -> None:
    assert explain.stage("four-deliberations", name, beilin, lang, bases=bases) == STAGES[name][lang]


def test_no_rule_and_no_stage_of_beilin_is_left_out(beilin: Charter) -> None:
    assert list(RULES) == list(beilin.rules)
    assert list(STAGES) == list(beilin.procedures["four-deliberations"].stages)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ORGANS)
def test_an_organ_of_beilin_is_read_word_for_word(
    name: str, lang: Lang, beilin: Charter, bases: dict[str, Charter]
) -> None:
    assert explain.organ(name, beilin, lang, bases=bases) == ORGANS[name][lang]


def test_the_rule_of_a_stage_is_the_named_rule_in_the_words_of_those_who_vote(beilin: Charter) -> None:
    stages = beilin.procedures["four-deliberations"].stages
    assert explain.stage_rule(stages["resolve"], beilin, "zh") == RULES["assembly"]["zh"]
    assert explain.stage_rule(stages["carry-out"], beilin, "zh") == ""


def test_the_base_of_the_percentage_is_the_organ_that_votes(beilin: Charter) -> None:
    cond = read_cond("present > 1/2 of members")
    assert explain.cond(cond, beilin, "zh", organ="party-assembly") == "到会的党员须超过全体党员的一半"


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("procedures.four-deliberations.stages.consult", "四议·商议", "four deliberations, consultation"),
        (
            "procedures.four-deliberations.stages.consult.within",
            "四议·商议·期限",
            "four deliberations, consultation, time allowed",
        ),
        ("procedures.four-deliberations", "四议", "four deliberations"),
        ("procedures.four-deliberations.discloses", "四议·公开", "four deliberations, disclosures"),
        ("organs.committee", "社区居委会", "residents' committee"),
        ("organs.committee.term", "社区居委会·任期", "residents' committee, term"),
        ("rules.assembly", "居民大会", "residents' meeting"),
        ("rules.assembly.quorum", "居民大会·法定人数", "residents' meeting, quorum"),
        ("rules.nothing-known", "nothing known", "nothing known"),
        ("disclosures.finance", "财务公开", "finance"),
        ("disclosures.finance.source.assumed", "财务公开", "finance"),
        ("places.grid", "网格", "grid"),
        ("relations.0", "组织之间的关系", "relations between organs"),
        ("charter", "碑林「四议六公开」", "Beilin: four deliberations, six disclosures"),
    ],
)
def test_a_clause_has_a_short_name_for_refusals(path: str, zh: str, en: str, beilin: Charter) -> None:
    assert explain.clause(path, beilin, "zh") == zh
    assert explain.clause(path, beilin, "en") == en


def test_the_articles_come_in_the_order_of_reading_aloud(beilin: Charter, bases: dict[str, Charter]) -> None:
    paths = [article.path for article in explain.charter(beilin, "zh", bases=bases)]
    sections = list(dict.fromkeys(path.split(".")[0] for path in paths))
    assert sections == ["charter", "facts", "organs", "rules", "procedures", "disclosures"]
    stages = [path.rsplit(".", 1)[1] for path in paths if ".stages." in path]
    assert stages == list(STAGES)


def test_an_article_says_where_it_comes_from(beilin: Charter, bases: dict[str, Charter]) -> None:
    articles = {article.path: article for article in explain.charter(beilin, "zh", bases=bases)}
    assert articles["organs.residents"].source == "城市居民委员会组织法（2018）第 9 条"
    assert articles["procedures.four-deliberations"].source == "「社区网格化治理模式创新」第 2 节"
    assert articles["rules.joint-sitting"].source == "本章程设定：两委会议的通常做法"
    resolve = articles["procedures.four-deliberations.stages.resolve"]
    assert resolve.heading == "四议·决议"
    assert resolve.source == "城市居民委员会组织法（2018）第 9 条"
