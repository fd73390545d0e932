"""What the pages of matters say: Chinese and English side by side."""

from __future__ import annotations

from linli.apps.matters import words_of_desk as of_desk
from linli.apps.matters import words_of_entering as of_entering
from linli.apps.matters import words_of_items as of_items
from linli.apps.matters import words_of_notices as of_notices
from linli.core.charter.text import Lang, Text, both

STATUS = {
    "open": both("办理中", "under way"),
    "disclosing": both("待公开", "waiting for disclosures"),
    "done": both("已办结", "closed"),
    "refused": both("未通过", "refused"),
    "lapsed": both("已失效", "lapsed"),
    "withdrawn": both("已撤回", "withdrawn"),
}

OUTCOMES = {
    "submitted": both("已提出", "put"),
    "withdrawn": both("已撤回", "withdrawn"),
    "enough": both("附议够数", "enough supports"),
    "too-few": both("附议不够", "too few supports"),
    "concluded": both("已议定", "concluded"),
    "not-held": both("没有开成", "not held"),
    "passed": both("通过", "passed"),
    "failed": both("未通过", "not passed"),
    "no-quorum": both("人数不足", "no quorum"),
    "void": both("无效", "void"),
    "elected": both("选出", "chosen"),
    "short": both("没有选满", "places left"),
    "tied": both("票数相同", "tied"),
    "unopposed": both("无异议", "no objections"),
    "upheld": both("异议成立", "objection upheld"),
    "dismissed": both("异议不成立", "objections dismissed"),
    "finished": both("已办完", "finished"),
    "deferred": both("暂缓", "put off"),
    "lapsed": both("逾期", "out of time"),
    "accepted": both("已接办", "accepted"),
    "returned": both("已退回", "returned"),
    "joined": both("各路都办成", "joined"),
    "broken": both("没有都办成", "not all done"),
    "reached": both("已到时间", "reached"),
    "expired": both("已到期", "expired"),
}
OUTCOMES_OF = {("work", "failed"): both("没有办成", "not done")}
GOOD = frozenset(
    [
        "submitted",
        "enough",
        "concluded",
        "passed",
        "elected",
        "unopposed",
        "dismissed",
        "finished",
        "reached",
        "fulfilled",
        "accepted",
        "joined",
    ]
)
"""The outcomes that carry a matter forward, whatever the stage."""

FIGURES = {
    "members": both("应到 {n}", "{n} members"),
    "present": both("到会 {n}", "{n} present"),
    "issued": both("发出 {n}", "{n} issued"),
    "returned": both("收回 {n}", "{n} returned"),
    "cast": both("投票 {n}", "{n} cast"),
    "yes": both("赞成 {n}", "{n} in favour"),
    "no": both("反对 {n}", "{n} against"),
    "abstain": both("弃权 {n}", "{n} abstaining"),
    "blank": both("空白 {n}", "{n} blank"),
    "invalid": both("无效 {n}", "{n} invalid"),
    "satisfied": both("满意 {n}", "{n} satisfied"),
}
CHOICES = {
    "yes": both("赞成", "in favour"),
    "no": both("反对", "against"),
    "abstain": both("弃权", "abstain"),
}
VERDICTS = {"upheld": both("异议成立", "upheld"), "dismissed": both("异议不成立", "dismissed")}

