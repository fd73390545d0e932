"""Whether every name that the charter uses is the name of something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from linli.core.charter.bases import TIES
from linli.core.charter.finding import Finding
from linli.core.charter.lint import known
from linli.core.charter.lint.conds import measures
from linli.core.charter.lint.say import At, finding, nearest, stages
from linli.core.charter.load import Loaded
from linli.core.charter.model import ALWAYS, Fund, Organ, Procedure
from linli.core.charter.nodes import Path
from linli.core.charter.rule import Choice, Cond, bases
from linli.core.charter.stages import (
    Assign,
    Deed,
    Gather,
    Pay,
    Poll,
    Publish,
    Requirement,
    Rule,
    Split,
    Wait,
)
from linli.core.charter.terms import By, Due, Target

KINDS: dict[str, tuple[str, str]] = {
    "organ": ("组织", "organ"),
    "class": ("席位类别", "seat class"),
    "rule": ("表决规则", "rule"),
    "procedure": ("程序", "procedure"),
    "stage": ("环节", "stage"),
    "place": ("辖区种类", "kind of place"),
    "fact": ("事实", "fact"),
    "figure": ("计数", "counted thing"),
    "measure": ("指标", "measure"),
    "fund": ("资金", "fund"),
    "section": ("公开栏目", "section of disclosures"),
    "items": ("选项清单", "list of items"),
    "tie": ("平票办法", "way of breaking a tie"),
}


class Reference(Struct, frozen=True):
    """One name in use: where, of what kind of thing, and the names that there are."""

    path: Path
    kind: str
    name: str
    known: Collection[str]


def findings(loaded: Loaded, used: Iterable[Reference]) -> Iterator[Finding]:
    """What is wrong with names, those of the charter's own and those that it uses."""
    yield from _bad_names(loaded)
    for reference in used:
        if reference.name not in reference.known:
            zh, en = KINDS[reference.kind]
            says = (f"没有叫「{reference.name}」的{zh}", f"there is no {en} “{reference.name}”")
            yield finding(
                loaded, "unknown-name", reference.path, says, nearest(reference.name, reference.known)
            )


def references(loaded: Loaded) -> Iterator[Reference]:
    """Every name used in the charter's own file."""
    charter = loaded.charter
    for name, organ in charter.organs.items():
        yield from _organ(loaded, ("organs", name), organ)
    for name, kind in charter.places.items():
        yield from _names(("places", name, "within"), "place", kind.within, known.places(loaded))
    for index, relation in enumerate(charter.relations):
        yield Reference(("relations", index, "from"), "organ", relation.from_, charter.organs)
        yield Reference(("relations", index, "to"), "organ", relation.to, charter.organs)
    for name, rule in charter.rules.items():
        yield from _rule(loaded, ("rules", name), rule)
    for name, procedure in charter.procedures.items():
        yield from _procedure(loaded, ("procedures", name), procedure)
    for at in stages(charter):
        yield from _stage(loaded, at)
    yield from _rounds(loaded)
    for name, fund in charter.funds.items():
        yield from _fund(loaded, ("funds", name), fund)


def _bad_names(loaded: Loaded) -> Iterator[Finding]:
    for path, reserved in known.named(loaded.charter):
        name = str(path[-1])
        if not known.is_name(name) or name in reserved:
            says = (f"「{name}」不能用作名称", f"“{name}” cannot be used as a name")
            mend = (
                f"名称用小写英文字母、数字和连字符，不能是语言的用词{_listed(reserved, '：', '、')}",
                "names have small letters, digits and hyphens, and are no words of the language"
                + _listed(reserved, ": ", ", "),
            )
            yield finding(loaded, "bad-name", path, says, mend)


def _listed(words: Collection[str], colon: str, comma: str) -> str:
    return f"{colon}{comma.join(words)}" if words else ""


def _names(path: Path, kind: str, names: Collection[str], there: Collection[str]) -> Iterator[Reference]:
    for index, name in enumerate(names):
        yield Reference((*path, index), kind, name, there)


def _one(path: Path, kind: str, name: str, there: Collection[str]) -> Iterator[Reference]:
    """A name that may be left out."""
    if name:
        yield Reference(path, kind, name, there)


def _by(loaded: Loaded, path: Path, by: By | None, procedure: Procedure | None = None) -> Iterator[Reference]:
    for who in by.any_of if by else ():
        if who.kind in ("organ", "chair"):
            yield Reference(path, "organ", who.name, loaded.charter.organs)
            yield from _one(path, "class", who.within, known.classes(loaded))
        elif who.kind == "doer":
            yield Reference(path, "stage", who.name, procedure.stages if procedure else ())
        yield from _one(path, "place", who.of, {"here", *known.places(loaded)})


