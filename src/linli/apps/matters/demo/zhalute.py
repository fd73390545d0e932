"""「由民做主」五步: matters of Jarud's communities."""

from __future__ import annotations

from collections.abc import Sequence

from linli.apps.matters import actions
from linli.apps.matters.actions import Form
from linli.apps.matters.demo.director import Director
from linli.core.engine.acts import Actor

YES, NO, ABSTAIN = "yes", "no", "abstain"
PROCEDURE, KIND = "five-steps", "residents-affair"
ROOM = "地点：社区一楼议事厅。欢迎带上意见来。"


def whole(d: Director) -> None:
    """One matter at every step, and one at every end."""
    water = _raise(
        d, -68, "3 号院自来水管网改造", "三号院冬天常断水，水管用了二十多年。希望趁开春前换掉。", by=3
    )
    _talk(
        d,
        -64,
        [water],
        "到会居民一致认为应当改造。居委会联系自来水公司测算，费用由公司承担主管，入户部分各户自付。",
    )
    _decide(d, -58, {water: (YES,) * 8 + (ABSTAIN,)})
    school = _raise(d, -50, "学苑路口划斑马线", "孩子上学要横穿马路，没有斑马线，车又快。", by=9)
    dance = _raise(d, -50, "广场舞音量限时", "广场舞音响从早到晚，家里有高考生。希望定个时间和音量。", by=17)
    _work(d, water, -40)
    _talk(
        d,
        -46,
        [school, dance],
        "斑马线：同意向交警部门申请。广场舞：双方各说了难处，商定早七点前、晚九点后不放音响，提交代表会议表决。",
    )
    late = _raise(d, -44, "南院空地改菜园", "南院有块空地长草，想分给大家种菜。", by=23)
    _decide(d, -38, {school: (YES,) * 7 + (NO, ABSTAIN), dance: (YES,) * 3 + (NO,) * 5})
    _appraised(d, water)
    d.let_time_pass(-27, late)
    _progress(d, school)
    heating = _raise(d, -32, "老旧楼供热管道保温", "顶楼住户室温不到十六度，管道保温层全掉了。", by=31)
    _talk(d, -27, [heating], "供热公司到会说明，同意承担材料，居民代表推选三人监督施工。")
    _decide(d, -22, {heating: (YES,) * 9})
    _work(d, heating, -4)
    _scores(d, heating, -2, (5, 4, 5, 3, 4))
    _at_the_desk(d, heating)
    parking = _raise(d, -18, "院内车位重新划线", "车多位少，消防通道常被占。", by=41)
    _talk(d, -13, [parking], "划 46 个车位，消防通道用黄线标出；车位不固定到户。")
    _few(d, parking)
    kids = _raise(d, -3, "寒假托管班", "双职工家庭寒假孩子没人看，希望社区办个托管班。", by=53)
    d.call(-1, 2, 15, "talk", d.one("party-committee"), [kids], ROOM)
    _raise(d, 0, "院门口加装夜灯", "西门口到公交站一段路没有灯，下晚班不安全。", by=61)


def part(d: Director) -> None:
    """Three matters: one raised, one being appraised, one decided."""
    bench = _raise(d, -30, "楼前添置长椅", "老人散步走累了没地方坐，希望添几把长椅。", by=5)
    _talk(d, -26, [bench], "同意添置 12 把，位置由楼栋长和老人一起定。")
    _decide(d, -20, {bench: (YES,) * 9})
    _work(d, bench, -3)
    _scores(d, bench, -1, (5, 5, 4))
    waste = _raise(d, -16, "垃圾分类点加装雨棚", "下雨天倒垃圾，地上都是污水。", by=11)
    _talk(d, -12, [waste], "同意加装，样式与楼体一致。")
    d.call(-1, 5, 15, "representatives-assembly", d.one("committee"), [waste], ROOM)
    snow = _raise(d, -2, "冬季扫雪分段包干", "去年雪后三天路还是滑的，希望按楼分段，大家一起扫。", by=19)
    d.call(-1, 3, 15, "talk", d.one("party-committee"), [snow], ROOM)


