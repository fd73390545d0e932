"""The families of findings, where a bad file alone would not show enough."""

from collections.abc import Callable

import pytest

from linli.core.charter import lint
from linli.core.charter.codes import CRITIQUE, FAMILIES, FAMILY_TITLES, family
from linli.core.charter.finding import Finding
from linli.core.charter.lint import known, outcomes
from linli.core.charter.lint.organs import empty
from linli.core.charter.load import Loaded
from linli.core.charter.stages import Poll

Check = Callable[[str | bytes], list[str]]
Found = Callable[[str | bytes], tuple[Finding, ...]]
Read = Callable[[str], Loaded]

WORK = "kind: work\n        by: committee"
POLL = "rule: majority\n        then: {passed: carry-out, failed: refused, no-quorum: again (at most 2)}"
HEAD = "  head: {title: {zh: 组长, en: head}, chosen-by: residents, seats: 1, source: {doc: pact}}\nrules:\n"


def test_a_charter_that_does_not_hold_together_is_not_judged(sample: str, read: Read) -> None:
    loaded = read(sample.replace("passed: carry-out", "passed: done"))
    assert lint.structure(loaded) == lint.check(loaded)
    assert [found.level for found in lint.check(loaded)] == ["error"]


def test_findings_are_shown_by_family(sample: str, read: Read) -> None:
    odd = "  odd: {pass: yes > 3, source: {doc: pact}}\nprocedures:"
    grouped = lint.by_family(lint.check(read(sample.replace("procedures:", odd))))
    assert list(grouped) == ["structure", "critique"]
    assert all(family(one.code) == name for name, some in grouped.items() for one in some)


def test_the_critique_is_never_an_error() -> None:
    assert "error" not in CRITIQUE.values()
    assert set(FAMILY_TITLES) == set(FAMILIES)


def test_findings_come_in_the_order_of_the_file(sample: str, found: Found) -> None:
    bad = sample.replace("finished: done", "finished: carry-out").replace(
        "elected-by: residents", "elected-by: nobody"
    )
    lines = [
        one.mark.line if one.mark else 0 for one in found(bad.replace("everyone: adult", "everyone: adlut"))
    ]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_the_nearest_name_is_offered_else_those_there_are(sample: str, found: Found) -> None:
    (near,) = found(sample.replace("rule: majority", "rule: majorty"))[1:]
    assert near.mend is not None
    assert near.mend.en == "did you mean “majority”?"
    (far,) = found(sample.replace("elected-by: residents", "elected-by: zzz"))
    assert far.mend is not None
    assert far.mend.en == "there are: committee, residents"
    (none,) = found(
        sample.replace("        title: {zh: 实施", "        apart-from: zzz\n        title: {zh: 实施")
    )
    assert none.mend is not None
    assert "carry-out" in none.mend.en


def test_where_there_is_nothing_of_a_kind_nothing_is_offered(sample: str, found: Found) -> None:
    (told,) = found(sample.replace("    decides: {affair", "    discloses: accounts\n    decides: {affair"))
    assert (told.code, told.mend) == ("unknown-name", None)


@pytest.mark.parametrize(
    ("then", "codes"),
    [
        ("failed: propose", ["unbounded-loop"]),
        ("failed: again", ["unbounded-loop"]),
        ("failed: again propose (at most 2)", []),
        ("failed: up to district again propose", []),
        ("failed: up", []),
        ("failed: pause", []),
    ],
)
def test_a_ring_is_endless_unless_it_is_bounded_or_waits(
    sample: str, check: Check, then: str, codes: list[str]
) -> None:
    pause = "      pause: {title: {zh: 待, en: pause}, kind: wait, until: 3 days, then: {reached: propose}}\n"
    assert check(sample.replace("failed: refused", then) + (pause if "pause" in then else "")) == codes


def test_two_rings_that_share_a_stage_are_told_once(sample: str, check: Check) -> None:
    assert check(sample.replace("failed: refused", "failed: propose, lapsed: decide")) == ["unbounded-loop"]


def test_a_ring_without_an_end_is_a_dead_end_only(sample: str, check: Check) -> None:
    assert check(sample.replace("finished: done", "finished: carry-out")) == ["dead-end"]


def test_the_target_of_an_unknown_stage_is_told_once(sample: str, check: Check) -> None:
    assert check(sample.replace("finished: done", "finished: nowhere, failed: done")) == ["unknown-name"]


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        ("head\n        apart-from: choose", ["stage-without-actors"]),
        ("head or committee\n        apart-from: choose", []),
        ("chair of committee\n        apart-from: choose", []),
        ("committee\n        apart-from: propose", []),
        ("whoever did choose\n        apart-from: [choose, propose]", ["stage-without-actors"]),
        ("holder\n        apart-from: choose", []),
    ],
)
def test_who_is_kept_apart_cannot_act(sample: str, check: Check, by: str, codes: list[str]) -> None:
    choose = (
        "      choose: {title: {zh: 定, en: choose}, kind: work, by: head, then: {finished: carry-out}}\n"
    )
    text = (
        sample.replace("rules:\n", HEAD)
        .replace("passed: carry-out", "passed: choose")
        .replace(WORK, f"kind: work\n        by: {by}")
    )
    assert check(text + choose) == codes


def test_a_chair_kept_apart_from_what_the_chair_did_cannot_act(sample: str, check: Check) -> None:
    text = sample.replace(
        "kind: propose\n        by: residents", "kind: propose\n        by: chair of committee"
    )
    text = text.replace(WORK, "kind: work\n        by: chair of committee\n        apart-from: propose")
    assert check(text) == ["stage-without-actors"]