ACTS = {
    **of_items.ACTS,
    **of_desk.ACTS,
    "submit": both("提出事项", "Put a matter"),
    "revise": both("修改后重新提出", "Put it again, changed"),
    "withdraw": both("撤回", "Take it back"),
    "support": both("附议", "Support"),
    "retract": both("取消附议", "Take my support back"),
    "state": both("发言", "Speak"),
    "minute": both("填写会议记录", "Write the minutes"),
    "sort": both("审核", "Sort"),
    "open": both("宣布开始", "Open"),
    "vote": both("投票", "Vote"),
    "enter-count": both("录入计票", "Enter the count"),
    "close": both("宣布结束", "Close"),
    "post": both("贴出公告", "Post the notice"),
    "object": both("提出异议", "Object"),
    "answer": both("答复异议", "Answer the objection"),
    "report": both("报进度", "Report progress"),
    "finish": both("报办结", "Report it finished"),
    "hand-back": both("报告办不成", "Hand it back"),
    "defer": both("暂缓", "Put it off"),
    "extend": both("延期", "Take more time"),
    "pay": both("付款", "Pay"),
    "divide": both("分头办理", "Divide it"),
    "establish": both("说明现在的情况", "Say how it stands"),
    "offer": both("派出", "Offer it"),
    "accept": both("接办", "Accept it"),
    "return": both("退回", "Return it"),
    "name-party": both("列明当事方", "Name a party"),
    "join": both("参加", "Take part"),
    "decline": both("不参加", "Take no part"),
    "disclose": both("公开", "Disclose"),
    "tick": both("到期", "Time passed"),
    "call-sitting": both("召集会议", "Call a sitting"),
    "call": both("召集会议", "Call a sitting"),
    "attend": both("签到", "Sign in"),
    "leave": both("签退", "Sign out"),
    "end-sitting": both("宣布散会", "End the sitting"),
}
WAITS = {
    **of_items.WAITS,
    **of_desk.WAITS,
    "revise": both("「{title}」被退回，等修改后重新提出", "“{title}” came back and waits to be put again"),
    "support": both("「{title}」正在征集附议", "“{title}” is gathering supports"),
    "sort": both("「{title}」等待审核", "“{title}” waits to be sorted"),
    "call-sitting": both(
        "「{title}」等待召集会议，办理「{stage}」", "“{title}” needs a sitting for “{stage}”"
    ),
    "open": both(
        "「{title}」的会议已召集，到时宣布「{stage}」开始",
        "The sitting for “{title}” is called; open “{stage}” there",
    ),
    "minute": both("「{title}」等会议记录", "“{title}” waits for its minutes"),
    "close": both("「{title}」的「{stage}」等宣布结束", "“{stage}” of “{title}” waits to be closed"),
    "vote": both("「{title}」正在表决", "“{title}” is being voted on"),
    "enter-count": both("「{title}」等录入计票", "“{title}” waits for its count"),
    "post": both("「{title}」等贴出公告「{stage}」", "“{title}” waits for its notice: {stage}"),
    "answer": both("「{title}」有异议等答复", "An objection to “{title}” waits for its answer"),
    "report": both("「{title}」等报进度", "“{title}” waits for a report on progress"),
    "finish": both("「{title}」正在办理", "“{title}” is being carried out"),
    "pay": both("「{title}」等付款", "“{title}” waits to be paid"),
    "divide": both("「{title}」等分派各路", "“{title}” waits to be divided"),
    "establish": both("「{title}」在等条件成熟", "“{title}” waits until something is so"),
    "offer": both("「{title}」等派出", "“{title}” waits to be offered"),
    "accept": both("「{title}」派来了，等接办或者退回", "“{title}” is offered to you: accept or return it"),
    "disclose": both("「{title}」还要公开「{section}」", "“{title}” still owes the disclosure: {section}"),
}
FINAL = {
    **of_desk.FINAL,
    "vote": both("投出后不能更改。", "A vote cannot be changed."),
    "vote-items": both("投出后不能更改。", "A vote cannot be changed."),
    "close": both("结束后不能再投票。", "After this nobody can vote any more."),
    "enter-count": both(
        "两人录入一致后，结果立即生效。", "Once two people have entered the same, the result stands."
    ),
    "withdraw": both("撤回后不能恢复。", "This cannot be undone."),
    "post": both("贴出后不能修改。", "A notice cannot be changed once it is up."),
    "finish": both("报办结后进入下一环节。", "After this the matter goes on to its next stage."),
    "hand-back": both("报告后本环节结束。", "After this the stage is over."),
    "disclose": both("公开后不能修改。", "A disclosure cannot be changed."),
    "answer": both("答复后不能更改。", "An answer cannot be changed."),
    "pay": both("付款后不能更改。", "A payment cannot be changed."),
    "accept": both("接办后由您负责到底。", "From then on you are responsible for it."),
    "end-sitting": both("散会后不能再签到和表决。", "After this nobody can sign in or vote here."),
}
FIELDS = {
    **of_items.FIELDS,
    "title": both("标题", "Title"),
    "text": both("内容", "Text"),
    "reasons": both("理由", "Reasons"),
    "files": both("照片或文件", "Photos or files"),
    "choice": both("您的意见", "Your answer"),
    "score": both("打几分", "Your score"),
    "count": both("计票结果", "The count"),
    "bin": both("归入", "Sort into"),
    "points": both("逐条核对", "Points to check"),
    "verdict": both("结论", "Verdict"),
    "objection": both("异议", "Objection"),
    "none": both("没有可公开的内容，原因写在上面", "There is nothing to disclose; the text says why"),
    "people": both("签到的人", "Who is here"),
    "starts": both("开会时间", "When"),
    "agenda": both("议程", "Agenda"),
    "to": both("派给", "To"),
    "among": both("分给", "Among"),
    "facts": both("情况", "How it stands"),
    "yuan": both("金额（元）", "Amount in yuan"),
    "party": both("当事方", "Party"),
    "who": both("哪一位", "Who"),
}
WHO_HELP = both(
    "填登记号或者全名；组织作为整体参加时不用填。",
    "The register number or the full name; nothing where the body takes part as a whole.",
)
POINTS = {"yes": both("符合", "Yes"), "no": both("不符合", "No")}
AMONG_HELP = both("每行写一个地方。", "One place a line.")
YUAN_HELP = both("最多 {amount}。", "At most {amount}.")
FILES_HELP = both(
    "最多 5 个，每个不超过 20 MB；照片、PDF、Word、Excel 或纯文本。照片里的拍摄地点等信息会自动去掉。",
    "At most 5, each up to 20 MB: photos, PDF, Word, Excel or plain text. The place hidden in a photo is removed.",
)

