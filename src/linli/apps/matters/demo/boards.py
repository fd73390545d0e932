"""What a community of the demonstration publishes outside of matters: the accounts of a quarter, and a notice."""

from __future__ import annotations

from datetime import date

from linli.apps.matters import actions
from linli.apps.matters.demo.director import MARK, Director

TABLE = """项目\t收入（元）\t支出（元）
上年结转\t18,260\t
街道拨付工作经费\t30,000\t
场地出租\t6,400\t
路灯更换\t\t38,600
打印、办公用品\t\t1,280
合计\t54,660\t39,880"""


def accounts(d: Director) -> None:
    """Accounts that were corrected after an objection; before the first matter, as the chain of events demands."""
    first = d.first_of_quarter(-74)
    seq = _accounts(
        d, -74, first, "本季度收支情况如下。合计：收入 54,660 元，支出 39,880 元，结余 14,770 元。"
    )
    objection = "结余算得不对：54,660 减 39,880 是 14,780。" + MARK
    by = d.apart("residents", "party-branch")
    d.do(-73, 9, actions.dispute, by=by, publication=seq, text=objection)
    d.do(
        -72, 15, actions.reply, by=d.one("party-branch"), publication=seq, objection=1, verdict="upheld",
        reasons="核对过，结余应为 14,780 元，请居委会更正。" + MARK,
    )  # fmt: skip
    _accounts(d, -71, first, "更正：合计收入 54,660 元，支出 39,880 元，结余 14,780 元。", instead_of=seq)


def _accounts(d: Director, day: int, period: date, text: str, *, instead_of: int = 0) -> int:
    done = d.do(
        day, 10, actions.put_up, by=d.one("committee"), section="finance", text=text + MARK, table=TABLE, period=period,
        instead_of=instead_of,
    )  # fmt: skip
    return done.seq


def notice(d: Director) -> None:
    """A notice of the committee's own, the last thing that happened."""
    text = "因管网检修，本周四 9:00 至 16:00 停水，请提前储水。" + MARK
    roof = "3 号楼屋面防水将于下周一开始施工，请顶层住户提前移开屋面杂物。" + MARK
    d.do(
        0, 23, actions.put_up, by=d.one("committee"), section="", title="屋面施工通知", text=roof,
        building=d.building(roof),
    )  # fmt: skip
    d.do(0, 23, actions.put_up, by=d.one("committee"), section="", title="停水通知", text=text)
