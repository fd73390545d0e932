"""Meetings: the agenda, the door, hands, a quorum that breaks, a seat that ends, the minutes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.models import Sitting
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.minutes import changes
from linli.core.engine.acts import Actor, Count
from linli.core.record.verify import verify


def words(answer: Any) -> str:
    """What stands on a page for people to read."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def leaves_seat(town: Any, person: str, organ: str) -> None:
    with community_actions.standing_at(town.at):
        who = community_reads.person_of(town.community, person)
        community_actions.leave_seat(town.community, who, organ, actor=community_actions.TERMINAL)
    town.community.refresh_from_db()


def minutes(town: Any, person: str, organ: str) -> Any:
    with community_actions.standing_at(town.at):
        return reads.minutes(town.community, Viewer(person, organ), 2026, 1)


@pytest.fixture
def meeting(town: Any) -> tuple[str, str]:
    """A vote of the two committees opened with all eight there; the matter and the sitting."""
    chain = town.submit()
    return chain, town.open(chain, "two-committees", town.by("two-committees"), 8)


# Hands.


def test_a_show_of_hands_is_entered_by_who_presides_and_the_vote_is_over(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    chain, _sitting = meeting
    at = reader("two-committees")
    assert "录入举手结果" in at.read("matters/2026/1/")
    assert "录入举手结果" not in reader("two-committees", 1).read("matters/2026/1/")
    answer = at.act(chain, "enter-count", yes="6", no="1", abstain="1")
    assert answer.status_code == 302
    state = town.matter(chain).state
    assert state.passages[-1].figures["yes"] == 6
    assert state.passages[-1].outcome == "passed"
    assert "录入举手结果：赞成 6，反对 1，弃权 1" in at.read("matters/2026/1/course/")


@pytest.mark.parametrize("raised", [{"yes": "9"}, {"yes": "5", "no": "3", "abstain": "1"}])
def test_more_hands_than_people_come_back_with_the_figures(
    town: Any, reader: Any, meeting: tuple[str, str], raised: dict[str, str]
) -> None:
    chain, _sitting = meeting
    answer = reader("two-committees").act(chain, "enter-count", **({"no": "0", "abstain": "0"} | raised))
    assert answer.status_code == 409
    assert "到会的只有 8 人" in answer.content.decode()
    assert f'value="{raised["yes"]}"' in answer.content.decode()


def test_hands_are_refused_to_others_and_where_somebody_voted_by_name(
    town: Any, meeting: tuple[str, str]
) -> None:
    chain, _sitting = meeting
    count = Count(0, 0, 0, yes=6)
    other, by = town.by("two-committees", 1), town.by("two-committees")
    assert town.code(actions.enter_count, chain=chain, by=other, count=count) == "not-chair"
    town.done(actions.vote, chain=chain, by=other, choice="yes")
    assert town.code(actions.enter_count, chain=chain, by=by, count=count) == "votes-by-name"


# A quorum that breaks, a seat that ends.


def test_a_quorum_that_breaks_half_way_is_said_and_the_matter_waits_for_another_sitting(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    chain, sitting = meeting
    by = town.by("two-committees")
    town.vote(chain, "two-committees", ["yes"] * 4)
    assert "达到法定人数：居民0、居民1、居民2等 8 人签到后，到会 8 人" in reader("two-committees").read(
        "sittings/2026/1/"
    )
    gone = [town.by("two-committees", index).person for index in (5, 6, 7)]
    town.go(minutes=30)
    town.done(actions.leave, chain=sitting, by=by, people=gone)
    for path in ("sittings/2026/1/", "sittings/2026/1/live/", "matters/2026/1/"):
        assert "暂停投票：应到 8 人中到会 5 人，须达到 2/3，即 6 人" in reader("two-committees").read(path)
    said = reader("two-committees").read("sittings/2026/1/")
    assert "09:36 起人数不足：居民5、居民6、居民7离开后，到会 5 人" in said
    assert "已经离开 居民5" in said
    assert "另行召集会议" in said
    late = Actor(gone[0], "two-committees")
    assert town.code(actions.vote, chain=chain, by=late, choice="yes") == "not-present"
    assert (
        town.code(actions.vote, chain=chain, by=town.by("two-committees", 4), choice="yes") == "quorum-broken"
    )
    town.done(actions.close, chain=chain, by=by)
    town.done(actions.end_sitting, chain=sitting, by=by)
    matter = town.matter(chain)
    assert matter.state.passages[-1].outcome == "no-quorum"
    assert matter.stage == "consult"
    assert {one.act for one in matter.desk_items.filter(ahead=False)} == {"call-sitting"}


def test_a_refused_vote_says_what_next_and_all_go_on_when_the_quorum_is_back(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    chain, sitting = meeting
    by, gone = town.by("two-committees"), [town.by("two-committees", index).person for index in (5, 6, 7)]
    town.vote(chain, "two-committees", ["yes"])
    at = reader("two-committees", 1)
    form = at.hidden("matters/2026/1/", "do-vote")
    town.done(actions.leave, chain=sitting, by=by, people=gone)
    answer = at.act(chain, "vote", choice="yes", **form)
    assert answer.status_code == 409
    assert "等人到齐、签到后接着投" in answer.content.decode()
    town.done(actions.attend, chain=sitting, by=by, people=gone[:1])
    said = at.read("sittings/2026/1/")
    assert "暂停投票" not in said
    assert "已经离开 居民6" in said
    assert at.act(chain, "vote", choice="yes", **form).status_code == 302
    assert len(town.matter(chain).state.now.votes) == 2


def test_before_enough_have_come_the_matter_says_what_a_vote_opened_now_would_wait_for(
    town: Any, reader: Any
) -> None:
    town.sitting("two-committees", town.by("two-committees"), [town.submit()], 3)
    assert "人数还不够：应到 8 人中到会 3 人" in reader("two-committees").read("matters/2026/1/")
    assert "现在开始表决，要等人签到够了才能投票" in reader("two-committees").read("sittings/2026/1/")


def test_who_loses_the_seat_half_way_is_not_counted_as_there(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    leaves_seat(town, town.by("two-committees", 7).person, "committee")
    page = reader("two-committees").read("sittings/2026/1/")
    assert "到会 7 / 8" in page
    assert "社区居委会 4 / 4" in page


def test_when_the_seat_of_who_called_it_ends_another_member_presides(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    chain, sitting = meeting
    caller, other = town.by("two-committees"), town.by("two-committees", 1)
    assert town.code(actions.close, chain=chain, by=other) == "not-chair"
    leaves_seat(town, caller.person, "party-branch")
    assert "宣布散会" in reader("two-committees").read("sittings/2026/1/")
    town.done(actions.close, chain=chain, by=other)
    town.done(actions.end_sitting, chain=sitting, by=other)
    with community_actions.standing_at(town.at):
        found = list(actions.record_export(community=town.community))
    assert [one.told("en") for one in verify(iter(found)).findings if one.weight == "broken"] == []


# Many people.


@pytest.fixture
def crowd(town: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Eight of two bodies signed in, where four are many; one has left."""
    monkeypatch.setattr("linli.apps.matters.views.sitting.FEW", 4)
    chain: str = town.sitting("two-committees", town.by("two-committees"), [town.submit()], 8)
    gone = [town.by("two-committees", 7).person]
    town.done(actions.leave, chain=chain, by=town.by("two-committees"), people=gone)
    return chain


def test_many_people_are_counted_by_body_and_folded(reader: Any, crowd: str) -> None:
    page = reader("two-committees").get("sittings/2026/1/").content.decode()
    assert re.findall(r"<summary>([^<]+)<", page[page.index("people-title") :]) == [
        "社区党支部 (3)", "社区居委会 (4)",
    ]  # fmt: skip
    assert 'role="search"' in page


def test_somebody_is_found_by_name_with_whether_and_since_when_she_is_there(reader: Any, crowd: str) -> None:
    at = reader("two-committees")
    assert "“居民5”：找到 1 人 居民5 社区居委会 已签到" in at.read("sittings/2026/1/", who=" 居民5 ")
    found = at.read("sittings/2026/1/", who="居民7")
    assert "居民7 社区居委会 未到" in found
    assert "签到的人" in found, "whoever presides signs in whom she found"
    nobody = at.get("sittings/2026/1/", who="<b>没有这个人").content.decode()
    assert "&lt;b&gt;没有这个人”：找到 0 人" in nobody
    assert "/act/leave/" not in nobody, "nobody signs herself out by mistake"


# The agenda.


def test_the_agenda_is_changed_until_the_sitting_begins(town: Any, reader: Any) -> None:
    one, two = town.submit("第一件"), town.submit("第二件")
    by = town.by("two-committees")
    starts = town.at + timedelta(hours=2)
    town.done(actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[one])
    at = reader("two-committees")
    assert "第二件" in at.read("sittings/2026/1/agenda/")
    answer = at.post("sittings/2026/1/agenda/", agenda=[two], organ="two-committees")
    assert answer.status_code == 302
    row = Sitting.objects.get()
    assert (row.state.agenda, [item.chain for item in row.agenda.all()]) == ((two,), [two])
    assert {item.act for item in town.matter(one).desk_items.filter(ahead=False)} == {"call-sitting"}
    assert {item.act for item in town.matter(two).desk_items.filter(ahead=False)} == {"open"}
    town.go(hours=3)
    answer = at.post("sittings/2026/1/agenda/", agenda=[one, two], organ="two-committees")
    assert answer.status_code == 409
    assert "议程不能再改" in answer.content.decode()


def test_only_who_presides_changes_the_agenda_and_only_to_what_there_is(town: Any, reader: Any) -> None:
    one, by = town.submit("第一件"), town.by("two-committees")
    starts = town.at + timedelta(hours=2)
    town.done(actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[one])
    for agenda in ([], ["matter/2026/99"], ["\x00"], ["x" * 5_000]):
        other = reader("residents", 20).post("sittings/2026/1/agenda/", agenda=agenda, organ="residents")
        assert other.status_code in (409, 422)
    answer = reader("two-committees").post("sittings/2026/1/agenda/", agenda=["matter/2026/99"])
    assert answer.status_code == 409
    assert Sitting.objects.get().state.agenda == (one,)


# The door.


def tablet(town: Any, reader: Any) -> str:
    """The address of the tablet, as whoever presides finds it."""
    page = reader("two-committees").get("sittings/2026/1/door/").content.decode()
    found = re.search(r'href="/c/one/(sittings/2026/1/tablet/[^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_sheet_for_the_door_shows_the_code_to_all_and_the_tablet_to_who_presides(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    for who in (reader(), reader("residents", 20), reader("two-committees", 1)):
        page = who.get("sittings/2026/1/door/").content.decode()
        assert "<svg" in page
        assert "tablet" not in page
    assert tablet(town, reader)


def test_the_tablet_enters_who_signs_in_for_who_presides(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain, by = town.submit(), town.by("two-committees")
    sitting = _called(town, chain)
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, digits: digits == "1234")
    path, stranger = tablet(town, reader), reader()
    name = community_reads.person_of(town.community, town.by("two-committees", 2).person).name
    wrong = stranger.post(path, who=name, digits="9999")
    assert wrong.status_code == 422
    assert name in wrong.content.decode()
    assert stranger.post(path, who="没有这个人", digits="1234").status_code == 422
    assert stranger.post(path, who=name, digits="12").status_code == 422
    right = stranger.post(path, who=name, digits="1234")
    assert right.status_code == 200
    assert f"{name}已签到" in right.content.decode()
    assert list(Sitting.objects.get().state.attending) == [town.by("two-committees", 2).person]
    assert stranger.post(path, who=name, digits="1234").status_code == 409
    head = community_reads.head(town.community, sitting)
    assert head is not None
    assert by.person.encode() in head.data
    assert b'"door":"tablet"' in head.data


def _called(town: Any, chain: str) -> str:
    by = town.by("two-committees")
    starts = town.at + timedelta(minutes=5)
    sitting: str = town.done(
        actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[chain]
    ).chain
    town.go(minutes=6)
    return sitting


def test_after_five_wrong_tries_the_tablet_sends_to_who_presides(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _called(town, town.submit())
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, digits: digits == "1234")
    path, stranger = tablet(town, reader), reader()
    name = community_reads.person_of(town.community, town.by("two-committees", 3).person).name
    codes = [stranger.post(path, who=name, digits=f"000{n}").status_code for n in range(6)]
    assert codes == [422] * 5 + [429]
    assert stranger.post(path, who=name, digits="1234").status_code == 429
    other = community_reads.person_of(town.community, town.by("two-committees", 4).person).name
    assert stranger.post(path, who=other, digits="1234").status_code == 200


def test_at_the_tablet_a_name_of_nobody_is_answered_as_often_and_in_the_same_way(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _called(town, town.submit())
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, _digits: False)
    path, stranger = tablet(town, reader), reader()
    name = community_reads.person_of(town.community, town.by("two-committees", 3).person).name
    told = []
    for who in (name, "没这人"):
        answers = [stranger.post(path, who=who, digits="0000") for _ in range(6)]
        told.append([(one.status_code, words(one).replace(who, "")) for one in answers])
    assert told[0] == told[1]


def test_the_tries_at_the_tablet_are_counted_for_every_process_together(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    _called(town, town.submit())
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, _digits: False)
    path, stranger = tablet(town, reader), reader()
    name = community_reads.person_of(town.community, town.by("two-committees", 3).person).name
    codes = []
    for process in range(6):
        memory = {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": f"process {process}",
        }
        settings.CACHES = {"default": memory}
        codes.append(stranger.post(path, who=name, digits="0000").status_code)
    assert codes == [422] * 5 + [429]


@pytest.mark.parametrize(("token", "code"), [("x", 403), ("a:b:c", 403), ("%00", 400)])
def test_a_tablet_that_nobody_opened_does_nothing(
    town: Any, reader: Any, meeting: tuple[str, str], token: str, code: int
) -> None:
    answer = reader().post(f"sittings/2026/1/tablet/{token}/", who="1", digits="1234")
    assert answer.status_code == code


def test_the_tablet_is_over_with_the_sitting(town: Any, reader: Any, meeting: tuple[str, str]) -> None:
    path = tablet(town, reader)
    town.done(actions.end_sitting, chain=meeting[1], by=town.by("two-committees"), leaving=True)
    assert reader().get(path).status_code == 403


def test_the_count_on_the_wall_renews_itself_until_the_end(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    page = reader().get("sittings/2026/1/live/").content.decode()
    assert 'http-equiv="refresh"' in page
    assert "社区居委会 5 / 5" in page
    town.done(actions.end_sitting, chain=meeting[1], by=town.by("two-committees"), leaving=True)
    assert 'http-equiv="refresh"' not in reader().get("sittings/2026/1/live/").content.decode()


# The minutes.


@pytest.fixture
def over(town: Any, meeting: tuple[str, str]) -> tuple[str, str]:
    """The same sitting over, its matter carried by hands."""
    chain, sitting = meeting
    by = town.by("two-committees")
    town.done(actions.enter_count, chain=chain, by=by, count=Count(0, 0, 0, yes=7, no=1))
    town.done(actions.end_sitting, chain=sitting, by=by)
    return chain, sitting


def test_the_minutes_are_drafted_from_what_happened(town: Any, over: tuple[str, str]) -> None:
    found = minutes(town, town.by("two-committees").person, "two-committees")
    assert "签到 8 人" in found.text
    assert "议题 1：更换路灯" in found.text
    assert "赞成 7，反对 1" in found.text
    assert (found.may_correct, found.may_sign, found.signed) == (True, True, False)


def test_the_minutes_are_corrected_with_the_changes_shown_then_signed_and_public(
    town: Any, reader: Any, over: tuple[str, str]
) -> None:
    at = reader("two-committees")
    text = minutes(town, at.by.person, "two-committees").text + "\n补充：下周复核。"
    assert at.post("sittings/2026/1/minutes/", text=text, stamp="0").status_code == 302
    page = at.read("sittings/2026/1/minutes/")
    assert "+ 补充：下周复核。" in page
    assert "补充" not in reader().read("sittings/2026/1/minutes/")
    assert at.post("sittings/2026/1/minutes/sign/", stamp="1", key="sign").status_code == 302
    assert Sitting.objects.get().state.minutes
    assert "补充：下周复核。" in reader().read("sittings/2026/1/minutes/")
    assert "补充：下周复核。" in reader().read("sittings/2026/1/minutes/print/")
    assert at.post("sittings/2026/1/minutes/", text="再改", stamp="1").status_code == 409
    assert at.post("sittings/2026/1/minutes/sign/", stamp="1", key="again").status_code == 409


def test_of_two_who_correct_at_once_the_second_is_told_and_loses_nothing(
    town: Any, reader: Any, over: tuple[str, str]
) -> None:
    assert (
        reader("two-committees").post("sittings/2026/1/minutes/", text="甲的文字", stamp="0").status_code
        == 302
    )
    answer = reader("two-committees", 1).post("sittings/2026/1/minutes/", text="乙的文字", stamp="0")
    assert answer.status_code == 409
    assert "乙的文字" in answer.content.decode()
    assert minutes(town, town.by("two-committees").person, "two-committees").text == "甲的文字"


def test_nothing_is_signed_that_was_not_seen(town: Any, reader: Any, over: tuple[str, str]) -> None:
    reader("two-committees", 1).post("sittings/2026/1/minutes/", text="改过的文字", stamp="0")
    answer = reader("two-committees").post("sittings/2026/1/minutes/sign/", stamp="0", key="k")
    assert answer.status_code == 302
    assert not Sitting.objects.get().state.minutes


@pytest.mark.parametrize(("organ", "index"), [("", 0), ("residents", 20), ("two-committees", 1)])
def test_the_minutes_are_signed_by_who_presided_alone(
    town: Any, reader: Any, over: tuple[str, str], organ: str, index: int
) -> None:
    answer = reader(organ, index).post("sittings/2026/1/minutes/sign/", stamp="0", key="k")
    assert answer.status_code == 409
    assert not Sitting.objects.get().state.minutes


def test_before_the_end_there_is_nothing_to_correct_or_sign(
    town: Any, reader: Any, meeting: tuple[str, str]
) -> None:
    at = reader("two-committees")
    for path in ("minutes/", "minutes/sign/"):
        answer = at.post(f"sittings/2026/1/{path}", text="早了", stamp="0", key="k")
        assert answer.status_code == 409
    assert at.get("sittings/2026/9/minutes/").status_code == 404


@pytest.mark.parametrize("text", ["", "a\x00b", "<script>alert(1)</script>"])
def test_hostile_minutes_are_refused_or_shown_as_typed(
    town: Any, reader: Any, over: tuple[str, str], text: str
) -> None:
    at = reader("two-committees")
    at.post("sittings/2026/1/minutes/", text=text, stamp="0")
    page = at.get("sittings/2026/1/minutes/").content.decode()
    assert "<script>alert" not in page
    assert Client().get("/c/one/sittings/2026/1/minutes/").status_code == 200


def test_the_changes_of_a_text_are_told_line_by_line() -> None:
    assert [(one.kind, one.text) for one in changes("a\nb\nc", "a\nx\nc")] == [
        ("kept", "a"), ("removed", "b"), ("added", "x"), ("kept", "c"),
    ]  # fmt: skip