COURSE = {
    **of_items.COURSE,
    **of_desk.COURSE,
    "submitted": both("{who}提出", "Put by {who}"),
    "revised": both("{who}修改后重新提出", "Put again, changed, by {who}"),
    "entered": both("进入「{stage}」", "On to “{stage}”"),
    "entered-due": both("进入「{stage}」，{due} 前办理", "On to “{stage}”, before {due}"),
    "left": both("「{stage}」结束", "“{stage}” is over"),
    "left-by-clock": both("「{stage}」到期", "“{stage}” ran out of time"),
    "skipped": both("「{stage}」不适用，跳过", "“{stage}” is not for this matter and is passed over"),
    "supported": both("{who}附议", "Supported by {who}"),
    "support-retracted": both("{who}取消附议", "{who} took the support back"),
    "stated": both("{who}发言", "{who} spoke"),
    "talk-opened": both("会议开始议事", "The deliberation was opened"),
    "minuted": both("{who}留下会议记录，到会 {n} 人", "Minutes by {who}, {n} present"),
    "minuted-alone": both("{who}留下记录", "Minutes by {who}"),
    "sorted": both("{who}审核", "Sorted by {who}"),
    "sorted-points": both("{who}审核：{points}", "Sorted by {who}: {points}"),
    "poll-opened": both("「{stage}」开始表决，名册上 {n} 人", "Voting opened for “{stage}”, {n} on the roll"),
    "vote": both("{who}投了票", "{who} voted"),
    "votes": both("{n} 人投了票", "{n} people voted"),
    "count-entered": both(
        "{who}录入了计票结果，等第二人录入", "{who} entered the count; a second person must enter it"
    ),
    "counts-differed": both(
        "两人录入的计票不一致，须重新清点",
        "Two people entered different figures; the ballots are counted again",
    ),
    "poll-closed": both("「{stage}」表决结束：{figures}", "The vote of “{stage}” is over: {figures}"),
    "notice-posted": both("{who}贴出公告「{stage}」", "Notice posted by {who}: {stage}"),
    "notice-posted-until": both(
        "{who}贴出公告「{stage}」，公示到 {due}", "Notice posted by {who}: {stage}, until {due}"
    ),
    "objection-raised": both("{who}提出第 {n} 号异议", "Objection number {n} by {who}"),
    "objection-answered": both("{who}答复第 {n} 号异议", "Objection number {n} answered by {who}"),
    "objection-unanswered": both(
        "第 {n} 号异议逾期没有答复，按成立处理",
        "Objection number {n} was not answered in time and so is upheld",
    ),
    "reported": both("{who}报告进度", "Progress reported by {who}"),
    "finished": both("{who}报告办完", "Reported finished by {who}"),
    "failed": both("{who}报告办不成", "Handed back by {who}"),
    "deferred": both("{who}报告暂缓", "Put off by {who}"),
    "extended": both("{who}延期到 {due}", "Extended by {who} until {due}"),
    "reminded": both("到期没有报告进度，已提醒", "No report on progress came in time; a reminder went out"),
    "offered": both("{who}派给{to}", "{who} offered it to: {to}"),
    "accepted": both("{who}接办", "Accepted by {who}"),
    "returned": both("{who}退回", "Returned by {who}"),
    "paid": both("{who}从「{fund}」付款 {amount}", "{who} paid {amount} from “{fund}”"),
    "established": both("{who}说明了现在的情况", "{who} said how it stands"),
    "party-named": both("{who}列明当事方：{to}", "{who} named a party: {to}"),
    "party-joined": both("{who}参加", "{who} takes part"),
    "enacted": both("生效：{effects}", "taking effect: {effects}"),
    "party-left": both("{who}不参加", "{who} takes no part"),
    "disclosed": both("{who}公开「{section}」", "Disclosed by {who}: {section}"),
    "disclosed-none": both(
        "{who}说明没有「{section}」可公开", "Nothing to disclose under {section}, says {who}"
    ),
    "ended-done": both("事项办结", "The matter is closed"),
    "ended-awaits": both(
        "各环节走完，还要公开：{sections}", "All stages are through; still to be disclosed: {sections}"
    ),
    "ended-refused": both("事项未通过", "The matter is refused"),
    "ended-lapsed": both("事项失效", "The matter has lapsed"),
    "ended-withdrawn": both("提出人撤回事项", "The matter was taken back"),
    "sitting-called": both("{who}召集会议，{due} 开始", "Called by {who}, to begin {due}"),
    "attended": both("{names}签到", "{names} signed in"),
    "left-sitting": both("{names}签退", "{names} signed out"),
    "sitting-ended": both("散会，到会 {n} 人", "The sitting ended with {n} present"),
}

