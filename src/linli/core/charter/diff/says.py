"""One difference as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from linli.core.charter.diff import effects
from linli.core.charter.diff.things import details, name, owner, stage_at
from linli.core.charter.diff.values import bound, value
from linli.core.charter.diff.walk import Step
from linli.core.charter.diff.words import THINGS, label
from linli.core.charter.explain import deeds, numbers, organs, stages, terms
from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import (
    Organ,
    Relation,
)
from linli.core.charter.stages import Deed
from linli.core.charter.text import Text

TEXTS = (("decides",), ("choices",), ("bins",), ("checklist",))
"""Where every entry is nothing but a text."""
FLAGS = ("optional", "may-change", "closes", "never", "evidence", "check")
_VERBS = {
    "stronger": ("提高到", "rises"),
    "weaker": ("降低到", "falls"),
    "longer": ("延长到", "is lengthened"),
    "shorter": ("缩短到", "is shortened"),
    "more": ("增加到", "grows"),
    "fewer": ("减少到", "shrinks"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of a step in one language: the old charter's voice and the new one's."""

    step: Step
    old: Voice
    new: Voice

    @property
    def v(self) -> Voice:
        """The voice of the charter in which the thing stands; of what went, the old one."""
        return self.old if self.step.entry and self.step.new is None else self.new

    def sentence(self) -> str:
        """The whole sentence."""
        step = self.step
        if step.path[-2:-1] in (("then",), ("enacts",)) or "enacts" in step.path:
            return self.v.sentence(self._outcome())
        return self.v.sentence(self._entry() if step.entry else self._key())

    def heading(self) -> str:
        """What is changed: the organ, the procedure and its stage, the rule."""
        return owner(self.step.path, self.v)

    # --- things that come or go ----------------------------------------------------------------------------

    def _entry(self) -> str:
        step, v = self.step, self.v
        given = step.new if step.new is not None else step.old
        if isinstance(given, Relation):
            said = organs.relation(given, v).rstrip("。.")
            return v.say(
                f"{'新增' if step.new else '取消'}关系：{said}",
                f"a relation is {'added' if step.new else 'dropped'}: {said}",
            )
        thing_zh, thing_en = THINGS.get(step.key, ("条目", "entry"))
        called = v.quote(name(step.path, given, v))
        around = owner(step.path[:-2], v) if len(step.path) > 2 else ""
        more = details(given, v) if step.new is not None else ""
        return (
            v.say(
                f"{v.quote(around) if around else ''}{self._verb_zh(given)}{thing_zh}{called}",
                f"{v.quote(around) + ': ' if around else ''}the {thing_en} {called} is {self._verb_en(given)}",
            )
            + self._tail()
            + (v.say(f"：{more}", f". {more}") if more else "")
        )

    def _verb_zh(self, given: Any) -> str:
        if self.step.new is not None:
            return "新设" if isinstance(given, Organ) else "新增"
        return "撤销" if isinstance(given, Organ) else "取消"

    def _verb_en(self, given: Any) -> str:
        if self.step.new is not None:
            return "added"
        return "abolished" if isinstance(given, Organ) else "dropped"

    # --- keys that change ----------------------------------------------------------------------------------

    def _key(self) -> str:
        step, v = self.step, self.v
        named = isinstance(step.new, Text) and step.path[-2:-1] in TEXTS
        called = v.pick(THINGS[str(step.path[-2])] if named else label(step.path, step.key))
        whose = v.quote(owner(step.path[:-1], self.old if step.key == "title" else v))
        if step.old is None or step.new is None:
            return self._came_or_went(whose, called)
        if isinstance(step.new, tuple) and set(step.old) != set(cast("tuple[str, ...]", step.new)):
            return self._names(whose, called)
        was, is_ = self._values()
        if was == is_:
            return self._reworded(whose, called, is_)
        verb_zh, verb_en = _VERBS.get(self._effect(), ("", "")) if self._measured() else ("", "")
        return (
            v.say(
                f"{whose}的{called}由{numbers.spaced(was)}{verb_zh or '改为'}{numbers.spaced(is_)}",
                f"{whose}: the {called} {verb_en or 'changes'} from {was} to {is_}",
            )
            + self._tail()
        )

    def _came_or_went(self, whose: str, called: str) -> str:
        step, v = self.step, self.v
        gone = step.new is None
        given, voice = (step.old, self.old) if gone else (step.new, self.new)
        said = "" if step.key in FLAGS else value(given, step.key, voice, stage_at(step.path, voice))
        zh = f"（原为{numbers.spaced(said)}）" if gone else f"，{said}"
        en = f" (it was {said})" if gone else f": {said}"
        return (
            v.say(
                f"{whose}{'取消' if gone else '增加'}规定：{called}{zh if said else ''}",
                f"{whose}: the {called} is {'dropped' if gone else 'added'}{en if said else ''}",
            )
            + self._tail()
        )

    def _names(self, whose: str, called: str) -> str:
        """Of a list, what is in it now and what no longer."""
        step, v = self.step, self.v
        come = value(tuple(one for one in step.new if one not in step.old), step.key, self.new, None)
        gone = value(tuple(one for one in step.old if one not in step.new), step.key, self.old, None)
        parts = (
            v.say(f"增加{come}", f"now includes {come}") if come else "",
            v.say(f"去掉{gone}", f"no longer includes {gone}") if gone else "",
        )
        return v.say(f"{whose}的{called}", f"{whose}: the {called} ") + v.clauses(parts)

    def _reworded(self, whose: str, called: str, now: str) -> str:
        """What reads the same in this language, though it was written differently."""
        v = self.v
        if isinstance(self.step.new, Text):
            return v.say(f"{whose}的{called}只改了英文", f"{whose}: the {called} changes in Chinese only")
        return v.say(
            f"{whose}的{called}改了写法：{now}", f"{whose}: the {called} is written differently: {now}"
        )

    def _values(self) -> tuple[str, str]:
        step = self.step
        before, after = stage_at(step.path, self.old), stage_at(step.path, self.new)
        was = bound(step.old, step.new, self.old, before) or value(step.old, step.key, self.old, before)
        is_ = bound(step.new, step.old, self.new, after) or value(step.new, step.key, self.new, after)
        return was, is_

    def _measured(self) -> bool:
        """Whether what changes is an amount that can rise or fall: a length, a number, the least that is needed."""
        step = self.step
        if self._effect() not in ("stronger", "weaker"):
            return True
        return bound(step.old, step.new, self.new, None) is not None and step.new.cmp in (">", ">=")

    def _effect(self) -> effects.Effect:
        return effects.effect(self.step)

    def _tail(self) -> str:
        """The proved effect in brackets, where the verb does not say it already."""
        found = self._effect()
        if found not in ("stronger", "weaker"):
            return ""
        said = self.v.word(effects.SAID, found)
        return self.v.say(f"（{said}）", f" ({said})")

    # --- what follows an outcome ---------------------------------------------------------------------------

    def _outcome(self) -> str:
        step = self.step
        at = step.path.index("then" if "then" in step.path else "enacts")
        whose = self.v.quote(owner(step.path[:at], self.v))
        stage = stage_at(step.path, self.v)
        outcome = stages.outcome(str(step.path[at + 1]), stage, self.v) if stage else str(step.path[at + 1])
        was, is_ = _leads(step, step.old, self.old), _leads(step, step.new, self.new)
        v = self.v
        if not was:
            return v.say(f"{whose}：{outcome}，{is_}（新增）", f"{whose}: {outcome}, {is_} (added)")
        if not is_:
            return v.say(
                f"{whose}：{outcome}，不再写明去向或效力（原为{was}）",
                f"{whose}: {outcome}, nothing is said any more (it was: {was})",
            )
        return v.say(
            f"{whose}：{outcome}，现在{is_}（原来{was}）", f"{whose}: {outcome}, now {is_} (before: {was})"
        )


def _leads(step: Step, given: Any, v: Voice) -> str:
    """What follows: where it leads, or what it changes."""
    if given is None:
        return ""
    if isinstance(given, Deed):
        return deeds.deed(given, v)
    if isinstance(given, tuple):
        return v.items(deeds.deed(one, v) for one in cast("tuple[Deed, ...]", given))
    if step.path[-2] == "then":
        return terms.target(given, v)
    called, said = v.pick(label(step.path, step.key)), value(given, step.key, v, None)
    return v.say(f"{called}是{numbers.spaced(said)}", f"{called}: {said}")
