"""Who holds power, as a picture: a row for each organ with its two shares, what it can do, and one resident's share.

Presentation attributes and class names only, like every drawing of a charter: a strict page takes it, its style sheet
colours it, and it is plain without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from linli.core.charter.draw.measure import clean, width, wrap
from linli.core.charter.text import Lang, Text
from linli.core.lab.power import says
from linli.core.lab.power.holder import Holder

WIDE = 360
MARGIN = 4
TEXT = 14
SMALL = 12
BAR = 8
LONGEST = 210
"""How long the bar of all power is."""
_LANGS = {"zh": "zh-Hans", "en": "en"}
_INDICES = (
    ("shapley", "按组织算（沙普利指数）", "by organ (Shapley–Shubik)"),
    ("banzhaf", "按人算（班扎夫指数）", "by person (Banzhaf)"),
)
_RESIDENT = Text(zh="一名普通居民", en="one ordinary resident")


@dataclass(frozen=True, slots=True)
class _Row:
    """A name, what is said beside it, its two shares, and whether it can block and carry."""

    name: str
    says: str
    shapley: Fraction | None
    banzhaf: Fraction | None
    blocks: bool | None = None
    carries: bool | None = None


def picture(
    title: Text, slug: str, holders: tuple[Holder, ...], resident: Holder | None, *, lang: Lang
) -> str:
    """The holders' power in a procedure as SVG; ``slug`` makes its names its own."""
    rows = [*(_of(one, lang) for one in holders), _ordinary(resident, lang)]
    drawn: list[str] = []
    y = _legend(drawn, lang)
    for row in rows:
        y = _row(drawn, row, y, lang)
    name = escape(f"power-{slug}", quote=True)
    heading = Text(zh=f"{title.zh}：谁有多大权力", en=f"{title.en}: who holds how much power")
    told = "; ".join(_told(row, lang) for row in rows)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="power-picture" viewBox="0 0 {WIDE} {y}" role="img"'
            f' lang="{_LANGS[lang]}" aria-labelledby="{name}-title" aria-describedby="{name}-says"'
            f' font-family="sans-serif" fill="currentColor">',
            f'<title id="{name}-title">{_text(heading.in_(lang))}</title>',
            f'<desc id="{name}-says">{_text(told)}</desc>',
            *drawn,
            "</svg>\n",
        )
    )


def _of(one: Holder, lang: Lang) -> _Row:
    return _Row(
        one.title.in_(lang), says.people(one).in_(lang), one.shapley_of_all, one.banzhaf_of_all,
        one.blocks, one.carries,
    )  # fmt: skip


def _ordinary(resident: Holder | None, lang: Lang) -> _Row:
    if resident is None:
        none = Text(zh="在这里没有份", en="has no share here")
        return _Row(_RESIDENT.in_(lang), none.in_(lang), Fraction(0), Fraction(0))
    among = (
        Text(zh=f"{resident.title.zh}中的一人", en=f"one of: {resident.title.en}")
        if resident.resident == "is"
        else Text(zh=f"自己是{resident.title.zh}的时候", en=f"when one of them: {resident.title.en}")
    )
    return _Row(_RESIDENT.in_(lang), among.in_(lang), resident.shapley, resident.banzhaf)


def _legend(drawn: list[str], lang: Lang) -> int:
    """What the two bars mean; the next place below."""
    x = MARGIN
    for key, zh, en in _INDICES:
        word = zh if lang == "zh" else en
        drawn.append(_bar(key, x, 7, 22))
        drawn.append(_line(word, x + 27, 15, SMALL, "power-small"))
        x += 27 + width(word, SMALL) + 18
    return 26


def _row(drawn: list[str], row: _Row, y: int, lang: Lang) -> int:
    """One holder from ``y`` down; the next place below."""
    ordinary = row.blocks is None
    kind = "power-row power-resident" if ordinary else "power-row"
    drawn.append(f'<g class="{kind}">')
    drawn.append(f'<path class="power-rule" d="M0 {y}H{WIDE}" stroke="currentColor" stroke-opacity=".25"/>')
    y += 6
    for line in wrap(row.name, TEXT, WIDE - 2 * MARGIN, most=3):
        y += 18
        drawn.append(_line(line, MARGIN, y - 2, TEXT, "power-name", bold=True))
    for line in wrap(row.says, SMALL, WIDE - 2 * MARGIN, most=3):
        y += 16
        drawn.append(_line(line, MARGIN, y - 2, SMALL, "power-small"))
    y += 4
    for key, share in (("shapley", row.shapley), ("banzhaf", row.banzhaf)):
        drawn.append(_track(y))
        if share:
            drawn.append(_bar(key, MARGIN, y, max(1, round(share * LONGEST))))
        drawn.append(_line(says.percent(share), MARGIN + LONGEST + 10, y + BAR, SMALL, "power-figure"))
        y += BAR + 6
    if not ordinary:
        drawn += _can(row, y + 12, lang)
        y += 18
    drawn.append("</g>")
    return y + 6


def _can(row: _Row, y: int, lang: Lang) -> Iterator[str]:
    """What it can do, by a sign and a word."""
    x = MARGIN
    for able, yes, no in (
        (row.blocks, Text(zh="不同意就办不成", en="can block"), Text(zh="挡不住", en="cannot block")),
        (row.carries, Text(zh="自己就能办成", en="can carry alone"), Text(zh="自己办不成", en="cannot carry alone")),
    ):  # fmt: skip
        word = (yes if able else no).in_(lang)
        filled = "" if able else ' fill="none"'
        yield (
            f'<rect class="power-sign" x="{x + 1}" y="{y - 9}" width="9" height="9" stroke="currentColor"{filled}/>'
        )
        yield _line(word, x + 16, y, SMALL, "power-can" if able else "power-small")
        x += 16 + width(word, SMALL) + 18


def _track(y: int) -> str:
    return (
        f'<rect class="power-track" x="{MARGIN}" y="{y}" width="{LONGEST}" height="{BAR}"'
        f' fill-opacity=".12"/>'
    )


def _bar(key: str, x: int, y: int, long: int) -> str:
    faint = "" if key == "shapley" else ' fill-opacity=".5"'
    return f'<rect class="power-{key}" x="{x}" y="{y}" width="{long}" height="{BAR}"{faint}/>'


def _line(text: str, x: int, y: int, size: int, kind: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text class="{kind}" x="{x}" y="{y}" font-size="{size}"{weight}>{_text(text)}</text>'


def _told(row: _Row, lang: Lang) -> str:
    names = {key: zh if lang == "zh" else en for key, zh, en in _INDICES}
    shares = (("shapley", row.shapley), ("banzhaf", row.banzhaf))
    return f"{row.name} {', '.join(f'{names[key]} {says.percent(share)}' for key, share in shares)}"


def _text(text: str) -> str:
    return escape(clean(text), quote=False)
