"""「四议六公开」: matters of Beilin's communities."""

from __future__ import annotations

from linli.apps.matters import actions
from linli.apps.matters.demo import boards
from linli.apps.matters.demo.director import Director
from linli.core.engine.acts import Actor, Count

YES, NO = "yes", "no"
PROCEDURE, KIND = "four-deliberations", "community-affair"
ROOM = "地点：社区二楼会议室。请带上本次议题材料。"
HALL = "地点：社区活动广场（下雨改在一楼大厅）。到场签到，领取选票。"
OTHERS = {
    "government-affairs": "本事项由社区居委会承办，街道城管办指导；办理依据和办事流程已贴在公开栏。",
    "affairs": "施工时间、施工单位和监督小组名单已公开，居民可随时到社区查看。",
    "finance": "总支出 38,600 元：灯具 21,200 元，线路 9,800 元，人工 7,600 元。由社区惠民资金列支，票据可查。",
    "services": "路灯报修电话贴在每根灯杆上，报修后两个工作日内到场。",
}

PUT = {
    "lamps": (
        "更换小区内损坏的路灯",
        "院内 26 盏路灯坏了 11 盏，晚上老人出门看不清路。建议统一换成节能灯，由社区惠民资金支付。",
    ),
    "ramp": (
        "5 号楼单元门口加装无障碍坡道",
        "5 号楼住着三位坐轮椅的老人，门口有四级台阶。建议在二单元门口加装坡道和扶手。",
    ),
    "bikes": (
        "自行车棚改建为电动车集中充电棚",
        "楼道里停放、充电的电动车有隐患。建议把 3 号楼旁的旧车棚改建成集中充电棚，装烟感和喷淋。",
    ),
    "trees": (
        "修剪遮挡窗户的行道树",
        "2 号楼和 4 号楼前的树枝贴着窗户，低层全天不见光。建议请园林单位修剪一次。",
    ),
    "stalls": (
        "南门外空地设便民早市",
        "南门外有一块空地，居民买早点要走一公里。建议每天 6 点到 9 点开放为便民早市。",
    ),
    "wall": (
        "北围墙改为文化墙",
        "北围墙墙皮脱落，建议重新粉刷，画上社区老照片。",
    ),
    "road": (
        "修补 7 号楼前破损路面",
        "7 号楼前路面坑洼，雨天积水，老人和孩子容易滑倒。建议铺设透水砖 180 平方米。",
    ),
    "reading": (
        "活动室开放晚间自习",
        "放学后孩子没有安静的地方写作业。建议活动室周一到周五晚上七点到九点开放，志愿者轮流值守。",
    ),
    "fence": (
        "幼儿园门口增设接送护栏",
        "上下学时车流和孩子混在一起。建议设 40 米护栏，划出等候区。",
    ),
    "lockers": (
        "西门增设快递柜",
        "快递堆在门岗，常有丢失。建议在西门内侧设一组快递柜。",
    ),
    "lift": (
        "6 号楼加装电梯",
        "六层楼里住着 14 位七十岁以上的老人，有两位已经半年没有下过楼。已有 18 户愿意分摊费用。",
    ),
    "racks": (
        "院内增设晾衣架",
        "楼下绿篱上晾满被子，既不好看也伤树。建议在 1 号楼南侧设一排晾衣架。",
    ),
}
"""The title and the text of each matter."""
BY_ANOTHER = frozenset(["trees", "wall", "racks"])
"""Those that another member of the branch puts."""


