"""What a resident can say: raise a matter, have a vote where she is heard, object, and read what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.critique.ground import Ground, by_office
from linli.core.charter.lint.say import finding
from linli.core.charter.mending import mends
from linli.core.charter.model import Organ, Procedure
from linli.core.charter.powers import Power
from linli.core.charter.stages import Gather, Publish

APPEAL_EN = ("appeal", "objection", "complaint", "review", "reconsider", "grievance")
APPEAL_ZH = ("申诉", "异议", "复议", "投诉", "复核")
"""Words by which a charter calls a way of appeal; nothing but its name tells such a procedure from another."""


def unheard(ground: Ground) -> Iterator[Finding]:
    """Whether residents are asked to talk where only others decide."""
    for name, procedure, held in ground.deciding():
        deciders = tuple(dict.fromkeys(one.organ for one in held))
        talking = [one for one in ground.powers.in_[name] if _only_talks(ground, procedure, one)]
        themselves = [one for one in talking if ground.powers.residents(one.organ)]
        alone = not any(ground.powers.own(organ) for organ in deciders)
        never = themselves and not any(ground.powers.residents(organ) for organ in ground.deciders)
        if (talking and alone) or never:
            talking = talking if alone else themselves
            (zh, en) = ground.organs(one.organ for one in talking)
            (zh2, en2) = ground.organs(deciders)
            says = (
                f"「{procedure.title.zh}」请{zh}来议，最后由{zh2}定：你可以说，说了不算",
                f"in “{procedure.title.en}” {en} may talk, but {en2} decides: you are heard and have no vote",
            )
            mend = (
                "其中一步让被征求意见的人来表决",
                "let those who are heard vote in one of the stages",
            )
            path = ("procedures", name, "stages", talking[0].stage)
            yield finding(ground.loaded, "voice-without-vote", path, says, mend)


def _only_talks(ground: Ground, procedure: Procedure, power: Power) -> bool:
    """Whether a body of the residents is asked for what it thinks in a stage that settles nothing."""
    stage = procedure.stages[power.stage]
    sorts = power.does == "screens" and len(set(stage.then.values())) == 1
    asked = power.does == "consults" or (isinstance(stage, Gather) and stage.of == "items") or sorts
    return asked and ground.powers.own(power.organ)


def silent(ground: Ground) -> Iterator[Finding]:
    """Whether a resident can set anything going herself."""
    put = [
        one for one in ground.powers.held
        if one.does == "proposes" and not mends(ground.charter.procedures[one.procedure])
    ]  # fmt: skip
    proposers = tuple(dict.fromkeys(one.organ for one in put))
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
        path = ("procedures", put[0].procedure, "stages", put[0].stage, "by")
        yield finding(ground.loaded, "residents-cannot-propose", path, says, mend)


def appeal(ground: Ground) -> Iterator[Finding]:
    """Whether somebody who is wronged by a decision can say so and must be answered."""
    if any(_called_appeal(name, procedure) for name, procedure in ground.charter.procedures.items()):
        return
    deaf = [name for name, procedure in ground.charter.procedures.items() if _deaf(ground, name, procedure)]
    if deaf:
        settling = [one for name in deaf for one in ground.settling(name)]
        (zh, en), (zh2, en2) = ground.organs(one.organ for one in settling), ground.procedures(deaf)
        says = (
            f"{zh2}由{zh}定，你觉得不对也没有地方提：没有写异议由谁答复",
            f"{en2} is settled by {en}, and when you think it wrong nobody must answer you: no objection can be made",
        )
        mend = (
            "加一个公示环节，写上 objections：谁可以提、谁答复、几天内",
            "add a stage that publishes, with “objections”: from whom, answered by whom, within what time",
        )
        path = ("procedures", settling[0].procedure, "stages", settling[0].stage)
        yield finding(ground.loaded, "no-appeal", path, says, mend)


def _deaf(ground: Ground, name: str, procedure: Procedure) -> bool:
    """What the residents themselves settle, or only its parties, needs no ear for objections; nor what she asks for
    who is answered."""
    settling = ground.settling(name)
    ours = any(ground.powers.residents(one.organ) for one in settling)
    office = any(by_office(procedure.stages[one.stage]) for one in settling)
    heard = any(isinstance(stage, Publish) and stage.objections for stage in procedure.stages.values())
    return office and not ours and not heard and not mends(procedure)


def _called_appeal(name: str, procedure: Procedure) -> bool:
    keys, titles = (name, *procedure.decides), (procedure.title, *procedure.decides.values())
    return any(word in key for key in keys for word in APPEAL_EN) or any(
        word in title.zh for title in titles for word in APPEAL_ZH
    )


def published(ground: Ground) -> Iterator[Finding]:
    """Whether what was decided is told to anybody."""
    secret = [name for name, one in ground.charter.procedures.items() if _tells_nobody(ground, name, one)]
    if secret and not _regularly(ground):
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


def _regularly(ground: Ground) -> bool:
    """Whether something is published regularly that no procedure claims as its own, and so may tell of any."""
    procedures = ground.charter.procedures.values()
    claimed = {section for procedure in procedures for section in procedure.discloses}
    claimed |= {
        stage.section
        for procedure in procedures
        for stage in procedure.stages.values()
        if isinstance(stage, Publish)
    }
    sections = ground.charter.disclosures.items()
    reported = any(duty.does in ("publish", "report") for duty in ground.charter.duties.values())
    return reported or any(section.every and name not in claimed for name, section in sections)


def _tells_nobody(ground: Ground, name: str, procedure: Procedure) -> bool:
    """What only its parties agree among themselves is nobody else's business, and what a register says of somebody."""
    public = any(by_office(procedure.stages[one.stage]) for one in ground.settling(name))
    told = procedure.discloses or any(isinstance(stage, Publish) for stage in procedure.stages.values())
    return public and not told and not mends(procedure)


