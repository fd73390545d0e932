"""Founding a community on its pages: left and gone on with, refused beside the organ, founded once."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads
from linli.apps.community.models import Account, ClerkRole, Community, Founder, Person, Place, Succession
from linli.apps.community.pinyin import initials
from linli.apps.founding.models import Draft
from linli.core.engine.refusal import refuse

CODE = "990101001001"
FACTS = ["adult", "party-member", "registered"]


@pytest.fixture
def places(db: None) -> None:
    """A street with two communities, one of which went into the other."""
    rows = [("990000000000", "样省", 1, ""), ("990100000000", "样市", 2, "990000000000"),
            ("990101000000", "样区", 3, "990100000000"), ("990101001000", "样例街道", 4, "990101000000"),
            (CODE, "样例社区居委会", 5, "990101001000"),
            ("990101001002", "旧例社区居委会", 5, "990101001000")]  # fmt: skip
    Place.objects.bulk_create(
        Place(code=code, name=name, level=level, parent_code=parent, initials=initials(name))
        for code, name, level, parent in rows
    )
    Place.objects.filter(code="990101001002").update(until=date(2025, 1, 1))
    Succession.objects.create(code="990101001002", successor=CODE, on=date(2025, 1, 1))


def browser(name: str, *, founds: bool = True) -> Client:
    account = community_actions.make_account(name, "a-long-pass-phrase", actor=community_actions.TERMINAL)
    if founds:
        Founder.objects.create(account=account, at=community_actions.now())
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(account)
    return client


@pytest.fixture
def founder(places: None) -> Client:
    """Somebody who may found."""
    return browser("founder")


class Way:
    """One founding, step by step."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.at = str(client.post("/found/").headers["Location"]).removesuffix("place/")

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(pk=int(self.at.split("/")[2]))

    def post(self, step: str = "", *, saves: int | None = None, **fields: Any) -> Any:
        """Send a step, as from a page that was just shown."""
        given = {key.replace("__", ":").replace("_", "-"): value for key, value in fields.items()}
        return self.client.post(
            f"{self.at}{step}", {"saves": self.draft.saves if saves is None else saves, **given}
        )

    def prepared(self, **more: Any) -> Way:
        """Place, model, name and address chosen, and who is given in seats."""
        assert self.post("place/", code=CODE).status_code == 302
        assert self.post("model/", model="beilin").status_code == 302
        assert self.post("people/", name="样例社区", slug="yangli", **more).status_code == 302
        return self


BRANCH = {
    f"party_branch__{line}__{key}": value
    for line, name in enumerate(("王秀英", "李建国", "张敏"))
    for key, value in {"name": name, "fact": FACTS}.items()
} | {"party_branch__chair": "0"}


def test_only_who_was_invited_to_may_found(places: None) -> None:
    assert Client().get("/found/").headers["Location"].startswith("/sign-in/")
    other = browser("other", founds=False)
    seen = other.get("/found/")
    assert seen.status_code == 403
    assert "linli invite founder" in seen.content.decode()
    assert other.post("/found/").status_code == 403
    assert not Draft.objects.exists()


def test_another_founders_draft_is_not_there(founder: Client) -> None:
    way = Way(founder)
    stranger = browser("stranger")
    for step in ("", "place/", "model/", "people/"):
        assert stranger.get(f"{way.at}{step}").status_code == 404
        assert stranger.post(f"{way.at}{step}", {"saves": 0, "do": "discard"}).status_code == 404
    stranger.post("/found/", {"discard": way.draft.pk})
    assert way.draft.pk
    assert "样例" not in stranger.get("/found/").content.decode()


