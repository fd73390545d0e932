"""From a file to a charter: mistakes, what is extended, the hash, the places."""

from collections.abc import Callable

import pytest

from linli.core.charter import nodes
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.load import MAX_EXTENDS, Loaded, keys_of, load, part_at
from linli.core.charter.mistake import MOST
from linli.core.charter.model import Charter, Organ
from linli.core.charter.nodes import Path
from linli.core.charter.shape import parts
from linli.core.charter.source import Source
from linli.core.charter.stages import Poll, Publish, Rule
from linli.core.charter.text import Text

HEAD = 'charter: {slug}\nversion: "{version}"\ntitle: {{zh: 章, en: charter}}\nlevel: law\n'
RULE = (
    "rules:\n  r: {{pass: yes >= {share} of members, source: {{doc: {doc}}}}}\n"
    "sources:\n  {doc}: {{zh: 甲, en: A}}\n"
)

Found = Callable[[str | bytes], tuple[Finding, ...]]


def head(slug: str, version: str = "1", more: str = "") -> bytes:
    return (HEAD.format(slug=slug, version=version) + more).encode()


def family(**charters: bytes) -> Callable[[str], bytes | None]:
    return charters.get


def test_a_charter_is_told_all_its_mistakes_at_once(sample: str, found: Found) -> None:
    bad = (
        sample.replace("seats:", "seat:")
        .replace("kind: work", "kind: wrok")
        .replace("1/2 of present", "3/2 of present")
    )
    told = found(bad + "zzz: 1\ntitle: {zh: 二, en: two}\n")
    assert [one.code for one in told] == [
        "unknown-key",
        "unreadable",
        "unknown-word",
        "unknown-key",
        "duplicate-key",
    ]
    assert [one.mark.line if one.mark else 0 for one in told] == [14, 19, 39, 44, 45]


def test_a_duplicate_key_alone_is_enough_to_refuse(sample: str, found: Found) -> None:
    assert [one.code for one in found(sample + "level: street\n")] == ["duplicate-key"]


def test_after_a_hundred_mistakes_the_rest_is_counted(sample: str, found: Found) -> None:
    told = found(sample + "".join(f"x{n}: 1\n" for n in range(MOST + 7)))
    assert len(told) == MOST + 1
    assert told[-1].code == "too-many"
    assert "7 more" in told[-1].says.en


def test_a_rule_written_in_place_is_told_its_own_mistake_only(sample: str, found: Found) -> None:
    (told,) = found(sample.replace("rule: majority", "rule: {passs: yes > 1/2 of present}"))
    assert (told.code, told.path) == ("unknown-key", "procedures.affair.stages.decide.rule.passs")
    assert told.mend is not None
    assert "“pass”" in told.mend.en


def test_a_rule_that_is_a_list_has_the_wrong_shape(sample: str, found: Found) -> None:
    assert [one.code for one in found(sample.replace("rule: majority", "rule: [majority]"))] == [
        "wrong-shape"
    ]


def test_an_unknown_word_is_told_the_words_there_are(sample: str, found: Found) -> None:
    (told,) = found(sample.replace("level: community", "level: moon"))
    assert told.mend is not None
    assert told.mend.en == "it can be: grid, community, street, district, city, province, country, law"
    (told,) = found(sample.replace("    seats: 5 to 9", "    nature: moon"))
    assert told.mend is not None
    assert "self-government" in told.mend.en


def test_an_unknown_key_inside_a_text_that_is_no_part_lists_nothing_wrong(sample: str, found: Found) -> None:
    (told,) = found(
        sample.replace("source: {doc: pact}\n    stages", "source: {doc: pact, docc: x}\n    stages")
    )
    assert told.mend is not None
    assert "“doc”" in told.mend.en


def test_rules_and_documents_come_from_what_is_extended_and_its_own_come_first() -> None:
    far = head(
        "far",
        more=RULE.format(share="1/4", doc="F") + "facts:\n  old: {title: {zh: 老, en: old}, type: yes-no}\n",
    )
    near = head("near", more="extends: far\n" + RULE.format(share="1/3", doc="N"))
    own = head("own", more="extends: near\n")
    loaded = load(own, file="f", find=family(near=near, far=far))
    assert [one.slug for one in loaded.closure] == ["own", "near", "far"]
    assert loaded.rule("r") == loaded.closure[1].charter.rules["r"]
    assert loaded.rule("s") is None
    assert set(loaded.documents) == {"N", "F"}
    mine = load(own + RULE.format(share="1/2", doc="O").encode(), file="f", find=family(near=near, far=far))
    assert mine.rule("r") == mine.charter.rules["r"]


