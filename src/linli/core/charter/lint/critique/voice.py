"""What a resident can say: raise a matter, have a vote where she is heard, object, and read what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.critique.ground import Ground, by_office
from linli.core.charter.lint.say import finding
from linli.core.charter.model import Organ, Procedure
from linli.core.charter.stages import Publish
from linli.core.charter.text import Text

APPEAL_EN = ("appeal", "objection", "complaint", "review", "reconsider", "grievance")
APPEAL_ZH = ("申诉", "异议", "复议", "投诉", "复核")
"""Words by which a charter calls a way of appeal; nothing but its name tells such a procedure from another."""


def unheard(ground: Ground) -> Iterator[Finding]:
    """Whether residents are asked to talk where only others decide."""
    for name, procedure, held in ground.deciding():
        deciders = tuple(dict.fromkeys(one.organ for one in held))
        talking = [
            one
            for one in ground.powers.in_[name]
            if ground.powers.own(one.organ)
            and (one.does == "consults" or procedure.stages[one.stage].kind == "gather")
        ]
        if talking and not any(ground.powers.own(organ) for organ in deciders):
            (zh, en) = ground.organs(one.organ for one in talking)
            (zh2, en2) = ground.organs(deciders)
            says = (
                f"「{procedure.title.zh}」请{zh}来议，最后由{zh2}定：你可以说，说了不算",
                f"in “{procedure.title.en}” {en} may talk, but {en2} decides: you are heard and have no vote",
            )
            mend = (
                f"让{zh}或者居民表决其中一步",
                f"let {en} or the residents vote in one of the stages",
            )
            path = ("procedures", name, "stages", talking[0].stage)
            yield finding(ground.loaded, "voice-without-vote", path, says, mend)


def silent(ground: Ground) -> Iterator[Finding]:
    """Whether a resident can set anything going herself."""
    proposers = ground.powers.who("proposes")
    if proposers and not any(ground.powers.residents(organ) for organ in proposers):
        zh, en = ground.organs(proposers)
        says = (
            f"没有一件事可以由你自己提出：能提的只有{zh}",
            f"there is nothing that you can raise yourself: only {en} can",
        )
        mend = (
            "在一个程序的提议环节写上居民，或者加一个联名提议的环节",
            "name the residents in a stage that proposes, or let a number of them call for it together",
        )
        first = next(one for one in ground.powers.held if one.does == "proposes")
        path = ("procedures", first.procedure, "stages", first.stage, "by")
        yield finding(ground.loaded, "residents-cannot-propose", path, says, mend)


def appeal(ground: Ground) -> Iterator[Finding]:
    """Whether somebody who is wronged by a decision can say so anywhere and must be answered."""
    procedures = ground.charter.procedures
    if any(_hears(name, procedure) for name, procedure in procedures.items()):
        return
    over = [
        one
        for one in ground.powers.held
        if one.does in ("decides", "screens")
        and not ground.powers.residents(one.organ)
        and by_office(procedures[one.procedure].stages[one.stage])
    ]
    if over:
        zh, en = ground.organs(one.organ for one in over)
        says = (
            f"{zh}定了的事，你觉得不对也没有地方提：没有一处写了异议由谁答复",
            f"when {en} has decided and you think it wrong, nobody must answer you: no objection can be made",
        )
        mend = (
            "加一个公示环节，写上 objections：谁可以提、谁答复、几天内",
            "add a stage that publishes, with “objections”: from whom, answered by whom, within what time",
        )
        path = ("procedures", over[0].procedure, "stages", over[0].stage)
        yield finding(ground.loaded, "no-appeal", path, says, mend)


def _hears(name: str, procedure: Procedure) -> bool:
    if any(isinstance(stage, Publish) and stage.objections for stage in procedure.stages.values()):
        return True
    keys, titles = (name, *procedure.decides), (procedure.title, *procedure.decides.values())
    return any(word in key for key in keys for word in APPEAL_EN) or any(
        word in title.zh for title in titles for word in APPEAL_ZH
    )


def published(ground: Ground) -> Iterator[Finding]:
    """Whether what was decided is told to anybody."""
    charter = ground.charter
    regular = any(section.every for section in charter.disclosures.values()) or any(
        duty.does in ("publish", "report") for duty in charter.duties.values()
    )
    if regular:
        return
    secret = [name for name, procedure, _ in ground.deciding() if _tells_nobody(ground, procedure)]
    if secret:
        zh, en = ground.procedures(secret)
        says = (
            f"{zh}决定了什么、办得怎样，哪里都不公布：没在场的人无从知道",
            f"what {en} came to is published nowhere: whoever was not there cannot know",
        )
        mend = (
            "加一个公示环节，或者在程序里写「discloses: 栏目」",
            "add a stage that publishes, or write “discloses: SECTION” in the procedure",
        )
        yield finding(ground.loaded, "results-unpublished", ("procedures", secret[0]), says, mend)


def _tells_nobody(ground: Ground, procedure: Procedure) -> bool:
    """What only its parties agree among themselves is nobody else's business."""
    stages = procedure.stages.values()
    public = any(stage.kind == "poll" and by_office(stage) for stage in stages)
    return public and not procedure.discloses and not any(isinstance(stage, Publish) for stage in stages)


def units(ground: Ground) -> Iterator[Finding]:
    """Whether the schools, firms and offices of the area have a place, where the law that the charter extends does."""
    law = [one for one in ground.loaded.closure[1:] if _has_units(one.charter.organs.values())]
    if law and not _has_units(ground.charter.organs.values()):
        title: Text = law[0].charter.title
        says = (
            f"辖区里的学校、企业、机关在章程里没有位置：{title.zh}写了它们，这里没有写它们怎样参加、出什么力",
            f"the schools, firms and offices of the area have no place in the charter; {title.en} names them, but the "
            "charter does not say how they take part",
        )
        mend = (
            "写一个「members: units」的组织或者席位，和它做的事",
            "write an organ or a seat class with “members: units”, and what it does",
        )
        yield finding(ground.loaded, "units-absent", ("organs",), says, mend)


def _has_units(organs: Iterable[Organ]) -> bool:
    return any(
        organ.members == "units" or any(seats.members == "units" for seats in organ.classes.values())
        for organ in organs
    )


RULES = (unheard, silent, appeal, published, units)