def test_an_organ_without_anybody_is_empty_and_so_is_what_is_made_of_it(sample: str, read: Read) -> None:
    organs = (
        "  apart: {title: {zh: 甲, en: a}, assembly-of: residents, apart-from: residents}\n"
        "  ring: {title: {zh: 乙, en: b}, union: [ring, above]}\n"
        "  above: {title: {zh: 丙, en: c}, union: [ring, apart]}\n"
        "  full: {title: {zh: 丁, en: d}, union: [ring, committee]}\n"
        "  half: {title: {zh: 戊, en: e}, union: [apart, somebody-unknown]}\n"
        "  bare: {title: {zh: 己, en: f}}\n"
        "rules:\n"
    )
    assert empty(read(sample.replace("rules:\n", organs)).charter) == {"apart", "ring", "above", "bare"}


def test_a_charter_of_thousands_of_parts_is_checked_all_the_same(sample: str, check: Check) -> None:
    organ = "title: {zh: 甲, en: a}, source: {doc: pact}"
    organs = "".join(f"  o{n}: {{{organ}, union: [o{n + 1}, o{n + 2}]}}\n" for n in range(1500))
    last = f"  o1500: {{{organ}, assembly-of: o1501}}\n  o1501: {{{organ}, chosen-by: residents, seats: 0}}\n"
    text = sample.replace("rules:\n", f"{organs}{last}rules:\n").replace(WORK, "kind: work\n        by: o0")
    assert check(text) == ["stage-without-actors"]
    stage = "title: {zh: 办, en: s}, kind: work, by: committee"
    stages = "".join(f"      s{n}: {{{stage}, then: {{finished: s{n + 1}}}}}\n" for n in range(1500))
    assert check(sample.replace("finished: done", "finished: s0") + stages).count("unknown-name") == 1


def test_nobody_offered_a_task_or_answering_an_objection_is_told(sample: str, found: Found) -> None:
    void = (
        "  void: {title: {zh: 空, en: void}, chosen-by: residents, seats: 0, source: {doc: pact}}\nrules:\n"
    )
    offer = "title: {zh: 派, en: offer}, kind: assign, by: committee, to: void, then: {accepted: show, returned: done}"
    show = (
        "title: {zh: 示, en: show}, kind: publish, by: committee, "
        "then: {unopposed: done, upheld: done, dismissed: done}, "
        "objections: {from: residents, answered-by: void, within: 3 days}"
    )
    text = sample.replace("rules:\n", void).replace("finished: done", "finished: offer")
    told = found(f"{text}      offer: {{{offer}}}\n      show: {{{show}}}\n")
    paths = [one.path.split("stages.")[1] for one in told if one.code == "stage-without-actors"]
    assert paths == ["offer.to", "show.objections.answered-by"]


def test_a_rule_passes_or_chooses(sample: str, check: Check) -> None:
    text = sample.replace("    pass: yes", "    choose: all, most yes, tie lot\n    pass: yes")
    text = text.replace("at: sitting", "at: sitting\n        ask: items")
    assert check(text.replace("passed: carry-out, failed", "elected: carry-out, short")) == ["rule-mismatch"]


def test_petitions_and_rules_in_place_are_looked_at_too(sample: str, check: Check) -> None:
    petition = "title: {zh: 征, en: petition}, kind: gather, by: residents, enough: supports > members"
    stage = f"      petition: {{{petition}, then: {{enough: decide, too-few: lapsed}}}}\n"
    assert check(sample.replace("submitted: decide", "submitted: petition") + stage) == ["rule-never-met"]
    in_place = sample.replace("rule: majority", 'rule: {quorum: present > 0, pass: "30 < yes"}')
    assert check(in_place.replace("seats: 5 to 9", "seats: at least 5")) == ["unused-rule", "bare-number"]


def test_outcomes_follow_from_kind_and_keys(sample: str, read: Read) -> None:
    loaded = read(sample)
    stages = loaded.charter.procedures["affair"].stages
    assert outcomes.certain(loaded, stages["propose"]) == ("submitted",)
    assert outcomes.certain(loaded, stages["decide"]) == ("no-quorum", "passed", "failed")
    assert outcomes.certain(loaded, stages["carry-out"]) == ("finished",)
    poll = Poll.model_validate(
        {"kind": "poll", "title": {"zh": "a", "en": "b"}, "then": {}, "within": "3 days"}
    )
    assert outcomes.certain(loaded, poll) == ("passed", "lapsed")
    assert outcomes.known(poll)[-1] == "lapsed"


def test_an_election_can_tie_unless_the_lot_decides(sample: str, read: Read) -> None:
    for ties, tied in (("", True), (", tie vote-again", True), (", tie votes then lot", False)):
        text = sample.replace(
            "    pass: yes > 1/2 of present\n", f"    choose: at most seats, most yes{ties}\n"
        )
        loaded = read(text)
        assert (
            "tied" in outcomes.certain(loaded, loaded.charter.procedures["affair"].stages["decide"])
        ) is tied


def test_words_of_the_language_and_odd_spellings_are_no_names() -> None:
    assert known.is_name("two-committees")
    assert not known.is_name("Two")
    assert not known.is_name("a.b")


def test_a_law_is_not_asked_whether_it_uses_its_own_rules(sample: str, check: Check) -> None:
    unused = sample.replace(
        "procedures:\n", "  spare: {pass: yes > 1/2 of present, source: {doc: pact}}\nprocedures:\n"
    )
    assert check(unused) == ["unused-rule"]
    assert check(unused.replace("level: community", "level: law")) == []