def _cond(path: Path, kind: str, cond: Cond | None, there: Collection[str]) -> Iterator[Reference]:
    """The names of a condition; what stands after ``in`` may be anything that has members."""
    for base in bases(cond) if cond else ():
        yield Reference(path, kind, base.name, there)
    for measure in measures(cond) if cond else ():
        yield Reference(path, "measure", measure, known.MEASURES)


def _within(loaded: Loaded, path: Path, cond: Cond | None) -> Iterator[Reference]:
    for base in bases(cond) if cond else ():
        yield from _one(path, "class", base.within, known.classes(loaded))


def _rule(loaded: Loaded, path: Path, rule: Rule) -> Iterator[Reference]:
    conds = {"void": rule.void, "quorum": rule.quorum, "pass": rule.pass_}
    if rule.choose:
        yield from _choice((*path, "choose"), rule.choose, known.purses(loaded.charter))
        conds["choose"] = rule.choose.each
    for key, cond in conds.items():
        yield from _cond((*path, key), "figure", cond, known.figures(loaded))
        yield from _within(loaded, (*path, key), cond)


def _choice(path: Path, choice: Choice, purses: Collection[str]) -> Iterator[Reference]:
    for tie in choice.ties:
        yield Reference(path, "tie", tie, TIES)
    yield from _one(path, "fund", choice.within, purses)


def _organ(loaded: Loaded, path: Path, organ: Organ) -> Iterator[Reference]:
    organs = loaded.charter.organs
    for key in ("assembly_of", "elected_by", "chosen_by", "appointed_by"):
        yield from _one((*path, key.replace("_", "-")), "organ", getattr(organ, key), organs)
    for key in ("union", "answers_to", "may_recall", "apart_from", "convened_by", "minutes_for"):
        yield from _names((*path, key.replace("_", "-")), "organ", getattr(organ, key), organs)
    yield from _one((*path, "at"), "place", organ.at.removeprefix("each "), {"each", *known.places(loaded)})
    yield from _cond((*path, "everyone"), "fact", organ.everyone, known.facts(loaded))
    yield from _cond((*path, "when"), "fact", organ.when, known.conditions(loaded))
    yield from _cond((*path, "composition"), "figure", organ.composition, known.figures(loaded))
    yield from _within(loaded, (*path, "composition"), organ.composition)
    for name, seats in organ.classes.items():
        yield from _by(loaded, (*path, "classes", name, "by"), seats.by)
        yield from _cond((*path, "classes", name, "when"), "fact", seats.when, known.conditions(loaded))


def _procedure(loaded: Loaded, path: Path, procedure: Procedure) -> Iterator[Reference]:
    yield from _one(
        (*path, "at"), "place", procedure.at.removeprefix("each "), {"each", *known.places(loaded)}
    )
    yield from _names((*path, "discloses"), "section", procedure.discloses, loaded.charter.disclosures)
    for day, by in (procedure.parties or {}).items():
        yield from _by(loaded, (*path, "parties", *(() if day == ALWAYS else (day.isoformat(),))), by)
    yield from _cond((*path, "when"), "fact", procedure.when, known.conditions(loaded))
    yield from _requires(path, procedure.requires, known.conditions(loaded, procedure))


def _requires(path: Path, requires: tuple[Requirement, ...], there: Collection[str]) -> Iterator[Reference]:
    for index, requirement in enumerate(requires):
        yield from _cond((*path, "requires", index, "that"), "fact", requirement.that, there)


def _due(path: Path, due: Due | None, procedure: Procedure) -> Iterator[Reference]:
    fact = getattr(due.at, "fact", "") if due else ""
    yield from _one(
        path, "fact", fact, {name for name, kind in procedure.facts.items() if kind.type == "date"}
    )


def _stage(loaded: Loaded, at: At) -> Iterator[Reference]:
    stage = at.stage
    yield from _by(loaded, (*at.path, "by"), stage.by, at.procedure)
    for outcome, target in stage.then.items():
        yield from _target(loaded, (*at.path, "then", outcome), target, at.procedure)
    yield from _names((*at.path, "apart-from"), "stage", stage.apart_from, at.procedure.stages)
    if stage.requires or stage.when:
        conditions = known.conditions(loaded, at.procedure)
        yield from _requires(at.path, stage.requires, conditions)
        yield from _cond((*at.path, "when"), "fact", stage.when, conditions)
    for key in ("within", "over", "for", "until"):
        if due := vars(stage).get("for_" if key == "for" else key):
            yield from _due((*at.path, key), due, at.procedure)
    for outcome, deeds in stage.enacts.items():
        for index, deed in enumerate(deeds):
            yield from _deed(loaded, (*at.path, "enacts", outcome, index), deed, at.procedure)
    yield from _own(loaded, at)


