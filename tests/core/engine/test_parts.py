"""For which grid a seat is, which registers it sees there, and that this ends with the seat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import ValidationError

from linli import charters
from linli.core.charter.places import EACH
from linli.core.engine import roster as r
from linli.core.engine.acts import Actor
from linli.core.engine.community import decide_community, evolve_community
from linli.core.engine.entry import CommunityEntry, read_entry, seal
from linli.core.engine.force import InForce, in_force
from linli.core.engine.parts import Sight, outside, seen_by, sights
from linli.core.engine.refusal import Refusal

AT = datetime(2026, 3, 2, tzinfo=UTC)
CLERK = Actor("", "clerk")
TEAM = "grid-team"
GRID = ("第 1 网格",)


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read("golmud-grid"))


@pytest.fixture
def town() -> r.Roster:
    """An officer whose term is a year, and a resident."""
    roster = r.Roster()
    for act in (
        r.Found("golmud", "1"),
        r.Enrol((r.Newcomer("p1", {"registered": True}), r.Newcomer("p2", {}))),
        r.TakeSeat("p1", TEAM, until=AT + timedelta(days=365)),
    ):
        roster = evolve_community(roster, act, AT)
    return roster


def covering(town: r.Roster, *parts: str) -> r.Roster:
    return evolve_community(town, r.Cover("p1", TEAM, parts), AT)


def told(force: InForce | None, town: r.Roster, act: r.Cover, at: datetime = AT) -> str:
    refusal = decide_community(force, town, act, by=CLERK, at=at)
    return refusal.code if refusal else ""


def test_a_seat_is_for_the_parts_said_last(force: InForce, town: r.Roster) -> None:
    assert told(force, town, r.Cover("p1", TEAM, GRID)) == ""
    after = covering(covering(town, "第 1 网格"), "第 2 网格", "第 3 网格")
    assert after.seats[TEAM]["p1"].parts == ("第 2 网格", "第 3 网格")
    assert after.seats[TEAM]["p1"].until == town.seats[TEAM]["p1"].until
    assert covering(after).seats[TEAM]["p1"].parts == ()
    assert after.seq == town.seq + 2


def test_only_who_sits_in_an_organ_of_grids_or_buildings_is_there_for_a_part(
    force: InForce, town: r.Roster
) -> None:
    assert told(force, town, r.Cover("p2", TEAM, GRID)) == "not-seated"
    assert told(force, town, r.Cover("p1", TEAM, GRID), AT + timedelta(days=366)) == "not-seated"
    assert told(force, town, r.Cover("p1", "departments", GRID)) == "no-parts"
    assert told(force, town, r.Cover("p1", "desk", GRID)) == "not-seated", "it stands at every level"
    assert told(force, town, r.Cover("p1", "nothing", GRID)) == "no-parts"
    assert told(None, town, r.Cover("p1", TEAM, GRID)) == "not-founded"
    by_herself = decide_community(force, town, r.Cover("p1", TEAM, GRID), by=Actor("p1", TEAM), at=AT)
    assert by_herself is not None
    assert by_herself.code == "not-clerk"


def test_a_seat_sees_what_the_charter_says_of_its_own_parts(force: InForce, town: r.Roster) -> None:
    sees = force.charter.organs[TEAM].sees
    assert sights(force, covering(town, *GRID), "p1", AT) == (Sight(TEAM, sees, "grid", GRID),)
    assert sights(force, covering(town, *GRID), "p2", AT) == ()


@pytest.mark.parametrize("act", [r.LeaveSeat("p1", TEAM), r.Depart("p1")])
def test_what_a_seat_sees_ends_with_the_seat(
    force: InForce, town: r.Roster, act: r.LeaveSeat | r.Depart
) -> None:
    there = covering(town, *GRID)
    assert sights(force, evolve_community(there, act, AT), "p1", AT) == ()
    again = evolve_community(evolve_community(there, r.LeaveSeat("p1", TEAM), AT), r.TakeSeat("p1", TEAM), AT)
    assert sights(force, again, "p1", AT)[0].parts == (), "who sits there anew is there for no part yet"


def test_what_a_seat_sees_ends_in_the_moment_in_which_its_term_is_over(
    force: InForce, town: r.Roster
) -> None:
    end, there = AT + timedelta(days=365), covering(town, *GRID)
    assert sights(force, there, "p1", end - timedelta(microseconds=1))
    assert sights(force, there, "p1", end) == ()


def test_who_sees_no_register_or_not_this_one_is_told_why(force: InForce, town: r.Roster) -> None:
    held = sights(force, covering(town, *GRID), "p1", AT)
    assert seen_by(force, held, ["residents", "households"]) == held
    assert _code(seen_by(force, (), ["residents"])) == "no-sight"
    assert _code(seen_by(force, sights(force, town, "p1", AT), ["residents"])) == "no-part-yet"
    missing = seen_by(force, held, ["residents", "party"])
    assert _code(missing) == "register-not-seen"
    assert isinstance(missing, Refusal)
    assert "党员" in missing.says("zh")
    assert "party members" in missing.says("en")
    assert _code(seen_by(force, held, ["rosters"])) == "register-not-seen"


def test_who_looks_outside_is_told_for_which_parts_the_seat_is(force: InForce, town: r.Roster) -> None:
    said = outside(force, sights(force, covering(town, "第 2 网格", "第 1 网格"), "p1", AT))
    assert said.clause == f"organs.{TEAM}"
    assert "第 1 网格、第 2 网格" in said.says("zh")


def test_the_record_reads_for_which_parts_a_seat_is_as_it_was_written(town: r.Roster) -> None:
    entry = CommunityEntry(
        chain="community", seq=4, prev="0" * 64, at=AT, charter="", roster=3, by=CLERK,
        act=r.Cover("p1", TEAM, GRID),
    )  # fmt: skip
    data, _hash = seal(entry)
    assert read_entry(data) == entry
    with pytest.raises(ValidationError):
        read_entry(data.replace("第 1 网格".encode(), b"x" * 61))


def test_charters_of_the_gallery_give_registers_to_organs_of_a_part_only() -> None:
    seeing = {
        (slug, key): organ.at
        for slug in charters.slugs()
        for key, organ in charters.read(slug).charter.organs.items()
        if organ.sees
    }
    assert {"grid", "unit-grid", "area", "group", "courtyard", EACH} == set(seeing.values())
    for (slug, _key), at in seeing.items():
        assert at in {EACH, *in_force(charters.read(slug)).parts}


# --- any kind of part, and organs that stand at every level -------------------------------------------------


@pytest.fixture(scope="module")
def streets() -> InForce:
    """Mediators stand at every level, in stairwell and building too."""
    return in_force(charters.read("fengqiao"))


def seated(level: str, *parts: str) -> r.Roster:
    """Somebody is a mediator at a level, for some parts."""
    roster = r.Roster()
    for act in (
        r.Found("fengqiao", "1"),
        r.Enrol((r.Newcomer("p1", {}),)),
        r.TakeSeat("p1", "mediators", level=level),
        r.Cover("p1", "mediators", parts),
    ):
        roster = evolve_community(roster, act, AT)
    return roster


def before(force: InForce) -> InForce:
    """The same charter in the meaning that was in force before seats could be for any part."""
    return replace(force, language=6)


@pytest.mark.parametrize(
    ("slug", "organ", "kind"),
    [
        ("tieshan-street", "unit-officers", "unit-grid"),
        ("tieshan-street", "area-heads", "area"),
        ("zhalute", "party-group", "group"),
        ("chengdu", "self-management", "courtyard"),
    ],
)
def test_a_seat_is_for_any_kind_of_place_within_the_charters_own(slug: str, organ: str, kind: str) -> None:
    force, roster = in_force(charters.read(slug)), r.Roster()
    for act in (r.Found("here", "1"), r.Enrol((r.Newcomer("p1", {}),)), r.TakeSeat("p1", organ)):
        roster = evolve_community(roster, act, AT)
    cover = r.Cover("p1", organ, ("东",))
    assert told(force, roster, cover) == ""
    assert [one.kind for one in sights(force, evolve_community(roster, cover, AT), "p1", AT)] == [kind]


def test_in_an_organ_of_every_level_a_seat_is_for_parts_of_the_kind_that_it_is_at(streets: InForce) -> None:
    cover = r.Cover("p1", "mediators", ("3号楼·1单元",))
    assert told(streets, seated("stairwell"), cover) == ""
    (seen,) = sights(streets, seated("stairwell", "3号楼·1单元"), "p1", AT)
    assert (seen.kind, seen.parts) == ("stairwell", ("3号楼·1单元",))
    for level in ("", "community", "street", "dwelling"):
        assert told(streets, seated(level), cover) == "level-without-parts", level
        assert sights(streets, seated(level, "3号楼"), "p1", AT) == (), level
    assert told(streets, r.Roster(seq=1), cover) == "not-seated"


def test_a_seat_is_at_no_other_kind_of_place_than_that_of_its_organ(
    streets: InForce, force: InForce, town: r.Roster
) -> None:
    empty = evolve_community(seated(""), r.LeaveSeat("p1", "mediators"), AT)
    for level, code in (("building", ""), ("street", ""), ("", ""), ("moon", "no-such-level")):
        act = r.TakeSeat("p1", "mediators", level=level)
        refusal = decide_community(streets, empty, act, by=CLERK, at=AT)
        assert _code(refusal) == code, level
    for level, code in (("grid", ""), ("building", "other-level")):
        there = r.TakeSeat("p2", TEAM, seat_class="security", level=level)
        assert _code(decide_community(force, town, there, by=CLERK, at=AT)) == code, level


def test_what_was_decided_before_is_decided_as_it_was(streets: InForce, force: InForce) -> None:
    assert before(force).parts == ("grid", "building")
    cover = r.Cover("p1", "mediators", ("3号楼",))
    assert told(before(streets), seated("building"), cover) == "no-parts"
    assert sights(before(streets), seated("building", "3号楼"), "p1", AT) == ()
    empty = evolve_community(seated(""), r.LeaveSeat("p1", "mediators"), AT)
    act = r.TakeSeat("p1", "mediators", level="moon")
    assert decide_community(before(streets), empty, act, by=CLERK, at=AT) is None


def _code(found: object) -> str:
    return found.code if isinstance(found, Refusal) else ""
