"""How wide text is, and where it wraps."""

from hypothesis import given
from hypothesis import strategies as st

from linli.core.charter.draw.measure import MOST, clean, shorten, width, wrap
from linli.core.charter.draw.plan import fold, room


def test_a_chinese_character_is_as_wide_as_it_is_high_and_a_latin_letter_a_little_over_half() -> None:
    assert width("社区居委会", 14) == 70
    assert width("n" * 100, 10) == 570
    assert width("e\u0301", 100) == width("e", 100)
    assert width("😀", 10) == 13
    assert width("il", 100) < width("nn", 100) < width("NN", 100) < width("WW", 100)


def test_bold_titles_are_given_more_room() -> None:
    assert room("committee", "title") > width("committee", 17)
    assert fold("community party committee", "title", 200, most=3) == ("community party", "committee")


def test_english_wraps_between_words_and_chinese_anywhere_but_before_a_closing_mark() -> None:
    assert wrap("the residents' committee", 10, 100, most=3) == ("the residents'", "committee")
    assert wrap("社区居委会，网格员", 10, 50, most=3) == ("社区居委", "会，网格员")
    assert wrap("社区", 10, 100, most=3) == ("社区",)
    assert wrap(" ", 10, 100, most=3) == ()


def test_a_line_that_holds_one_character_gives_none_of_it_away() -> None:
    assert wrap("一，二", 10, 10, most=5) == ("一", "，", "二")
    assert wrap("一二三,aaaa", 10, 30, most=5) == ("一二三", ",aaaa")


def test_what_does_not_fit_ends_in_dots() -> None:
    assert wrap("邻" * 50, 10, 50, most=2) == ("邻邻邻邻邻", "邻邻邻邻…")
    assert wrap("邻" * 5000, 10, 50, most=2)[-1].endswith("…")
    assert shorten("residents' committee", 10, 60).endswith("…")
    assert shorten("short", 10, 60) == "short"
    assert shorten("邻", 10, 5) == "…"
    assert wrap("w" * 30, 10, 50, most=3) == ("wwwww",) * 2 + ("wwww…",)


def test_marks_that_turn_the_direction_or_that_xml_cannot_hold_are_left_out() -> None:
    assert clean("a\u202eb\x00\x1b\ufeffc\n\td") == "abc d"
    assert len(clean("x" * 10_000)) == MOST


@given(st.text(max_size=200), st.integers(20, 300), st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost_but_what_dots_stand_for(
    text: str, wide: int, most: int
) -> None:
    lines = wrap(text, 14, wide, most=most)
    assert len(lines) <= most
    assert all(width(line, 14) <= wide for line in lines)
    if not lines or not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