def test_a_community_is_founded_with_its_people_in_their_seats_and_the_founder_keeps_the_register(
    founder: Client,
) -> None:
    way = Way(founder).prepared(**BRANCH)
    seen = founder.get(way.at).content.decode()
    assert "王秀英" in seen
    assert way.post(do="live").headers["Location"] == way.at
    community = Community.objects.get(slug="yangli")
    assert (community.place_id, community.name, community.people) == (CODE, "样例社区", 3)
    roster = reads.roster(community)
    assert [seat.chair for seat in roster.seats["party-branch"].values()].count(True) == 1
    assert len(roster.seats["party-branch"]) == 3
    assert ClerkRole.objects.filter(community=community, account__username="founder").exists()
    assert "/c/yangli/invitations/" in founder.get(way.at).content.decode()
    assert founder.get("/c/yangli/invitations/").status_code == 200
    assert way.draft.members == []


def test_the_first_people_are_invited_by_text_message_although_their_numbers_are_not_known_yet(
    founder: Client,
) -> None:
    way = Way(founder).prepared(**BRANCH)
    way.post(do="live")
    founder.post("/c/yangli/invitations/", {"who": "王秀英", "way": "phone", "days": "7"})
    codes = founder.get("/c/yangli/invitations/codes/").content.decode()
    assert 'href="sms:?body=' in codes
    assert "choose whom it goes to" in codes


def test_pressed_twice_it_is_founded_once_and_nothing_can_be_changed_after(founder: Client) -> None:
    way = Way(founder).prepared()
    before = way.draft.saves
    way.post(do="live", saves=before)
    assert way.post(do="live", saves=before).status_code == 302
    assert Community.objects.count() == 1
    assert way.post("place/", code=CODE).headers["Location"] == way.at
    way.post(do="discard")
    assert way.draft.community_id is not None


def test_what_the_charter_refuses_stands_beside_the_organ_and_nothing_is_lost_or_founded(
    founder: Client,
) -> None:
    outsider = {
        **BRANCH,
        "party_branch__1__fact": [],
        "committee__0__name": "王秀英",
        "committee__0__fact": FACTS,
    }
    way = Way(founder).prepared(**outsider, **{f"party_branch__{n}__name": f"多余{n}" for n in range(3, 15)})
    way.post("people/", name="样例社区", slug="yangli", party_branch__0__name="王秀英", party_branch__1__name="李建国",
             party_branch__0__fact=FACTS, party_branch__1__fact=FACTS, party_branch__chair="0",
             committee__0__name="王秀英", committee__1__name="王秀英")  # fmt: skip
    seen = way.post(do="live")
    text = seen.content.decode()
    assert seen.status_code == 422
    assert 'role="alert"' in text
    assert 'value="李建国"' in text
    assert not Community.objects.exists()
    assert not Person.objects.exists()
    assert len(way.draft.members) == 4