def minuted(ground: Ground) -> Iterator[Finding]:
    """Whether residents ever read the minutes of those who decide for them."""
    organs = ground.charter.organs
    kept = [name for name in ground.deciders if _kept_from_residents(ground, organs[name])]
    if kept:
        zh, en = ground.organs(kept)
        says = (
            f"{zh}的会议纪要一直不给你看：怎样议的、谁说了什么，你无从知道",
            f"you never read the minutes of {en}: how things were argued you cannot know",
        )
        mend = (
            "在「minutes-for」里写上居民，或者写「minutes-open-after」：多久以后公开",
            "name the residents under “minutes-for”, or say with “minutes-open-after” when they become public",
        )
        yield finding(ground.loaded, "minutes-closed", ("organs", kept[0], "minutes-for"), says, mend)


def _kept_from_residents(ground: Ground, organ: Organ) -> bool:
    readers = organ.minutes_for
    return (
        bool(readers)
        and organ.minutes_open_after is None
        and not any(ground.powers.residents(one) for one in readers)
    )


def units(ground: Ground) -> Iterator[Finding]:
    """Whether the schools, firms and offices of the area have a place."""
    organs = ground.charter.organs
    members = {organ.members for organ in organs.values()}
    members |= {seats.members for organ in organs.values() for seats in organ.classes.values()}
    if organs and "units" not in members:
        says = (
            "辖区里的学校、企业、机关在章程里没有位置：它们怎样参加、出什么力，一个字也没有",
            "the schools, firms and offices of the area have no place in the charter: how they take part, or what they "
            "give, is not said",
        )
        mend = (
            "写一个「members: units」的组织或者席位，和它做的事",
            "write an organ or a seat class with “members: units”, and what it does",
        )
        yield finding(ground.loaded, "units-absent", ("organs",), says, mend)


RULES = (unheard, silent, appeal, published, minuted, units)
