"""Erasure: seen beforehand, asked once, answered with reasons, done whole or not at all; the record still verifies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.care import actions, reads
from linli.apps.care.models import ErasureRequest
from linli.apps.community import actions as community_actions
from linli.apps.community import personal
from linli.apps.community.models import Account, Community, Person, Resident, SealedText
from linli.apps.community.reads import SCOPES, Whose, holdings
from linli.apps.community.reads.errands import errands
from linli.apps.matters import actions as matters
from linli.apps.matters.gate import use_of
from linli.apps.matters.models import EnteredAct, Matter
from linli.apps.opinions.models import Reaction
from linli.apps.talk import actions as talk
from linli.apps.talk.models import Comment, Support
from linli.apps.told import actions as telling
from linli.core.engine.acts import Actor
from linli.core.record.verify import verify

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

ALL = ("phone", "register", "discussion", "opinions")
SAID = "=HYPERLINK(路灯)"
State = ErasureRequest.State


def asked(her: Her, *lots: str) -> ErasureRequest:
    return actions.ask(person=her.person, lots=lots or ALL, actor=her.account)


def verified(community: Community) -> bool:
    community_actions.checkpoint(community)
    return verify(io.BytesIO(b"".join(matters.record_export(community)))).ok


def fates(her: Her) -> dict[str, str]:
    her.person.refresh_from_db()
    return {one.key: one.fate for one in holdings.lots(Whose(her.community, her.person))}


def test_before_she_asks_she_sees_what_may_go_and_what_stays_and_why(her: Her) -> None:
    assert fates(her) == {"phone": "may", "register": "may", "discussion": "may", "opinions": "may"}
    page = her.confirmed().get(her.address("erasure/")).content.decode()
    assert "What you said in discussions" in page
    office = Whose(her.community, her.people[0])
    lots = {one.key: one for one in holdings.lots(office)}
    assert lots["register"].fate == "not-now"
    assert lots["words-of-office"].fate == lots["record"].fate == lots["office-name"].fate == "stays"
    assert all(lots[key].why for key in ("register", "words-of-office", "record", "office-name"))


def test_what_is_granted_is_gone_everywhere_and_the_record_verifies(her: Her, clerk: Account) -> None:
    entries = matters.record_export(her.community)
    assert b"".join(entries)
    answered = actions.decide(asked(her), ALL, "", actor=clerk)
    assert answered.state == State.GRANTED
    assert not Resident.objects.filter(person=her.person).exists()
    left = Person.objects.get(pk=her.person.pk)
    assert (left.departed, left.name) == (True, "")
    assert not Comment.objects.filter(text=SAID).exists()
    assert not Support.objects.filter(person=her.person.pseudonym).exists()
    assert not Reaction.objects.exists()
    assert Comment.objects.get(number=1).text == "别人的话。"
    assert verified(her.community)
    assert fates(her) == {"erasure-requests": "stays"}


def test_after_it_no_door_tells_her_name_or_her_words_any_more(
    her: Her, clerk: Account, desk: Client
) -> None:
    name = her.person.name
    told, other = f"/c/{her.community.slug}/", her.people[9]
    account = community_actions.make_account("other", None, actor=community_actions.TERMINAL)
    community_actions.give_account(her.community, other, account, actor=community_actions.TERMINAL)
    reader = telling.reader_of(account)
    telling.add_way(reader, "webhook", "https://hook.example/", actor=account)
    telling.collect()
    with community_actions.standing_at(community_actions.now()):
        talk.say(**her.way, by=Actor(her.person.pseudonym, "residents"), text="答复您：漏水。", answers=1)
    telling.collect()
    _token, secret = community_actions.make_token("t", SCOPES, 1, actor=clerk)
    program = Client(headers={"authorization": f"Bearer {secret}"})
    api, matter = f"/api/v1/communities/{her.community.slug}/", f"matters/{her.year}/{her.number}/"

    def doors() -> dict[str, str]:
        found = {
            path: Client().get(told + path).content.decode()
            for path in ("", matter, f"{matter}talk/", "feed.xml", "calendar.ics", "organs/")
        }
        found["own feed"] = Client().get(f"/told/{reader.secret}/desk.xml").content.decode()
        found["search"] = desk.get(f"{told}registers/residents/", {"q": name}).content.decode()
        found["people"] = program.get(f"{api}people?search={name}").content.decode()
        found["comments"] = program.get(f"{api}{matter}comments").content.decode()
        found["archive"] = b"".join(matters.record_export(her.community)).decode(errors="replace")
        return found

    before = doors()
    assert "漏水" in before["comments"]
    assert name in before["people"]
    assert "<entry" in before["own feed"]
    actions.decide(asked(her), ALL, "", actor=clerk)
    for door, words in doors().items():
        asked_for = words.replace(f'value="{name}"', "") if door == "search" else words
        assert name not in asked_for, door
        assert SAID not in words, door
        assert "漏水" not in words, door
    assert "<entry" not in doors()["own feed"]


def test_only_the_phone_goes_where_only_that_is_asked(her: Her, clerk: Account) -> None:
    actions.decide(asked(her, "phone"), ["phone"], "", actor=clerk)
    known = personal.opened(Resident.objects.get(person=her.person))
    assert known.phone == ""
    assert known.identity
    assert known.born


def test_what_is_not_granted_stays_and_she_reads_why(her: Her, clerk: Account) -> None:
    one = asked(her, "phone", "discussion")
    with pytest.raises(actions.NotTaken, match="reasons-missing"):
        actions.decide(one, ["phone"], "  ", actor=clerk)
    assert personal.opened(Resident.objects.get(person=her.person)).phone
    done = actions.decide(one, ["phone"], "申诉还没有办完。", actor=clerk)
    assert done.state == State.PARTLY
    assert Comment.objects.filter(text=SAID).exists()
    assert "申诉还没有办完。" in her.browser().get(her.address()).content.decode()


def test_declining_erases_nothing(her: Her, desk: Client) -> None:
    asked(her)
    address = "/c/sample/registers/erasures/1/"
    assert desk.post(address, {"do": "decline"}).status_code == 422
    assert desk.post(address, {"do": "grant"}).status_code == 422
    assert desk.post(address, {"do": "decline", "reasons": "理由"}).status_code == 302
    assert ErasureRequest.objects.get().state == State.DECLINED
    assert Comment.objects.filter(text=SAID).exists()


def test_it_is_answered_within_fifteen_working_days_and_stands_on_desks_until_read(
    her: Her, clerk: Account, people: list[Person]
) -> None:
    with community_actions.standing_at(community_actions.now().replace(year=2026, month=3, day=2, hour=1)):
        one = asked(her, "phone")
    assert reads.shown(one).due.isoformat() == "2026-03-23T16:00:00+00:00"
    assert reads.shown(one).late
    community_actions.give_account(her.community, people[11], clerk, actor=community_actions.TERMINAL)
    (waits,) = errands(her.community, people[11].pseudonym, {}, "en")
    assert waits.due == one.due
    assert errands(her.community, people[10].pseudonym, {}, "en") == ()
    actions.decide(one, ["phone"], "", actor=clerk)
    assert errands(her.community, people[11].pseudonym, {}, "en") == ()
    assert [one.title for one in errands(her.community, her.person.pseudonym, {}, "en")] == [
        "Your request for erasure was answered"
    ]
    her.browser().get(her.address())
    assert errands(her.community, her.person.pseudonym, {}, "en") == ()


def test_she_takes_it_back_and_nothing_is_erased(her: Her, clerk: Account) -> None:
    one = asked(her)
    assert her.browser().post(her.address("erasure/1/withdraw/")).status_code == 302
    with pytest.raises(actions.NotNow):
        actions.decide(one, ALL, "", actor=clerk)
    with pytest.raises(actions.NotNow):
        actions.withdraw(one, actor=her.account)
    assert Comment.objects.filter(text=SAID).exists()
    assert asked(her, "phone").number == 2


def test_of_two_clerks_at_once_the_second_is_told(her: Her, desk: Client, clerk: Account) -> None:
    actions.decide(asked(her, "phone"), ["phone"], "", actor=clerk)
    answer = desk.post("/c/sample/registers/erasures/1/", {"do": "grant", "lot": ["phone"]})
    assert answer.status_code == 409
    assert "meanwhile" in answer.content.decode()


def test_while_one_waits_there_is_no_second(her: Her) -> None:
    asked(her, "phone")
    with pytest.raises(actions.NotTaken, match="open-already"):
        asked(her, "discussion")


@pytest.mark.parametrize(("lots", "code"), [((), "nothing-chosen"), (("phone", "votes"), "not-offered")])
def test_only_what_is_offered_can_be_asked(her: Her, lots: tuple[str, ...], code: str) -> None:
    with pytest.raises(actions.NotTaken, match=code):
        actions.ask(person=her.person, lots=lots, actor=her.account)


def test_the_page_says_why_a_request_is_not_taken_and_keeps_the_words(her: Her) -> None:
    answer = her.confirmed().post(her.address("erasure/"), {"words": "我搬走了"})
    assert answer.status_code == 422
    assert "我搬走了" in answer.content.decode()
    assert not ErasureRequest.objects.exists()


def test_nobody_else_asks_takes_back_or_decides(her: Her, people: list[Person]) -> None:
    other = community_actions.make_account("other", None, actor=community_actions.TERMINAL)
    community_actions.give_account(her.community, people[9], other, actor=community_actions.TERMINAL)
    with pytest.raises(PermissionDenied):
        actions.ask(person=her.person, lots=ALL, actor=other)
    one = asked(her)
    for deed in (
        lambda: actions.withdraw(one, actor=other),
        lambda: actions.decide(one, ALL, "", actor=other),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    with pytest.raises(PermissionDenied):
        reads.own_requests(her.person, other)
    client = Client()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(her.address("erasure/1/withdraw/")).status_code == 404


def test_a_clerk_does_not_decide_on_her_own_request(her: Her) -> None:
    community_actions.make_clerk(her.community, her.account, actor=community_actions.TERMINAL)
    with pytest.raises(actions.NotTaken, match="own-request"):
        actions.decide(asked(her), ALL, "", actor=her.account)


def test_the_clerk_asks_for_somebody_without_a_phone_and_learns_nothing_of_her_opinions(
    her: Her, desk: Client
) -> None:
    for number in (her.person.number, her.people[11].number):
        page = desk.get(f"/c/sample/registers/residents/{number}/erasure/").content.decode()
        assert 'value="opinions"' in page
        assert "Your opinions on opinion maps</strong><br>" in page
    answer = desk.post(f"/c/sample/registers/residents/{her.people[11].number}/erasure/", {"lot": "opinions"})
    assert answer.status_code == 302
    assert not reads.shown(ErasureRequest.objects.get()).by_herself


def test_in_two_communities_only_this_ones_is_erased(her: Her, elsewhere: Community, clerk: Account) -> None:
    actions.decide(asked(her), ALL, "", actor=clerk)
    there = Person.objects.get(community=elsewhere, account=her.account)
    assert (there.name, there.departed) == ("别处的名字", False)


def test_who_left_before_can_still_have_her_name_erased(her: Her, clerk: Account) -> None:
    community_actions.depart(her.community, her.person, actor=clerk)
    her.person.refresh_from_db()
    assert fates(her)["register"] == "may"
    actions.decide(asked(her, "register"), ["register"], "", actor=clerk)
    assert Person.objects.get(pk=her.person.pk).name == ""
    assert her.confirmed().get(her.address()).status_code == 200


def test_stopped_in_the_middle_nothing_is_erased_and_it_can_be_decided_again(
    her: Her, clerk: Account, monkeypatch: Any
) -> None:
    one = asked(her)
    whole = list(holdings.HOLDINGS)

    def stopped(*_given: Any) -> None:
        raise KeyboardInterrupt

    last = holdings.Holding(whole[-1].held, whole[-1].lots, stopped)
    monkeypatch.setattr(holdings, "HOLDINGS", [*whole[:-1], last])
    with pytest.raises(KeyboardInterrupt):
        actions.decide(one, ALL, "", actor=clerk)
    assert ErasureRequest.objects.get().state == State.OPEN
    assert Comment.objects.filter(text=SAID).exists()
    assert Resident.objects.filter(person=her.person).exists()
    monkeypatch.setattr(holdings, "HOLDINGS", whole)
    assert actions.decide(one, ALL, "", actor=clerk).state == State.GRANTED


def test_her_matter_under_way_stays_until_it_is_over_and_then_its_words_go_and_the_record_verifies(
    her: Her, elsewhere: Community, clerk: Account
) -> None:
    there = Person.objects.get(community=elsewhere, account=her.account)
    by, whose = Actor(there.pseudonym, "residents"), Whose(elsewhere, there)
    done = matters.submit(
        community=elsewhere,
        by=by,
        procedure="five-steps",
        kind="residents-affair",
        title="改水管",
        text="张三家漏水。",
    )
    assert done.matter is not None, done.refusal
    assert {one.key: one.fate for one in holdings.lots(whose)}["words-running"] == "not-now"
    holdings.erase(whose, ["words"], community_actions.TERMINAL)
    assert Matter.objects.get(community=elsewhere).title == "改水管"
    assert matters.withdraw(community=elsewhere, chain=done.matter.chain, by=by).refusal is None
    assert {one.key: one.fate for one in holdings.lots(whose)}["words"] == "may"
    for _again in range(2):
        holdings.erase(whose, ["words"], community_actions.TERMINAL)
    assert not SealedText.objects.filter(community=elsewhere, text="张三家漏水。").exists()
    assert Matter.objects.get(community=elsewhere).title == ""
    assert verified(elsewhere)


def test_what_was_written_in_office_is_not_erased(her: Her, clerk: Account) -> None:
    before = SealedText.objects.filter(erased_at=None).count()
    holdings.erase(Whose(her.community, her.people[0]), ["words"], clerk)
    assert SealedText.objects.filter(erased_at=None).count() == before


def test_the_words_of_an_answered_contest_go_and_that_it_was_contested_stays(
    her: Her, clerk: Account
) -> None:
    sealed = community_actions.seal_words("不是我的意思。", use_of(her.community))
    at = Matter.objects.get(community=her.community).began
    told = {"seen": "known", "act": "vote", "procedure": "four-deliberations", "stage": "resolve"}
    one = EnteredAct.objects.create(
        community=her.community, chain=f"matter/{her.year}/{her.number}", seq=1, at=at, person=her.person.pseudonym,
        by_organ="clerk", visit=1, contest=sealed, contested=at, **told,
    )  # fmt: skip
    assert "contests" not in fates(her)
    EnteredAct.objects.filter(pk=one.pk).update(answer=sealed, answered=at, verdict="dismissed")
    assert fates(her)["contests"] == "may"
    actions.decide(asked(her, "contests"), ["contests"], "", actor=clerk)
    one.refresh_from_db()
    assert (one.contest, one.answer, one.verdict, one.contested) == ("", "", "dismissed", at)
    assert "contests" not in fates(her)
    client = Client()
    client.force_login(clerk)
    address = f"/c/{her.community.slug}/registers/residents/{her.person.number}/entered/"
    assert client.get(address).status_code == 200
    assert (
        client.get(f"/c/{her.community.slug}/matters/{her.year}/{her.number}/entered/1/contest/").status_code
        == 200
    )
