"""Who decides on what somebody asks of the registers: a clerk, never on her own; else who stands in for one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community import clock
from linli.apps.community.models import Community, Correction, Household, Person
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.people import clerks, own_person, people_with
from linli.apps.community.reads.rosters import roster
from linli.core.charter.text import Text, both
from linli.core.engine.refusal import refuse
from linli.registers.problem import Problem

OWN_REQUEST = both(
    "不能处理自己的申请。由另一位社区工作人员处理；没有另一位的，由居民自治组织的负责人处理。",
    "Nobody decides on her own request. Another clerk has to, or, where there is none, who presides over the organs "
    "of self-government.",
)
OWN_FILE = Problem("", "own-file").says
OWN_SEAT = refuse("own-seat")
OWN_SEATS = both(
    f"{OWN_SEAT.says('zh')}这张表里有您的席位，由另一位社区工作人员登记或撤销。",
    f"{OWN_SEAT.says('en')} Yours is in this table: another clerk enters it, or takes it back.",
)
OWN_TABLE = both(
    f"{OWN_FILE.zh}这张表会改动您的档案，由另一位社区工作人员登记或撤销。",
    f"{OWN_FILE.en} This table changes yours: another clerk enters it, or takes it back.",
)


@dataclass(frozen=True, slots=True)
class StandIns:
    """Who answers what no clerk may: those who preside over organs of self-government, or else their members.

    ``people`` are pseudonyms, each with the organ as which she answers.
    """

    people: dict[str, str]
    presiding: bool


@dataclass(frozen=True, slots=True)
class Own:
    """Whose own something is, who thus do not decide on it: accounts and pseudonyms."""

    accounts: frozenset[int]
    people: frozenset[str]


class Deciders:
    """Who keeps the registers of a community and who stands in, asked for once."""

    def __init__(self, community: Community) -> None:
        self.community = community

    @cached_property
    def clerks(self) -> dict[int, str]:
        """The accounts that keep the registers, each with who in them it is."""
        return clerks(self.community)

    def alone(self, own: Own) -> bool:
        """Whether nobody keeps the registers but, at most, those whose own it is."""
        return not set(self.clerks) - own.accounts

    def stand_ins(self, own: Own) -> StandIns:
        """Who answers where no clerk may: never those whose own it is."""
        at = clock.now()
        seats = roster(self.community).seats
        held = [
            (organ, seat)
            for organ in self_governing(self.community)
            for seat in seats.get(organ, {}).values()
            if at < seat.until and seat.person not in own.people
        ]
        chairs = {seat.person: organ for organ, seat in held if seat.chair}
        return StandIns(chairs or {seat.person: organ for organ, seat in held}, bool(chairs))

    def may(self, account: Any, own: Own, *, late: bool = False) -> bool:
        """Whether an account decides on something of somebody else's, as a clerk or standing in for one."""
        if account.pk in own.accounts or not account.is_active:
            return False
        return account.pk in self.clerks or self._stands_in(account, own, late=late)

    def _stands_in(self, account: Any, own: Own, *, late: bool) -> bool:
        who = own_person(account, self.community) if late or self.alone(own) else None
        return who is not None and who.pseudonym in self.stand_ins(own).people

    def may_own(self, account: Any, own: Own) -> bool:
        """Whether a clerk settles her own all the same, because nobody else is there who could."""
        return account.pk in self.clerks and self.alone(own) and not self.stand_ins(own).people


def self_governing(community: Community) -> tuple[str, ...]:
    """The organs of self-government of the whole community that have seats for people, as the charter has them."""
    organs = force(community).charter.organs
    return tuple(
        key
        for key, body in organs.items()
        if body.nature == "self-government" and not body.at and body.members == "persons"
        and (body.elected_by or body.chosen_by or body.appointed_by)
    )  # fmt: skip


def own_of(*people: Person) -> Own:
    """What belongs to some people."""
    return Own(
        frozenset(one.account_id for one in people if one.account_id is not None),
        frozenset(one.pseudonym for one in people),
    )


def own_in(one: Correction) -> Own:
    """A correction is hers whose file it is, and theirs who reported it."""
    own = own_of(one.person)
    if one.asker_id is None:
        return own
    reporter = people_with(one.community, [one.asker_id]).values()
    return Own(own.accounts | {one.asker_id}, own.people | set(reporter))


def may_settle(
    one: Correction, account: Any, deciders: Deciders | None = None, *, late: bool = False
) -> bool:
    """Whether an account answers a correction as the clerk, or standing in for her; her own only where nobody else
    could. Where the answer is ``late`` who stands in answers beside the clerks.
    """
    by = deciders or Deciders(one.community)
    if account.is_active and account.pk in set(by.clerks) - {one.person.account_id, one.asker_id}:
        # What nearly always holds needs no look at who reported it.
        return True
    own = own_in(one)
    return by.may(account, own, late=late) or (account.is_active and by.may_own(account, own))


def may_mend(account: Any, *people: Person) -> bool:
    """Whether a clerk changes the files of some people by hand: never her own, unless nobody else could answer her."""
    mine = [one for one in people if one.account_id == account.pk]
    return not mine or Deciders(mine[0].community).may_own(account, own_of(*mine))


def may_seat(account: Any, person: Person) -> bool:
    """Whether a clerk enters somebody's seat: never her own, unless nobody else keeps the register."""
    return person.account_id != account.pk or keeps_alone(person.community, person.pseudonym)


def keeps_alone(community: Community, person: str) -> bool:
    """Whether nobody keeps the register but somebody in it."""
    return all(who == person for who in Deciders(community).clerks.values())


def may_mend_household(account: Any, household: Household) -> bool:
    """The same for a household: of who is in it."""
    return may_mend(account, *household.members.filter(departed=False).select_related("community"))


def who_answers(person: Person) -> tuple[tuple[Text, Text | None], ...] | None:
    """Who answers a clerk's own request, by organ and what its chair is called; None where another clerk does.

    Empty where there is nobody: another clerk has to be invited.
    """
    by, own = Deciders(person.community), own_of(person)
    if person.account_id not in by.clerks or not by.alone(own):
        return None
    found, organs = by.stand_ins(own), force(person.community).charter.organs
    named = dict.fromkeys(found.people.values())
    return tuple((organs[key].title, organs[key].chair if found.presiding else None) for key in named)


def answered_by(person: Person) -> str:
    """Who answers the request of a clerk who keeps the register alone, as a sentence; empty where there is nobody."""
    who = [
        _("%(organ)s (%(chair)s)") % {"organ": said(organ), "chair": said(chair)}
        if chair else _("the members of %(organ)s") % {"organ": said(organ)}
        for organ, chair in who_answers(person) or ()
    ]  # fmt: skip
    return (
        _("You keep the register alone, and nobody decides on her own request. It is answered by: %(who)s.")
        % {"who": _(", ").join(who)}
        if who
        else ""
    )


def own_correction(person: Person) -> str:
    """Who answers a clerk's own corrections, as a sentence; empty for everybody else."""
    if person.account_id not in clerks(person.community):
        return ""
    if who_answers(person) is None:
        return _("You keep the register; what you ask for yourself is answered by another clerk.")
    return answered_by(person) or _(
        "You keep the register alone, and nobody is there who could answer for you: you answer it yourself, and it "
        "is kept that you did."
    )