def _target(loaded: Loaded, path: Path, target: Target, procedure: Procedure) -> Iterator[Reference]:
    if target.kind in ("stage", "again"):
        yield from _one(path, "stage", target.name, procedure.stages)
    if target.kind == "up":
        yield from _one(path, "place", target.name, known.places(loaded))
        yield from _one(path, "stage", target.stage, procedure.stages)


def _own(loaded: Loaded, at: At) -> Iterator[Reference]:
    """The names in the keys that only some kinds of stage have."""
    path, charter = at.path, loaded.charter
    match at.stage:
        case Poll() as poll:
            yield from _poll(loaded, at, poll)
        case Publish() as publish:
            yield from _one((*path, "section"), "section", publish.section, charter.disclosures)
            yield from _objections(loaded, at, publish)
        case Gather() as gather:
            yield from _cond((*path, "enough"), "figure", gather.enough, known.figures(loaded, "gather"))
            yield from _within(loaded, (*path, "enough"), gather.enough)
        case Assign() as assign:
            yield from _by(loaded, (*path, "to"), assign.to, at.procedure)
        case Wait() as wait:
            yield from _cond(
                (*path, "condition"), "fact", wait.condition, known.conditions(loaded, at.procedure)
            )
        case Split() as split:
            yield from _names((*path, "strands"), "stage", split.strands, at.procedure.stages)
            yield from _one((*path, "first"), "stage", split.first, at.procedure.stages)
            yield from _cond((*path, "join"), "figure", split.join, known.figures(loaded, "split"))
        case Pay() as pay:
            yield Reference((*path, "fund"), "fund", pay.fund, charter.funds)
        case _:
            return


def _poll(loaded: Loaded, at: At, poll: Poll) -> Iterator[Reference]:
    if isinstance(poll.rule, str):
        yield from _one((*at.path, "rule"), "rule", poll.rule, loaded.rules)
    else:
        yield from _rule(loaded, (*at.path, "rule"), poll.rule)
    if poll.items:
        yield Reference((*at.path, "items"), "items", poll.items.name, known.item_lists(at.procedure))


def _objections(loaded: Loaded, at: At, publish: Publish) -> Iterator[Reference]:
    if publish.objections:
        path = (*at.path, "objections")
        yield from _by(loaded, (*path, "from"), publish.objections.from_, at.procedure)
        yield from _by(loaded, (*path, "answered-by"), publish.objections.answered_by, at.procedure)
        yield from _one((*path, "opens"), "procedure", publish.objections.opens, loaded.charter.procedures)


def _deed(loaded: Loaded, path: Path, deed: Deed, procedure: Procedure) -> Iterator[Reference]:
    charter = loaded.charter
    yield from _one((*path, "organ"), "organ", deed.organ, charter.organs)
    yield from _one((*path, "fund"), "fund", deed.fund, charter.funds)
    yield from _one((*path, "procedure"), "procedure", deed.procedure, charter.procedures)
    yield from _one((*path, "fact"), "fact", deed.fact, known.facts(loaded, procedure))
    organ = charter.organs.get(deed.organ)
    yield from _one((*path, "seat-class"), "class", deed.seat_class, organ.classes if organ else ())


def _rounds(loaded: Loaded) -> Iterator[Reference]:
    charter = loaded.charter
    for name, duty in charter.duties.items():
        yield from _by(loaded, ("duties", name, "by"), duty.by)
        yield from _cond(("duties", name, "subjects"), "fact", duty.subjects, known.facts(loaded))
        yield from _one(
            ("duties", name, "missed"), "procedure", duty.missed.removeprefix("open "), charter.procedures
        )
    for name, measure in charter.measures.items():
        yield from _by(loaded, ("measures", name, "by"), measure.by)
    for name, section in charter.disclosures.items():
        path: Path = ("disclosures", name)
        yield from _by(loaded, (*path, "by"), section.by)
        if section.objections:
            yield from _by(loaded, (*path, "objections", "from"), section.objections.from_)
            yield from _by(loaded, (*path, "objections", "answered-by"), section.objections.answered_by)


def _fund(loaded: Loaded, path: Path, fund: Fund) -> Iterator[Reference]:
    charter = loaded.charter
    yield from _one((*path, "held-by"), "organ", fund.held_by, charter.organs)
    yield from _names(
        (*path, "decided-by"), "procedure", fund.decided_by, {*charter.procedures, *charter.organs}
    )
    yield from _requires(path, fund.requires, known.purposes(loaded))
    for name, owes in fund.owes.items():
        yield Reference((*path, "owes", name, "from"), "organ", owes.from_, charter.organs)
        yield Reference((*path, "owes", name, "to"), "organ", owes.to, charter.organs)
    if fund.allots:
        yield from _by(loaded, (*path, "allots", "to"), fund.allots.to)
        there = charter.measures
        yield Reference((*path, "allots", "in-proportion-to"), "measure", fund.allots.in_proportion_to, there)
