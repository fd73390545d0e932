"""The charters of the repository: the language's first test."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from linli.core.charter import explain, lint
from linli.core.charter.bases import BASES, ITEM_LISTS, RECORDED, TIES
from linli.core.charter.load import Loaded, load
from linli.core.charter.part import Part, kebab
from linli.core.charter.shape import parts
from linli.core.charter.stages import Rule, Stage
from linli.core.charter.terms import NAME
from linli.core.charter.text import Lang

CHARTERS = Path(__file__).parents[3] / "charters"
FILES = {path.parent.name: path for path in sorted(CHARTERS.glob("**/charter.yaml"))}
SLUGS = sorted(FILES)
DRAFTS = ("village-election", "golmud-grid", "fengqiao", "community-p", "zhalute", "community-budget")

_SHARED_OUT = "only one source tells of a fund that is shared out by a score"
_BY_SIZE = "only one source gives the size of a place from which an organ or a procedure must be there"
_AS_AT_A_STAGE = (
    "words of a stage that publishes, said of a section; one charter publishes outside of matters so far"
)

USED_BY_ONE = {
    "Fund.allots": _SHARED_OUT,
    "Allotment.to": _SHARED_OUT,
    "Allotment.in-proportion-to": _SHARED_OUT,
    "Allotment.every": _SHARED_OUT,
    "Allotment.source": _SHARED_OUT,
    "Organ.when": _BY_SIZE,
    "Procedure.when": _BY_SIZE,
    "Disclosure.for": _AS_AT_A_STAGE,
    "Disclosure.objections": _AS_AT_A_STAGE,
}
"""Constructs that one charter alone uses, each with the reason why it is no missing general word."""


def _find(slug: str) -> bytes | None:
    return FILES[slug].read_bytes() if slug in FILES else None


@cache
def _loaded(slug: str) -> Loaded:
    return load(FILES[slug].read_bytes(), file=f"{slug}/charter.yaml", find=_find)


def _declared_by(part: Part, field: str) -> str:
    """The class that first has a field, so that what all stages share is counted once."""
    return [kind for kind in type(part).__mro__ if field in getattr(kind, "__annotations__", {})][
        -1
    ].__name__.lstrip("_")


def _constructs(loaded: Loaded) -> Iterator[str]:
    for _, part in parts(loaded.charter):
        for field in part.model_fields_set:
            value = f"={getattr(part, field)}" if field in ("kind", "do") else ""
            yield f"{_declared_by(part, field)}.{kebab(field)}{value}"


def test_the_six_hard_drafts_are_there() -> None:
    assert set(DRAFTS) <= set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_charter_stands_in_the_folder_of_its_name(slug: str) -> None:
    assert _loaded(slug).slug == slug


@pytest.mark.parametrize("slug", SLUGS)
def test_no_charter_has_an_error_that_the_check_finds(slug: str) -> None:
    assert [finding.line("en") for finding in lint.structure(_loaded(slug)) if finding.level == "error"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_charter_can_be_read_aloud(slug: str, lang: Lang) -> None:
    loaded = _loaded(slug)
    bases = {one.slug: one.charter for one in loaded.closure[1:]}
    articles = explain.charter(loaded.charter, lang, bases=bases)
    assert all(article.heading and article.sentences for article in articles)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_organ_rule_procedure_and_fund_says_where_it_comes_from(slug: str) -> None:
    charter = _loaded(slug).charter
    sections = (charter.organs, charter.rules, charter.procedures, charter.funds, charter.duties)
    sources = {name: part.source for section in sections for name, part in section.items()}
    assert [name for name, source in sources.items() if source is None or not source.stated] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_charter_has_a_page_about_it(slug: str) -> None:
    page = FILES[slug].with_name("README.md").read_text(encoding="utf-8")
    assert _loaded(slug).charter.title.en in page
    assert _loaded(slug).charter.title.zh in page


def test_no_construct_is_there_for_one_charter_alone() -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for slug in SLUGS:
        for construct in _constructs(_loaded(slug)):
            users[construct].add(slug)
    alone = {construct: slugs.copy().pop() for construct, slugs in users.items() if len(slugs) == 1}
    for construct, slug in sorted(alone.items()):
        print(f"{construct}: {slug} alone")
    assert {construct: slug for construct, slug in alone.items() if construct not in USED_BY_ONE} == {}


def test_what_was_used_by_one_charter_is_taken_off_the_list_once_another_uses_it() -> None:
    users = [construct for slug in SLUGS for construct in set(_constructs(_loaded(slug)))]
    assert [construct for construct in USED_BY_ONE if users.count(construct) != 1] == []


def test_every_word_of_the_closed_lists_is_said_in_both_languages() -> None:
    texts = [
        *(base.says for base in BASES.values()),
        *RECORDED.values(),
        *ITEM_LISTS.values(),
        *TIES.values(),
    ]
    assert all(text.zh and text.en for text in texts)


def test_bases_are_counted_in_stages_that_there_are() -> None:
    kinds = {stage.kind for slug in SLUGS for stage in _stages(slug)}
    assert {kind for base in BASES.values() for kind in base.kinds} <= kinds


def _stages(slug: str) -> Iterator[Stage]:
    for procedure in _loaded(slug).charter.procedures.values():
        yield from procedure.stages.values()


def test_the_five_steps_of_jarud_are_raised_deliberated_decided_done_and_appraised() -> None:
    stages = _loaded("zhalute").charter.procedures["five-steps"].stages
    assert [stage.kind for stage in stages.values()] == ["propose", "deliberate", "poll", "work", "appraise"]


def test_community_p_is_owed_3700_yuan_a_month_by_the_street() -> None:
    owed = _loaded("community-p").charter.funds["operating"].owes.values()
    assert sum(int(amount) for one in owed if one.from_ == "street" for amount in one.amount.values()) == 3700


def test_the_election_needs_both_majorities_and_the_recall_either_petition() -> None:
    law = _loaded("village-election").bases[0].charter
    assert law.rules["election"].quorum is not None
    assert law.rules["election"].choose is not None
    assert law.rules["election"].choose.each is not None


def test_a_spending_of_the_community_budget_needs_the_residents_vote() -> None:
    charter = _loaded("community-budget").charter
    paying = [stage for stage in charter.procedures["budget-round"].stages.values() if stage.kind == "pay"]
    assert [stage.fund for stage in paying] == ["community-fund"]
    assert charter.funds["community-fund"].decided_by == ("residents",)


def test_rules_written_in_place_have_a_source_of_their_own() -> None:
    rules = [(slug, getattr(stage, "rule", None)) for slug in SLUGS for stage in _stages(slug)]
    assert [slug for slug, rule in rules if isinstance(rule, Rule) and rule.source is None] == []


def test_the_reference_names_every_key_kind_and_word_of_the_language() -> None:
    page = (CHARTERS.parent / "docs" / "reference" / "charter-language.md").read_text(encoding="utf-8")
    words = {
        *BASES,
        *RECORDED,
        *ITEM_LISTS,
        *TIES,
        *(kebab(field) for kind in _kinds(Part) for field in kind.model_fields),
    }
    spoken = {word for code in re.findall("`+([^`]+)`+", page) for word in re.findall(NAME, code)}
    assert sorted(words - spoken) == []


def _kinds(part: type[Part]) -> Iterator[type[Part]]:
    for kind in part.__subclasses__():
        if kind.__module__.startswith("linli.core.charter."):
            yield kind
            yield from _kinds(kind)


def test_qingbo_goes_down_twice_comes_up_three_times_and_publishes_three_times() -> None:
    stages = _loaded("qingyang-qingbo").charter.procedures["projects"].stages
    ways = [name.split("-")[0] for name in stages]
    assert (ways.count("down"), ways.count("up"), ways.count("publish")) == (2, 3, 3)
    assert {stage.kind for name, stage in stages.items() if name.startswith("publish")} == {"publish"}


def test_owners_decide_by_heads_and_by_area_and_weighty_matters_by_three_quarters() -> None:
    law = _loaded("civil-code-278").charter
    ordinary, weighty = law.rules["owners-ordinary"], law.rules["owners-weighty"]
    assert ordinary.quorum == weighty.quorum
    assert str(weighty.pass_) != str(ordinary.pass_)
    assert {kind for name in ("ordinary", "weighty") for kind in law.procedures[name].decides} >= {
        "use-of-maintenance-fund",
        "raise-maintenance-fund",
        "rebuild",
        "common-parts",
    }
    assert len(law.procedures["weighty"].decides) == 3


def test_nothing_in_fengqiao_rises_above_the_street() -> None:
    kinds = _loaded("fengqiao").charter.places
    assert not kinds["street"].within
    assert kinds["stairwell"].within == ("building",)
