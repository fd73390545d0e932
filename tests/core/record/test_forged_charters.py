"""Charters exchanged, with everything else made anew."""

from dataclasses import replace

import msgspec
import pytest
from forge import at, changed, codes, codes_with
from village import Record

from linli import charters
from linli.core.charter.load import load
from linli.core.engine import acts as a
from linli.core.engine.roster import Adopt, TakeSeat
from linli.core.record.archive import (
    CharterLine,
    Closure,
    closure_of,
)
from linli.core.record.verify import verify


def weaker() -> tuple[CharterLine, str]:
    """Beilin's charter with a lower bar."""
    text = charters.read("beilin").text.replace(
        b"quorum: present >= 2/3 of members", b"quorum: present >= 1/8 of members"
    )
    loaded = load(text, file="beilin/charter.yaml", find=charters.find)
    return closure_of(loaded), loaded.hash


def test_a_charter_text_in_anothers_place_is_found(lived: Record) -> None:
    line, _ = weaker()
    swapped = msgspec.structs.replace(line.charter, hash=lived.charters[0].charter.hash)
    forged = replace(lived, charters=[CharterLine(swapped)])
    assert codes(forged.lines())[0] == "charter-differs"


def test_a_swapped_charter_with_its_own_hash_is_not_the_one_adopted(lived: Record) -> None:
    line, _ = weaker()
    found = codes(replace(lived, charters=[line]).lines())
    assert set(found) == {"charter-unknown", "refused"}


def test_a_swapped_charter_adopted_with_everything_made_anew_decides_otherwise_or_shows_by_its_root(
    lived: Record, lines: tuple[bytes, ...]
) -> None:
    line, hash = weaker()
    entries = [
        msgspec.structs.replace(entry, charter=hash) if entry.charter else entry for entry in lived.entries
    ]
    adopt = at(lived, Adopt)
    entries[adopt] = msgspec.structs.replace(entries[adopt], act=Adopt(hash))
    forged = replace(lived.with_entries(entries), charters=[line])
    assert verify(forged.lines()).ok
    assert codes_with(forged, root=verify(lines).root) == ["root-not-found"]


def test_a_matter_under_another_charter_than_it_began_with_is_found(lived: Record) -> None:
    line, hash = weaker()
    forged = changed(lived, at(lived, a.Vote), charter=hash)
    assert codes(replace(forged, charters=[*lived.charters, line]).lines())[0] == "charter-other"


def test_a_community_entry_under_a_charter_not_in_force_is_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, TakeSeat), charter="").lines()) == ["charter-other"]


@pytest.mark.parametrize("text", ["", "charter: [", "charter: beilin\nno-such-key: 1\n"])
def test_a_charter_that_cannot_be_read_is_found(lived: Record, text: str) -> None:
    closure = Closure("0" * 64, "beilin", {"beilin": text})
    report = verify(replace(lived, charters=[CharterLine(closure), *lived.charters]).lines())
    assert [one.code for one in report.findings] == ["charter-unloadable"]


def test_texts_that_a_charter_does_not_extend_are_found(lived: Record) -> None:
    closure = lived.charters[0].charter
    more = msgspec.structs.replace(closure, texts={**closure.texts, "other": ""})
    assert codes(replace(lived, charters=[CharterLine(more)]).lines()) == ["charter-surplus"]
