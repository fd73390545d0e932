"""Organs, places and relations in words."""

from __future__ import annotations

from linli.core.charter.explain import amounts, numbers, terms
from linli.core.charter.explain.conds import a, cond, is_noun
from linli.core.charter.explain.sources import with_source
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import MEMBERS, MEMBERS_EACH, NATURES, REGISTERS, RELATIONS
from linli.core.charter.model import Organ, PlaceKind, Relation, SeatClass
from linli.core.charter.places import EACH
from linli.core.charter.rule import Fact
from linli.core.charter.terms import Range


def organ(slug: str, given: Organ, v: Voice) -> tuple[str, ...]:
    """An organ as sentences: what it is, how it comes about, whom it answers to."""
    title = v.text(given.title)
    made = v.clauses((_filling(slug, given, v), _standing(given, v)))
    head = v.say(f"{title}{made}", made) if made else ""
    said = (
        head,
        _nature(given, v),
        _when(title, given, v),
        _convened(slug, given, v),
        _answers(title, given, v),
        _sees(title, given, v),
        _composition(given, v),
        *(_class(one, v) for one in given.classes.values()),
    )
    return (*(v.sentence(part) for part in said if part), *v.said(given.says))


def _nature(given: Organ, v: Voice) -> str:
    if not given.nature:
        return ""
    nature = v.word(NATURES, given.nature)
    return v.say(f"性质：{nature}", f"its nature: {nature}")


def _filling(slug: str, given: Organ, v: Voice) -> str:
    """How the organ comes about, after its title in Chinese."""
    if given.everyone is not None:
        return _everyone(given, v)
    if given.assembly_of:
        members = v.organ(given.assembly_of)
        return v.say(f"由全体{members}组成", f"an assembly of all {members}")
    if given.union:
        organs = v.list(v.the(v.organ(one)) for one in given.union)
        return v.say(
            f"由{organs}的成员合成，一人只算一次",
            f"the members of {organs} together, each person counted once",
        )
    if given.outside is not None:
        outside = v.text(given.outside).rstrip("。.")
        return v.say(f"不由本章程设立：{outside}", f"not set up by this charter: {outside}")
    return _filled(given, v)


def _everyone(given: Organ, v: Voice) -> str:
    assert given.everyone is not None  # the caller has asked
    frame = amounts.Frame(v, must=False)
    said, one = cond(given.everyone, frame), v.word(MEMBERS, given.members)
    if isinstance(given.everyone, Fact) and is_noun(given.everyone.base, v):
        kind = v.name(given.everyone.base.name)
        return v.say(f"是指登记为{kind}的{one}", f"every {one} registered as {a(kind)}")
    return v.say(
        f"是指所有{said}的{one}", f"every {one} {'who' if given.members == 'persons' else 'that'} {said}"
    )


def _filled(given: Organ, v: Voice) -> str:
    ways = (
        (given.elected_by, "选举产生", "elected by"),
        (given.chosen_by, "推选产生", "chosen by"),
        (given.appointed_by, "任命", "appointed by"),
    )
    return v.clauses(v.say(f"由{v.organ(by)}{zh}", f"{en} {v.the(v.organ(by))}") for by, zh, en in ways if by)


def _standing(given: Organ, v: Voice) -> str:
    """Where it is, how many seats, for how long, who chairs, what its members are."""
    place = "" if given.at in ("", "each") else v.kind(given.at)
    return v.clauses(
        (
            v.say("每个辖区设一个", "one at every place") if given.at == "each" else "",
            v.say(f"每个{place}设一个", f"one for every {place}") if place else "",
            v.say("设", "") + _seats(given.seats, v) if given.seats else "",
            v.say(f"每届 {terms.duration(given.term, v)}", f"a term of {terms.duration(given.term, v)}")
            if given.term
            else "",
            v.say(f"负责人称{v.text(given.chair)}", f"led by {v.the(v.text(given.chair))}")
            if given.chair
            else "",
            v.word(MEMBERS_EACH, given.members)
            if given.members in MEMBERS_EACH and not given.everyone
            else "",
        )
    )


def _seats(given: Range, v: Voice) -> str:
    one = (given.most or given.least) == 1
    said = terms.range_(given, v, v.say("席", "seat" if one else "seats"))
    return v.say(numbers.spaced(said), said)


def _when(title: str, given: Organ, v: Voice) -> str:
    if given.when is None:
        return ""
    said = cond(given.when, amounts.Frame(v, must=False))
    return v.say(f"只有{said}时，才设{title}", f"there is one only where {said}")


def _convened(slug: str, given: Organ, v: Voice) -> str:
    by = v.either(v.the(v.organ(one)) for one in given.convened_by)
    called = v.say(f"会议由{by}召集", f"its meetings are called by {by}") if by else ""
    return v.items((called, *_minutes(slug, given, v)))


