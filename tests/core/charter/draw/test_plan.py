"""Every drawing of every charter: all of it is there, and nothing lies upon anything else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.charter.draw import bodies, place, steps
from linli.core.charter.draw.plan import Plan, Rect
from linli.core.charter.draw.rows import TRUNK
from linli.core.charter.explain.voice import Voice
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter
from linli.core.charter.text import Lang

Made = Callable[..., Charter]
Check = Callable[[Plan], None]
Inside = Callable[[Rect, Rect], bool]
LANGS: tuple[Lang, ...] = ("zh", "en")


def text(zh: str, en: str = "") -> dict[str, str]:
    return {"zh": zh, "en": en or zh}


def work(title: str = "办理", **then: str) -> dict[str, Any]:
    """A stage of work, led on as ``then`` says."""
    return {"title": text(title), "kind": "work", "by": "committee", "then": then}


def voice(loaded: Loaded, lang: Lang) -> Voice:
    return Voice(loaded.charter, lang, {base.slug: base.charter for base in loaded.closure[1:]})


def plan_of(charter: Charter, slug: str = "p", lang: Lang = "zh") -> Plan:
    return place.plan(steps.picture(slug, Voice(charter, lang), "").nodes)


def plans(v: Voice) -> Iterator[Plan]:
    for slug in v.charter.procedures:
        yield place.plan(steps.picture(slug, v, "").nodes)
    yield place.plan(bodies.picture(v, "").nodes)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_in_a_drawing_lies_upon_anything_else(loaded: Loaded, lang: Lang, check: Check) -> None:
    for plan in plans(voice(loaded, lang)):
        check(plan)


@pytest.mark.parametrize("lang", LANGS)
def test_every_stage_is_drawn_once_and_every_outcome_leads_where_the_charter_says(
    loaded: Loaded, lang: Lang
) -> None:
    for slug, procedure in loaded.charter.procedures.items():
        plan = place.plan(steps.picture(slug, voice(loaded, lang), "").nodes)
        assert sorted(box.node.key for box in plan.boxes) == sorted(procedure.stages)
        drawn = sorted(
            (edge.start, name, edge.way.to)
            for edge in plan.edges
            for name in edge.way.names
            if name != "strands"
        )
        assert drawn == sorted(
            (name, outcome, {"again": to.name or name, "up": to.stage}.get(to.kind, to.name))
            for name, stage in procedure.stages.items()
            for outcome, to in stage.then.items()
        )


@pytest.mark.parametrize("lang", LANGS)
def test_every_organ_is_drawn_once_with_whom_it_makes(loaded: Loaded, lang: Lang) -> None:
    plan = place.plan(bodies.picture(voice(loaded, lang), "").nodes)
    organs = loaded.charter.organs
    assert sorted(box.node.key for box in plan.boxes) == sorted(organs)
    made = {(edge.start, edge.way.to) for edge in plan.edges if edge.way.manner == "makes"}
    for slug, organ in organs.items():
        makers = {organ.elected_by, organ.chosen_by, organ.appointed_by, organ.assembly_of, *organ.union} - {
            ""
        }
        assert {(maker, slug) for maker in makers} <= made
    stands = {(edge.start, edge.way.to) for edge in plan.edges if edge.way.manner == "stands"}
    assert {(one.from_, one.to) for one in loaded.charter.relations} <= stands


def test_the_charter_with_every_construct_is_drawn_without_a_clash(rich: Charter, check: Check) -> None:
    for lang in LANGS:
        for plan in plans(Voice(rich, lang)):
            check(plan)


def test_strands_stand_side_by_side_in_the_frame_of_their_split(
    made: Made, check: Check, inside: Inside
) -> None:
    split = {"title": text("分"), "kind": "split", "strands": ["one", "two"], "then": {"joined": "after"}}
    plan = plan_of(
        made({"both": split, "one": work(finished="more"), "more": work(finished="after"),
              "two": work(finished="after"), "after": work(finished="done")})
    )  # fmt: skip
    check(plan)
    boxes = {box.node.key: box for box in plan.boxes}
    assert boxes["one"].y == boxes["two"].y < boxes["more"].y < boxes["after"].y
    assert boxes["one"].rect[2] < boxes["two"].x
    assert all(inside(boxes[name].rect, plan.frames[0].rect) for name in ("one", "more", "two"))
    assert not inside(boxes["after"].rect, plan.frames[0].rect)
    assert [edge.way.to for edge in plan.edges if edge.way.names == ("strands",)] == ["one", "two"]


def test_a_strand_into_which_others_lead_stands_in_no_frame(made: Made, check: Check) -> None:
    split = {
        "title": text("分"),
        "kind": "split",
        "each": "items",
        "first": "one",
        "then": {"joined": "done"},
    }
    plan = plan_of(
        made({"before": work(finished="both", failed="one"), "both": split, "one": work(finished="done")})
    )
    check(plan)
    assert plan.frames == ()
    (edge,) = (edge for edge in plan.edges if edge.way.names == ("strands",))
    assert (edge.start, edge.way.to, edge.way.label) == ("both", "one", "每一项各走一路")


def test_splits_within_splits_are_framed_to_a_depth_and_then_drawn_plainly(made: Made, check: Check) -> None:
    stages: dict[str, Any] = {
        f"s{n}": {
            "title": text("分"),
            "kind": "split",
            "each": "items",
            "first": f"s{n + 1}",
            "then": {"joined": "done"},
        }
        for n in range(6)
    }
    plan = plan_of(made({**stages, "s6": work(finished="done")}))
    check(plan)
    assert len(plan.frames) == steps.DEEPEST
    assert len(plan.boxes) == 7


def test_a_split_whose_strands_overlap_or_are_unknown_is_still_drawn(made: Made, check: Check) -> None:
    split = {
        "title": text("分"),
        "kind": "split",
        "strands": ["one", "two", "none"],
        "then": {"joined": "done"},
    }
    plan = plan_of(made({"both": split, "one": work(finished="two"), "two": work(finished="nowhere")}))
    check(plan)
    assert {edge.pill.words.text for edge in plan.edges if edge.pill} >= {"none", "nowhere"}
    split["strands"] = ["one", "two"]
    plan = plan_of(made({"both": split, "one": work(finished="two"), "two": work(finished="done")}))
    check(plan)
    assert len(plan.boxes) == 3


def test_stages_written_in_a_confused_order_stand_in_the_order_of_the_way(
    made: Made,
) -> None:
    stages = {"c": work(finished="done"), "b": work(finished="c", failed="a"), "a": work(finished="b")}
    plan = plan_of(made({"start": work(finished="a"), **stages}))
    assert [box.node.key for box in plan.boxes] == ["start", "a", "b", "c"]


def test_a_line_ends_at_the_edge_of_the_box_that_it_leads_to(made: Made) -> None:
    plan = plan_of(
        made({"a": work(finished="b", failed="c"), "b": work(finished="c", failed="again a"), "c": work()})
    )
    boxes = {box.node.key: box for box in plan.boxes}
    lines = {(edge.start, edge.way.to): edge for edge in plan.edges}
    edge = boxes["c"].rect[2]
    assert lines["a", "c"].line.endswith(f"H{edge + 10}")
    assert lines["a", "b"].stem.startswith(f"M{boxes['a'].x + TRUNK} ")
    assert lines["b", "a"].arrow.startswith(f"M{edge + 10} ")


def test_two_ways_back_to_one_stage_run_together_and_end_in_one_arrow(made: Made) -> None:
    plan = plan_of(
        made(
            {
                "a": work(finished="b"),
                "b": work(finished="c", failed="again a"),
                "c": work(finished="done", failed="again a"),
            }
        )
    )
    first, second = (edge for edge in plan.edges if edge.way.manner == "back")
    assert first.arrow
    assert not second.arrow


def test_lines_for_which_no_lane_is_left_name_the_stage_that_they_lead_to(made: Made, check: Check) -> None:
    names = [f"s{n}" for n in range(20)]
    stages = {
        name: work(
            f"第 {index} 步",
            finished=names[min(index + 1, 19)] if index < 19 else "done",
            failed=names[-1 - index],
        )
        for index, name in enumerate(names)
    }
    plan = plan_of(made(stages))
    check(plan)
    assert any(edge.pill and edge.way.manner == "on" for edge in plan.edges)
    assert plan.w < 500


OUTCOMES = ("finished", "failed", "deferred", "lapsed")
NAMES = tuple(f"s{n}" for n in range(8))
TARGETS = st.sampled_from(
    (*NAMES, "done", "refused", "again (at most 2)", "again s1 (at most 3), then refused", "again", "up",
     "up to street", "up again s2, then refused")
)  # fmt: skip
STAGE = st.builds(
    lambda title, then: work(title, **then),
    st.text(min_size=1, max_size=60),
    st.dictionaries(st.sampled_from(OUTCOMES), TARGETS),
)
SPLIT = st.builds(
    lambda strands, each, first, target: {
        "title": text("分"), "kind": "split", "strands": strands, "each": each, "first": first,
        "then": {"joined": target},
    },
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.sampled_from(("items", "organs")),
    st.sampled_from(NAMES), TARGETS,
)  # fmt: skip


@given(stages=st.lists(STAGE | SPLIT, min_size=1, max_size=8), lang=st.sampled_from(LANGS))
def test_whatever_leads_wherever_all_is_drawn_and_nothing_clashes(
    stages: list[dict[str, Any]], lang: Lang, check: Check
) -> None:
    written = dict(zip(NAMES, stages, strict=False))
    procedure = {"title": text("p"), "decides": {"it": text("it")}, "stages": written}
    charter = Charter.model_validate(
        {
            "charter": "any",
            "version": "1",
            "title": text("章程"),
            "level": "community",
            "procedures": {"p": procedure},
        }
    )
    plan = plan_of(charter, lang=lang)
    check(plan)
    assert sorted(box.node.key for box in plan.boxes) == sorted(NAMES[: len(stages)])
    drawn = [(edge.start, name) for edge in plan.edges for name in edge.way.names if name != "strands"]
    assert sorted(drawn) == sorted((name, outcome) for name in written for outcome in written[name]["then"])


def test_a_sheet_grows_evenly_with_the_stages(made: Made) -> None:
    def chain(count: int) -> Plan:
        names = [f"s{n}" for n in range(count)]
        return plan_of(
            made(
                {
                    name: work(finished=after, failed="again s0 (at most 2)")
                    for name, after in zip(names, [*names[1:], "done"], strict=True)
                }
            )
        )

    small, large = chain(100), chain(200)
    assert len(large.boxes) == 200
    assert 2 * small.h - 100 < large.h < 2 * small.h + 100
    assert large.w == small.w
