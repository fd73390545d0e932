"""RFC 8785 as another library writes it is the oracle for the bytes that we hash."""

from typing import Any

import msgspec
import pytest
import rfc8785
import village
from hypothesis import given
from hypothesis import strategies as st

from linli.core.engine.acts import Actor, Count, EnterCount, Submit
from linli.core.engine.struct import write

NAMES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_we_write_is_canonical_json(value: Any) -> None:
    assert write(value) == rfc8785.dumps(value)


def test_every_control_character_is_escaped_as_the_standard_says() -> None:
    text = "".join(map(chr, range(0x00, 0xA0))) + '"\\/\u2028\u2029\ufeff\U0001f600'
    assert write(text) == rfc8785.dumps(text)


@given(st.text(), st.dictionaries(NAMES, st.text() | st.booleans() | st.integers(0, 2**53 - 1), max_size=4))
def test_an_act_with_any_text_in_it_is_canonical_json(kind: str, facts: dict[str, Any]) -> None:
    act = Submit("p", kind, "", "", facts)
    assert write(act) == rfc8785.dumps(msgspec.to_builtins(act))


def test_every_entry_of_a_lived_record_is_canonical_json(lived: village.Record) -> None:
    for entry in lived.entries:
        assert write(entry) == rfc8785.dumps(msgspec.to_builtins(entry))


def test_keys_stand_in_order_whatever_the_order_of_fields() -> None:
    data = write(EnterCount(Count(present=3, issued=2, returned=1, scores={"5": 1, "1": 2})))
    assert data == rfc8785.dumps(msgspec.json.decode(data))
    assert data.startswith(b'{"count":{"abstain":0,')
    assert write(Actor("p", "o")) == b'{"organ":"o","person":"p"}'


def test_half_a_character_has_no_written_form() -> None:
    with pytest.raises(UnicodeEncodeError):
        write("\ud800")