def whole(d: Director) -> None:
    """One matter at every stage, and one at every end."""
    boards.accounts(d)
    lamps = _put(d, -70, "lamps")
    _consult(d, -66, {lamps: _most(d, "two-committees")})
    _review(d, -60, {lamps: _most(d, "party-assembly")})
    _resolve(d, -52, [lamps], [_count(d, yes=121, no=16)])
    _finish(d, lamps)
    ramp = _put(d, -56, "ramp")
    _consult(d, -50, {ramp: _most(d, "two-committees")})
    _lapse(d)
    _review(d, -45, {ramp: _most(d, "party-assembly")})
    bikes = _put(d, -40, "bikes")
    trees = _put(d, -40, "trees")
    _resolve(d, -36, [ramp], [_count(d, yes=128, no=5)])
    _carry(d, ramp)
    _consult(d, -33, {bikes: _most(d, "two-committees"), trees: _most(d, "two-committees")})
    stalls = _put(d, -30, "stalls")
    wall = _put(d, -30, "wall")
    _review(d, -26, {bikes: _most(d, "party-assembly"), trees: _most(d, "party-assembly")})
    _consult(d, -22, {stalls: _most(d, "two-committees"), wall: (NO,) * 5 + (YES,) * 2})
    _resolve(d, -10, [trees], [_count(d, yes=97, no=41)])
    _no_quorum(d, stalls)
    _object(d, trees)
    _half_counted(d, bikes)
    _waiting(d)
    boards.notice(d)


def part(d: Director) -> None:
    """Three matters: one put, one being carried out, one half-way."""
    road = _put(d, -56, "road")
    _consult(d, -50, {road: _most(d, "two-committees")})
    _review(d, -45, {road: _most(d, "party-assembly")})
    _resolve(d, -36, [road], [_count(d, yes=106, no=9)])
    _carry(d, road)
    reading = _put(d, -20, "reading")
    _consult(d, -12, {reading: _most(d, "two-committees")})
    d.call(-1, 4, 19, "party-assembly", d.one("party-branch"), [reading], ROOM)
    fence = _put(d, -3, "fence")
    d.call(-2, 1, 19, "two-committees", d.one("two-committees"), [fence], ROOM)


def _put(d: Director, day: int, name: str) -> str:
    title, text = PUT[name]
    by = 1 if name in BY_ANOTHER else 0
    return d.propose(day, "party-branch", PROCEDURE, KIND, title, text, by=by)


