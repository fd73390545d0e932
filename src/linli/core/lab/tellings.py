"""How each sentence of a story is told to people: what was done, Chinese and English side by side.

``who``, ``of``, ``to``, ``bin`` and the rest are filled in with titles, never with the names of the file.
"""

from collections.abc import Mapping

from linli.core.charter.text import Text
from linli.core.charter.text import both as _

TELLINGS: Mapping[str, Text] = {
    "submit": _("{who}提出「{title}」", "{who} put “{title}”"),
    "revise": _("{who}修改后重新提出", "{who} put it again, changed"),
    "withdraw": _("{who}撤回", "{who} took it back"),
    "retract": _("{who}取消附议", "{who} took the support back"),
    "support": _("{who}附议", "{who} supported it"),
    "state": _("{who}发言", "{who} spoke"),
    "minute": _("{who}留下会议记录", "{who} left minutes"),
    "sort": _("{who}审核，归入「{bin}」{without}", "{who} sorted it as “{bin}”{without}"),
    "add": _("{who}提出一项：{title}", "{who} put an item: {title}"),
    "nominate": _("{who}提名 {item}", "{who} nominated {item}"),
    "take-back": _("{who}撤回 {item}", "{who} took {item} back"),
    "sort-item": _("{who}审核 {item}，归入「{bin}」{without}", "{who} sorted {item} as “{bin}”{without}"),
    "vote-for": _("{who}投票，选 {items}", "{who} voted for {items}"),
    "score": _("{who}打分：{scores}", "{who} gave scores: {scores}"),
    "count-items": _("{who}录入计票：{figures}", "{who} entered the count: {figures}"),
    "call": _("{who}召集会议：{of}", "{who} called a sitting: {of}"),
    "attend": _("{who}签到", "{who} signed in"),
    "leave": _("{who}中途离会", "{who} left the sitting"),
    "end-sitting": _("{who}宣布散会", "{who} ended the sitting"),
    "sign-minutes": _("{who}签署会议纪要", "{who} signed the minutes"),
    "open": _("{who}宣布开始", "{who} opened it"),
    "vote": _("{who}投票：{choice}", "{who} voted: {choice}"),
    "enter-count": _("{who}录入计票：{figures}", "{who} entered the count: {figures}"),
    "close": _("{who}宣布结束", "{who} closed it"),
    "post": _("{who}贴出公告", "{who} posted the notice"),
    "object": _("{who}提出异议", "{who} objected"),
    "answer": _("{who}答复第 {number} 号异议：{verdict}", "{who} answered objection {number}: {verdict}"),
    "report": _("{who}报告进度", "{who} reported progress"),
    "finish": _("{who}报告办完{files}", "{who} reported it finished{files}"),
    "hand-back": _("{who}报告办不成", "{who} handed it back"),
    "defer": _("{who}报告暂缓", "{who} put it off"),
    "extend": _("{who}延长期限", "{who} took more time"),
    "offer": _("{who}交给{to}", "{who} offered it to {to}"),
    "accept": _("{who}接受", "{who} accepted it"),
    "return": _("{who}退回", "{who} returned it"),
    "name-party": _("{who}请{party}作为一方", "{who} named {party} as a party"),
    "join": _("{who}同意作为一方", "{who} joined as a party"),
    "decline": _("{who}不愿作为一方", "{who} declined to be a party"),
    "establish": _("{who}确认：{facts}", "{who} established: {facts}"),
    "divide": _("{who}把事项分给{among}", "{who} divided it among {among}"),
    "pay": _("{who}付款 {yuan} 元{files}", "{who} paid {yuan} yuan{files}"),
    "disclose": _("{who}公开「{section}」", "{who} disclosed: {section}"),
    "disclose-none": _(
        "{who}说明没有「{section}」可公开", "{who} said that there is nothing to disclose: {section}"
    ),
    "enrol": _("{who}登记为居民", "{who} joined the community"),
    "depart": _("{who}迁出", "{who} left the community"),
    "take-seat": _("{who}任职：{of}{seat_class}", "{who} took a seat: {of}{seat_class}"),
    "leave-seat": _("{who}离任：{of}", "{who} left the seat: {of}"),
    "describe": _("登记辖区情况：{facts}", "Of the place it is known: {facts}"),
    "time-passes": _("时间过去", "Time passed"),
    "expect-stage": _("此时应在「{stage}」", "It must now be at “{stage}”"),
    "expect-skipped": _("应跳过「{stage}」", "“{stage}” must be passed over"),
    "expect-figure": _("「{stage}」中，{figure}应为 {n}", "In “{stage}”, {figure} must be {n}"),
    "expect-chosen": _("{which}应为：{items}", "{which} must be: {items}"),
    "expect-bin": _("{item} 应在「{bin}」一类", "{item} must be among “{bin}”"),
    "expect-got": _(
        "「{stage}」中，{item} 的{figure}应为 {n}", "In “{stage}”, {figure} for {item} must be {n}"
    ),
    "expect-items": _("应有 {n} 项", "There must be {n} items"),
    "expect-owed": _("还应公开：{sections}", "Still to be disclosed must be: {sections}"),
    "expect-due": _("期限应为 {due}", "It must be due {due}"),
    "expect-holder": _("应由{holder}承办", "It must be held by {holder}"),
    "expect-parties": _("各方应为：{parties}", "The parties must be: {parties}"),
    "expect-paid": _("此时应已从「{fund}」付款 {yuan} 元", "{yuan} yuan must now be paid from “{fund}”"),
    "expect-measure": _("「{measure}」应为 {value}", "“{measure}” must be {value}"),
    "expect-bound": _("「{measure}」应当{bound}", "“{measure}” must be {bound}"),
    "expect-allotment": _(
        "「{fund}」{sum} 元应分为 {parts}", "{sum} yuan of “{fund}” must be shared out as {parts}"
    ),
    "expect-seated": _("{person} 此时{not}应在任：{organ}", "{person} must{not} hold a seat now: {organ}"),
    "expect-known": _(
        "登记册上「{whose}」的「{fact}」应为 {known}", "In the register {fact} of {whose} must be {known}"
    ),
    "expect-version": _("现行章程应为「{version}」", "The charter in force must be “{version}”"),
    "expect-binds": _("受约束的应为：{bind}", "Bound must be: {bind}"),
    "expect-opens": _("应另开程序「{procedure}」", "It must open “{procedure}”"),
    "expect-minutes": _("会议纪要此时{may}{reader}查阅", "The minutes must be {may} {reader}"),
    "expect-mends": _("应更正台账：{register}", "It must mend the register: {register}"),
    "expect-end": _("结局应为：{end}", "The end must be: {end}"),
}

