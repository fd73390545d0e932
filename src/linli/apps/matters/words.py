"""What the pages of matters say: Chinese and English side by side."""

from __future__ import annotations

from linli.core.charter.text import Text


def _(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


STATUS = {
    "open": _("办理中", "under way"),
    "disclosing": _("待公开", "waiting for disclosures"),
    "done": _("已办结", "closed"),
    "refused": _("未通过", "refused"),
    "lapsed": _("已失效", "lapsed"),
    "withdrawn": _("已撤回", "withdrawn"),
}

OUTCOMES = {
    "submitted": _("已提出", "put"),
    "withdrawn": _("已撤回", "withdrawn"),
    "enough": _("附议够数", "enough supports"),
    "too-few": _("附议不够", "too few supports"),
    "concluded": _("已议定", "concluded"),
    "not-held": _("没有开成", "not held"),
    "passed": _("通过", "passed"),
    "failed": _("未通过", "not passed"),
    "no-quorum": _("人数不足", "no quorum"),
    "void": _("无效", "void"),
    "unopposed": _("无异议", "no objections"),
    "upheld": _("异议成立", "objection upheld"),
    "dismissed": _("异议不成立", "objections dismissed"),
    "finished": _("已办完", "finished"),
    "deferred": _("暂缓", "put off"),
    "lapsed": _("逾期", "out of time"),
    "reached": _("已到时间", "reached"),
    "expired": _("已到期", "expired"),
}
OUTCOMES_OF = {("work", "failed"): _("没有办成", "not done")}
GOOD = frozenset(
    [
        "submitted",
        "enough",
        "concluded",
        "passed",
        "unopposed",
        "dismissed",
        "finished",
        "reached",
        "fulfilled",
    ]
)
"""The outcomes that carry a matter forward, whatever the stage."""

FIGURES = {
    "members": _("应到 {n}", "{n} members"),
    "present": _("到会 {n}", "{n} present"),
    "issued": _("发出 {n}", "{n} issued"),
    "returned": _("收回 {n}", "{n} returned"),
    "cast": _("投票 {n}", "{n} cast"),
    "yes": _("赞成 {n}", "{n} in favour"),
    "no": _("反对 {n}", "{n} against"),
    "abstain": _("弃权 {n}", "{n} abstaining"),
    "invalid": _("无效 {n}", "{n} invalid"),
    "satisfied": _("满意 {n}", "{n} satisfied"),
}
CHOICES = {"yes": _("赞成", "in favour"), "no": _("反对", "against"), "abstain": _("弃权", "abstain")}
VERDICTS = {"upheld": _("异议成立", "upheld"), "dismissed": _("异议不成立", "dismissed")}

ACTS = {
    "submit": _("提出事项", "Put a matter"),
    "revise": _("修改后重新提出", "Put it again, changed"),
    "withdraw": _("撤回", "Take it back"),
    "support": _("附议", "Support"),
    "retract": _("取消附议", "Take my support back"),
    "state": _("发言", "Speak"),
    "minute": _("填写会议记录", "Write the minutes"),
    "sort": _("审核", "Sort"),
    "open": _("宣布开始", "Open"),
    "vote": _("投票", "Vote"),
    "enter-count": _("录入计票", "Enter the count"),
    "close": _("宣布结束", "Close"),
    "post": _("贴出公告", "Post the notice"),
    "object": _("提出异议", "Object"),
    "answer": _("答复异议", "Answer the objection"),
    "report": _("报进度", "Report progress"),
    "finish": _("报办结", "Report it finished"),
    "hand-back": _("报告办不成", "Hand it back"),
    "defer": _("暂缓", "Put it off"),
    "extend": _("延期", "Take more time"),
    "disclose": _("公开", "Disclose"),
    "tick": _("到期", "Time passed"),
    "call-sitting": _("召集会议", "Call a sitting"),
    "call": _("召集会议", "Call a sitting"),
    "attend": _("签到", "Sign in"),
    "leave": _("签退", "Sign out"),
    "end-sitting": _("宣布散会", "End the sitting"),
}
COMMUNITY_ACTS = {
    "found": _("建立社区", "Found the community"),
    "adopt": _("章程生效", "Put a charter in force"),
    "observe": _("采用放假安排", "Adopt a calendar"),
    "enrol": _("登记居民", "Enrol people"),
    "know": _("更新登记", "Update the register"),
    "depart": _("注销登记", "Strike off the register"),
    "size": _("确定席位数", "Fix the number of seats"),
    "take-seat": _("任职", "Take a seat"),
    "leave-seat": _("离任", "Leave a seat"),
}
WAITS = {
    "revise": _("「{title}」被退回，等修改后重新提出", "“{title}” came back and waits to be put again"),
    "support": _("「{title}」正在征集附议", "“{title}” is gathering supports"),
    "sort": _("「{title}」等待审核", "“{title}” waits to be sorted"),
    "call-sitting": _("「{title}」等待召集会议，办理「{stage}」", "“{title}” needs a sitting for “{stage}”"),
    "open": _(
        "「{title}」的会议已召集，到时宣布「{stage}」开始",
        "The sitting for “{title}” is called; open “{stage}” there",
    ),
    "minute": _("「{title}」等会议记录", "“{title}” waits for its minutes"),
    "close": _("「{title}」的「{stage}」等宣布结束", "“{stage}” of “{title}” waits to be closed"),
    "vote": _("「{title}」正在表决", "“{title}” is being voted on"),
    "enter-count": _("「{title}」等录入计票", "“{title}” waits for its count"),
    "post": _("「{title}」等贴出公告「{stage}」", "“{title}” waits for its notice: {stage}"),
    "answer": _("「{title}」有异议等答复", "An objection to “{title}” waits for its answer"),
    "report": _("「{title}」等报进度", "“{title}” waits for a report on progress"),
    "finish": _("「{title}」正在办理", "“{title}” is being carried out"),
    "disclose": _("「{title}」还要公开「{section}」", "“{title}” still owes the disclosure: {section}"),
}
FINAL = {
    "vote": _("投出后不能更改。", "A vote cannot be changed."),
    "close": _("结束后不能再投票。", "After this nobody can vote any more."),
    "enter-count": _(
        "两人录入一致后，结果立即生效。", "Once two people have entered the same, the result stands."
    ),
    "withdraw": _("撤回后不能恢复。", "This cannot be undone."),
    "post": _("贴出后不能修改。", "A notice cannot be changed once it is up."),
    "finish": _("报办结后进入下一环节。", "After this the matter goes on to its next stage."),
    "hand-back": _("报告后本环节结束。", "After this the stage is over."),
    "disclose": _("公开后不能修改。", "A disclosure cannot be changed."),
    "answer": _("答复后不能更改。", "An answer cannot be changed."),
    "end-sitting": _("散会后不能再签到和表决。", "After this nobody can sign in or vote here."),
}
FIELDS = {
    "title": _("标题", "Title"),
    "text": _("内容", "Text"),
    "reasons": _("理由", "Reasons"),
    "files": _("照片或文件", "Photos or files"),
    "choice": _("您的意见", "Your answer"),
    "score": _("打几分", "Your score"),
    "count": _("计票结果", "The count"),
    "bin": _("归入", "Sort into"),
    "verdict": _("结论", "Verdict"),
    "objection": _("异议", "Objection"),
    "none": _("没有可公开的内容，原因写在上面", "There is nothing to disclose; the text says why"),
    "people": _("签到的人", "Who is here"),
    "starts": _("开会时间", "When"),
    "agenda": _("议程", "Agenda"),
}
FILES_HELP = _(
    "最多 5 个，每个不超过 20 MB；照片、PDF、Word、Excel 或纯文本。照片里的拍摄地点等信息会自动去掉。",
    "At most 5, each up to 20 MB: photos, PDF, Word, Excel or plain text. The place hidden in a photo is removed.",
)

COURSE = {
    "submitted": _("{who}提出", "Put by {who}"),
    "revised": _("{who}修改后重新提出", "Put again, changed, by {who}"),
    "entered": _("进入「{stage}」", "On to “{stage}”"),
    "entered-due": _("进入「{stage}」，{due} 前办理", "On to “{stage}”, before {due}"),
    "left": _("「{stage}」结束", "“{stage}” is over"),
    "left-by-clock": _("「{stage}」到期", "“{stage}” ran out of time"),
    "supported": _("{who}附议", "Supported by {who}"),
    "support-retracted": _("{who}取消附议", "{who} took the support back"),
    "stated": _("{who}发言", "{who} spoke"),
    "talk-opened": _("会议开始议事", "The deliberation was opened"),
    "minuted": _("{who}留下会议记录，到会 {n} 人", "Minutes by {who}, {n} present"),
    "minuted-alone": _("{who}留下记录", "Minutes by {who}"),
    "sorted": _("{who}审核", "Sorted by {who}"),
    "poll-opened": _("「{stage}」开始表决，名册上 {n} 人", "Voting opened for “{stage}”, {n} on the roll"),
    "vote": _("{who}投了票", "{who} voted"),
    "votes": _("{n} 人投了票", "{n} people voted"),
    "count-entered": _(
        "{who}录入了计票结果，等第二人录入", "{who} entered the count; a second person must enter it"
    ),
    "counts-differed": _(
        "两人录入的计票不一致，须重新清点",
        "Two people entered different figures; the ballots are counted again",
    ),
    "poll-closed": _("「{stage}」表决结束：{figures}", "The vote of “{stage}” is over: {figures}"),
    "notice-posted": _("{who}贴出公告「{stage}」", "Notice posted by {who}: {stage}"),
    "notice-posted-until": _(
        "{who}贴出公告「{stage}」，公示到 {due}", "Notice posted by {who}: {stage}, until {due}"
    ),
    "objection-raised": _("{who}提出第 {n} 号异议", "Objection number {n} by {who}"),
    "objection-answered": _("{who}答复第 {n} 号异议", "Objection number {n} answered by {who}"),
    "objection-unanswered": _(
        "第 {n} 号异议逾期没有答复，按成立处理",
        "Objection number {n} was not answered in time and so is upheld",
    ),
    "reported": _("{who}报告进度", "Progress reported by {who}"),
    "finished": _("{who}报告办完", "Reported finished by {who}"),
    "failed": _("{who}报告办不成", "Handed back by {who}"),
    "deferred": _("{who}报告暂缓", "Put off by {who}"),
    "extended": _("{who}延期到 {due}", "Extended by {who} until {due}"),
    "reminded": _("到期没有报告进度，已提醒", "No report on progress came in time; a reminder went out"),
    "disclosed": _("{who}公开「{section}」", "Disclosed by {who}: {section}"),
    "disclosed-none": _(
        "{who}说明没有「{section}」可公开", "Nothing to disclose under {section}, says {who}"
    ),
    "ended-done": _("事项办结", "The matter is closed"),
    "ended-awaits": _(
        "各环节走完，还要公开：{sections}", "All stages are through; still to be disclosed: {sections}"
    ),
    "ended-refused": _("事项未通过", "The matter is refused"),
    "ended-lapsed": _("事项失效", "The matter has lapsed"),
    "ended-withdrawn": _("提出人撤回事项", "The matter was taken back"),
    "sitting-called": _("{who}召集会议，{due} 开始", "Called by {who}, to begin {due}"),
    "attended": _("{names}签到", "{names} signed in"),
    "left-sitting": _("{names}签退", "{names} signed out"),
    "sitting-ended": _("散会，到会 {n} 人", "The sitting ended with {n} present"),
}

SAYS = {
    "somebody": _("一位居民", "a resident"),
    "clock": _("时钟", "the clock"),
    "clerk": _("社区工作人员", "the clerk"),
    "erased": _("（内容已按规定删除）", "(the text has been erased)"),
    "before": _("{due} 前", "before {due}"),
    "provisional": _(
        "{due} 前（当年的放假安排还没有公布，暂定）",
        "before {due} (provisional: that year's calendar is not out)",
    ),
    "present-of": _("到会 {have} / {whole}", "{have} / {whole} present"),
    "taken-part-of": _("参加 {have} / {whole}", "{have} / {whole} took part"),
    "missing": _("还差 {n} 人", "{n} more needed"),
    "enough": _("人数已够", "Enough"),
    "turnout": _(
        "已有 {n} 人投票；结束前不公布结果。", "{n} have voted; no results are shown before the end."
    ),
    "paper-first": _(
        "第一人已录入计票，等第二人录入。", "One person has entered the count; a second one must."
    ),
    "my-vote": _("您投了：{choice}", "You voted: {choice}"),
    "my-score": _("您打了 {choice} 分", "You gave {choice}"),
    "attendance": _("到会人数", "Attendance"),
    "participation": _("参加人数", "Taking part"),
    "visit": _("{title}（第 {n} 次）", "{title} (no. {n})"),
    "disclosures": _("公开", "Disclosures"),
    "made-of": _("已公开 {have} 项，共 {whole} 项", "{have} of {whole} made"),
    "yes": _("是", "yes"),
    "no": _("否", "no"),
    "yuan": _("{n} 元", "{n} yuan"),
    "at-stage": _("在「{stage}」公开", "made at “{stage}”"),
    "notice-number": _("〔{year}〕第 {number} 号", "{year} no. {number}"),
    "objections-until": _(
        "公示期内，{who}可以提出异议，由{by}答复。",
        "Until then objections may be made by {who}; answered by: {by}.",
    ),
    "late": _("已逾期", "late"),
}


def say(words: Text, lang: str, **values: object) -> str:
    """A saying filled in; values that are texts are taken in the same language."""
    text = words.zh if lang == "zh" else words.en
    return text.format(**{k: v.in_(lang) if isinstance(v, Text) else v for k, v in values.items()})  # type: ignore[arg-type]
