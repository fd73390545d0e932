"""Whether those who decide were chosen by the residents, for how long, and whether they can be removed."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.beside import recalls
from linli.core.charter.lint.critique.ground import Ground, passing
from linli.core.charter.lint.say import finding
from linli.core.charter.powers import choosers


def elected(ground: Ground) -> Iterator[Finding]:
    """Whether any organ that decides comes from the residents, and whether any comes from them directly."""
    deciders, distance = ground.deciders, ground.powers.distance
    near = [distance[name] for name in deciders if name in distance]
    if not deciders or min(near, default=2) < 2:
        return
    path, (zh, en) = ("organs", deciders[0]), ground.organs(deciders)
    if not near:
        says = (
            f"能作决定的是{zh}，没有一个是居民选的。你选出来的人里，没有一个有决定权",
            f"those who decide are {en}; residents chose none of them. Nobody whom you elect can decide anything",
        )
        mend = (
            "让居民自己、居民会议或者居民选的组织来表决",
            "let the residents, their meeting or a body that they elect decide",
        )
        yield finding(ground.loaded, "no-elected-decider", path, says, mend)
        return
    says = (
        f"能作决定的{zh}都不是居民直接选的，是由别人代选的。你没有一票能直接选出作决定的人",
        f"those who decide, {en}, are all chosen by others on the residents' behalf. None of your votes elects "
        "anybody who decides",
    )
    mend = (
        "让居民直接选举其中一个组织，或者把大事交居民会议表决",
        "let the residents elect one of them directly, or bring great matters before the residents' meeting",
    )
    yield finding(ground.loaded, "only-indirect", path, says, mend)


def appointed(ground: Ground) -> Iterator[Finding]:
    """Whether somebody who decides was put there by those above."""
    for name in ground.deciders:
        by = ground.charter.organs[name].appointed_by
        if by in ground.charter.organs and not ground.powers.rooted(by):
            (zh, en), (by_zh, by_en) = ground.organs([name]), ground.organs([by])
            says = (
                f"{zh}替大家作决定，人却是{by_zh}派的，不是你选的",
                f"{en} decides for everybody, but its people are sent by {by_en}; you did not choose them",
            )
            mend = (
                "改由居民选举，或者让它只提意见，由居民表决",
                "let the residents elect it, or let it only advise and the residents decide",
            )
            yield finding(ground.loaded, "appointed-decider", ("organs", name, "appointed-by"), says, mend)


def recalled(ground: Ground) -> Iterator[Finding]:
    """Whether those whom the residents chose can be removed before their term is over."""
    by_law = recalls(ground.loaded)
    stuck = [
        name for name in _in_power(ground) if name not in ground.powers.recalled_by and name not in by_law
    ]
    if stuck:
        zh, en = ground.organs(stuck)
        says = (
            f"{zh}选上以后，做得再差也换不掉：没有写谁能罢免",
            f"once chosen, {en} cannot be removed, however badly things go: nobody may recall them",
        )
        mend = (
            "在居民会议或者选他们的组织上写「may-recall: 组织」，或者加一个罢免程序",
            "write “may-recall: ORGAN” under the meeting of those who chose them, or add a procedure of recall",
        )
        yield finding(ground.loaded, "no-recall", ("organs", stuck[0]), says, mend)


def terms(ground: Ground) -> Iterator[Finding]:
    """Whether those in power must ever stand again."""
    endless = [name for name in _in_power(ground) if ground.charter.organs[name].term is None]
    if endless:
        zh, en = ground.organs(endless)
        says = (
            f"{zh}没有写任期：选一次，可以一直做下去，什么时候再选由不得你",
            f"no term is set for {en}: chosen once, they may stay for ever, and when you vote again is left open",
        )
        yield finding(
            ground.loaded,
            "no-term",
            ("organs", endless[0]),
            says,
            ("写上「term: 5 years」这样的任期", "give a term, such as “term: 5 years”"),
        )


def _in_power(ground: Ground) -> Iterator[str]:
    """The chosen bodies of the community's own that decide, act or spend, themselves or in their meeting."""
    powers, charter = ground.powers, ground.charter
    strong = {
        powers.body(one.organ)
        for one in powers.held
        if one.does in ("decides", "carries-out", "pays", "screens")
    }
    strong |= {
        powers.body(part) for name in strong for part in charter.organs[name].union if part in charter.organs
    }
    for name, organ in charter.organs.items():
        chosen = powers.own(name) and choosers(organ) and not passing(organ.term)
        if chosen and powers.body(name) in strong:
            yield name


RULES = (elected, appointed, recalled, terms)
