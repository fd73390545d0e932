"""The page of a sitting for who scanned its code, who wants to end it, who reads it afterwards."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.models import Sitting
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.convening import convening
from linli.core.engine.acts import Actor
from linli.core.record.verify import verify

PAGE = "sittings/2026/1/"


def test_who_scans_the_code_without_an_account_open_is_led_to_sign_in_and_told_nothing_of_membership(
    town: Any, reader: Any
) -> None:
    town.sitting("two-committees", town.by("two-committees"), [town.submit()], 1)
    for path in (PAGE, "matters/2026/1/"):
        said = reader().read(path)
        assert "不是社区两委的成员" not in said
        assert "登录" in said
    page = reader().get(PAGE).content.decode()
    assert "/sign-in/?next=%2Fc%2Fone%2Fsittings%2F2026%2F1%2F" in page
    assert "不是社区两委的成员" in reader("residents", 20).read(PAGE)


def test_the_button_at_the_tablet_says_that_one_comes_not_that_one_logs_in(town: Any, reader: Any) -> None:
    town.sitting("two-committees", town.by("two-committees"), [town.submit()], 1)
    door = reader("two-committees").get(PAGE + "door/").content.decode()
    assert door.count("<svg") == 2
    way = re.search(r'href="/c/one/(sittings/2026/1/tablet/[^"]+)"', door)
    assert way is not None
    tablet = reader().get(way[1]).content.decode()
    button = re.search(r'<button class="button button-primary">(.*?)</button>', tablet)
    assert button is not None
    assert button[1] == "签到"


def test_who_comes_twice_to_the_tablet_is_told_so_by_name(town: Any, reader: Any, monkeypatch: Any) -> None:
    town.sitting("two-committees", town.by("two-committees"), [town.submit()], 3)
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, _digits: True)
    name = community_reads.person_of(town.community, town.by("two-committees", 2).person).name
    door = reader("two-committees").get(PAGE + "door/").content.decode()
    way = re.search(r'href="/c/one/(sittings/2026/1/tablet/[^"]+)"', door)
    assert way is not None
    answer = reader().post(way[1], who=name, digits="1234")
    assert (answer.status_code, f"{name}已经签到过了" in answer.content.decode()) == (409, True)


def test_a_sitting_with_an_open_vote_ends_only_after_a_warning_that_names_the_vote(
    town: Any, reader: Any
) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    at = reader("two-committees")
    warned = at.post(PAGE + "act/end-sitting/", organ="two-committees")
    assert warned.status_code == 409
    said = warned.content.decode()
    assert "先去宣布表决结束：更换路灯" in said
    assert "仍然散会" in said
    assert Sitting.objects.get().status == Sitting.Status.CALLED
    assert at.post(PAGE + "act/end-sitting/", organ="two-committees", anyway="1").status_code == 302
    assert Sitting.objects.get().status == Sitting.Status.ENDED


def test_the_agenda_says_what_came_of_each_matter_here_and_no_longer_how_many_days_are_left(
    town: Any, reader: Any
) -> None:
    done, left = town.submit(), town.submit("院内增设晾衣架")
    by = town.by("two-committees")
    sitting = town.sitting("two-committees", by, [done, left], 6)
    town.done(actions.open_poll, chain=done, by=by)
    town.vote(done, "two-committees", ["yes"] * 6)
    town.done(actions.close, chain=done, by=by)
    said = reader("two-committees").read(PAGE)
    assert "商议：通过 · 应到 8，到会 6，赞成 6" in said
    town.done(actions.end_sitting, chain=sitting, by=by)
    town.go(days=1)
    said = reader().read(PAGE)
    assert "商议：通过 · 应到 8，到会 6，赞成 6" in said
    assert "还有" not in said
    assert "到会人员" in said
    assert "09:06" in said


def test_the_notice_of_a_sitting_can_be_printed_from_its_page(town: Any, reader: Any) -> None:
    town.sitting("two-committees", town.by("two-committees"), [town.submit()], 1)
    assert f'href="/c/one/{PAGE}notice/"' in reader("two-committees").get(PAGE).content.decode()


def test_a_matter_that_stands_on_an_agenda_is_not_chosen_for_another(town: Any, reader: Any) -> None:
    booked, free = town.submit(), town.submit("院内增设晾衣架")
    by = town.by("two-committees")
    starts = town.at + timedelta(days=1)
    town.done(actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[booked])
    with community_actions.standing_at(town.at):
        asked = next(one for one in convening(town.community, Viewer(by.person, by.organ)) if one.matters)
    assert {item.chain: item.booked for item in asked.matters} == {booked: starts, free: None}
    page = reader("two-committees").get("sittings/new/", organ="two-committees").content.decode()
    boxes = {
        value: "checked" in rest for value, rest in re.findall(r'name="agenda" value="([^"]+)"([^>]*)', page)
    }
    assert boxes == {booked: False, free: True}
    assert "已列入 2026 年 3 月 3 日 09:00 的会议" in page


def test_a_vote_left_to_its_time_is_counted_then_among_who_has_voted(town: Any) -> None:
    chain, by = town.submit(), town.by("two-committees")
    sitting = town.open(chain, "two-committees", by, 6)
    town.vote(chain, "two-committees", ["yes"] * 3)
    assert town.code(actions.end_sitting, chain=sitting, by=town.by("two-committees", 1)) == "not-chair"
    assert town.code(actions.end_sitting, chain=sitting, by=by) == "votes-open"
    assert town.code(actions.end_sitting, chain=sitting, by=by, key="k") == "votes-open"
    town.done(actions.end_sitting, chain=sitting, by=by, key="k", leaving=True)
    assert town.done(actions.end_sitting, chain=sitting, by=by, key="k").repeated
    other = town.by("two-committees", 4)
    assert town.code(actions.vote, chain=chain, by=other, choice="yes") == "sitting-closed"
    town.go(days=16)
    town.do(actions.tick, chain=chain)
    passage = town.matter(chain).state.passages[-1]
    assert (passage.outcome, passage.figures["present"], passage.figures["yes"]) == ("no-quorum", 3, 3)


def test_a_vote_whose_time_is_up_does_not_hold_the_sitting_up_though_nobody_has_looked_since(
    town: Any,
) -> None:
    chain, by = town.submit(), town.by("two-committees")
    sitting = town.open(chain, "two-committees", by, 6)
    town.go(days=16)
    town.done(actions.end_sitting, chain=sitting, by=by)
    assert town.matter(chain).state.passages[-1].outcome == "no-quorum"
    assert {one.act for one in town.matter(chain).desk_items.filter(ahead=False)} == {"call-sitting"}


def test_a_vote_without_a_time_limit_is_never_left_to_hang(town: Any, reader: Any, tmp_path: Path) -> None:
    text = (
        charters.at("beilin")
        .read_text("utf-8")
        .replace("        within: 15 days\n        then: {passed: review", "        then: {passed: review")
    )
    (tmp_path / "charter.yaml").write_text(
        text.replace(", lapsed: lapsed}\n      review", "}\n      review"), "utf-8"
    )
    with community_actions.standing_at(town.at):
        loaded = charters.read(tmp_path / "charter.yaml")
        community_actions.adopt_charter(town.community, loaded, actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    chain, by = town.submit(), town.by("two-committees")
    sitting = town.open(chain, "two-committees", by, 6)
    assert town.matter(chain).state.due is None
    assert town.code(actions.end_sitting, chain=sitting, by=by, leaving=True) == "votes-hang"
    at = reader("two-committees")
    said = at.post(PAGE + "act/end-sitting/", organ="two-committees", anyway="1").content.decode()
    assert "事项会一直停着" in said
    assert "先去宣布表决结束：更换路灯" in said
    assert "仍然散会" not in said
    town.done(actions.close, chain=chain, by=by)
    town.done(actions.end_sitting, chain=sitting, by=by)


def test_a_call_or_an_agenda_sent_twice_loses_nothing_of_what_fell_due_meanwhile(town: Any) -> None:
    chain, by = town.submit(), town.by("two-committees")
    starts = town.at + timedelta(days=30)
    given = {"by": by, "organ": "two-committees", "starts": starts, "agenda": [chain], "key": "k"}
    sitting = town.done(actions.call_sitting, **given).chain
    town.done(actions.set_agenda, chain=sitting, by=by, agenda=[chain], key="a")
    town.go(days=16)
    assert town.done(actions.call_sitting, **given).repeated
    assert town.done(actions.set_agenda, chain=sitting, by=by, agenda=[chain], key="a").repeated
    town.do(actions.tick, chain=chain)
    assert town.matter(chain).state.ended
    with community_actions.standing_at(town.at):
        found = list(actions.record_export(community=town.community))
    assert [one.told("en") for one in verify(iter(found)).findings if one.weight == "broken"] == []


def test_who_presides_is_told_as_what_she_does_so_and_never_as_a_member_of_another_body(
    jarud: Any,
) -> None:
    chain = jarud.submit("改水管", by=jarud.by("residents"), procedure="five-steps", kind="residents-affair")
    by = jarud.by("committee")
    starts = jarud.at + timedelta(days=1)
    jarud.done(actions.call_sitting, by=by, organ="talk", starts=starts, agenda=[chain])
    with community_actions.standing_at(jarud.at):
        page = reads.sitting(jarud.community, Viewer(by.person, by.organ), 2026, 1)
    assert page is not None
    assert (page.presiding, [one.organ for one in page.deeds if one.act == "end-sitting"]) == (
        "committee",
        ["committee"],
    )
    stranger = Actor(by.person, "party-committee")
    assert jarud.code(actions.end_sitting, chain=page.chain, by=stranger) == "not-in-organ"
    jarud.go(days=1, hours=1)
    jarud.done(actions.end_sitting, chain=page.chain, by=by)
    with community_actions.standing_at(jarud.at):
        minutes = reads.minutes(jarud.community, Viewer(by.person, "residents"), 2026, 1)
    assert minutes.capacity == "committee"
    assert jarud.code(actions.sign_minutes, chain=page.chain, by=stranger, text="纪要") == "not-in-organ"
    jarud.done(actions.sign_minutes, chain=page.chain, by=by, text="纪要")


def test_of_what_cannot_be_done_yet_what_is_about_this_stage_comes_first(jarud: Any) -> None:
    chain = jarud.submit("改水管", by=jarud.by("residents"), procedure="five-steps", kind="residents-affair")
    by = jarud.by("committee")
    jarud.open(chain, "talk", by, 8)
    jarud.done(actions.minute, chain=chain, by=by, text="议定")
    jarud.done(actions.close, chain=chain, by=by)
    starts = jarud.at + timedelta(days=1)
    jarud.done(actions.call_sitting, by=by, organ="representatives-assembly", starts=starts, agenda=[chain])
    with community_actions.standing_at(jarud.at):
        page = reads.matter(jarud.community, Viewer(by.person, by.organ), 2026, 1)
    codes = [one.code for one in page.why_not]
    assert codes[0] == "sitting-not-begun"
    assert codes[-1] == "not-yet"


def test_who_signs_others_in_stands_first_among_them_herself(town: Any, reader: Any) -> None:
    town.sitting("two-committees", town.by("two-committees", 3), [town.submit()], 1)
    page = reader("two-committees", 3).get(PAGE).content.decode()
    people = re.findall(r'name="people" value="([^"]+)"', page)
    assert people[0] == town.by("two-committees", 3).person
    assert len(people) == 7
    assert page.count("（您本人）") == 1
