"""Whether somebody can act in every stage."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.organs import empty, most_members
from linli.core.charter.lint.say import At, finding, stages
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter
from linli.core.charter.nodes import Path
from linli.core.charter.stages import Assign, Publish, Split, Wait
from linli.core.charter.terms import By, Who


def findings(loaded: Loaded) -> Iterator[Finding]:
    without = empty(loaded.charter)
    for at in stages(loaded.charter):
        yield from _stage(loaded, at, without)


def _stage(loaded: Loaded, at: At, without: set[str]) -> Iterator[Finding]:
    if at.stage.by is None and not isinstance(at.stage, Wait | Split):
        says = (f"没有写明「{at.name}」由谁来做", f"it is not said who acts in “{at.name}”")
        mend = ("写上「by: 组织」", "write “by: ORGAN”")
        yield finding(loaded, "stage-without-actors", at.path, says, mend)
    for path, by in _named(at):
        if all(who.kind in ("organ", "chair") and who.name in without for who in by.any_of):
            says = (
                f"「{at.name}」没有人能做：所写的组织不可能有成员",
                f"nobody can act in “{at.name}”: what is named can have no members",
            )
            yield finding(
                loaded, "stage-without-actors", path, says, ("改写组织的产生方式或席位", "mend the organ")
            )
    if at.stage.by and all(_shut_out(loaded.charter, at, who) for who in at.stage.by.any_of):
        says = (
            f"「{at.name}」没有人能做：apart-from 把能做的人都排除了",
            f"nobody can act in “{at.name}”: “apart-from” shuts out all who could",
        )
        mend = ("换一个组织来做，或去掉 apart-from", "let another organ act, or drop “apart-from”")
        yield finding(loaded, "stage-without-actors", (*at.path, "apart-from"), says, mend)


def _named(at: At) -> Iterator[tuple[Path, By]]:
    """Everyone without whom the stage comes to a halt."""
    if at.stage.by:
        yield (*at.path, "by"), at.stage.by
    if isinstance(at.stage, Assign):
        yield (*at.path, "to"), at.stage.to
    if isinstance(at.stage, Publish) and at.stage.objections:
        yield (*at.path, "objections", "answered-by"), at.stage.objections.answered_by


def _shut_out(charter: Charter, at: At, who: Who) -> bool:
    """Whether the stages kept apart were surely done by everyone that ``who`` names."""
    for name in at.stage.apart_from:
        if who.kind == "doer" and who.name == name:
            return True
        earlier = at.procedure.stages.get(name)
        if earlier and earlier.by and earlier.by.any_of == (who,) and _is_one(charter, who):
            return True
    return False


def _is_one(charter: Charter, who: Who) -> bool:
    return who.kind == "chair" or (who.kind == "organ" and most_members(charter, who.name) == 1)