def _minutes(slug: str, given: Organ, v: Voice) -> tuple[str, ...]:
    """By when minutes are signed, whose they are to read, and from when everybody's."""
    length = terms.duration(given.minutes_within, v) if given.minutes_within else ""
    if not given.minutes_for:
        signed = (f"会后 {length}内签署并公布会议纪要",
                  f"the minutes of its meetings are signed and published within {length}")  # fmt: skip
        return (v.say(*signed),) if length else ()
    readers = v.list(
        _members(one, v) for one in dict.fromkeys((slug, *given.convened_by, *given.minutes_for))
    )
    signed = (f"会后 {length}内签署会议纪要", f"the minutes of its meetings are signed within {length}")
    read = (f"会议纪要签署后供{readers}查阅", f"once signed, its minutes may be read by {readers}")
    return (v.say(*signed) if length else "", v.clauses((v.say(*read), _opened(given, v))))


def _opened(given: Organ, v: Voice) -> str:
    if given.minutes_open_after is None:
        return v.say("不对外公开", "and by nobody else")
    after = terms.duration(given.minutes_open_after, v)
    return v.say(f"会后满 {after}公开", f"and by everybody from {after} after the meeting")


def _answers(title: str, given: Organ, v: Voice) -> str:
    to, recalls = (
        v.list(v.the(v.organ(one)) for one in names) for names in (given.answers_to, given.may_recall)
    )
    apart = v.list(_members(one, v) for one in given.apart_from)
    return v.items(
        (
            v.say(f"{title}向{to}负责", f"it answers to {to}") if to else "",
            v.say(f"{title}可以罢免{recalls}的成员", f"it may recall members of {recalls}")
            if recalls
            else "",
            v.say(f"{apart}不得兼任", f"none of {apart} may sit in it") if apart else "",
        )
    )


def _sees(title: str, given: Organ, v: Voice) -> str:
    """The registers that its members may look into: of their own part, and of no other."""
    if not given.sees:
        return ""
    registers = v.list(v.word(REGISTERS, one) for one in given.sees)
    place = v.say("负责的那一片", "part") if given.at == EACH else v.kind(given.at)
    return v.say(
        f"{title}可以查看自己{place}的台账：{registers}",
        f"its members may look into these registers of their own {place}: {registers}",
    )


def _members(slug: str, v: Voice) -> str:
    """The people of an organ: 候选人, but 居委会成员."""
    title = v.organ(slug)
    if amounts.people_of(slug, v) == title:
        return v.the(title)
    return v.say(f"{title}成员", f"the members of {v.the(title)}")


def _composition(given: Organ, v: Voice) -> str:
    if given.composition is None:
        return ""
    return cond(given.composition, amounts.Frame(v, people=v.say("成员", "members")))


def _class(given: SeatClass, v: Voice) -> str:
    """Some of the seats: 其中「单位代表」2 席，由…推选，没有表决权."""
    title = v.quote(v.text(given.title))
    seats = _seats(given.seats, v) if given.seats else ""
    when = cond(given.when, amounts.Frame(v, must=False)) if given.when else ""
    said = v.clauses(
        (
            v.say(
                f"其中{title}{seats}" if seats else f"其中有{title}",
                f"{title}: {seats}" if seats else f"with {title}",
            ),
            v.say(f"由{terms.by(given.by, v)}产生", f"filled by {terms.by(given.by, v)}") if given.by else "",
            v.word(MEMBERS_EACH, given.members) if given.members in MEMBERS_EACH else "",
            v.say("没有表决权", "without a vote") if given.votes == "no" else "",
            v.say(f"只在{when}时设", f"only where {when}") if when else "",
        )
    )
    return with_source(said, given.source, v)


# --- places and relations ----------------------------------------------------------------------------------


def place(given: PlaceKind, v: Voice) -> tuple[str, ...]:
    """A kind of place as a sentence."""
    title = v.text(given.title)
    if not given.within:
        return (v.sentence(v.say(f"本章程所说的辖区有{title}", f"{title}: a kind of place of this charter")),)
    around = v.either(v.kind(one) for one in given.within)
    return (v.sentence(v.say(f"{title}在{around}之内", f"{v.the(title)} lies within {v.the(around)}")),)


def relation(given: Relation, v: Voice) -> str:
    """How one organ stands to another: 街道指导居委会; 部门不得指挥居委会."""
    one, other = v.organ(given.from_), v.organ(given.to)
    zh, bare = RELATIONS[given.does]
    if given.does == "reports-to":
        chinese = f"{one}{'不得' if given.never else ''}向{other}{zh}"
    else:
        chinese = f"{one}{'不得' if given.never else ''}{zh}{other}"
    verb = f"may never {bare}" if given.never else _verb(bare, v.the(one))
    return v.sentence(with_source(v.say(chinese, f"{v.the(one)} {verb} {v.the(other)}"), given.source, v))


def _verb(bare: str, subject: str) -> str:
    """The English verb: organs whose titles are plural take it bare."""
    noun = subject.split(" of ")[0]
    plural = (noun.endswith("s") and not noun.endswith("ss")) or noun.startswith(("the two ", "those "))
    verb, _, rest = bare.partition(" ")
    return bare if plural else f"{verb}s {rest}".rstrip()
