"""A charter's own procedure for the register: a committee answers, and what is unclear comes back to who asked."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Account, Building, Community, Correction, Dwelling, Household, Person
from linli.apps.community.reads.closed import closed_texts
from linli.apps.matters import actions as matters
from linli.apps.matters.models import Matter
from linli.core.charter.load import load
from linli.core.engine.acts import Actor
from linli.core.record.verify import verify
from signed import browser

PROCEDURE = """
procedures:
  register:
    title: {zh: 核对台账, en: comparing the register}
    decides: {mistake: {zh: 更正, en: corrections}}
    source: {doc: S001, section: "2"}
    stages:
      say:
        title: {zh: 提出, en: said}
        kind: propose
        by: concerned
        within: 9 days
        then: {submitted: look, lapsed: refused}
      look:
        title: {zh: 居委会核对, en: compared by the committee}
        kind: screen
        by: committee
        within: 5 days
        bins: {right: {zh: 属实, en: so it is}, unclear: {zh: 说不清, en: unclear}, wrong: {zh: 不属实, en: not so}}
        then: {right: done, unclear: again say (at most 1), wrong: refused, lapsed: refused}
        enacts: {right: {do: mend, register: residents}}
"""
API = "/api/v1/communities/own"
UNCLEAR = "请补充户口本上的写法。"


class Own:
    """A community with that procedure: the people, their accounts, and the correction that the first asked for."""

    def __init__(self) -> None:
        text = (charters.find("beilin") or b"").decode().replace("\nprocedures:\n", PROCEDURE)
        charter = load(text.encode(), file="beilin/charter.yaml", find=charters.find)
        from linli.apps.community.models import Place

        Place.objects.create(code="990101001009", name="自定社区居委会", level=5, parent_code="990101001000")
        found = actions.found_community(
            slug="own", place="990101001009", name="自定社区", charter=charter, actor=actions.TERMINAL
        )
        assert isinstance(found, Community), found
        here = [actions.Newcomer(f"居民{n}", {"adult": True, "registered": True}) for n in range(1, 6)]
        people = actions.enrol_people(found, here, actor=actions.TERMINAL)
        assert isinstance(people, list)
        self.community, self.people = found, people
        for place, person in enumerate(people[1:4]):
            actions.take_seat(found, person, "committee", chair=place == 0, actor=actions.TERMINAL)
        self.accounts = [self._account(n) for n in range(5)]
        house = Building.objects.create(community=found, key="1", name="1号楼")
        home = Dwelling.objects.create(community=found, building=house, key="/101", number="101")
        household = Household.objects.create(community=found, number=1, home=home)
        Person.objects.filter(pk=people[0].pk).update(household=household)
        self.her = Person.objects.select_related("community", "account").get(pk=people[0].pk)

    def _account(self, place: int) -> Account:
        account = actions.make_account(f"own{place}", None, actor=actions.TERMINAL)
        actions.give_account(self.community, self.people[place], account, actor=actions.TERMINAL)
        return account

    @property
    def one(self) -> Correction:
        return Correction.objects.select_related("person", "community", "asker").get()

    @property
    def row(self) -> Matter:
        return Matter.every.get(chain=self.one.chain)

    @property
    def page(self) -> str:
        return f"/c/own/matters/{self.row.year}/{self.row.number}/"

    def browser(self, place: int) -> Client:
        return browser(self.accounts[place], "en")

    def sort(self, place: int, bin_: str, reasons: str) -> Any:
        form = matters.Form(account=self.accounts[place])
        by = Actor(self.people[place].pseudonym, "committee")
        return matters.sort(
            community=self.community, chain=self.row.chain, by=by, form=form, bin=bin_, reasons=reasons
        )


@pytest.fixture
def own(db: None, community: Community) -> Own:
    found = Own()
    came = actions.ask_correction(found.her, "sex", "男", "写错了", actor=found.accounts[0])
    assert came.problem is None
    return found


def test_the_committee_reads_and_answers_it_by_page_and_nobody_else_does(own: Own) -> None:
    one = own.one
    assert (one.by_keeper, own.row.stage) == (False, "look")
    member, neighbour = own.browser(2), own.browser(4)
    assert own.page in member.get("/c/own/desk/").content.decode()
    shown = member.get(own.page).content.decode()
    for told in ("居民1", "男", "写错了", "act/sort/"):
        assert told in shown, told
    assert neighbour.get(own.page).status_code == 403
    assert own.page not in neighbour.get("/c/own/desk/").content.decode()
    sent = {"bin": "right", "reasons": "看过户口本", "organ": "committee", "expects": "look#1"}
    assert neighbour.post(f"{own.page}act/sort/", sent).status_code == 403
    assert own.browser(0).post(f"{own.page}act/sort/", sent).status_code == 409
    assert member.post(f"{own.page}act/sort/", sent).status_code == 302
    assert (own.one.state, own.row.status) == ("accepted", "done")
    assert "看过户口本" in own.browser(0).get("/c/own/my-file/").content.decode()
    assert member.post(f"{own.page}act/sort/", sent).status_code == 409
    assert verify(BytesIO(b"".join(matters.record_export(own.community)))).ok


def test_a_member_answers_by_the_action_as_a_clerk_does_and_a_seat_that_ended_ends_that(own: Own) -> None:
    assert actions.settle_correction(own.one, False, "", actor=own.accounts[3])[0].column == "answer"
    actions.leave_seat(own.community, own.people[3], "committee", actor=actions.TERMINAL)
    with pytest.raises(PermissionDenied):
        actions.settle_correction(own.one, False, "不对", actor=own.accounts[3])
    assert actions.settle_correction(own.one, False, "不对", actor=own.accounts[1]) == []
    assert own.one.state == "declined"


def test_a_member_does_not_answer_her_own(own: Own) -> None:
    actions.settle_correction(own.one, False, "不对", actor=own.accounts[1])
    Correction.objects.all().delete()
    member = Person.objects.get(pk=own.people[1].pk)
    came = actions.ask_correction(member, "sex", "男", "", actor=own.accounts[1])
    assert came.problem is None
    done = own.sort(1, "right", "好")
    assert done.refusal is not None
    assert done.refusal.code == "own-request"
    assert own.sort(2, "wrong", "不对").refusal is None


def test_what_came_back_is_put_again_by_who_asked_and_by_nobody_else(own: Own) -> None:
    first = own.one.request
    assert own.sort(1, "unclear", UNCLEAR).refusal is None
    assert (own.row.stage, own.one.state) == ("say", "open")
    mine = own.browser(0)
    assert "came back to you" in mine.get("/c/own/desk/").content.decode()
    shown = mine.get(own.page).content.decode()
    assert f"{own.page}again/" in shown
    assert UNCLEAR in shown
    member = own.browser(1)
    assert f"{own.page}again/" not in member.get(own.page).content.decode()
    sent = {"words": "女", "reason": "户口本上是女", "key": "k1"}
    assert member.post(f"{own.page}again/", sent).status_code == 409
    assert own.browser(4).post(f"{own.page}again/", sent).status_code == 403
    wrong = mine.post(f"{own.page}again/", sent | {"words": "什么"})
    assert (wrong.status_code, "户口本上是女" in wrong.content.decode()) == (422, True)
    assert own.row.stage == "say"
    assert [mine.post(f"{own.page}again/", sent).status_code for _ in range(2)] == [302, 302]
    assert mine.post(f"{own.page}again/", sent | {"words": "男"}).status_code == 409
    assert own.row.stage == "look"
    now = own.one.request
    assert now != first
    assert "女" in member.get(own.page).content.decode()
    assert len(closed_texts(own.community, [first, now])) == 2, "what was asked first stays provable"
    assert own.sort(2, "right", "看过了").refusal is None
    assert own.one.state == "accepted"
    assert own.her.pseudonym not in "".join(
        line for line in archive(own).splitlines() if own.row.chain in line
    )
    assert verify(BytesIO(archive(own).encode())).ok
    actions.forget_corrections(Correction.objects.all())
    assert not any(one.text for one in closed_texts(own.community, [first, now]).values())


def archive(own: Own) -> str:
    return b"".join(matters.record_export(own.community)).decode()


def test_a_program_puts_it_again_with_the_refusals_of_the_page(own: Own) -> None:
    _token, secret = actions.make_token("t", ("act", "read:own"), 1, actor=own.accounts[0])
    mine = Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})
    to, sent = f"{API}/matters/{own.row.year}/{own.row.number}/again", {"value": "女"}
    more: dict[str, Any] = {"content_type": "application/json", "headers": {"idempotency-key": "k1"}}
    assert mine.post(to, sent, **more).status_code == 409, "it has not come back"
    assert own.sort(1, "unclear", UNCLEAR).refusal is None
    assert mine.post(to, {"value": "什么"}, **more).json()["errors"][0]["field"] == "body.value"
    done = [mine.post(to, sent, **more) for _ in range(2)]
    assert [(one.status_code, one.json()["repeated"]) for one in done] == [(200, False), (200, True)]
    assert mine.post(to, {"value": "男"}, **more).json()["errors"][0]["code"] == "key-used"
    _token, secret = actions.make_token("t", ("act",), 1, actor=own.accounts[1])
    theirs = Client(headers={"authorization": f"Bearer {secret}"})
    assert theirs.post(to, sent, content_type="application/json").status_code == 404


def test_what_is_never_put_again_lapses_and_who_asked_is_told(own: Own) -> None:
    assert own.sort(1, "unclear", UNCLEAR).refusal is None
    with actions.standing_at(actions.now() + timedelta(days=12)):
        assert matters.tick_due() >= 1
        assert (own.row.status, own.one.state) == ("refused", "declined")
        assert "is answered" in own.browser(0).get("/c/own/desk/").content.decode()
        assert "the clock" in own.browser(0).get(own.page).content.decode()
