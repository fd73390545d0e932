import hashlib
import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.engine import acts, roster, sitting
from linli.core.record.texts import SEALED, Card, card_of, commit, open_text, seals_of

SALT = bytes(16)


def test_a_commitment_is_the_hash_of_tag_salt_and_text() -> None:
    expected = hashlib.sha256(b"linli text 1\n" + SALT + "电梯".encode()).hexdigest()
    assert commit(SALT, "电梯".encode()) == expected


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        commit(bytes(length), b"x")


@given(st.binary(min_size=16, max_size=16), st.text(max_size=40), st.text(max_size=40))
def test_an_opened_text_fits_its_seal_and_no_other_text_does(salt: bytes, text: str, other: str) -> None:
    opened = open_text(salt, text)
    assert opened.fits
    assert msgspec.structs.replace(opened, data=other).fits == (other == text)


def test_the_same_text_under_two_salts_has_two_seals() -> None:
    assert open_text(SALT, "是").seal != open_text(b"\x01" * 16, "是").seal


def test_who_has_a_file_can_check_it_against_its_card() -> None:
    card = msgspec.json.decode(card_of("现场.jpg", "image/jpeg", b"abc"), type=Card)
    assert card == Card("现场.jpg", "image/jpeg", 3, hashlib.sha256(b"abc").hexdigest())


def test_every_field_of_an_act_that_holds_a_seal_is_found() -> None:
    kinds = [
        *typing.get_args(acts.Act),
        *typing.get_args(sitting.SittingAct),
        *typing.get_args(roster.CommunityAct),
    ]
    for kind in kinds:
        hints = typing.get_type_hints(kind, include_extras=True)
        one = {name for name, hint in hints.items() if hint == acts.Seal}
        many = {name for name, hint in hints.items() if hint == tuple[acts.Seal, ...]}
        # What was said in a discussion is committed to, and never shown by the record.
        assert one <= {*SEALED, "words"}, kind
        assert many <= {"files"}, kind


def test_seals_of_an_act_are_listed_once_and_empty_ones_not() -> None:
    act = acts.Submit("p", "k", "a" * 64, "a" * 64, {}, ("b" * 64,))
    assert seals_of(act) == {"a" * 64: "text", "b" * 64: "file"}
    assert seals_of(acts.Withdraw()) == {}
    assert seals_of(acts.Open()) == {}


def test_the_seals_of_items_are_those_of_the_act_that_puts_them() -> None:
    item = acts.NewItem("a" * 64, "b" * 64, {}, ("c" * 64,))
    of_item = {"a" * 64: "text", "b" * 64: "text", "c" * 64: "file"}
    assert seals_of(acts.AddItem(item)) == of_item
    listed = acts.SubmitItems("p", "k", "d" * 64, "", (item, acts.NewItem("e" * 64)))
    assert seals_of(listed) == {"d" * 64: "text", **of_item, "e" * 64: "text"}
