"""What an outcome changes outside its matter, in words."""

from collections.abc import Callable

from linli.core.charter.explain import numbers
from linli.core.charter.explain.formulas import formula
from linli.core.charter.explain.sources import with_source
from linli.core.charter.explain.terms import duration, every
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import REGISTERS, Word, Words
from linli.core.charter.stages import Deed

HEADS: Words = {
    "seat": ("就任", "a seat is taken"),
    "vacate": ("离任", "a seat is vacated"),
    "adopt": ("生效", "it comes into force"),
    "place": ("设立辖区", "a place is set up"),
    "classify": ("记入登记册", "it is entered in the register"),
    "oblige": ("承担约定", "an obligation is entered into"),
    "owe": ("记为应付", "it is owed"),
    "pay": ("入账付款", "it is entered as paid"),
    "open": ("另开程序", "a procedure is opened"),
    "mend": ("更正台账", "the register is mended"),
}


def deed(deed: Deed, v: Voice) -> str:
    """One deed: 就任（组织：居委会；人选：当选的人；任期：5 年）."""
    slots = v.items(_slots(deed, v))
    head = v.word(HEADS, deed.do)
    said = v.say(f"{head}（{slots}）", f"{head} ({slots})") if slots else head
    return with_source(said, deed.source, v)


def _slots(deed: Deed, v: Voice) -> tuple[str, ...]:
    given = (*_OWN.get(deed.do, _plain)(deed, v), (("内容", "what"), deed.what and v.text(deed.what)))
    return tuple(v.say(f"{label[0]}：{said}", f"{label[1]}: {said}") for label, said in given if said)


Slots = tuple[tuple[Word, object], ...]


def _placed(deed: Deed, v: Voice) -> Slots:
    return (("哪里", "which"), v.name(deed.fact)), (("种类", "kind"), v.kind(deed.to))


def _classified(deed: Deed, v: Voice) -> Slots:
    kind = v.fact(deed.fact)
    here = v.say("本辖区", "the place")
    choices = kind.choices if kind else {}
    said = (
        v.text(choices[deed.to])
        if deed.to in choices
        else v.word(YES, deed.to)
        if deed.to in YES
        else deed.to
    )
    return (
        (("谁的", "whose"), v.name(deed.who) if deed.who else here),
        (("哪一项", "which entry"), v.name(deed.fact)),
        (("记为", "as"), said or v.say("事项里写的", "the matter says")),
    )


YES: Words = {"yes": ("是", "yes"), "no": ("否", "no")}


def _plain(deed: Deed, v: Voice) -> Slots:
    return (
        (("组织", "organ"), deed.organ and v.organ(deed.organ)),
        (("席位", "seat"), deed.seat_class and v.name(deed.seat_class)),
        (
            ("人选", "who") if deed.do in ("seat", "vacate") else ("由谁", "who"),
            deed.who and v.name(deed.who),
        ),
        (("资金", "fund"), deed.fund and v.name(deed.fund)),
        (("收款", "to"), deed.to and v.name(deed.to)),
        (("金额", "amount"), deed.amount and _money(deed.amount, v)),
        (("周期", "period"), deed.every and every(deed.every, v)),
        (("期限", "term"), deed.term and duration(deed.term, v)),
        (("程序", "procedure"), deed.procedure and v.procedure_title(deed.procedure)),
        (("台账", "register"), deed.register_ and v.word(REGISTERS, deed.register_)),
        (("按写明的", "as stated under"), deed.fact and v.name(deed.fact)),
    )


_OWN: dict[str, Callable[[Deed, Voice], Slots]] = {"place": _placed, "classify": _classified}


def _money(amount: str, v: Voice) -> str:
    said = formula(amount, v)
    return v.say(numbers.run((said, "元")), f"{said} yuan") if amount.isdigit() else said