def _raise(d: Director, day: int, title: str, text: str, *, by: int) -> str:
    return d.propose(day, "residents", PROCEDURE, KIND, title, text, by=-by)


def _talk(d: Director, day: int, chains: Sequence[str], minutes: str) -> None:
    """A residents' talk: opened, minuted, concluded."""
    by = d.one("party-committee")
    sitting = d.call(day - 2, day, 15, "talk", by, chains, ROOM)
    d.sign_in(day, 15, sitting, by, d.members("talk")[:12])
    form = Form(sitting=sitting)
    for chain in chains:
        d.do(day, 15, actions.open_poll, chain=chain, by=by, form=form)
        d.do(day, 16, actions.minute, chain=chain, by=by, text=minutes, form=form)
        d.do(day, 16, actions.close, chain=chain, by=by, form=form)
    d.do(day, 17, actions.end_sitting, chain=sitting, by=by)


def _decide(d: Director, day: int, answers: dict[str, tuple[str, ...]]) -> None:
    by = d.one("committee")
    d.sit(day, 15, "representatives-assembly", by, dict(answers), text=ROOM, present=9)


def _work(d: Director, chain: str, day: int) -> None:
    """A report on the way, then finished with a photo."""
    by = d.one("committee", 1)
    d.do(
        day - 8,
        16,
        actions.report,
        chain=chain,
        by=by,
        text="材料进场，开始施工。",
        files=d.photo("施工中", 4),
    )
    d.do(day, 16, actions.finish, chain=chain, by=by, text="已经完工，请居民评议。", files=d.photo("完工", 6))


def _scores(d: Director, chain: str, day: int, scores: Sequence[int]) -> None:
    people = d.members("residents")
    for person, score in zip(people[-len(scores) :], scores, strict=True):
        d.do(day, 11, actions.vote, chain=chain, by=Actor(person, "residents"), choice=score)


def _at_the_desk(d: Director, chain: str) -> None:
    """Two residents without a phone score: one on paper; the other says afterwards that she had not decided yet."""
    first, second = d.neighbours(chain, 2)
    d.enter(-2, 15, actions.vote, seen="paper", paper="2026-017", of=-3, chain=chain, by=first, choice=4)
    seq = d.enter(-2, 16, actions.vote, seen="known", chain=chain, by=second, choice=5)
    d.contest(-1, 10, chain, seq, second, "我那天只是去问供热的事，说回家看看再打分，没有打过五分。")


def _appraised(d: Director, chain: str) -> None:
    """The appraisal is over; with the disclosure made the matter is closed."""
    _scores(d, chain, -37, (5, 5, 4, 4, 3, 5))
    d.let_time_pass(-31, chain)
    text = "3 号院自来水管网改造办结：更换主管 320 米、入户管 96 户，居民评议六人参加，五人满意。"
    d.do(-30, 10, actions.disclose, chain=chain, by=d.one("committee"), section="major-affairs", text=text)


def _progress(d: Director, chain: str) -> None:
    by = d.one("committee", 1)
    d.do(
        -26,
        16,
        actions.report,
        chain=chain,
        by=by,
        text="交警部门已到现场勘察，同意划设。",
        files=d.photo("现场勘察", 3),
    )
    d.do(-13, 16, actions.report, chain=chain, by=by, text="等待路面干燥后施工。")
    d.do(
        -6,
        16,
        actions.report,
        chain=chain,
        by=by,
        text="标线已划好一半，遇雨停工。",
        files=d.photo("标线施工", 7),
    )


def _few(d: Director, chain: str) -> None:
    """Too few representatives came; they are called again."""
    by = d.one("committee")
    d.sit(-7, 15, "representatives-assembly", by, {chain: ()}, text=ROOM, present=3)
    d.call(-2, 4, 15, "representatives-assembly", by, [chain], "上次到会人数不足，请代表务必参加。" + ROOM)
