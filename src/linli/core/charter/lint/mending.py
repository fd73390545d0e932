"""Whether a procedure that mends a register stays closed, can be asked for by whom it is about, and is the only one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from linli.core.charter.finding import Finding
from linli.core.charter.lint.say import finding
from linli.core.charter.load import Loaded
from linli.core.charter.mending import OF_REGISTERS, Fault, faults, mends
from linli.core.charter.model import Procedure
from linli.core.charter.nodes import Path
from linli.core.charter.part import kebab
from linli.core.charter.shape import parts
from linli.core.charter.standard import mending
from linli.core.charter.terms import By, Who


def findings(loaded: Loaded) -> Iterator[Finding]:
    for name, procedure in loaded.charter.procedures.items():
        for fault in faults(loaded.charter, procedure):
            yield _SAYS[fault.kind](loaded, name, fault)
        yield from _twice(loaded, name, procedure)
    yield from _elsewhere(loaded)


def _open(loaded: Loaded, name: str, fault: Fault) -> Finding:
    says, mend = _OPEN.get(str(fault.path[-1]), _CARRIED)
    key = str(fault.path[-1])
    told = says[0].format(key=key), says[1].format(key=key)
    return finding(loaded, "mending-open", ("procedures", name, *fault.path), told, mend)


_CARRIED = (
    ("更正台账的事项除了密封的申请以外什么都不带，这里却写了「{key}」：别人会看到，或者不是每个社区都有这个程序",
     "a matter that mends a register carries nothing but the sealed request, yet “{key}” stands here: others would "
     "read it, or not every community would have the procedure"),
    ("删去它", "delete it"),
)  # fmt: skip
_OPEN = {
    "decides": (
        ("更正台账的程序写了几种事项，别人从种类就知道改的是什么",
         "a procedure that mends a register has several kinds of matters, and the kind tells others what is mended"),
        ("只留一种", "keep one kind"),
    ),
    "kind": (
        ("更正台账的事项不公开，这一步却要给大家看、让大家说，或者分成几路",
         "a matter that mends a register is closed, yet this stage puts it before others, lets them speak, or "
         "divides it"),
        ("用 screen、verify 或者 work", "make it a stage of kind screen, verify or work"),
    ),
    "by": (
        ("更正台账的事项不公开，这里写的人却没有席位，或者看不到这部分台账",
         "a matter that mends a register is closed, yet those named here hold no seats, or do not see the register"),
        ("提出的写 concerned，或者写了 sees 的组织；答复的写 keeper，或者有席位的组织",
         "who asks is “concerned”, or an organ with “sees”; who answers is “keeper”, or an organ with seats"),
    ),
}  # fmt: skip


def _unasked(loaded: Loaded, name: str, fault: Fault) -> Finding:
    says = (
        "台账记的是本人的事，更正台账的程序却不能由本人提出",
        "an entry of a register is somebody's own, yet she cannot ask for it to be mended by this procedure",
    )
    mend = (
        "第一个环节写「kind: propose」「by: concerned」",
        "begin with a stage of “kind: propose”, “by: concerned”",
    )
    return finding(loaded, "mending-unasked", ("procedures", name, *fault.path), says, mend)


def _no_hand(loaded: Loaded, name: str, fault: Fault) -> Finding:
    says = (
        "台账要在有人办结的时候更正：台账不收，办的人当时就知道；这个结果不是人办出来的",
        "a register is mended when somebody brings that about, who is told at once where it is not taken; nobody "
        "brings about this outcome",
    )
    mend = (
        "写在 screen 或者 verify 的一类下面，或者 work 的 finished 下面",
        "put it under a bin of a screen or a verification, or under “finished” of some work",
    )
    return finding(loaded, "deed-mismatch", ("procedures", name, *fault.path), says, mend)


def _stray(loaded: Loaded, name: str, fault: Fault) -> Finding:
    return _nobody(loaded, ("procedures", name, *fault.path))


def _nobody(loaded: Loaded, path: Path) -> Finding:
    says = (
        f"{'、'.join(OF_REGISTERS)} 只在更正台账的程序里指得到人，这里没有人能做",
        f"{' and '.join(OF_REGISTERS)} mean somebody only where a register is mended; here nobody can act",
    )
    return finding(loaded, "stage-without-actors", path, says, ("写一个组织", "name an organ"))


_SAYS: dict[str, Callable[[Loaded, str, Fault], Finding]] = {
    "open": _open, "unasked": _unasked, "no-hand": _no_hand, "stray": _stray,
}  # fmt: skip


def _twice(loaded: Loaded, name: str, procedure: Procedure) -> Iterator[Finding]:
    first = mending(loaded.charter).get(mends(procedure), name)
    if first != name and not any(faults(loaded.charter, procedure)):
        says = (
            f"「{first}」已经更正这本台账，「{name}」永远用不到",
            f"“{first}” mends this register already, so that “{name}” is never used",
        )
        yield finding(loaded, "mending-twice", ("procedures", name), says, ("只留一个", "keep one of them"))


def _elsewhere(loaded: Loaded) -> Iterator[Finding]:
    """Where they are named beside who acts in a stage: to be offered something, to object, to have a duty."""
    for path, part in parts(loaded.charter):
        for field in part.model_fields_set:
            in_stage = path[2:3] == ("stages",) and field == "by"
            if not in_stage and any(who.kind in OF_REGISTERS for who in _named(getattr(part, field))):
                yield _nobody(loaded, (*path, kebab(field)))


def _named(value: object) -> Iterator[Who]:
    """Those whom a value names, at one day or at several."""
    if isinstance(value, By):
        yield from value.any_of
    elif isinstance(value, dict):
        for one in cast("dict[object, object]", value).values():
            yield from one.any_of if isinstance(one, By) else ()
