"""The sentences of refusals about parts of the place and of the registers, by code."""

from linli.core.charter.text import both as _

REASONS = {
    "no-parts": _("章程里的{organ}面向整个辖区，席位不分片。",
                  "The seats of {organ} are for the whole place: by the charter it stands for no part of it."),
    "level-without-parts": _("{organ}每一级都设；这个席位没有写明设在楼栋、单元这样的哪一级，不能分片。",
                             "{organ}: it stands at every level, and this seat is at none, such as building or "
                             "stairwell, of which there are parts."),
    "other-level": _("章程里的{organ}只设在{kind}这一级，席位不能设在别的级。",
                     "{organ}: by the charter its seats are all at one kind of place ({kind})."),
    "no-such-level": _("章程里没有这一级，{organ}的席位不能设在这里。",
                       "{organ}: the charter knows no such kind of place for a seat to be at."),
    "no-sight": _("台账由社区工作人员保管；章程没有让您任职的组织查看。",
                  "The clerk keeps the registers; the charter lets no body in which you sit look into them."),
    "no-part-yet": _("您在{organ}的席位还没有登记负责哪一片，看不到台账。",
                     "It is not entered yet for which part your seat is ({organ}), so no register can be seen."),
    "register-not-seen": _("您在{organ}任职，章程让您查看的台账里没有这一项：{register}。",
                           "What the charter lets you see by your seat ({organ}) does not go so far: {register}."),
    "outside-part": _("这里没有，或者不在您负责的范围内。您在{organ}负责：{parts}。",
                      "It is not there, or lies outside of your part. Your seat ({organ}) is for: {parts}."),
    "numbers-stay": _("带完整号码的表，只有社区工作人员可以导出。",
                      "Only the clerk takes out tables with the numbers in full."),
}  # fmt: skip
ADVICE = {
    "no-parts": _("这个组织的成员面向整个辖区，不用填。", "Its members are there for everybody; leave it empty."),
    "level-without-parts": _("请先免去这个席位，再按所在的那一级重新登记。",
                             "Vacate the seat and enter it anew, with the kind of place that it is at."),
    "other-level": _("这一项留空。", "Leave it empty."),
    "no-such-level": _("从页面列出的各级里选一个。", "Choose one of those that the page of its seats offers."),
    "no-sight": _("自己的，在「我的档案」里看；别的请找社区工作人员。",
                  "Your own file is under “My file”; for all else ask the clerk."),
    "no-part-yet": _("请社区工作人员在这个组织的席位页面上填写。",
                     "Ask the clerk to enter it on the page of the seats of that body."),
    "register-not-seen": _("需要的，请找社区工作人员。", "If you need it, ask the clerk."),
    "outside-part": _("请找负责那一片的人，或者社区工作人员。",
                      "Ask whoever is there for that part, or the clerk."),
    "numbers-stay": _("可以导出遮盖号码的表；要看某个人的号码，打开那个人的档案，写明理由。",
                      "Take the table with masked numbers, or open the numbers of one person, with a reason."),
}  # fmt: skip