def test_a_charter_extended_twice_is_read_once() -> None:
    asked: list[str] = []
    charters = {f"a{n}": head(f"a{n}", more=f"extends: [a{n + 1}, b{n + 1}]\n") for n in range(12)}
    charters |= {f"b{n}": head(f"b{n}", more=f"extends: [a{n + 1}, b{n + 1}]\n") for n in range(12)}
    charters |= {"a12": head("a12"), "b12": head("b12")}

    def find(slug: str) -> bytes | None:
        asked.append(slug)
        return charters[slug]

    loaded = load(charters["a0"], file="f", find=find)
    assert len(loaded.closure) == 25
    assert len(asked) == 24


def test_a_base_that_is_known_is_not_read_again() -> None:
    law = b'charter: law\nversion: "1"\ntitle: {zh: a, en: b}\nlevel: law\n'
    base = load(law, file="law.yaml")
    head = b'charter: town\nversion: "1"\ntitle: {zh: a, en: b}\nlevel: community\nextends: law\n'
    assert load(head, file="town.yaml", known={"law": base}).bases == (base,)


def test_a_chain_of_charters_that_is_too_long_is_refused() -> None:
    charters = {f"a{n}": head(f"a{n}", more=f"extends: a{n + 1}\n") for n in range(MAX_EXTENDS + 5)}
    with pytest.raises(CharterError) as caught:
        load(charters["a0"], file="f", find=charters.get)
    assert caught.value.findings[0].code == "extends-cycle"
    assert "a0 → a1 → a2" in str(caught.value)


def test_without_a_finder_nothing_can_be_extended() -> None:
    with pytest.raises(CharterError) as caught:
        load(head("own", more="extends: law\n"), file="f")
    assert [one.code for one in caught.value.findings] == ["unknown-base"]


def test_the_hash_covers_every_byte_of_the_closure() -> None:
    own = head("own", more="extends: [law, other]\n")
    charters = {"law": head("law"), "other": head("other")}
    first = load(own, file="f", find=charters.get).hash
    assert first == load(own, file="g", find=charters.get).hash
    assert first != load(own + b"\n", file="f", find=charters.get).hash
    charters["other"] += b"# one more remark\n"
    assert first != load(own, file="f", find=charters.get).hash
    assert len(first) == 64


def test_a_dotted_path_finds_its_place(sample: str, read: Callable[[str], Loaded]) -> None:
    loaded = read(sample + "relations:\n  - {from: residents, does: guides, to: committee}\n")
    assert loaded.mark("organs.committee.seats").line == 14
    assert loaded.mark("relations.0.does").line == 45
    assert loaded.mark("").line == 1


def test_the_keys_accepted_are_those_of_the_model(sample: str) -> None:
    assert "may-recall" in keys_of(Organ)
    plain: nodes.Plain = {
        "procedures": {
            "p": {"stages": {"s": {"kind": "poll", "rule": {}, "enacts": {"passed": [{}]}}, "t": {}}}
        },
        "relations": [{}],
    }
    stage: Path = ("procedures", "p", "stages", "s")
    assert part_at((), plain) is Charter
    assert part_at(stage, plain) is Poll
    assert part_at((*stage, "rule"), plain) is Rule
    assert part_at((*stage, "title"), plain) is Text
    assert part_at((*stage, "nothing", "here"), plain) is None
    assert part_at((*stage, "kind"), plain) is None
    assert part_at(("relations", 0, "source"), plain) is Source
    assert part_at(("relations", 7, "source"), plain) is Source
    assert part_at(("procedures", "p", "stages", "s", "enacts", "passed", 0), plain) is not None


def test_every_part_of_a_charter_is_met_with_its_path(sample: str, read: Callable[[str], Loaded]) -> None:
    met = {".".join(map(str, path)) for path, part in parts(read(sample).charter) if isinstance(part, Source)}
    assert met == {
        "organs.residents.source",
        "organs.committee.source",
        "rules.majority.source",
        "procedures.affair.source",
    }


def test_a_source_states_something_only_if_it_names_or_explains() -> None:
    assert not Source(section="2").stated
    assert Source(law="residents-committees").stated


def test_text_is_in_both_languages() -> None:
    both = Text(zh="好", en="good")
    assert (both.in_("zh"), both.in_("en")) == ("好", "good")


def test_a_publication_stands_for_some_days() -> None:
    read = Publish.model_validate(
        {"kind": "publish", "title": {"zh": "示", "en": "p"}, "then": {}, "for": "7 days"}
    )
    assert read.for_ is not None


def test_windows_line_ends_change_neither_what_is_read_nor_where(sample: str, found: Found) -> None:
    bad = sample.replace("seats: 5 to 9", "seat: 5 to 9")
    assert found(bad.replace("\n", "\r\n")) == found(bad)
