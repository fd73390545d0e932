"""The desk: all capacities, what is late and by how long, what is coming, several at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import kept
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.models import DeskItem, Matter
from linli.apps.matters.reads import Viewer
from linli.apps.matters.typed import TEXT_LIMIT
from linli.core.engine.acts import Actor
from linli.core.engine.entry import read_entry


def desk(town: Any, person: str, organ: str, **asked: Any) -> Any:
    with community_actions.standing_at(town.at):
        return reads.desk(town.community, Viewer(person, organ), **asked)


def texts(town: Any, chain: str) -> list[tuple[str, str]]:
    rows = DeskItem.objects.filter(matter__chain=chain, ahead=True).order_by("due", "pk")
    return [(row.organ, row.stage) for row in rows]


def test_the_desk_shows_what_will_come_to_an_organ_and_from_when(town: Any) -> None:
    chain = town.submit()
    assert ("residents-assembly", "resolve") in texts(town, chain)
    found = desk(town, town.people[23], "residents")
    [row] = [row for row in found.rows if row.matter.chain == chain]
    assert (row.group, row.button, row.capacity) == ("ahead", "", "residents")
    assert (row.due, row.due_at) == ("", town.at), "it could be at once, so no day is said"
    DeskItem.objects.filter(ahead=True).update(due=town.at + timedelta(days=3))
    [row] = [row for row in desk(town, town.people[23], "residents").rows if row.matter.chain == chain]
    assert "最早" in row.due


def test_a_notice_that_stands_puts_what_comes_after_it_to_the_day_when_it_comes_down(
    town: Any, published: str
) -> None:
    state = town.matter(published).state
    after = DeskItem.objects.filter(matter__chain=published, ahead=True).exclude(organ="residents")
    assert after.exists()
    assert all(row.due >= state.now.until for row in after)


def test_nothing_is_ahead_of_a_matter_that_is_over(town: Any) -> None:
    chain = town.submit()
    town.done(actions.withdraw, chain=chain, by=town.by("party-branch"), reasons="不办了")
    assert not DeskItem.objects.exists()


def test_who_has_several_seats_sees_all_that_waits_with_the_capacity_for_each(town: Any, reader: Any) -> None:
    town.submit(title="更换路灯")
    with community_actions.standing_at(town.at):
        person = town.by("committee").person
    both = desk(town, person, "residents", every=True)
    assert {key for key, _ in both.capacities} >= {"committee", "residents"}
    assert {row.capacity for row in both.rows if row.group != "ahead"} == {"committee"}
    one = desk(town, person, "residents")
    assert one.elsewhere == 1
    assert not [row for row in one.rows if row.group != "ahead"]
    at = reader("committee")
    assert "以「社区居委会」的身份" in at.read("desk/", **{"for": "all"})
    at.post("capacity/", capacity="residents", next="/")
    assert "您以其他身份还有 1 件事要办" in at.read("desk/")


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(days=3, hours=2), "已逾期 3 天"),
        (timedelta(hours=5), "已逾期 5 小时"),
        (timedelta(seconds=1), "刚刚逾期"),
    ],
)
def test_the_desk_says_by_how_long_something_is_late(
    town: Any, reader: Any, late: timedelta, said: str
) -> None:
    town.submit()
    DeskItem.objects.filter(ahead=False).update(due=town.at - late)
    assert said in reader("committee").read("desk/")


def test_what_is_late_to_be_published_stands_above_what_is_not_due_yet(town: Any, reader: Any) -> None:
    town.at = datetime(2026, 4, 2, 1, tzinfo=UTC)
    town.submit()
    said = reader("committee").read("desk/")
    late = said.index("公布：财务公开 · 2026 年第 1 季度")
    assert said.index("已逾期 2 天") > late
    assert late < said.index("等待召集会议") < said.index("公布：财务公开 · 2026 年第 2 季度")


def test_an_empty_desk_says_for_what_the_charter_will_ask(town: Any, reader: Any) -> None:
    page = reader("committee").read("desk/")
    assert "按章程，这些环节会轮到您" in page
    assert "四议" in page


def test_every_row_of_a_group_can_be_reached_page_by_page(town: Any) -> None:
    for number in range(23):
        town.submit(f"事项{number}")
    person = town.by("party-branch").person
    pages = [desk(town, person, "party-branch", group="coming", page=number) for number in (1, 2)]
    titles = {row.matter.title for page in pages for row in page.rows}
    assert titles == {f"事项{number}" for number in range(23)}
    assert [page.pages for page in pages] == [2, 2]


def test_the_square_and_the_desk_ask_as_many_queries_at_200_matters_as_at_10(town: Any, reader: Any) -> None:
    first = town.matter(town.submit("第一件"))
    items = list(DeskItem.objects.all())
    at = reader("committee")

    def grow(upto: int) -> list[int]:
        begin = Matter.objects.count()
        made = [_copy(first, number) for number in range(begin + 1, upto + 1)]
        Matter.objects.bulk_create(made)
        DeskItem.objects.bulk_create(_item(item, matter) for matter in made for item in items)
        found = []
        for path in ("", "desk/", "desk/?for=all", "desk/?show=ahead"):
            at.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert at.get(path).status_code == 200
            found.append(len(asked))
        return found

    assert grow(10) == grow(200)


def _copy(of: Matter, number: int) -> Matter:
    made = Matter.objects.get(pk=of.pk)
    made.pk, made.number, made.chain, made.title = None, number, f"matter/2026/{number}", f"第 {number} 件"
    return made


def _item(of: DeskItem, matter: Matter) -> DeskItem:
    made = DeskItem.objects.get(pk=of.pk)
    made.pk, made.matter = None, matter
    return made


# Several at once.


@pytest.fixture
def notices(town: Any) -> list[str]:
    """Three resolutions that wait for their notices."""

    def build() -> tuple[list[str], datetime]:
        chains = [town.submit(f"决议{number}") for number in range(3)]
        for chain in chains:
            town.resolve(chain)
        return chains, town.at

    chains, town.at = kept.once("three resolutions", build)
    town.community.refresh_from_db()
    return [*chains]


@pytest.fixture
def asked(town: Any, notices: list[str]) -> dict[str, str]:
    """What the address of doing them at once asks for."""
    matter = town.matter(notices[0])
    return {
        "organ": "committee", "act": "post", "procedure": matter.procedure, "stage": matter.stage,
        "charter": matter.charter_hash[:16],
    }  # fmt: skip


@pytest.fixture
def send(town: Any, reader: Any, asked: dict[str, str]) -> Callable[..., Any]:
    """Sends the form for the matters chosen, with the stage that was seen."""

    def sent(chains: list[str], index: int = 0, **fields: Any) -> Any:
        at = reader("committee", index)
        path = "desk/together/?" + "&".join(f"{name}={value}" for name, value in asked.items())
        seen = [f"{chain} {asked['stage']}#1" for chain in chains]
        return at.post(path, matters=seen, **{"key": "one-form", **fields})

    return sent


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_waits_for_the_same_deed_is_offered_to_be_done_at_once(
    town: Any, reader: Any, notices: list[str], asked: dict[str, str]
) -> None:
    at = reader("committee")
    assert "批量办理" in at.read("desk/")
    page = at.read("desk/together/", **asked)
    assert all(f"决议{number}" in page for number in range(3))
    assert words(at.get("desk/together/", **asked)).count(" checked") == 0
    assert words(at.get("desk/together/", **asked, choose="all")).count(" checked") == 3


def test_each_matter_chosen_gets_an_act_of_its_own(
    town: Any, notices: list[str], send: Callable[..., Any]
) -> None:
    heads = [town.matter(chain).head_seq for chain in notices]
    answer = send(notices[:2], text="公示七天。")
    assert answer.status_code == 200
    assert "已办理 2 件" in words(answer)
    assert [town.matter(chain).head_seq for chain in notices] == [heads[0] + 1, heads[1] + 1, heads[2]]


def test_the_same_form_sent_twice_does_each_deed_once(
    town: Any, notices: list[str], send: Callable[..., Any]
) -> None:
    send(notices[:2], text="公示七天。")
    heads = [town.matter(chain).head_seq for chain in notices]
    answer = send(notices, text="公示七天。")
    assert "决议2" in words(answer)
    assert [town.matter(chain).head_seq for chain in notices] == [*heads[:2], heads[2] + 1]


def test_of_what_is_refused_the_page_says_why_and_loses_nothing(
    town: Any, notices: list[str], send: Callable[..., Any]
) -> None:
    town.done(actions.post, chain=notices[0], by=town.by("committee"), text="已经贴了。")
    answer = send(notices, text="公示七天，请看仔细。")
    assert answer.status_code == 409
    page = words(answer)
    assert "已办理 2 件" in page
    assert "有 1 件已经不需要这样办理" in page
    assert "公示七天，请看仔细。" in page


def test_a_stage_that_has_moved_on_since_the_form_was_opened_is_refused_alone(
    town: Any, reader: Any, notices: list[str], asked: dict[str, str]
) -> None:
    path = "desk/together/?" + "&".join(f"{name}={value}" for name, value in asked.items())
    seen = [f"{notices[0]} {asked['stage']}#7", f"{notices[1]} {asked['stage']}#1"]
    answer = reader("committee").post(path, matters=seen, text="公示七天。", key="k")
    assert answer.status_code == 409
    assert "没有办成" in words(answer)
    assert "公示七天。" in words(answer)
    assert town.matter(notices[1]).state.now.posted is not None
    assert town.matter(notices[0]).state.now.posted is None


def test_who_does_not_act_for_the_organ_can_do_none_of_them(
    town: Any, reader: Any, notices: list[str], asked: dict[str, str]
) -> None:
    path = "desk/together/?" + "&".join(f"{name}={value}" for name, value in asked.items())
    seen = [f"{chain} {asked['stage']}#1" for chain in notices]
    answer = reader("residents", 20).post(path, matters=seen, text="我来贴。", key="k")
    assert answer.status_code == 409
    assert "没有办成任何一件" in words(answer)
    assert "我来贴。" in words(answer)
    stranger = reader().post(path, matters=seen, text="我来贴。", key="k")
    assert stranger.status_code == 409
    assert "我来贴。" in words(stranger)
    assert all(town.matter(chain).state.now.posted is None for chain in notices)


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "字" * (TEXT_LIMIT + 1)}, {"text": "a\x00b"}])
def test_words_that_cannot_be_kept_come_back_and_nothing_is_done(
    town: Any, notices: list[str], send: Callable[..., Any], fields: dict[str, str]
) -> None:
    answer = send(notices, **fields)
    assert answer.status_code == 422
    assert words(answer).count(" checked") == 3
    assert all(town.matter(chain).state.now.posted is None for chain in notices)


def test_without_a_matter_chosen_the_form_comes_back_with_the_words(
    town: Any, notices: list[str], send: Callable[..., Any]
) -> None:
    answer = send([], text="公示七天。")
    assert answer.status_code == 422
    assert "公示七天。" in words(answer)


def test_a_vote_is_never_given_for_several_matters_at_once(
    town: Any, reader: Any, asked: dict[str, str]
) -> None:
    for act in ("vote", "vote-items", "support", "enter-count", "pay", "no-such", ""):
        answer = reader("committee").get("desk/together/", **{**asked, "act": act})
        assert "已经没有等这样办理的事项" in words(answer)


def test_what_names_no_matter_at_all_is_answered(town: Any, reader: Any, asked: dict[str, str]) -> None:
    at = reader("committee")
    for value in ("", "\x00", "x" * 5_000, "matter/2026/99", "<b>"):
        path = "desk/together/?" + "&".join(f"{name}={one}" for name, one in asked.items())
        assert at.post(path, matters=[value], text="公示。", key="k").status_code in (409, 422)
    assert "已经没有" in at.read("desk/together/")


def test_the_one_who_acts_stands_in_the_record_of_each(
    town: Any, notices: list[str], send: Callable[..., Any]
) -> None:
    send(notices, text="公示七天。")
    by = town.by("committee")
    for chain in notices:
        head = head_of(town, chain)
        assert head.by == Actor(by.person, "committee")


def head_of(town: Any, chain: str) -> Any:
    found = community_reads.head(town.community, chain)
    assert found is not None
    return read_entry(found.data)


def test_who_is_signed_in_but_belongs_elsewhere_is_not_asked_to_sign_in(
    town: Any, django_user_model: Any
) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    client.force_login(django_user_model.objects.create_user("elsewhere", "a-long-pass-phrase"))
    page = client.get(f"/c/{town.community.slug}/desk/").content.decode()
    assert "您在这里没有工作台" in page
    assert "工作台要登录后才有" not in page


def test_what_is_opened_in_a_sitting_still_to_come_leads_to_that_and_says_when(
    town: Any, reader: Any
) -> None:
    chain, by = town.submit(), town.by("two-committees")
    starts = town.at + timedelta(days=1)
    town.done(actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[chain])
    at = reader("two-committees")
    said = at.read("desk/")
    assert "会议 2026 年 3 月 3 日" in said
    assert "看会议" in said
    assert "宣布开始" not in said.replace("到时宣布", "")
    town.go(days=1)
    assert "看会议" not in at.read("desk/")
