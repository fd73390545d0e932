"""The tokens: legible in every variant, and nowhere a colour outside them."""

import re
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[2] / "src" / "linli" / "site"
STYLES = SITE / "static" / "linli"
BLOCK = re.compile(r"(:root[^{]*?)\{([^{}]*--ink[^{}]*)\}", re.S)
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")

# Text on ground. What is said beside a colour must be read by tired eyes too: 4.5 : 1.
GROUNDS = {
    "paper": ("ink", "soft", "link", "seal", "done", "wait"),
    "sheet": ("ink", "soft", "link", "seal", "done", "wait"),
    "seal-soft": ("ink", "seal", "link", "done"),
    "done-soft": ("ink", "done"),
    "wait-soft": ("ink", "wait", "link"),
    "line": ("ink",),
    "seal": ("on-seal",),
}
PAIRS = [(text, ground) for ground, texts in GROUNDS.items() for text in texts]


def variants() -> dict[str, dict[str, str]]:
    css = (STYLES / "tokens.css").read_text(encoding="utf-8")
    return {head.strip(): dict(COLOUR.findall(body)) for head, body in BLOCK.findall(css)}


LIGHT, DEVICE_DARK, CHOSEN_DARK = ":root", ':root:not([data-theme="light"])', ':root[data-theme="dark"]'


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("variant", [LIGHT, CHOSEN_DARK])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_is_legible_on_its_ground(variant: str, text: str, ground: str) -> None:
    colours = variants()[variant]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("variant", [LIGHT, CHOSEN_DARK])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_the_edge_of_a_field_can_be_seen(variant: str, ground: str) -> None:
    colours = variants()[variant]
    assert contrast(colours["edge"], colours[ground]) >= 3


def test_dark_is_the_same_whether_the_device_or_the_reader_asks_for_it() -> None:
    assert variants()[DEVICE_DARK] == variants()[CHOSEN_DARK]
    assert variants()[CHOSEN_DARK].keys() == variants()[LIGHT].keys()


def test_style_sheets_use_the_tokens_and_no_colours_of_their_own() -> None:
    # The seal is the same on every ground; the notice and any print are black on white by their nature.
    own = {"tokens.css", "notice.css", "print.css"}
    sheets = [path for path in STYLES.glob("*.css") if path.name not in own]
    found = {
        (path.name, hit) for path in sheets for hit in re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text())
    }
    assert found == {("header.css", "#b3261e"), ("header.css", "#fffdf9")}


def test_style_sheets_name_sides_by_the_direction_of_writing() -> None:
    physical = re.compile(
        r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<![-\w])(?:left|right|top|bottom):"
    )
    found = {path.name: physical.findall(path.read_text()) for path in STYLES.glob("*.css")}
    assert all(not hits for hits in found.values()), found
