"""Who entered something is called so that people understand it: by name for whom it is, as the clerk for strangers."""

from __future__ import annotations

from typing import Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community.models import Person
from linli.apps.matters import actions, reads
from linli.apps.matters.reads import Viewer

NAME = "居民15"


@pytest.fixture
def clerk_of_the_register(voting: Any) -> Any:
    """The clerk is a resident without a seat."""
    her = Person.objects.get(community=voting.town.community, name=NAME)
    assert not her.public
    community_actions.give_account(
        voting.town.community, her, voting.account("clerk"), actor=community_actions.TERMINAL
    )
    return voting


def hand(desk: Any, seq: int, viewer: Viewer) -> str:
    with community_actions.standing_at(desk.town.at):
        found = reads.receipt(desk.town.community, viewer, 2026, 1, seq)
    assert found is not None
    return found.hand


def test_the_receipt_names_the_clerk_for_whom_it_is(clerk_of_the_register: Any) -> None:
    desk = clerk_of_the_register
    seq, her = desk.entered(), desk.her.pseudonym
    assert hand(desk, seq, Viewer(her)) == f"{NAME}（社区工作人员）代录，本人在场"
    assert hand(desk, seq, Viewer(her, lang="en")) == f"entered by {NAME} (the clerk) with the person present"


def test_strangers_read_that_the_clerk_entered_it_and_neither_name_nor_number(desk: Any) -> None:
    who = Person.objects.get(community=desk.town.community, name=NAME)
    community_actions.give_account(
        desk.town.community, who, desk.account("clerk"), actor=community_actions.TERMINAL
    )
    desk.on_to("talk")
    to = {"chain": desk.chain, "by": desk.by("residents"), "text": "要安静些。"}
    done = desk.town.do(actions.state, form=desk.form(), **to)
    assert done.refusal is None
    with community_actions.standing_at(desk.town.at):
        page = reads.matter(desk.town.community, Viewer(), 2026, 1)
        record = reads.record(desk.town.community, Viewer())
    assert page is not None
    said = [one.entered for one in (*page.events, *record.rows) if one.entered]
    assert set(said) == {"社区工作人员代录，本人在场"}


def test_a_clerk_who_is_nobody_in_the_register_is_the_clerk(voting: Any) -> None:
    seq = voting.entered()
    assert hand(voting, seq, Viewer(voting.her.pseudonym)) == "社区工作人员代录，本人在场"


def test_a_clerk_whose_name_was_erased_is_the_clerk(clerk_of_the_register: Any) -> None:
    desk = clerk_of_the_register
    seq = desk.entered()
    Person.objects.filter(community=desk.town.community, name=NAME).update(name="")
    assert hand(desk, seq, Viewer(desk.her.pseudonym)) == "社区工作人员代录，本人在场"
