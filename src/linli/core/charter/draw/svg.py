"""A drawing as SVG, with presentation attributes and class names only: a strict page takes it, its CSS colours it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from linli.core.charter.draw.measure import clean, shorten
from linli.core.charter.draw.plan import PILL, SIZES, Box, Edge, Frame, Pill, Plan, Role, Words
from linli.core.charter.draw.rows import TRUNK
from linli.core.charter.draw.shape import Picture

EM = 16
"""Units to the em: drawn so, a title is a little larger than the text around the drawing."""
_HELD: Mapping[Role, int] = {"mark": 1, "pill": 1, "tag": 2}
"""Where text is held in halves of its width: a sign and a pill's name in the middle, a tag at its end."""


def _look(role: Role) -> str:
    """The attributes of every text in a role."""
    anchor = ("", ' text-anchor="middle"', ' text-anchor="end"')[_HELD.get(role, 0)]
    font = ' font-family="serif" font-weight="700"' if role in ("title", "mark") else ""
    return f' font-size="{SIZES[role]}"{anchor}{font} fill="currentColor"'


_LOOKS = {role: _look(role) for role in SIZES}


def svg(picture: Picture, plan: Plan) -> str:
    """The whole drawing. Its boxes are links, so it is a group of things to a screen reader and not one picture."""
    name = quoteattr(f"draw-{picture.name}")[1:-1]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 {plan.w} {plan.h}"'
            f' width="{plan.w // EM}em" lang="{_LANGS[picture.lang]}" role="group"'
            f' aria-labelledby="{name}-title" aria-describedby="{name}-says" font-family="sans-serif"'
            f' fill="none" stroke="none">',
            f'<title id="{name}-title">{_text(picture.title)}</title>',
            f'<desc id="{name}-says">{_text(picture.says)}</desc>',
            *(_frame(one) for one in plan.frames),
            *(_edge(one) for one in plan.edges),
            *(_box(one) for one in plan.boxes),
            "</svg>\n",
        )
    )


_LANGS = {"zh": "zh-Hans", "en": "en"}


def _text(text: str) -> str:
    return escape(shorten(text, 1, 10 * 100))


@lru_cache(maxsize=8192)
def _attribute(value: str) -> str:
    return quoteattr(clean(value))


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    return escape(text)


def _words(words: Iterable[Words]) -> str:
    return "".join(map(_line, words))


def _line(one: Words) -> str:
    x = one.x + one.wide * _HELD[one.role] // 2 if one.role in _HELD else one.x
    return (
        f'<text class="diagram-{one.role}" x="{x}" y="{one.y}"{_LOOKS[one.role]}>{_escaped(one.text)}</text>'
    )


def _box(box: Box) -> str:
    node = box.node
    return (
        f'<a class="diagram-node diagram-{node.kind}" href={_attribute(node.href)} data-node={_attribute(node.key)}>'
        f'<rect class="diagram-box" x="{box.x}" y="{box.y}" width="{box.w}" height="{box.h}" rx="10"'
        f' stroke="currentColor"/>'
        f'<circle class="diagram-ring" cx="{box.x + TRUNK}" cy="{box.y + 23}" r="{13 if node.mark else 6}"'
        f' stroke="currentColor"/>{_words(box.words)}</a>'
    )


def _frame(frame: Frame) -> str:
    right, foot = frame.x + frame.w, frame.y + frame.h
    many = "".join(
        f'<path class="diagram-many" d="M{right + by} {frame.y + 10 + by}V{foot + by - 6}q0 6 -6 6H{frame.x + 10 + by}"'
        f' stroke="currentColor"/>'
        for by in (4, 8)
        if frame.node.many
    )
    return (
        f'<g class="diagram-strands">{many}<rect class="diagram-frame" x="{frame.x}" y="{frame.y}" width="{frame.w}"'
        f' height="{frame.h}" rx="10" stroke="currentColor" stroke-dasharray="2 4"/>{_words(frame.words)}</g>'
    )


def _edge(edge: Edge) -> str:
    way = edge.way
    kind = f"diagram-{way.manner}" + (f" diagram-to-{way.to}" if way.manner == "end" else "")
    dashes = ' stroke-dasharray="5 4"' if way.manner in ("back", "stands") else ""
    return (
        f'<g class="diagram-way {kind}" data-from={_attribute(edge.start)} data-names={_attribute(" ".join(way.names))}'
        f" data-to={_attribute(way.to)}>"
        + "".join(_paths(edge, dashes))
        + _words(edge.words)
        + (_pill(edge.pill, edge) if edge.pill else "")
        + "</g>"
    )


def _paths(edge: Edge, dashes: str) -> Iterator[str]:
    if edge.stem:
        yield f'<path class="diagram-stem" d="{edge.stem}" stroke="currentColor"/>'
    if edge.line:
        yield f'<path class="diagram-line" d="{edge.line}" stroke="currentColor"{dashes}/>'
    if edge.arrow:
        yield f'<path class="diagram-arrow" d="{edge.arrow}" fill="currentColor"/>'


def _pill(pill: Pill, edge: Edge) -> str:
    shown = (
        f'<rect class="diagram-pill" x="{pill.x}" y="{pill.y}" width="{pill.w}" height="{PILL}" rx="{PILL // 2}"'
        f' stroke="currentColor"/>{_sign(pill, edge)}{_words((pill.words,))}'
    )
    return f"<a href={_attribute(edge.way.href)}>{shown}</a>" if edge.way.href else shown


def _sign(pill: Pill, edge: Edge) -> str:
    """Up to the level above, or on to the box named."""
    x, y = pill.x + 12, pill.y + PILL // 2
    signs = {"end": "", "up": f"M{x + 4} {y + 6}V{y - 6}m-4 4l4 -4l4 4"}
    sign = signs.get(edge.way.manner, f"M{x - 1} {y}h10m-4 -4l4 4l-4 4")
    return f'<path class="diagram-sign" d="{sign}" stroke="currentColor"/>' if sign else ""
