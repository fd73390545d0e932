"""The sentences of refusals to do something for several matters at once, by code."""

from linli.core.charter.text import both as _

REASONS = {
    "own-answer": _(
        "这件事不能批量办理：投票、附议、发言、异议是各人对一件事的回答，计票、记录、付款、答复异议每一件都不同。",
        "Never for several matters at once: votes, supports, statements and objections are one's own answer "
        "to one matter, and counts, minutes, payments and answers to objections are different for each.",
    ),
    "one-by-one": _(
        "章程规定「{stage}」逐件办理，不能批量办理。",
        "By the charter “{stage}” is handled one by one, never for several matters at once.",
    ),
    "checked-each": _(
        "「{stage}」要逐条核对，每一件分别核对，不能批量办理。",
        "At “{stage}” points are checked, of each matter by itself, never of several at once.",
    ),
    "evidence-each": _(
        "「{stage}」办完要附照片或者文件，每一件附自己的，不能批量办理。",
        "“{stage}” takes a photo or a file at the finish, of each matter its own, never for several at once.",
    ),
}
ADVICE = dict.fromkeys(
    REASONS,
    _(
        "请打开其中一件，在它的页面上办理，办完再办下一件。",
        "Open one of them and do it on its page, then go on to the next.",
    ),
)
