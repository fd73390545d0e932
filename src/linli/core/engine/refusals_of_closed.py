"""The sentences of refusals in matters that mend a register, by code."""

from linli.core.charter.text import both as _

REASONS = {
    "uncovered": _("更正事项里，提出的人用只属于这一件事的代号，不用登记册里的代号。",
                   "Who asks for a register to be mended stands in the record under a name of this one matter, not "
                   "under the one in the register."),
    "own-request": _("不能处理自己的申请。", "Nobody decides on her own request."),
    "closed-matter": _("这件事不公开，只有本人、提出的人和答复的人看得到。",
                       "This matter is closed: only the person concerned, who asked and who answers read it."),
    "asked-again-elsewhere": _("更正申请要在更正的页面上补充后再提。",
                               "What is asked to be corrected is put again on the page of the correction."),
    "closed-files": _("更正事项不公开，不能附文件。", "A matter that mends a register is closed and carries no files."),
}  # fmt: skip
ADVICE = {
    "uncovered": _("请从“我的档案”里申请更正。", "Ask for it in “My file”."),
    "own-request": _("由另一位社区工作人员处理；没有另一位的，由居民自治组织的负责人处理。",
                     "Another clerk has to, or, where there is none, who presides over the organs of self-government."),
    "closed-matter": _("涉及您本人的，请登录，在“我的档案”里查看。",
                       "If it is about you, sign in and look in “My file”."),
    "asked-again-elsewhere": _("请从“我的档案”打开这份更正。", "Open the correction from “My file”."),
    "closed-files": _("请把材料当面交给答复的人看。", "Show what proves it to who answers, in person."),
}  # fmt: skip