def _most(d: Director, organ: str) -> tuple[str, ...]:
    """Answers that carry: three of four come, all but one of them in favour."""
    there = -(-3 * len(d.members(organ)) // 4)
    return (YES,) * (there - 1) + (NO,)


def _count(d: Director, *, yes: int, no: int) -> Count:
    present = yes + no + 6
    assert present * 2 > len(d.members("residents-assembly"))
    return Count(present=present, issued=present, returned=present - 1, yes=yes, no=no, abstain=3, invalid=2)


def _consult(d: Director, day: int, answers: dict[str, tuple[str, ...]]) -> None:
    # A union is convened by any of its members, who acts for it.
    by = d.one("two-committees")
    d.sit(day, 19, "two-committees", by, dict(answers), text=ROOM, present=max(map(len, answers.values())))


def _review(d: Director, day: int, answers: dict[str, tuple[str, ...]]) -> None:
    by = d.one("party-branch")
    d.sit(day, 19, "party-assembly", by, dict(answers), text=ROOM, present=max(map(len, answers.values())))


def _resolve(d: Director, day: int, chains: list[str], counts: list[Count]) -> None:
    by = d.one("committee")
    sitting = d.call(day - 5, day, 18, "residents-assembly", by, chains, HALL)
    d.sign_in(day, 18, sitting, by, d.members("residents-assembly")[: counts[0].present])
    for chain, count in zip(chains, counts, strict=True):
        d.do(day, 18, actions.open_poll, chain=chain, by=by)
        d.count(day, 20, chain, "committee", count)
    d.do(day, 20, actions.end_sitting, chain=sitting, by=by)


def _post(d: Director, day: int, chain: str, text: str) -> None:
    d.do(day, 10, actions.post, chain=chain, by=d.one("committee"), text=text)


def _finish(d: Director, chain: str) -> None:
    """From the resolution to the end, with all six disclosures."""
    _post(d, -51, chain, "经居民大会表决通过，更换院内损坏路灯 26 盏。公示七天，有异议请向社区两委提出。")
    d.let_time_pass(-43, chain)
    by = d.one("committee", 1)
    d.do(
        -38,
        16,
        actions.report,
        chain=chain,
        by=by,
        text="线路检修完毕，新灯已到 20 盏。",
        files=d.photo("线路检修", 1),
    )
    d.do(
        -30,
        16,
        actions.finish,
        chain=chain,
        by=by,
        text="26 盏路灯全部更换，当晚试亮正常。",
        files=d.photo("路灯亮了", 2),
    )
    _post(d, -29, chain, "26 盏路灯已全部更换，总支出 38,600 元。公示七天，发现问题请告诉我们。")
    d.let_time_pass(-20, chain)
    for section, text in OTHERS.items():
        d.do(-19, 15, actions.disclose, chain=chain, by=d.one("committee"), section=section, text=text)


def _carry(d: Director, chain: str) -> None:
    """From the resolution into the work."""
    _post(d, -35, chain, "经居民大会表决通过，即日起公示七天，有异议请向社区两委提出。公示期满后开工。")
    d.let_time_pass(-27, chain)
    by = d.one("committee", 1)
    d.do(
        -16,
        16,
        actions.report,
        chain=chain,
        by=by,
        text="已完成测量和报价，选定施工队。",
        files=d.photo("现场测量", 3),
    )
    d.do(
        -5,
        16,
        actions.report,
        chain=chain,
        by=by,
        text="基础已浇筑，正在养护，预计两周内完工。",
        files=d.photo("基础浇筑", 5),
    )
    text = "本事项由社区居委会承办，街道办事处指导；办理流程已贴在公开栏。"
    d.do(-4, 15, actions.disclose, chain=chain, by=by, section="government-affairs", text=text)


def _lapse(d: Director) -> None:
    """Nobody called the two committees in time."""
    chain = _put(d, -46, "lockers")
    d.let_time_pass(-29, chain)


def _no_quorum(d: Director, chain: str) -> None:
    """Too few came to the review; it is called again for the day after tomorrow."""
    by = d.one("party-branch")
    few = len(d.members("party-assembly")) // 3
    d.sit(-9, 19, "party-assembly", by, {chain: ()}, text=ROOM, present=few)
    d.call(-2, 3, 19, "party-assembly", by, [chain], "上次到会人数不足，请党员同志务必参加。" + ROOM)


def _object(d: Director, chain: str) -> None:
    """Published, with an objection that waits for its answer."""
    _post(d, -3, chain, "经居民大会表决通过，拟请园林单位修剪 2 号楼、4 号楼前行道树。公示七天。")
    someone = d.members("residents")[-1]
    text = "4 号楼东侧那棵槐树有喜鹊窝，请等雏鸟离巢以后再剪这一棵。"
    d.do(-1, 9, actions.object_, chain=chain, by=Actor(someone, "residents"), text=text)
    (other,) = d.neighbours(chain, 1)
    text = "家里有病人要休息，请早上八点以后再开工，不要在中午锯树。"
    d.enter(-1, 10, actions.object_, seen="paper", paper="2026-031", of=-2, chain=chain, by=other, text=text)


def _half_counted(d: Director, chain: str) -> None:
    """Yesterday evening the residents voted; one hand has entered the count."""
    by = d.one("committee")
    sitting = d.call(-6, -1, 18, "residents-assembly", by, [chain], HALL)
    count = _count(d, yes=112, no=23)
    d.sign_in(-1, 18, sitting, by, d.members("residents-assembly")[: count.present])
    d.do(-1, 18, actions.open_poll, chain=chain, by=by)
    d.count(-1, 20, chain, "committee", count, hands=1)


def _waiting(d: Director) -> None:
    """Just put; the two committees meet tomorrow evening."""
    chain = _put(d, -3, "lift")
    d.call(-2, 1, 19, "two-committees", d.one("two-committees"), [chain], ROOM)
    _put(d, 0, "racks")
