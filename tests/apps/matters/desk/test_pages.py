"""The pages of the desk: for whom, what, the receipt; her own list, what she contests, and who may answer."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Building, Dwelling, Household
from linli.apps.matters import actions, reads
from linli.apps.matters.models import EnteredAct, Whereabouts
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.entered import Desks, said_in
from linli.apps.matters.reads.sight import Sight
from linli.core.engine.acts import Actor, Vote, VoteItems
from linli.core.engine.calendar import day_of
from linli.core.engine.entry import Entered

ENTER = "matters/2026/1/enter/"


class Browser:
    """A browser of the holder of an account, at the town's time; without one, a stranger's."""

    def __init__(self, desk: Any, name: str = "", language: str = "en") -> None:
        self.desk, self.client = desk, Client(headers={"accept-language": language})
        if name:
            self.client.force_login(desk.account(name))

    def get(self, path: str, status: int = 200, **ask: str) -> str:
        with community_actions.standing_at(self.desk.town.at):
            answer: Any = self.client.get(f"/c/one/{path}", ask)
        assert answer.status_code == status, answer.status_code
        return str(answer.content.decode())

    def send(self, path: str, **fields: str) -> Any:
        with community_actions.standing_at(self.desk.town.at):
            return self.client.post(f"/c/one/{path}", fields)

    def enter(self, do: str = "vote", **fields: str) -> Any:
        """The form of a deed as the page gives it, filled in and sent."""
        hidden = fields_of(self.get(ENTER, person="20", do=do))
        return self.send(ENTER, **{**hidden, "seen": "known", "choice": "yes", **fields})


def fields_of(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_a_clerk_finds_her_by_a_part_of_the_name_enters_her_vote_and_gets_the_receipt(voting: Any) -> None:
    clerk = Browser(voting, "clerk")
    assert "Enter for somebody without a phone" in clerk.get("matters/2026/1/")
    assert "?person=20" in clerk.get(ENTER, who="居民19")
    answer = clerk.enter(seen="paper", number="2026-017")
    assert answer.status_code == 302
    row = EnteredAct.objects.get()
    assert answer["Location"] == f"/c/one/matters/2026/1/entered/{row.seq}/"
    entry = community_reads.chain(voting.town.community, voting.chain)[-1]
    assert entry.read().entered == Entered(Actor("", "clerk"), "paper", "2026-017")
    assert entry.read().door == "clerk"
    receipt = words(clerk.get(f"matters/2026/1/entered/{row.seq}/"))
    for said in ("居民19", "in favour", "the clerk", "2026-017", f"matter/2026/1 · {row.seq}", entry.hash):
        assert said in receipt
    assert "Tell any clerk of the community" in receipt


def test_a_clerk_finds_by_number_and_by_where_somebody_lives(voting: Any) -> None:
    community = voting.town.community
    building = Building.objects.create(community=community, key="3", name="3 号楼")
    home = Dwelling.objects.create(community=community, building=building, key="/301", number="301")
    voting.her.household = Household.objects.create(community=community, number=1, home=home)
    voting.her.save()
    clerk = Browser(voting, "clerk")
    for asked in ("20", "3栋 301", "3号楼 301", "301"):
        page = clerk.get(ENTER, who=asked)
        assert "?person=20" in page
        assert "3 号楼 301" in page
    for nobody in ("4号楼 301", "张", "' OR 1=1 --", "9" * 60):
        assert "Nobody of that name" in clerk.get(ENTER, who=nobody)


def test_the_public_page_says_how_many_were_entered_but_neither_for_whom_nor_how(voting: Any) -> None:
    clerk, stranger = Browser(voting, "clerk"), Browser(voting)
    clerk.enter()
    page = words(stranger.get("matters/2026/1/"))
    assert "“vote”: 1 of what is counted was entered by somebody else" in page
    assert "居民19" not in page
    clerk.enter(choice="no", again="on")
    assert words(stranger.get("matters/2026/1/")) == page


def test_who_has_no_right_reads_why_and_can_send_nothing(voting: Any) -> None:
    other = voting.own(community_reads.person_numbered(voting.town.community, 21)).username
    for name in ("", other):
        browser = Browser(voting, name)
        assert "only the clerk, or who convenes it" in words(browser.get(ENTER, 403, person="20", do="vote"))
        assert browser.send(ENTER, person="20", do="vote", seen="known", choice="yes").status_code == 403
        assert "Enter for somebody without a phone" not in browser.get("matters/2026/1/")
        assert "居民19" not in browser.get(ENTER, 403, who="居民19", person="20")
    assert not EnteredAct.objects.exists()


def test_a_member_of_the_committee_finds_by_full_name_only_and_sees_no_address(voting: Any) -> None:
    member = community_reads.person_of(voting.town.community, voting.town.by("committee").person)
    browser = Browser(voting, voting.own(member).username)
    assert "Nobody of that name" in browser.get(ENTER, who="居民")
    assert "?person=20" in browser.get(ENTER, who="居民19")
    assert "居民19" not in browser.get(ENTER, who="20")
    assert browser.enter().status_code == 302
    assert EnteredAct.objects.get().by_organ == "committee"


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(voting: Any) -> None:
    clerk = Browser(voting, "clerk")
    for fields, said in (
        ({"seen": ""}, "This field is required"),
        ({"seen": "paper"}, "Give the number under which the paper is kept"),
        ({"choice": ""}, "This field is required"),
    ):
        answer = clerk.enter(**fields)
        assert answer.status_code == 422
        assert said in words(answer.content.decode())
    assert clerk.enter(number="42-7", seen="").content.decode().count('value="42-7"') == 1
    assert clerk.send(ENTER, person="99").status_code == 422
    assert clerk.send(ENTER, person="20", do="nothing").status_code == 404
    assert not EnteredAct.objects.exists()


def test_the_page_asks_for_the_day_of_a_paper_and_refuses_beside_the_form_what_cannot_be(voting: Any) -> None:
    voting.town.go(days=1)
    clerk, today = Browser(voting, "clerk"), day_of(voting.town.at, voting.town.community.zone)
    yesterday, paper = today - timedelta(days=1), {"seen": "paper", "number": "2026-017"}
    assert f'min="{yesterday}" max="{today}"' in clerk.get(ENTER, person="20", do="vote")
    for fields, status, said in (
        ({"on": "gestern"}, 422, "Enter a valid date"),
        ({"on": f"{today}", "seen": "card"}, 422, "Only a paper has a day of its own"),
        ({"on": f"{today + timedelta(days=1)}"}, 409, "is still to come"),
        ({"on": f"{today - timedelta(days=90)}"}, 409, "is from before that"),
    ):
        answer = clerk.enter(**{**paper, **fields})
        assert (answer.status_code, said in words(answer.content.decode())) == (status, True)
        assert 'value="2026-017"' in answer.content.decode()
    assert clerk.enter(**paper, on=f"{yesterday}").status_code == 302
    row = EnteredAct.objects.get()
    said = f"{yesterday.day} {yesterday:%B} {yesterday.year}"
    for path in (f"matters/2026/1/entered/{row.seq}/", f"matters/2026/1/entered/{row.seq}/contest/"):
        assert f"Day of the paper {said}" in words(clerk.get(path))


def test_a_vote_that_is_counted_already_is_replaced_only_where_that_is_ticked(voting: Any) -> None:
    clerk = Browser(voting, "clerk")
    page = fields_of(clerk.get(ENTER, person="20", do="vote"))
    Browser(voting, "second").enter()
    answer = clerk.send(ENTER, **page, seen="known", choice="no")
    assert answer.status_code == 422
    assert "Their vote is counted already" in words(answer.content.decode())
    assert clerk.send(ENTER, **page, seen="known", choice="no", again="on").status_code == 302
    assert "Their vote is counted already" in clerk.get(ENTER, person="20", do="vote")
    assert [one.replaced for one in EnteredAct.objects.order_by("seq")] == [True, False]


def test_the_same_form_sent_twice_gives_the_same_receipt(voting: Any) -> None:
    clerk = Browser(voting, "clerk")
    form = {**fields_of(clerk.get(ENTER, person="20", do="vote")), "seen": "known", "choice": "yes"}
    assert clerk.send(ENTER, **form)["Location"] == clerk.send(ENTER, **form)["Location"]
    assert EnteredAct.objects.count() == 1


def test_a_stale_page_is_refused_in_words_and_what_was_typed_stays(desk: Any) -> None:
    desk.on_to("talk")
    clerk = Browser(desk, "clerk")
    form = {**fields_of(clerk.get(ENTER, person="20", do="state")), "seen": "card", "text": "灯太暗。"}
    desk.on_to("vote")
    answer = clerk.send(ENTER, **form)
    assert answer.status_code == 409
    assert "灯太暗。" in answer.content.decode()


def test_where_several_things_can_be_entered_each_has_its_form_and_speech_is_in_the_course(desk: Any) -> None:
    clerk = Browser(desk, "clerk")
    desk.on_to("talk")
    assert clerk.enter(do="state", text="灯太暗。", seen="card").status_code == 302
    page = words(Browser(desk).get("matters/2026/1/"))
    assert "entered by the clerk with the person present" in page
    assert "Came in by: the desk" in words(Browser(desk).get("matters/2026/1/course/"))


def test_a_matter_that_is_over_takes_nothing(desk: Any) -> None:
    desk.town.done(actions.withdraw, chain=desk.chain, by=desk.town.by("residents", 9))
    assert "nothing more can be done" in words(Browser(desk, "clerk").get(ENTER, 403))


@pytest.mark.parametrize("name", ["", "other"])
def test_the_receipt_and_the_list_are_nothing_to_others(voting: Any, name: str) -> None:
    seq = voting.entered()
    other = voting.own(community_reads.person_numbered(voting.town.community, 21)).username if name else ""
    browser = Browser(voting, other)
    browser.get(f"matters/2026/1/entered/{seq}/", 404)
    browser.get(f"matters/2026/1/entered/{seq}/contest/", 404 if name else 302)
    browser.get("registers/residents/20/entered/", 404)
    browser.get("entered/", 403)
    assert "居民19" not in browser.get("my-file/entered/", 200 if name else 403)


def test_another_clerk_sees_that_it_was_entered_but_not_how_she_voted(voting: Any) -> None:
    seq = voting.entered()
    second = Browser(voting, "second")
    for path in (
        f"matters/2026/1/entered/{seq}/",
        f"matters/2026/1/entered/{seq}/contest/",
        "entered/",
        "registers/residents/20/entered/",
    ):
        page = words(second.get(path))
        assert "居民19" in page
        assert "in favour" not in page


def test_she_sees_it_in_her_file_contests_it_and_another_answers(voting: Any) -> None:
    seq = voting.entered()
    her = Browser(voting, voting.own(voting.her).username)
    assert "my-file/entered/" in her.get("my-file/")
    assert "in favour" in her.get("my-file/entered/")
    way = f"matters/2026/1/entered/{seq}/contest/"
    assert her.send(way, do="contest", text=" ").status_code == 422
    assert her.send(way, do="contest", text="我没有投过票。").status_code == 302
    assert "1 is contested" in words(Browser(voting).get("matters/2026/1/"))
    clerk = Browser(voting, "clerk")
    assert "Answer it" not in clerk.get(way)
    assert clerk.send(way, do="dismiss", text="投过。").status_code == 403
    assert her.send(way, do="uphold", text="是的").status_code == 403
    member = community_reads.person_of(voting.town.community, voting.town.by("committee").person)
    committee = Browser(voting, voting.own(member).username)
    assert "contests what was entered" in committee.get("desk/")
    assert "我没有投过票。" in committee.get(way)
    assert committee.send(way, do="uphold", text="").status_code == 422
    assert committee.send(way, do="uphold", text="材料上的签名不是她的。").status_code == 302
    assert "材料上的签名不是她的。" in her.get(way)
    second = Browser(voting, "second")
    assert second.send(way, do="dismiss", text="投过。").status_code == 409
    page = words(Browser(voting).get("matters/2026/1/"))
    assert "1 was found not to have been the person's will" in page
    assert "contests what was entered" not in committee.get("desk/")


def test_a_clerk_contests_for_her_who_has_no_phone_and_another_clerk_answers(voting: Any) -> None:
    seq = voting.entered()
    way = f"matters/2026/1/entered/{seq}/contest/"
    clerk, second = Browser(voting, "clerk"), Browser(voting, "second")
    assert "registers/residents/20/entered/" in clerk.get("registers/residents/20/")
    assert clerk.send(way, do="contest", text="她说没有来过。").status_code == 302
    assert second.send(way, do="contest", text="又一次").status_code == 302
    assert "她说没有来过。" in second.get("entered/") or "她说没有来过。" in second.get(way)
    assert second.send(way, do="dismiss", text="有签名。").status_code == 302
    assert EnteredAct.objects.get().verdict == "dismissed"


def test_where_only_residents_hold_a_stage_the_organ_that_convenes_another_answers(desk: Any) -> None:
    done = desk.town.done(actions.support, chain=desk.chain, by=desk.by("residents"), form=desk.form())
    way = f"matters/2026/1/entered/{done.seq}/contest/"
    her = Browser(desk, desk.own(desk.her).username)
    assert her.send(way, do="contest", text="没有附议过。").status_code == 302
    resident = community_reads.person_numbered(desk.town.community, 21)
    Browser(desk, desk.own(resident).username).get(way, 404)
    member = community_reads.person_of(desk.town.community, desk.town.by("committee").person)
    assert (
        Browser(desk, desk.own(member).username).send(way, do="dismiss", text="有签名。").status_code == 302
    )


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "一位居民（20 号，居民）"), ("en", "a resident (no. 20, residents)")]
)
def test_somebody_unnamed_has_one_pair_of_brackets(desk: Any, lang: Any, said: str) -> None:
    with override({"zh": "zh-hans", "en": "en"}[lang]):
        desks = Desks(desk.town.community, Viewer(lang=lang))
        lens = desks.lens(desk.town.community.charter_hash)
        sight = Sight(desk.town.community, desks.viewer, lens, people=[desk.her.pseudonym])
        assert sight.who(desk.by("residents")) == said


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Vote(4), "4"),
        (Vote("abstain"), "abstain"),
        (VoteItems((2, 3)), "no. 2, 3"),
        (VoteItems(), "a blank ballot"),
        (VoteItems(scores={"10": 1, "2": 5}), "5 for no. 2, 1 for no. 10"),
    ],
)
def test_a_ballot_is_told_without_saying_whose_it_is(desk: Any, act: Any, said: str) -> None:
    """The same words stand before her and before who entered it."""
    desks = Desks(desk.town.community, Viewer(lang="en"))
    lens = desks.lens(desk.town.community.charter_hash)
    assert said_in(lens, Sight(desk.town.community, desks.viewer, lens), act) == said


def test_the_clerks_list_costs_the_same_however_much_was_entered(voting: Any) -> None:
    def queries() -> int:
        viewer = Viewer(account=voting.account("clerk"))
        with CaptureQueriesContext(connection) as asked, community_actions.standing_at(voting.town.at):
            found = reads.entered_here(voting.town.community, viewer)
            assert found is not None
        return len(asked)

    voting.entered()
    one = queries()
    for number in (12, 13, 14):
        voting.entered(of=number)
    assert queries() == one


def test_a_clerk_puts_a_matter_for_somebody_and_nobody_else_does(desk: Any) -> None:
    way, clerk = "matters/new/wish/", Browser(desk, "clerk")
    assert f"{way}enter/" in clerk.get(way)
    assert "?person=20" in clerk.get(f"{way}enter/", who="居民19")
    form = {**fields_of(clerk.get(f"{way}enter/", person="20")), "title": "加一盏灯", "text": "太暗。"}
    for missing in ({}, {"seen": "paper"}, {"seen": "card", "title": " "}):
        assert clerk.send(f"{way}enter/", **{**form, **missing}).status_code == 422
    first = clerk.send(f"{way}enter/", **form, seen="card")
    assert first.status_code == 302
    assert clerk.send(f"{way}enter/", **form, seen="card")["Location"] == first["Location"]
    row = EnteredAct.objects.get()
    assert (row.act, desk.town.matter(row.chain).proposer) == ("submit", desk.her.pseudonym)
    assert "加一盏灯" in clerk.get(first["Location"].removeprefix("/c/one/"))
    clerk.get("matters/new/nothing/enter/", 404)
    assert clerk.send(f"{way}enter/", person="999").status_code == 422
    resident = desk.own(community_reads.person_numbered(desk.town.community, 21)).username
    for other in (Browser(desk), Browser(desk, resident)):
        assert f"{way}enter/" not in other.get(way)
        assert "clerk" in words(other.get(f"{way}enter/", 403))
        assert other.send(f"{way}enter/", **form, seen="card").status_code == 403
    assert EnteredAct.objects.count() == 1


def test_a_clerk_who_puts_a_matter_for_somebody_says_which_building_it_is_about(desk: Any) -> None:
    way, clerk = "matters/new/wish/enter/", Browser(desk, "clerk")
    assert 'name="building"' not in clerk.get(way, person="20")
    building = Building.objects.create(community=desk.town.community, key="3", name="3 号楼")
    page = clerk.get(way, person="20")
    assert f'<option value="{building.pk}">3 号楼</option>' in page
    form = {**fields_of(page), "seen": "card", "title": "修楼顶", "text": "漏水。"}
    answer = clerk.send(way, **form, building="999999")
    assert answer.status_code == 422
    assert "is not in the register" in words(answer.content.decode())
    assert "修楼顶" in answer.content.decode()
    assert clerk.send(way, **form, building=str(building.pk)).status_code == 302
    where = Whereabouts.objects.get()
    assert (where.building, where.by) == (building, desk.account("clerk"))
    assert "3 号楼" in clerk.get("matters/2026/2/")


def test_the_building_chosen_on_the_map_stays_chosen_on_the_way_to_entering_for_somebody(desk: Any) -> None:
    clerk = Browser(desk, "clerk")
    building = Building.objects.create(community=desk.town.community, key="3", name="3 号楼")
    at, way = str(building.pk), "matters/new/wish/enter/"
    assert f"new/wish/?at={at}" in clerk.get("matters/new/", at=at)
    assert f"{way}?at={at}" in clerk.get("matters/new/wish/", at=at)
    assert f'<input type="hidden" name="at" value="{at}">' in clerk.get(way, at=at)
    assert f"?person=20&amp;at={at}" in clerk.get(way, at=at, who="居民19")
    assert f'<option value="{at}" selected>' in clerk.get(way, at=at, person="20")
    for wrong in ("x", '"><b>', "9" * 40, "-1"):
        assert '<option value="" selected>' in clerk.get(way, at=wrong, person="20")
        assert 'name="at"' not in clerk.get(way, at=wrong)
