"""The little Markdown that a model's README is written in, as HTML: everything in it is escaped first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from linli.core.charter.text import Lang

_HAN = re.compile(r"[\u4e00-\u9fff]")
_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)"), r'<a href="\2" rel="noreferrer">\1</a>'),
    # A link to a file of the repository leads nowhere from a page.
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
)


def part(text: str, lang: Lang) -> str:
    """What a README says in one language, without its title: the sections whose headings are in that language."""
    found = {"zh": "", "en": ""}
    for section in re.split(r"(?m)^(?=#+ )", text):
        heading, _, body = section.partition("\n")
        if not heading.startswith("#"):
            continue
        kept = body if heading.startswith("# ") else section
        found["zh" if _HAN.search(heading) else "en"] += f"{kept.strip()}\n\n"
    return found[lang].strip()


def html(text: str) -> SafeString:
    """Headings, lists, tables and paragraphs."""
    blocks = (block.splitlines() for block in re.split(r"\n\s*\n", text.strip()) if block.strip())
    return mark_safe("".join(made for lines in blocks for made in _block(lines)))  # noqa: S308  # escaped in _inline


def _block(lines: list[str]) -> Iterator[str]:
    for kind, group in groupby(lines, _kind):
        yield _MAKE[kind]([line.strip() for line in group])


def _kind(line: str) -> str:
    if re.match(r"#+ ", line):
        return "heading"
    if line.startswith("|"):
        return "table"
    # A line that is indented goes on with the item above it.
    return "list" if re.match(r"([-*]|\d+\.) |  ", line) else "text"


def _items(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        started = re.match(r"(?:[-*]|\d+\.) (.*)", line)
        if started or not items:
            items.append(started[1] if started else line)
        else:
            items[-1] += f" {line}"
    return f"<ul>{''.join(f'<li>{_inline(one)}</li>' for one in items)}</ul>"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head, *body = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)] or [[]]
    top = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    rest = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in body)
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table>"
    return f'<div class="table-scroll" tabindex="0" role="group">{table}</div>'


def _headings(lines: list[str]) -> str:
    return "".join(f"<h3>{_inline(line.lstrip('# '))}</h3>" for line in lines)


def _text(lines: list[str]) -> str:
    return f"<p>{_inline(' '.join(lines))}</p>"


_MAKE = {"heading": _headings, "table": _table, "list": _items, "text": _text}


def _inline(text: str) -> str:
    made = str(escape(text))
    for pattern, put in _INLINE:
        made = pattern.sub(put, made)
    return made
