"""The catalogue of words: what the closed vocabularies of a charter are called, Chinese and English side by side."""

from collections.abc import Mapping

Word = tuple[str, str]
"""The same word in Chinese and in English."""
Words = Mapping[str, Word]

UNITS: Words = {
    "hours": ("小时", "hour"),
    "days": ("天", "day"),
    "working-days": ("个工作日", "working day"),
    "weeks": ("周", "week"),
    "months": ("个月", "month"),
    "years": ("年", "year"),
}
WEEKDAYS: tuple[Word, ...] = (
    ("周一", "Monday"),
    ("周二", "Tuesday"),
    ("周三", "Wednesday"),
    ("周四", "Thursday"),
    ("周五", "Friday"),
    ("周六", "Saturday"),
    ("周日", "Sunday"),
)
LEVELS: Words = {
    "dwelling": ("房屋", "dwelling"),
    "stairwell": ("单元", "stairwell"),
    "building": ("楼栋", "building"),
    "grid": ("网格", "grid"),
    "village": ("村", "village"),
    "community": ("社区", "community"),
    "town": ("镇", "town"),
    "street": ("街道", "street"),
    "banner": ("旗", "banner"),
    "county": ("县", "county"),
    "district": ("区", "district"),
    "city": ("市", "city"),
    "province": ("省", "province"),
    "country": ("国家", "country"),
    "law": ("法律", "law"),
}
NATURES: Words = {
    "self-government": ("群众自治", "self-government"),
    "party": ("党的组织", "the party"),
    "state": ("政府", "the state"),
    "civil": ("社会组织", "civil society"),
    "market": ("市场主体", "the market"),
}
MEMBERS: Words = {
    "persons": ("人", "person"),
    "households": ("户", "household"),
    "units": ("单位", "unit"),
    "organs": ("组织", "organ"),
}
MEMBERS_EACH: Words = {
    "households": ("以户为成员", "with households as members"),
    "units": ("以单位为成员", "with units as members"),
    "organs": ("以组织为成员", "with organs as members"),
}
REGISTERS: Words = {
    "buildings": ("楼栋", "buildings"),
    "stairwells": ("单元", "stairwells"),
    "dwellings": ("房屋", "dwellings"),
    "units": ("驻区单位", "units"),
    "households": ("户", "households"),
    "residents": ("居民", "residents"),
    "party": ("党员", "party members"),
}
RELATIONS: Words = {
    "guides": ("指导", "guide"),
    "assists": ("协助", "assist"),
    "serves": ("服务", "serve"),
    "supervises": ("监督", "supervise"),
    "appraises": ("评议", "appraise"),
    "commands": ("指挥", "command"),
    "funds": ("出资支持", "fund"),
    "leads": ("领导", "lead"),
    "coordinates": ("统筹协调", "coordinate"),
    "reports-to": ("报告工作", "report to"),
}
FACT_TYPES: Words = {
    "yes-no": ("是或否", "yes or no"),
    "number": ("数字", "a number"),
    "money": ("金额，元", "an amount in yuan"),
    "date": ("日期", "a date"),
    "choice": ("选一项", "one of"),
    "place": ("一处辖区", "a place"),
    "household": ("一户", "a household"),
    "person": ("一人", "a person"),
    "charter": ("一份章程", "a charter"),
}
KNOWN_OF: Words = {
    "person": ("每个人", "each person"),
    "household": ("每一户", "each household"),
    "place": ("每个辖区", "each place"),
}
DUTY_DOES: Words = {
    "visit": ("走访", "visit"),
    "report": ("报告", "report"),
    "inspect": ("检查", "inspect"),
    "publish": ("公布", "publish"),
    "meet": ("开会", "meet"),
}
DUTY_OF: Words = {
    "households": ("户", "household"),
    "persons": ("人", "person"),
    "places": ("处辖区", "place"),
    "units": ("个单位", "unit"),
}
ENDS: Words = {
    "done": ("事项办结", "the matter is done"),
    "refused": ("事项驳回", "the matter is refused"),
    "lapsed": ("事项失效", "the matter lapses"),
    "withdrawn": ("事项撤回", "the matter is withdrawn"),
}
OUTCOMES: Words = {
    "submitted": ("提出后", "once submitted"),
    "withdrawn": ("撤回的", "if withdrawn"),
    "enough": ("够数的", "if there are enough"),
    "too-few": ("不够数的", "if there are too few"),
    "concluded": ("议定的", "when concluded"),
    "not-held": ("没有议成的", "if not held"),
    "passed": ("通过的", "if passed"),
    "failed": ("未通过的", "if not passed"),
    "no-quorum": ("参加人数不足的", "if too few take part"),
    "void": ("投票无效的", "if the vote is void"),
    "elected": ("足额选出的", "if all places are filled"),
    "short": ("没有选足的", "if places stay empty"),
    "tied": ("票数相同、分不出先后的", "if tied"),
    "unopposed": ("没有异议的", "if nobody objects"),
    "upheld": ("异议成立的", "if an objection is upheld"),
    "dismissed": ("异议不成立的", "if objections are dismissed"),
    "accepted": ("接受的", "if accepted"),
    "returned": ("退回的", "if returned"),
    "finished": ("办完的", "when finished"),
    "deferred": ("挂账的", "if deferred"),
    "reached": ("等到以后", "when reached"),
    "expired": ("到期没有等到的", "if it expires"),
    "joined": ("各路汇齐的", "when joined"),
    "broken": ("各路没有汇齐的", "if not joined"),
    "lapsed": ("逾期未办的", "if not done in time"),
}
OUTCOMES_OF_KIND: Mapping[str, Words] = {
    "work": {"failed": ("办不成的", "if it cannot be done")},
    "pay": {"failed": ("拨不成的", "if it cannot be paid"), "finished": ("拨付后", "when paid")},
    "sitting": {"no-quorum": ("到会人数不足的", "if too few are present")},
}
BALLOTS: Words = {
    "open": ("公开记名", "openly, by name"),
    "paper": ("用纸质票，由两人各自计票、互相核对", "on paper, counted separately by two people"),
    "secret": ("无记名", "by secret ballot"),
}
COUNTS: Words = {
    "households": ("每户一票", "one vote for each household"),
    "owners": ("业主投票", "by owners"),
}
EACH: Words = {
    "items": ("每一项各走一路", "one strand for each item"),
    "places": ("每个辖区各走一路", "one strand for each place"),
    "organs": ("每个组织各走一路", "one strand for each organ"),
}
MEASURES: Words = {
    "heads": ("人数", "heads"),
    "area": ("面积", "area"),
    "households": ("户数", "households"),
    "votes": ("票数", "votes"),
}
MEASURED_IN: Words = {
    "households": ("户", "households"),
    "persons": ("人", "persons"),
    "people": ("人", "people"),
    "dwellings": ("套", "dwellings"),
    "percent": ("%", "per cent"),
    "points": ("分", "points"),
    "items": ("项", "items"),
    "times": ("次", "times"),
    "days": ("天", "days"),
    "hours": ("小时", "hours"),
    "minutes": ("分钟", "minutes"),
    "yuan": ("元", "yuan"),
    "matters": ("件", "matters"),
    "cases": ("件", "cases"),
    "visits": ("次", "visits"),
    "square-metres": ("平方米", "square metres"),
    "m2": ("平方米", "m²"),
    "m²": ("平方米", "m²"),
    "km2": ("平方公里", "km²"),
    "share": ("", ""),
}
METHODS: Words = {
    "equal-shares": ("均等份额法", "the method of equal shares"),
    "greedy": ("按票数与花费之比逐个选取", "taking the most votes per yuan first"),
    "approval": ("按得票多少", "by approvals"),
    "points": ("按得分多少", "by points"),
    "borda": ("按名次计分", "by ranks as points"),
    "irv": ("逐轮淘汰末位", "by striking out the last, round by round"),
    "stv": ("单记可让渡投票", "by single transferable vote"),
    "lot": ("抽签", "by lot"),
}
ARGS: Words = {
    "add1": ("每人的份额一元一元往上加", "raising each voter's share one yuan at a time"),
    "stop=overspend": ("加到再加就超支为止", "stopping just before overspending"),
    "stop=exhaustive": ("加到再也选不进为止", "stopping when nothing more fits"),
    "compare=greedy": (
        "再与按票数与花费之比选取的结果比较，取更多人愿意的",
        "then keeping whichever more voters prefer: this or the most votes per yuan",
    ),
    "skip": ("钱不够的跳过", "skipping what does not fit"),
    "stop": ("遇到钱不够的就停", "stopping at the first that does not fit"),
}
WHO: Words = {
    "elected": ("当选的人", "those elected"),
    "chosen": ("选出的", "those chosen"),
    "items": ("各项", "the items"),
    "item": ("该项", "the item"),
    "each": ("每一方", "each"),
    "all": ("所有人", "everyone"),
    "here": ("本辖区", "this place"),
    "holder": ("承办人", "the holder"),
    "proposer": ("提出人", "the proposer"),
    "parties": ("当事各方", "the parties"),
    "matter": ("本事项", "the matter"),
    "self": ("本人", "the same person"),
    "assigned": ("被派的组织", "the organ assigned"),
}
KEYS: Words = {
    "by": ("由谁办", "who acts"),
    "within": ("期限", "time allowed"),
    "over": ("历时", "duration"),
    "notice": ("开会通知", "notice of the meeting"),
    "quorum": ("法定人数", "quorum"),
    "pass": ("通过比例", "threshold"),
    "choose": ("选取办法", "choice"),
    "void": ("无效的情形", "when void"),
    "rule": ("表决规则", "rule"),
    "objections": ("异议", "objections"),
    "requires": ("前提", "what is required"),
    "apart-from": ("回避", "who must stand apart"),
    "enacts": ("效力", "effects"),
    "evidence": ("凭证", "evidence"),
    "progress": ("进度", "progress"),
    "then": ("去向", "what follows"),
    "when": ("适用", "when it applies"),
    "seats": ("席位", "seats"),
    "term": ("任期", "term"),
    "composition": ("席位构成", "composition"),
    "classes": ("席位类别", "seat classes"),
    "facts": ("写明事项", "facts"),
    "discloses": ("公开", "disclosures"),
    "decides": ("决定什么", "what is decided"),
    "owes": ("应付", "what is owed"),
    "checklist": ("核对", "checklist"),
    "items": ("条目", "items"),
}