CHOICES: Mapping[str, Text] = {
    "yes": _("赞成", "yes"),
    "no": _("反对", "no"),
    "abstain": _("弃权", "abstain"),
    "uphold": _("成立", "upheld"),
    "dismiss": _("不成立", "dismissed"),
    "chosen": _("选出的", "those chosen"),
    "tied": _("票数相同的", "those tied"),
    "nothing": _("无", "none"),
    " not": _("不", " not"),
    "open to": _("应供", "open to"),
    "closed to": _("应不供", "closed to"),
    "everybody": _("人人", "everybody"),
    "within its bounds": _("在限度内", "within its bounds"),
    "below its floor": _("低于下限", "below its floor"),
    "above its ceiling": _("高于上限", "above its ceiling"),
}

FIGURES: Mapping[str, Text] = {
    "members": _("应参加", "entitled"),
    "electors": _("选民", "electors"),
    "seats": _("名额", "seats"),
    "present": _("到会", "present"),
    "participating": _("参加", "taking part"),
    "cast": _("投票", "cast"),
    "issued": _("发出", "issued"),
    "returned": _("收回", "returned"),
    "valid": _("有效", "valid"),
    "invalid": _("无效", "invalid"),
    "blank": _("空白", "blank"),
    "yes": _("赞成", "in favour"),
    "no": _("反对", "against"),
    "abstain": _("弃权", "abstaining"),
    "satisfied": _("满意", "satisfied"),
    "supports": _("附议", "supports"),
    "scored": _("打分人数", "scored by"),
    "score-total": _("总分", "total score"),
}