SAYS = {
    **of_items.SAYS,
    **of_desk.SAYS,
    **of_entering.SAYS,
    "somebody": both("一位居民", "a resident"),
    "clock": both("时钟", "the clock"),
    "clerk": both("社区工作人员", "the clerk"),
    "charter": both("按章程自动办理", "by the charter itself"),
    "erased": both("（内容已按规定删除）", "(the text has been erased)"),
    "before": both("{due} 前", "before {due}"),
    "provisional": both(
        "{due} 前（当年的放假安排还没有公布，暂定）",
        "before {due} (provisional: that year's calendar is not out)",
    ),
    "present-of": both("到会 {have} / {whole}", "{have} / {whole} present"),
    "taken-part-of": both("参加 {have} / {whole}", "{have} / {whole} took part"),
    "missing": both("还差 {n} 人", "{n} more needed"),
    "enough": both("人数已够", "Enough"),
    "any-number": both("不限人数", "No number required"),
    "turnout": both(
        "已有 {n} 人投票；结束前不公布结果。", "{n} have voted; no results are shown before the end."
    ),
    "paper-first": both(
        "第一人已录入计票，等第二人录入。", "One person has entered the count; a second one must."
    ),
    "my-vote": both("您投了：{choice}", "You voted: {choice}"),
    "my-score": both("您打了 {choice} 分", "You gave {choice}"),
    "attendance": both("到会人数", "Attendance"),
    "participation": both("参加人数", "Taking part"),
    "visit": both("{title}（第 {n} 次）", "{title} (no. {n})"),
    "disclosures": both("公开", "Disclosures"),
    "made-of": both("已公开 {have} 项，共 {whole} 项", "{have} of {whole} made"),
    "yes": both("是", "yes"),
    "no": both("否", "no"),
    "yuan": both("{n} 元", "{n} yuan"),
    "at-stage": both("在「{stage}」公开", "made at “{stage}”"),
    "organ-at": both("{organ}，{at}", "{organ}, {at}"),
    "notice-number": both("〔{year}〕第 {number} 号", "{year} no. {number}"),
    "objections-until": both(
        "公示期内，{who}可以提出异议，由{by}答复。",
        "Until then objections may be made by {who}; answered by: {by}.",
    ),
    "late": both("已逾期", "late"),
    "in-strand": both("「{strand}」：{text}", "{strand}: {text}"),
    "objection-number": both("第 {n} 号异议", "Objection {n}"),
    "item-number": both("第 {n} 项", "Item {n}"),
    "strand-over": both("已结束：{end}", "over: {end}"),
    "holder": both("承办人", "Held by"),
    "parties": both("当事方", "Parties"),
    "not-joined": both("{who}（还没有答复）", "{who} (no answer yet)"),
    **of_notices.SAYS,
}


def say(words: Text, lang: Lang, **values: object) -> str:
    """A saying filled in; values that are texts are taken in the same language."""
    text = words.zh if lang == "zh" else words.en
    return text.format(**{k: v.in_(lang) if isinstance(v, Text) else v for k, v in values.items()})