@pytest.mark.parametrize(
    ("language", "words"), [("en", "the community&#x27;s clerk"), ("zh-hans", "社区工作人员")]
)
def test_what_the_charter_refuses_of_the_whole_is_said_in_the_readers_language(
    founder: Client, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    way = Way(founder).prepared(**BRANCH)
    monkeypatch.setattr(community_actions, "enrol_people", lambda *_given, **_more: refuse("not-clerk"))
    founder.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    seen = way.post(do="live")
    assert seen.status_code == 409
    assert words in seen.content.decode().partition("panel-no")[2].partition("</div>")[0]
    assert not Community.objects.exists()
    assert len(way.draft.members) == 3


def test_what_is_typed_wrong_is_kept_and_told(founder: Client) -> None:
    way = Way(founder)
    way.post("place/", code=CODE)
    way.post("model/", model="beilin")
    seen = way.post(
        "people/", name="<b>名\u202e", slug="Große Straße", party_branch__0__name="<script>王\x00"
    )
    assert seen.status_code == 422
    text = seen.content.decode()
    assert "Große Straße" in text
    assert "&lt;script&gt;王" in text
    assert "<script>王" not in text
    assert way.post(do="live").status_code == 409
    assert not Community.objects.exists()


def test_it_is_left_and_gone_on_with_and_thrown_away(founder: Client) -> None:
    way = Way(founder)
    for step in ("", "place/", "model/", "people/"):
        assert founder.get(f"{way.at}{step}").status_code == 200
    way.prepared(committee__0__name="王秀英")
    assert "样例社区" in founder.get("/found/").content.decode()
    assert 'value="王秀英"' in founder.get(f"{way.at}people/").content.decode()
    assert way.post(do="discard").headers["Location"] == "/found/"
    assert not Draft.objects.exists()


def test_a_stale_page_overwrites_nothing(founder: Client) -> None:
    way = Way(founder).prepared()
    seen = way.post("people/", saves=0, name="别的", slug="other")
    assert seen.status_code == 422
    assert 'value="别的"' in seen.content.decode()
    assert way.draft.name == "样例社区"
    assert way.post("place/", saves=0, code=CODE).status_code == 422
    assert way.post("model/", saves=0, model="zhalute").status_code == 422
    assert way.post(do="live", saves="x").status_code == 409
    assert not Community.objects.exists()


@pytest.mark.parametrize("code", ["990101001002", "1", "", "'", "999999999999"])
def test_no_place_that_has_ended_or_is_not_there_is_chosen(founder: Client, code: str) -> None:
    assert Way(founder).post("place/", code=code).status_code == 422


def test_an_ended_place_leads_to_its_successor_and_a_taken_one_to_its_community(founder: Client) -> None:
    way = Way(founder)
    seen = founder.get(f"{way.at}place/", {"q": "旧例"}).content.decode()
    assert "1 January 2025" in seen
    assert "样例社区居委会" in seen
    community_actions.found_community(
        slug="first", place=CODE, charter=charters.read("beilin"), actor=community_actions.TERMINAL
    )
    assert "/c/first/" in founder.get(f"{way.at}place/", {"q": "ylsq"}).content.decode()
    assert way.post("place/", code=CODE).status_code == 422


def test_whoever_comes_second_is_told_and_loses_nothing(founder: Client) -> None:
    first, second = Way(founder).prepared(), Way(browser("second")).prepared(**BRANCH)
    assert first.post(do="live").status_code == 302
    seen = second.post(do="live")
    assert seen.status_code == 409
    assert len(second.draft.members) == 3
    assert Community.objects.count() == 1


def test_a_place_that_ends_meanwhile_stops_the_founding_and_names_what_it_went_into(founder: Client) -> None:
    way = Way(founder).prepared()
    Place.objects.filter(code="990101001002").update(until=None)
    way.post("place/", code="990101001002")
    Place.objects.filter(code="990101001002").update(until=date(2025, 1, 1))
    seen = way.post(do="live").content.decode()
    assert re.search(r"2025-01-01[^<]*样例社区居委会 \(990101001001\)", seen)
    assert not Community.objects.exists()


def test_a_model_that_changed_meanwhile_is_to_be_looked_at_again(founder: Client) -> None:
    way = Way(founder).prepared()
    Draft.objects.update(charter="0" * 64)
    assert way.post(do="live").status_code == 409
    assert not Community.objects.exists()
    way.post("model/", model="beilin")
    assert way.post(do="live").status_code == 302


def test_a_model_for_another_kind_of_place_is_warned_of_and_a_law_is_none(founder: Client) -> None:
    way = Way(founder)
    way.post("place/", code="990100000000")
    assert "written for another kind of place" in founder.get(f"{way.at}model/").content.decode()
    assert way.post("model/", model="residents-committees").status_code == 422
    assert way.post("model/", model="../beilin").status_code == 422
    assert "Choose a model first" in way.post("model/").content.decode()
    way.post("model/", model="beilin")
    assert "The model is written for" in founder.get(way.at).content.decode()


def test_models_for_another_kind_of_place_are_folded_until_one_of_them_is_chosen(founder: Client) -> None:
    way = Way(founder)
    way.post("place/", code=CODE)
    page = founder.get(f"{way.at}model/").content.decode()
    assert page.index('value="beilin"') < page.index('<details class="more">') < page.index('value="japan"')
    way.post("model/", model="japan")
    assert '<details class="more" open>' in founder.get(f"{way.at}model/").content.decode()


def test_what_is_true_of_everybody_is_ticked_once_and_those_of_whom_nothing_is_are_named(
    founder: Client,
) -> None:
    way = Way(founder).prepared(
        committee__0__name="王一", committee__1__name="李二", committee__1__fact="adult"
    )
    assert "of: 王一. By the charter" in founder.get(way.at).content.decode()
    assert way.post("people/", name="样例社区", slug="yangli", committee__0__name="王一", committee__1__name="李二",
                    everybody=["adult", "registered", "made-up"]).status_code == 302  # fmt: skip
    assert [one["facts"] for one in way.draft.members] == [["adult", "registered"]] * 2
    way.post("people/", name="样例社区", slug="yangli", committee__0__name="王一", party_branch__0__name="李二",
             everybody=["adult"], party_branch__everybody=["party-member"])  # fmt: skip
    assert [one["facts"] for one in way.draft.members] == [["adult", "party-member"], ["adult"]]
    assert "By the charter they may" not in founder.get(way.at).content.decode()


def test_an_organ_shows_its_first_seats_and_folds_the_others_but_never_one_that_is_taken(
    founder: Client,
) -> None:
    way = Way(founder).prepared(**{f"committee__{n}__name": f"居民{n}" for n in range(5)})
    page = founder.get(f"{way.at}people/").content.decode()
    organ = page[page.index('name="committee:0:name"') :]
    folded = organ.index('<details class="more"><summary>More seats')
    assert organ.index('name="committee:4:name"') < folded < organ.index('name="committee:5:name"')
    assert organ.count('name="committee:4:name"') == 1
    assert 'start="6"' in organ


def test_an_address_is_proposed_from_the_name_until_another_is_typed(founder: Client) -> None:
    Place.objects.filter(code="990101001002").update(until=None)
    way = Way(founder)
    way.post("place/", code=CODE)
    assert way.draft.slug == "yangli"
    way.post("place/", code="990101001002")
    assert way.draft.slug == "jiuli"
    way.post("people/", name="旧例社区", slug="my-own")
    way.post("place/", code=CODE)
    assert way.draft.slug == "my-own"


def test_one_goes_down_from_a_province_and_a_list_cut_short_says_so(founder: Client) -> None:
    way = Way(founder)
    country = founder.get(f"{way.at}place/").content.decode()
    assert ("样省" in country, 'name="code"' in country) == (True, False)
    assert 'name="code"' in founder.get(f"{way.at}place/", {"under": "990100000000"}).content.decode()
    Place.objects.bulk_create(
        Place(
            code=f"9901010011{n:02d}", name=f"同名社区{n}", level=5, parent_code="990101001000", initials="tm"
        )
        for n in range(25)
    )
    assert "Only the first 20 are shown." in founder.get(f"{way.at}place/", {"q": "同名"}).content.decode()
    assert "Only the first" not in founder.get(f"{way.at}place/", {"q": "样例"}).content.decode()


def test_a_founder_has_no_right_inside_another_community(founder: Client) -> None:
    Way(founder).prepared().post(do="live")
    other = browser("second")
    assert other.get("/c/yangli/invitations/").status_code == 403
    assert not ClerkRole.objects.exclude(account=Account.objects.get(username="founder")).exists()


def test_the_demonstration_has_foundings_that_were_left_half_way(places: None) -> None:
    from linli.apps.community import demo
    from linli.apps.founding.demo import begin

    begin(demo.found_all(community_actions.now())[0])
    left = Draft.objects.exclude(model="").get()
    assert len(left.members) == 5
    assert Draft.objects.filter(model="").exclude(place="").count() == 1
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(left.account)
    assert "文艺南路社区" in client.get("/found/").content.decode()
    assert client.get("/c/cehuilu/invitations/").content.decode().count('class="row"') == 6
    assert client.post(f"/found/{left.pk}/", {"saves": left.saves, "do": "live"}).status_code == 302
    assert Community.objects.get(slug="wenyinanlu").people == 4
