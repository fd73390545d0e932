"""A played scenario told to people: scene by scene, in sentences without a name from the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linli import charters
from linli.core.charter.text import Lang
from linli.core.engine.force import InForce, in_force
from linli.core.lab.play import play
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.story import SENTENCES, Step, read
from linli.core.lab.tale import Scene, scenes, telling
from linli.core.lab.tellings import TELLINGS

AT = datetime(2026, 3, 2, tzinfo=UTC)
PUT = 'on 2026-03-02 09:00, r1 proposes "灯" as lamps'


@pytest.fixture(scope="module")
def jarud() -> InForce:
    return in_force(charters.read("zhalute"))


@pytest.fixture(scope="module")
def told(root: Path, jarud: InForce) -> Callable[[str], tuple[Scene, ...]]:
    script = read_scenarios((root / "charters/zhalute/scenarios.yaml").read_bytes(), "scenarios.yaml")
    return lambda name: scenes(play(script, name, jarud), jarud)


def test_a_story_has_a_scene_for_each_stage_that_the_matter_is_in(
    told: Callable[[str], tuple[Scene, ...]],
) -> None:
    found = told("lamps")
    assert [one.stage.zh for one in found] == [
        "民事民提", "民事民议", "民事民决", "民事民办", "民事民评", "公开与办结",
    ]  # fmt: skip
    assert {one.title for one in found} == {"修好东门的路灯"}
    assert [one.matter.stage for one in found[:3] if one.matter] == ["deliberate", "decide", "carry-out"]


def test_a_stage_held_again_is_a_scene_of_its_own(told: Callable[[str], tuple[Scene, ...]]) -> None:
    assert [one.stage.zh for one in told("done-again")][-4:] == ["民事民办", "民事民评"] * 2


def test_a_refusal_stays_in_the_scene_with_its_reason(told: Callable[[str], tuple[Scene, ...]]) -> None:
    refused = [step for step in told("lamps")[1].told if step.refusal]
    assert [step.refusal.code for step in refused if step.refusal] == [
        "not-yet",
        "not-convener",
        "no-minutes",
    ]
    assert refused[2].says.zh == "社区居委会 r6 宣布结束"


def test_what_differs_and_what_cannot_be_read_is_told_with_its_line(
    tell: Callable[..., Played], jarud: InForce
) -> None:
    played = tell(PUT, "expect lamps at resolve", "r1 sings")
    found = scenes(played, in_force(charters.read("beilin")))
    differs, unreadable = found[-1].told[-2:]
    assert differs.checks
    assert differs.fault is not None
    assert unreadable.says.zh == "r1 sings"
    assert unreadable.fault is not None
    assert unreadable.line == differs.line + 1


def test_what_happens_before_a_matter_is_put_has_no_stage(tell: Callable[..., Played]) -> None:
    force = in_force(charters.read("beilin"))
    found = scenes(tell("on 2026-03-01 09:00, n1 joins the community with adult and registered", PUT), force)
    assert [one.stage.zh for one in found] == ["提议"]
    alone = scenes(tell("on 2026-03-01 09:00, n1 joins the community"), force)
    assert (alone[0].stage.zh, alone[0].matter) == ("开始以前", None)


def test_two_matters_are_told_apart(tell: Callable[..., Played]) -> None:
    found = scenes(tell(PUT, 'r1 proposes "路" as road', "r2 for party-branch withdraws lamps: refused not-yet"),
                   in_force(charters.read("beilin")))  # fmt: skip
    assert [one.title for one in found] == ["灯", "路", "灯"]


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ("r1 … r3 and r7 vote yes", "r1 … r3、r7 投票：赞成", "r1 … r3, r7 voted: yes"),
        ("r6 for committee dismisses objection 2", "社区居委会 r6 答复第 2 号异议：不成立",
         "r6 (residents' committee) answered objection 2: dismissed"),
        ("r6 finishes it with evidence", "r6 报告办完，附上材料", "r6 reported it finished, with evidence"),
        ("r6 counts 3 yes 2 score-4", "r6 录入计票：赞成 3、score-4 2",
         "r6 entered the count: 3 in favour, 2 score-4"),
        ("r6 sorts it as odd", "r6 审核，归入「odd」", "r6 sorted it as “odd”"),
        ("r7 discloses major-affairs of it", "r7 公开「重大事项通报」", "r7 disclosed: report on major affairs"),
        ("r7 discloses secrets of it", "r7 公开「secrets」", "r7 disclosed: secrets"),
        ("r6 votes for lamp and bench on it", "r6 投票，选 lamp、bench", "r6 voted for lamp, bench"),
        ("r6 scores 5 for police on it", "r6 打分：police 5 分", "r6 gave scores: 5 for police"),
        ("expect nothing tied in it", "票数相同的应为：无", "those tied must be: none"),
        ("expect measure premises to be 1250", "「社区用房面积」应为 1250",
         "“premises of the community” must be 1250"),
        ("expect it to open nothing-known", "应另开程序「nothing-known」", "It must open “nothing-known”"),
        ("r9 takes a seat of committee as guest", "r9 任职：社区居委会（guest）",
         "r9 took a seat: residents' committee (guest)"),
        ("r9 posts it and bench at once", "r9 贴出公告（共 2 件，批量办理）",
         "r9 posted the notice (2 matters at once)"),
        ("r9 signs the minutes", "r9 签署会议纪要", "r9 signed the minutes"),
        ("expect the minutes open to r9", "会议纪要此时应供r9查阅", "The minutes must be open to r9"),
        ("expect the minutes closed to everybody", "会议纪要此时应不供人人查阅",
         "The minutes must be closed to everybody"),
        ("expect it at refused", "此时应在「驳回」", "It must now be at “refused”"),
        ("expect it at nowhere", "此时应在「nowhere」", "It must now be at “nowhere”"),
    ],
)  # fmt: skip
def test_a_step_is_a_sentence(line: str, zh: str, en: str, jarud: InForce) -> None:
    found = telling(read(line, AT, UTC)[0], jarud)
    assert (found.zh, found.en) == (zh, en)


def test_a_kind_of_seat_is_called_by_its_title() -> None:
    force = in_force(charters.read("golmud-grid"))
    organ = next(slug for slug, one in force.charter.organs.items() if "security" in one.classes)
    step = read(f"r9 takes a seat of {organ} as security", AT, UTC)[0]
    assert telling(step, force).zh.endswith("（综治员）")


def test_a_bin_is_called_by_its_title(tell: Callable[..., Played], jarud: InForce) -> None:
    state = tell(PUT).lines[-1].matter
    step = read("r6 sorts it as odd", AT, UTC)[0]
    assert telling(step, in_force(charters.read("beilin")), state).zh == "r6 审核，归入「odd」"


def test_every_sentence_of_a_story_has_a_telling(jarud: InForce) -> None:
    assert sorted(set(SENTENCES) - set(TELLINGS)) == []
    other = Step("r1 whistles", AT, "whistle", ("r1",))
    langs: tuple[Lang, Lang] = ("zh", "en")
    assert {telling(other, jarud).in_(lang) for lang in langs} == {"r1 whistles"}
